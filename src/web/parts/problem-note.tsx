// A request that did not succeed: what happened, what to do, and what to tell whoever looks after the server.

import type { ReactNode } from 'react'
import { describeFault } from '#model/fault.ts'
import { ProblemError, UnreachableError } from '../api/problem-error.ts'
import { shell } from '../words/en/shell.ts'
import { Button } from './button.tsx'
import { sayRequestFault } from './request-fault.ts'
import { Quoted } from './quoted.tsx'
import { SignInBeside } from './sign-in-beside.tsx'
import { ToneMark } from './tone.tsx'

const MOST_FAULTS = 5

interface ProblemNoteProps {
  readonly error: unknown
  readonly onAgain?: () => void
  /** What else can be done about it. */
  readonly actions?: ReactNode
  /** It was something one did, which nothing does again by itself. */
  readonly isAct?: boolean
}

export function sayError(error: unknown): string {
  if (error instanceof UnreachableError) return shell.connection.lost
  if (error instanceof ProblemError) return error.problem.detail ?? error.problem.title
  return error instanceof Error ? error.message : String(error)
}

export function ProblemNote({ error, onAgain, actions, isAct = false }: ProblemNoteProps) {
  const problem = error instanceof ProblemError ? error.problem : undefined
  return (
    <div className="note bad" role="alert">
      <ToneMark tone="bad" />
      <div>
        {problem?.detail !== undefined && <p className="note-title">{problem.title}</p>}
        <p>
          <Quoted>{isAct && error instanceof UnreachableError ? shell.connection.notDone : sayError(error)}</Quoted>
        </p>
        {(problem?.requestFaults ?? []).map((fault, index) => (
          <p key={index}>
            <Quoted>{sayRequestFault(fault)}</Quoted>
          </p>
        ))}
        {problem?.faults?.slice(0, MOST_FAULTS).map((fault, index) => (
          <p key={index}>
            <Quoted>{describeFault(fault)}</Quoted>
          </p>
        ))}
        {problem?.instance !== undefined && <p className="muted">{shell.faults.request(problem.instance)}</p>}
        {problem?.code === 'not-signed-in' && <SignInBeside />}
        {onAgain && (
          <Button icon="refresh" onClick={onAgain}>
            {shell.faults.again}
          </Button>
        )}
        {actions}
      </div>
    </div>
  )
}
