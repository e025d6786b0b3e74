// When a rule is breached, for certain or perhaps: first in the horizon, and next after the as-of date.

import { AFTER_ALL, type CivilDay, formatDay } from '#base/calendar.ts'
import type { RuleResult } from '#model/verdict.ts'
import type { RuleWindow } from './editions.ts'
import { firstDayWith, nextBreachAfter, nextPossibleBreachAfter, type Timeline } from './timeline.ts'

export interface Breaches {
  readonly first: CivilDay | undefined
  /** The first day that is not met, or cannot be shown. */
  readonly firstPossible: CivilDay | undefined
  /** The first day looked at, where the rule was already due before it: what is missed then may have been before. */
  readonly mayBeMissedBefore: CivilDay | undefined
  readonly next: CivilDay | undefined
  readonly nextPossible: CivilDay | undefined
}

/** When a statement of the rule is due, and until when it stands. */
export type DueWindow = Pick<RuleWindow, 'dueFrom' | 'until'>

export function findBreaches(timeline: Timeline, windows: readonly DueWindow[], asOf: CivilDay): Breaches {
  const first = firstDayWith(timeline, 'not met', timeline.from)
  const firstOpen = firstDayWith(timeline, 'cannot be shown', timeline.from)
  return {
    first,
    firstPossible:
      firstOpen === undefined && first === undefined ? undefined : Math.min(firstOpen ?? AFTER_ALL, first ?? AFTER_ALL),
    mayBeMissedBefore: wasDueBefore(timeline.from, windows) ? timeline.from : undefined,
    next: nextBreachAfter(timeline, asOf),
    nextPossible: nextPossibleBreachAfter(timeline, asOf),
  }
}

/** What is missed on the first day looked at may have been missed earlier, if the rule could be. */
function wasDueBefore(day: CivilDay, windows: readonly DueWindow[]): boolean {
  return windows.some(({ dueFrom, until }) => dueFrom < day && day <= until)
}

type BreachFields =
  | 'firstBreach'
  | 'firstBreachOrEarlier'
  | 'firstPossibleBreach'
  | 'firstPossibleBreachOrEarlier'
  | 'nextBreach'
  | 'nextPossibleBreach'

/** As reports show them; what never comes is left out. */
export function describeBreaches(breaches: Breaches): Pick<RuleResult, BreachFields> {
  const { first, firstPossible, mayBeMissedBefore, next, nextPossible } = breaches
  const orEarlier = (day: CivilDay) => day === mayBeMissedBefore
  return {
    ...(first === undefined ? {} : { firstBreach: formatDay(first) }),
    ...(first !== undefined && orEarlier(first) ? { firstBreachOrEarlier: true } : {}),
    ...(firstPossible === undefined ? {} : { firstPossibleBreach: formatDay(firstPossible) }),
    ...(firstPossible !== undefined && orEarlier(firstPossible) ? { firstPossibleBreachOrEarlier: true } : {}),
    ...(next === undefined ? {} : { nextBreach: formatDay(next) }),
    ...(nextPossible === undefined ? {} : { nextPossibleBreach: formatDay(nextPossible) }),
  }
}
