// Why a task failed, in a sentence for whoever asked for it; a bug keeps its stack for the log.

export interface TaskFailure {
  readonly kind: 'cancelled' | 'disk-full' | 'refused' | 'bug'
  readonly message: string
}

export function describeProblem(error: unknown, signal: AbortSignal): TaskFailure {
  if (signal.aborted) return { kind: 'cancelled', message: 'cancelled' }
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full', message: messageOf(error) }
  // What the services refuse in words has no code and is no bug of theirs; what the system refused is told with it.
  if (error instanceof Error && (code !== undefined || error.constructor === Error))
    return { kind: 'refused', message: error.message }
  return { kind: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code ?? (cause === undefined || cause === null ? undefined : codeOf(cause))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
