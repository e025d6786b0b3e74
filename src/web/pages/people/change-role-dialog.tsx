// A person gets another role. Who gives up administering is told so: they cannot take it back.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me, Member } from '#contract/application/people.ts'
import { changeMember, membersQuery } from '../../api/people.ts'
import { meQuery } from '../../api/queries.ts'
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
  const change = useMutation({
    mutationFn: () => changeMember(member.person, role),
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
      isWhole={role !== member.role}
      isGrave={givesUp}
      done={change}
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
