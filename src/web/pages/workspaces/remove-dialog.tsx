// A workspace goes for ever: whoever asks for that types its name.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Workspace } from '#contract/application/workspace.ts'
import { removeWorkspace } from '../../api/workspaces.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { remark } from '../../parts/remark.ts'
import { shell } from '../../words/en/shell.ts'
import { workspaces as words } from '../../words/en/workspaces.ts'

interface RemoveDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

export function RemoveDialog({ workspace, onClose }: RemoveDialogProps) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const isMeant = typed.trim() === workspace.name
  const remove = useMutation({
    mutationFn: () => removeWorkspace(workspace.id),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ['workspace', workspace.id] })
      void queries.invalidateQueries({ queryKey: ['workspaces'] })
      remark(words.removed(workspace.name))
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isMeant) remove.mutate()
  }
  return (
    <Dialog title={words.removeTitle} isOpen onClose={onClose} isAlert>
      <form className="form" onSubmit={submit}>
        <p>
          <Quoted>{words.removeWhy(workspace.name)}</Quoted>
        </p>
        <TextField
          label={words.removeName}
          value={typed}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        {remove.error && <ProblemNote error={remove.error} />}
        <div className="actions end">
          <Button onClick={onClose}>{shell.common.cancel}</Button>
          <Button look="grave" type="submit" disabled={!isMeant || remove.isPending}>
            {words.removeNow}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
