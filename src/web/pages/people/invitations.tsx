// Who was invited and has not signed in since; an administrator sees it, and may withdraw it.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invitation } from '#contract/application/people.ts'
import { invitationsQuery, withdrawInvitation } from '../../api/people.ts'
import { formatInstant } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { remark } from '../../parts/remark.ts'
import { people } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'
import { GraveDialog } from './grave-dialog.tsx'

const words = people.invitations

/** Nothing where there are none. */
export function Invitations() {
  const queries = useQueryClient()
  const asked = useQuery(invitationsQuery)
  const [withdrawing, setWithdrawing] = useState<Invitation>()
  if (!asked.error && (asked.data?.length ?? 0) === 0) return null
  return (
    <section className="card" aria-labelledby="invitations">
      <header className="card-head">
        <div>
          <h2 id="invitations">{words.title}</h2>
          <p className="page-about">{words.about}</p>
        </div>
      </header>
      <div className="card-body">
        {asked.error && <ProblemNote error={asked.error} onAgain={() => void asked.refetch()} />}
        <ul className="people-list">
          {asked.data?.map((invitation) => (
            <li key={invitation.id}>
              <InvitationWords invitation={invitation} />
              <Button
                look="quiet"
                icon="trash"
                aria-label={words.withdrawAloud(invitation.email)}
                onClick={() => setWithdrawing(invitation)}
              >
                {words.withdraw}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {withdrawing && (
        <GraveDialog
          title={words.withdrawTitle(withdrawing.email)}
          label={words.withdrawNow}
          act={() => withdrawInvitation(withdrawing.id)}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey })
            remark(words.withdrawn(withdrawing.email))
          }}
          onClose={() => setWithdrawing(undefined)}
        >
          <p>
            <Quoted>{words.withdrawWhy(withdrawing.email)}</Quoted>
          </p>
        </GraveDialog>
      )}
    </section>
  )
}

function InvitationWords({ invitation }: { readonly invitation: Invitation }) {
  const { email, role, since, until } = invitation
  return (
    <div className="people-words">
      <span className="people-name">
        {email} <span className="badge">{shell.person.role[role]}</span>
      </span>
      <span className="people-about">
        {[words.until(formatInstant(until)), words.since(formatInstant(since))].join(' · ')}
      </span>
    </div>
  )
}
