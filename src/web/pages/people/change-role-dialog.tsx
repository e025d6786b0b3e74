// A person gets another role. Who gives up administering is told so: they cannot take it back.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me, Member } from '#contract/application/people.ts'
import { changeMember, getMember, membersQuery } from '../../api/people.ts'
import { meQuery } from '../../api/queries.ts'
import { useChange } from '../../api/use-change.ts'
import { ChangeFault } from '../../parts/change-fault.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { remark } from '../../parts/remark.ts'
import { ToneMark } from '../../parts/tone.tsx'
import { people } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'
import { RoleField } from './role-field.tsx'

const words = people.change

interface ChangeRoleDialogProps {
  readonly me: Me
  readonly member: Member
  readonly onClose: () => void
}

export function ChangeRoleDialog({ me, member, onClose }: ChangeRoleDialogProps) {
  const queries = useQueryClient()
  const [role, setRole] = useState(member.role)
  const givesUp = member.person === me.person.id && role !== 'administrator'
  const { attempt, theirs } = useChange({
    thing: member,
    load: () => getMember(member.person),
    gist: roleOf,
    change: (seen) => changeMember(member.person, role, seen),
  })
  const change = useMutation({
    mutationFn: attempt,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: membersQuery.queryKey })
      void queries.invalidateQueries({ queryKey: meQuery.queryKey })
      remark(words.done(member.name, shell.person.role[role]))
      onClose()
    },
  })
  return (
    <FormDialog
      title={words.title(member.name)}
      label={shell.common.save}
      isWhole={role !== (theirs ?? member).role}
      isGrave={givesUp}
      done={change}
      fault={
        change.error && (
          <ChangeFault
            error={change.error}
            theirs={theirs}
            say={(now) => words.meanwhile(now.name, shell.person.role[now.role])}
            onTake={(now) => setRole(now.role)}
          />
        )
      }
      onClose={onClose}
    >
      <RoleField role={role} onChange={setRole} hasFocus />
      {givesUp && (
        <div className="note doubt" role="status">
          <ToneMark tone="doubt" />
          <div>{words.giveUp}</div>
        </div>
      )}
    </FormDialog>
  )
}

const roleOf = ({ role, until }: Member): unknown => [role, until]
