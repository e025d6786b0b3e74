// Something that cannot be taken back is done once it is confirmed.

import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { shell } from '../../words/en/shell.ts'

interface GraveDialogProps {
  readonly title: string
  /** On the button that does it. */
  readonly label: string
  readonly act: () => Promise<void>
  readonly onDone: () => void
  /** What went wrong; by default the error as it is told. */
  readonly sayFault?: (error: Error) => ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

export function GraveDialog({ title, label, act, onDone, sayFault, onClose, children }: GraveDialogProps) {
  const done = useMutation({
    mutationFn: act,
    onSuccess: () => {
      onDone()
      onClose()
    },
  })
  return (
    <Dialog title={title} isOpen onClose={onClose} isAlert>
      <div className="form">
        {children}
        {done.error && (sayFault?.(done.error) ?? <ProblemNote error={done.error} />)}
        <div className="actions end">
          <Button autoFocus onClick={onClose}>
            {shell.common.cancel}
          </Button>
          <Button look="grave" disabled={done.isPending} onClick={() => done.mutate()}>
            {label}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
