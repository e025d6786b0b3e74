// Somebody is taken into the organisation by the address their provider of sign-in knows them by.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Role } from '#contract/application/people.ts'
import { invitationsQuery, takeInMember } from '../../api/people.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { remark } from '../../parts/remark.ts'
import { people } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'
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
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isWhole && !takeIn.isPending) takeIn.mutate()
  }
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
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
        {takeIn.error && <ProblemNote error={takeIn.error} />}
        <div className="actions end">
          <Button onClick={onClose}>{shell.common.cancel}</Button>
          <Button look="main" type="submit" disabled={!isWhole || takeIn.isPending}>
            {words.now}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
