// A workspace goes for ever: whoever asks for that types its name.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Workspace } from '#contract/application/workspace.ts'
import { useChange } from '../../api/use-change.ts'
import { getWorkspace, removeWorkspace } from '../../api/workspaces.ts'
import { Button } from '../../parts/button.tsx'
import { ChangeFault } from '../../parts/change-fault.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/field.tsx'
import { Quoted } from '../../parts/quoted.tsx'
import { remark } from '../../parts/remark.ts'
import { shell } from '../../words/en/shell.ts'
import { workspaces as words } from '../../words/en/workspaces.ts'
import { sayHead } from './say-head.ts'

interface RemoveDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

export function RemoveDialog({ workspace, onClose }: RemoveDialogProps) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const { attempt, theirs } = useChange({
    thing: workspace,
    load: () => getWorkspace(workspace.id),
    gist: ({ name, head }) => [name, head?.digest],
    change: (seen) => removeWorkspace(workspace.id, seen),
  })
  const isMeant = typed.trim() === (theirs ?? workspace).name
  const remove = useMutation({
    mutationFn: attempt,
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
        {remove.error && (
          <ChangeFault
            error={remove.error}
            theirs={theirs}
            say={(now) => words.changedMeanwhile(now.name, sayHead(now))}
          />
        )}
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
