// Kleene's three-valued logic: no, maybe, yes. `unknown` never turns into an answer by itself.

export const NO = 0
export const MAYBE = 1
export const YES = 2
export type Trilean = 0 | 1 | 2

export function and(left: Trilean, right: Trilean): Trilean {
  return left < right ? left : right
}

export function or(left: Trilean, right: Trilean): Trilean {
  return left > right ? left : right
}

export function not(value: Trilean): Trilean {
  return (2 - value) as Trilean
}

/** What both say; maybe where they differ. */
export function agree(left: Trilean, right: Trilean): Trilean {
  return left === right ? left : MAYBE
}
