// Something is filled in and done: what went wrong stands above the buttons, and who changes their mind closes it.

import type { FormEvent, ReactNode } from 'react'
import { shell } from '../words/en/shell.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem-note.tsx'

interface FormDialogProps {
  readonly title: string
  /** On the button that does it. */
  readonly label: string
  readonly isWhole: boolean
  readonly isGrave?: boolean
  readonly done: { readonly isPending: boolean; readonly error: Error | null; readonly mutate: () => void }
  /** What went wrong; by default the error as it is told. */
  readonly fault?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

export function FormDialog({
  title,
  label,
  isWhole,
  isGrave = false,
  done,
  fault,
  onClose,
  children,
}: FormDialogProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isWhole && !done.isPending) done.mutate()
  }
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {children}
        {done.error && (fault ?? <ProblemNote error={done.error} />)}
        <div className="actions end">
          <Button onClick={onClose}>{shell.common.cancel}</Button>
          <Button look={isGrave ? 'grave' : 'main'} type="submit" disabled={!isWhole || done.isPending}>
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
