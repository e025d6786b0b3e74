// The tokens programs ask with: one's own, and for an administrator those of others.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Me, scopesWithin, type Token } from '#contract/application/people.ts'
import { membersQuery, revokeToken, tokensQuery } from '../../api/people.ts'
import { formatInstant } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { remark } from '../../parts/remark.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { people } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'
import { CreateTokenDialog } from './create-token-dialog.tsx'
import { GraveDialog } from './grave-dialog.tsx'
import { isGood, stateOfToken } from './token-state.ts'

const words = people.tokens

export function Tokens({ me }: { readonly me: Me }) {
  const queries = useQueryClient()
  const asked = useQuery(tokensQuery)
  const { data: members = [] } = useQuery(membersQuery)
  const [isMaking, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Token>()
  const own = asked.data?.filter(({ madeBy }) => madeBy === me.person.id) ?? []
  const others = asked.data?.filter(({ madeBy }) => madeBy !== me.person.id) ?? []
  const renew = (): void => void queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
  const makerOf = ({ madeBy }: Token): string | undefined => members.find(({ person }) => person === madeBy)?.name
  return (
    <>
      <section className="card" aria-labelledby="tokens">
        <header className="card-head">
          <div>
            <h2 id="tokens">{words.title}</h2>
            <p className="page-about">{words.about}</p>
          </div>
          <Button look="main" icon="plus" onClick={() => setMaking(true)}>
            {words.create}
          </Button>
        </header>
        <div className="card-body">
          {asked.error && <ProblemNote error={asked.error} onAgain={() => void asked.refetch()} />}
          {!asked.data && !asked.error && <Skeleton lines={3} />}
          {asked.data && <TokenList tokens={own} onRevoke={setRevoking} ifNone={words.none} />}
        </div>
      </section>
      {others.length > 0 && (
        <section className="card" aria-labelledby="others-tokens">
          <header className="card-head">
            <div>
              <h2 id="others-tokens">{words.others}</h2>
              <p className="page-about">{words.othersAbout}</p>
            </div>
          </header>
          <div className="card-body">
            <TokenList tokens={others} onRevoke={setRevoking} makerOf={makerOf} />
          </div>
        </section>
      )}
      {isMaking && <CreateTokenDialog role={me.role} onMade={renew} onClose={() => setMaking(false)} />}
      {revoking && (
        <GraveDialog
          title={words.revokeTitle(revoking.name)}
          label={words.revokeNow}
          act={() => revokeToken(revoking.id)}
          onDone={() => {
            renew()
            remark(words.revoked(revoking.name))
          }}
          onClose={() => setRevoking(undefined)}
        >
          <p>
            <Quoted>{words.revokeWhy(revoking.name)}</Quoted>
          </p>
        </GraveDialog>
      )}
    </>
  )
}

interface TokenListProps {
  readonly tokens: readonly Token[]
  readonly onRevoke: (token: Token) => void
  readonly makerOf?: (token: Token) => string | undefined
  readonly ifNone?: string
}

function TokenList({ tokens, onRevoke, makerOf, ifNone }: TokenListProps) {
  const now = Date.now()
  const good = tokens.filter((token) => isGood(token, now))
  const over = tokens.filter((token) => !isGood(token, now))
  return (
    <>
      {good.length === 0 && ifNone !== undefined && <p className="muted">{ifNone}</p>}
      <ul className="people-list">
        {good.map((token) => (
          <li key={token.id}>
            <TokenWords token={token} now={now} maker={makerOf?.(token)} />
            <Button
              look="quiet"
              icon="trash"
              aria-label={words.revokeAloud(token.name)}
              onClick={() => onRevoke(token)}
            >
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {over.length > 0 && (
        <details className="people-past">
          <summary>{words.over(over.length)}</summary>
          <ul className="people-list">
            {over.map((token) => (
              <li key={token.id}>
                <TokenWords token={token} now={now} maker={makerOf?.(token)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

interface TokenWordsProps {
  readonly token: Token
  /** Milliseconds since 1970. */
  readonly now: number
  readonly maker: string | undefined
}

function TokenWords({ token, now, maker }: TokenWordsProps) {
  const { name, scopes, role, createdAt, lastUsedAt } = token
  const good = scopesWithin(role, scopes)
  const idle = scopes.filter((scope) => !good.includes(scope))
  const roleName = shell.person.role[role]
  const about = [
    ...(maker === undefined ? [] : [words.by(maker)]),
    words.atMost(roleName),
    ...(idle.length === 0 ? [] : [words.idle(idle.map((scope) => words.scopeName[scope]).join(', '), roleName)]),
    sayState(token, now),
    lastUsedAt === undefined ? words.unused : words.used(formatInstant(lastUsedAt)),
    words.made(formatInstant(createdAt)),
  ]
  return (
    <div className="people-words">
      <span className="people-name">
        {name}{' '}
        {good.map((scope) => (
          <span key={scope} className="badge">
            {words.scopeName[scope]}
          </span>
        ))}
      </span>
      <span className="people-about">{about.join(' · ')}</span>
    </div>
  )
}

function sayState(token: Token, now: number): string {
  const state = stateOfToken(token, now)
  switch (state.kind) {
    case 'good':
      return words.state.good(formatInstant(state.until))
    case 'endless':
      return words.state.endless
    case 'expired':
      return words.state.expired(formatInstant(state.at))
    case 'revoked':
      return words.state.revoked(formatInstant(state.at))
  }
}
