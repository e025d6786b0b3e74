// What is thrown where a request cannot be met: one of the problems of the list, with what happened this time.

import type { ProblemCode, RequestFault } from '#contract/application/problem.ts'
import type { Fault } from '#model/fault.ts'

interface Particulars {
  readonly detail?: string
  readonly requestFaults?: readonly RequestFault[]
  readonly faults?: readonly Fault[]
  /** After which asking again makes sense. */
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly particulars: Particulars

  constructor(code: ProblemCode, particulars: Particulars = {}) {
    super(particulars.detail ?? code, { cause: particulars.cause })
    this.name = 'ProblemError'
    this.code = code
    this.particulars = particulars
  }
}
