// Somebody is taken into the organisation by the address their provider of sign-in knows them by.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Role } from '#contract/application/people.ts'
import { invitationsQuery, takeInMember } from '../../api/people.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { remark } from '../../parts/remark.ts'
import { people } from '../../words/en/people.ts'
import { RoleField } from './role-field.tsx'

const words = people.takeIn

export function TakeInDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const email = typed.trim()
  const isWhole = /^[^\s@]+@[^\s@]+$/.test(email)
  const takeIn = useMutation({
    mutationFn: () => takeInMember({ email, role }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey })
      remark(words.done(email))
      onClose()
    },
  })
  return (
    <FormDialog title={words.title} label={words.now} isWhole={isWhole} done={takeIn} onClose={onClose}>
      <TextField
        label={words.email}
        about={words.emailAbout}
        type="email"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <RoleField role={role} onChange={setRole} />
    </FormDialog>
  )
}
