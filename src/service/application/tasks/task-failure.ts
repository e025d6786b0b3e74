// Why a task failed, in a sentence for whoever asked for it; a bug, and what the system refuses, keep their stack for the log.

import { wordRefusal } from '#base/refusals.ts'
import { hidePaths } from '../hide-paths.ts'

export interface TaskFailure {
  readonly kind: 'cancelled' | 'disk-full' | 'refused' | 'system' | 'bug'
  /** Names no path of the server. */
  readonly message: string
  readonly log?: string
}

interface SystemError extends Error {
  readonly code: string
  readonly syscall: string
}

/** `root`: folder of all data. */
export function describeProblem(error: unknown, signal: AbortSignal, root: string): TaskFailure {
  if (signal.aborted) return { kind: 'cancelled', message: 'cancelled' }
  const log = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { kind: 'disk-full', message: isOfSystem(error) ? wordRefusal(code, 'writing') : tell(error, root), log }
  if (isOfSystem(error)) return { kind: 'system', message: wordSystemError(error), log }
  // What the services refuse in words has no code and is no bug of theirs.
  if (error instanceof Error && (code !== undefined || error.constructor === Error))
    return { kind: 'refused', message: tell(error, root) }
  return { kind: 'bug', message: 'the work could not be done', log }
}

/** As Node makes them: with the call that was refused (its documentation, "Class: SystemError"). */
function isOfSystem(error: unknown): error is SystemError {
  return error instanceof Error && typeof (error as Partial<SystemError>).syscall === 'string'
}

/** Such as `ENOENT: no such file or directory`: what follows, after a comma, is the call and its paths. */
function wordSystemError({ message }: SystemError): string {
  return message.split(', ', 1)[0]!
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code ?? (cause === undefined || cause === null ? undefined : codeOf(cause))
}

function tell(error: unknown, root: string): string {
  return hidePaths(error instanceof Error ? error.message : String(error), root)
}
