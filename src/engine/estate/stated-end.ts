// What inventory and plan state of the end of a subject: each goes beyond the one before it.

export const NO_END = 0
/** `outOfService` is `unknown`: it may be switched off. */
export const UNKNOWN_END_OF_SERVICE = 1
/** Switched off, and still there. */
export const END_OF_SERVICE = 2
export const END_OF_PRESENCE = 3

/** A row of the plan ended it, or changed it into another subject. */
export const ENDED_BY_PLAN = 4

export type StatedEnd =
  | typeof NO_END
  | typeof UNKNOWN_END_OF_SERVICE
  | typeof END_OF_SERVICE
  | typeof END_OF_PRESENCE
  | typeof ENDED_BY_PLAN

/** What is removed may be switched off by then; what is replaced or changed is meant to serve. */
export function endSoughtBy(action: string): StatedEnd {
  return action === 'remove' ? END_OF_PRESENCE : END_OF_SERVICE
}
