// What a use case refuses, as the one list of problems names it. Servers and jobs tell it; a bug is none of these.

import { problemType, PROBLEMS, type Problem, type ProblemCode } from '#contract/application/problem.ts'
import type { Fault } from '#model/fault.ts'

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode
  readonly faults: readonly Fault[] | undefined

  constructor(code: ProblemCode, detail: string, faults?: readonly Fault[]) {
    super(detail)
    this.code = code
    this.faults = faults
  }
}

export function problemOf(code: ProblemCode, detail: string, faults?: readonly Fault[]): Problem {
  const { status, title } = PROBLEMS[code]
  return {
    type: problemType(code),
    code,
    title,
    status,
    detail,
    ...(faults === undefined ? {} : { faults: [...faults] }),
  }
}
