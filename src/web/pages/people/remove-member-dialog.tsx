// A membership ends: of somebody else, or one's own.

import { useQueryClient } from '@tanstack/react-query'
import type { Me, Member } from '#contract/application/people.ts'
import { getMember, membersQuery, removeMember } from '../../api/people.ts'
import { useChange } from '../../api/use-change.ts'
import { ChangeFault } from '../../parts/change-fault.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { remark } from '../../parts/remark.ts'
import { people } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'
import { GraveDialog } from './grave-dialog.tsx'

const words = people.remove

interface RemoveMemberDialogProps {
  readonly me: Me
  readonly member: Member
  readonly onClose: () => void
}

export function RemoveMemberDialog({ me, member, onClose }: RemoveMemberDialogProps) {
  const queries = useQueryClient()
  const isSelf = member.person === me.person.id
  const { attempt, theirs } = useChange({
    thing: member,
    load: () => getMember(member.person),
    gist: ({ role, until }) => [role, until],
    change: (seen) => removeMember(member.person, seen),
  })
  const tell = (): void => {
    // Nothing of this organisation is to be seen any more.
    if (isSelf) return location.assign('/')
    void queries.invalidateQueries({ queryKey: membersQuery.queryKey })
    remark(words.done(member.name))
  }
  return (
    <GraveDialog
      title={words.title(member.name)}
      label={words.now}
      act={attempt}
      sayFault={(error) => (
        <ChangeFault
          error={error}
          theirs={theirs}
          say={(now) => people.change.meanwhile(now.name, shell.person.role[now.role])}
        />
      )}
      onDone={tell}
      onClose={onClose}
    >
      <p>
        <Quoted>{isSelf ? words.whySelf(me.organisation.name) : words.why(member.name, me.organisation.name)}</Quoted>
      </p>
      <p className="muted">{words.back}</p>
    </GraveDialog>
  )
}
