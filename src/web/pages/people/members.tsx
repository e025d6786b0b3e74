// Who belongs to the organisation, in which role; an administrator changes it.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me, Member } from '#contract/application/people.ts'
import { membersQuery } from '../../api/people.ts'
import { formatInstant } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useMay } from '../../shell/use-role.ts'
import { people } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'
import { ChangeRoleDialog } from './change-role-dialog.tsx'
import { isLastAdministrator } from './last-administrator.ts'
import { RemoveMemberDialog } from './remove-member-dialog.tsx'
import { TakeInDialog } from './take-in-dialog.tsx'

const words = people.members

type Open = { readonly kind: 'take-in' } | { readonly kind: 'change' | 'remove'; readonly member: Member }

export function Members({ me }: { readonly me: Me }) {
  const asked = useQuery(membersQuery)
  const mayChange = useMay('administrator')
  const [open, setOpen] = useState<Open>()
  const close = (): void => setOpen(undefined)
  const here = asked.data?.filter(({ until }) => until === undefined) ?? []
  const left = asked.data?.filter(({ until }) => until !== undefined) ?? []
  return (
    <section className="card" aria-labelledby="members">
      <header className="card-head">
        <div>
          <h2 id="members">{words.title(me.organisation.name)}</h2>
          <p className="page-about">{mayChange ? words.about : words.onlyAdministrators}</p>
        </div>
        {mayChange && (
          <Button look="main" icon="plus" onClick={() => setOpen({ kind: 'take-in' })}>
            {people.takeIn.open}
          </Button>
        )}
      </header>
      <div className="card-body">
        {asked.error && <ProblemNote error={asked.error} onAgain={() => void asked.refetch()} />}
        {!asked.data && !asked.error && <Skeleton lines={4} />}
        <ul className="people-list">
          {here.map((member) => (
            <li key={member.person}>
              <MemberWords member={member} isSelf={member.person === me.person.id} />
              {mayChange &&
                (isLastAdministrator(here, member.person) ? (
                  <p className="people-why">{words.last}</p>
                ) : (
                  <span className="actions">
                    <Button
                      look="quiet"
                      icon="edit"
                      aria-label={people.change.aloud(member.name)}
                      onClick={() => setOpen({ kind: 'change', member })}
                    >
                      {people.change.open}
                    </Button>
                    <Button
                      look="quiet"
                      icon="trash"
                      aria-label={people.remove.aloud(member.name)}
                      onClick={() => setOpen({ kind: 'remove', member })}
                    >
                      {people.remove.open}
                    </Button>
                  </span>
                ))}
            </li>
          ))}
        </ul>
        {left.length > 0 && (
          <details className="people-past">
            <summary>{words.left(left.length)}</summary>
            <p className="muted">{words.leftWhy}</p>
            <ul className="people-list">
              {left.map((member) => (
                <li key={member.person}>
                  <MemberWords member={member} isSelf={false} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {open?.kind === 'take-in' && <TakeInDialog onClose={close} />}
      {open?.kind === 'change' && <ChangeRoleDialog me={me} member={open.member} onClose={close} />}
      {open?.kind === 'remove' && <RemoveMemberDialog me={me} member={open.member} onClose={close} />}
    </section>
  )
}

function MemberWords({ member, isSelf }: { readonly member: Member; readonly isSelf: boolean }) {
  const { name, email, role, since, until } = member
  const when = until === undefined ? words.since(formatInstant(since)) : words.until(formatInstant(until))
  return (
    <div className="people-words">
      <span className="people-name">
        {name} {isSelf && <span className="badge main">{words.you}</span>}{' '}
        <span className="badge">{shell.person.role[role]}</span>
      </span>
      <span className="people-about">{[...(email === undefined ? [] : [email]), when].join(' · ')}</span>
    </div>
  )
}
