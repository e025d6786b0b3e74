// What can go wrong with a request: the server says why, or it cannot be reached.

import type { Problem } from '#contract/application/problem.ts'

/** The server replied that it cannot, and why. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** No reply came: the server is stopped, or there is no way to it. */
export class UnreachableError extends Error {
  constructor() {
    super('the server cannot be reached')
    this.name = 'UnreachableError'
  }
}

const PASSING: ReadonlySet<number> = new Set([429, 503])

/** Whether asking again later may help without anybody doing anything. */
export function isPassing(error: unknown): boolean {
  return error instanceof UnreachableError || (error instanceof ProblemError && PASSING.has(error.problem.status))
}

export function hasCode(error: unknown, code: Problem['code']): error is ProblemError {
  return error instanceof ProblemError && error.problem.code === code
}
