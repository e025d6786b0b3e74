// From states of days to intervals, first breaches and the verdict of the as-of date.

import { type CivilDay, formatDay } from '#base/calendar.ts'
import type { VerdictWord } from '#model/rule.ts'
import type { RuleState, StateInterval } from '#model/verdict.ts'
import type { DayState } from './judge-days.ts'

/** The states of the days from `from` on. */
export interface Timeline {
  readonly from: CivilDay
  readonly days: readonly DayState[]
}

export function intervalsOf({ from, days }: Timeline): StateInterval[] {
  const intervals: StateInterval[] = []
  let start = 0
  for (let index = 1; index <= days.length; index++) {
    const first = days[start]!
    const next = days[index]
    if (next && isAlike(next, first)) continue
    const interval: StateInterval = {
      from: formatDay(from + start),
      to: formatDay(from + index - 1),
      state: first.state,
    }
    intervals.push({
      ...interval,
      ...(first.isWaived ? { waived: true } : {}),
      ...(first.isOpenBeyond ? { beyondWaiver: 'cannot be shown' as const } : {}),
    })
    start = index
  }
  return intervals
}

/** Whether the same is so on every day of both. */
export function areAlike(left: Timeline, right: Timeline): boolean {
  return left.days.every((day, index) => isAlike(day, right.days[index]!))
}

function isAlike(left: DayState, right: DayState): boolean {
  return left.state === right.state && left.isWaived === right.isWaived && left.isOpenBeyond === right.isOpenBeyond
}

/** The first day at or after `since` with this state. */
export function firstDayWith({ from, days }: Timeline, state: RuleState, since: CivilDay): CivilDay | undefined {
  for (let index = Math.max(0, since - from); index < days.length; index++)
    if (days[index]!.state === state) return from + index
  return undefined
}

/** A waived breach is none until the waiver ends; nor is what may be one. */
function isMissed({ state, isWaived }: DayState): boolean {
  return state === 'not met' && !isWaived
}

function mayBeMissed(day: DayState): boolean {
  return isMissed(day) || (day.state === 'cannot be shown' && !day.isWaived) || day.isOpenBeyond === true
}

/** The first day after `day` on which what was not so before is missed: a breach that lasts is not a new one tomorrow. */
export function nextBreachAfter(timeline: Timeline, day: CivilDay): CivilDay | undefined {
  return firstTurn(timeline, isMissed, day)
}

/** As {@link nextBreachAfter}, of days that are missed for all that is known: from a breach to a doubt is no new one. */
export function nextPossibleBreachAfter(timeline: Timeline, day: CivilDay): CivilDay | undefined {
  const [certain, possible] = [nextBreachAfter(timeline, day), firstTurn(timeline, mayBeMissed, day)]
  return certain === undefined || possible === undefined ? (certain ?? possible) : Math.min(certain, possible)
}

function firstTurn({ from, days }: Timeline, isSo: (day: DayState) => boolean, after: CivilDay): CivilDay | undefined {
  for (let index = Math.max(1, after + 1 - from); index < days.length; index++)
    if (isSo(days[index]!) && !isSo(days[index - 1]!)) return from + index
  return undefined
}

/** The first day of the run of equal states that `day` lies in. */
export function startOfRun({ from, days }: Timeline, day: CivilDay): CivilDay {
  let index = day - from
  const { state } = days[index]!
  while (index > 0 && days[index - 1]!.state === state) index -= 1
  return from + index
}

/** The last of the waived days on end that begin with `day`; what is waived may be certain on some and doubtful on others. */
export function endOfWaived({ from, days }: Timeline, day: CivilDay): CivilDay {
  let index = day - from
  while (days[index + 1]?.isWaived === true) index += 1
  return from + index
}

export function verdictOn(timeline: Timeline, asOf: CivilDay): VerdictWord {
  const state = timeline.days[asOf - timeline.from]?.state ?? 'not applicable'
  if (state !== 'not yet due') return state
  if (firstDayWith(timeline, 'not met', asOf) !== undefined) return 'not yet due: the plan misses it'
  if (firstDayWith(timeline, 'cannot be shown', asOf) !== undefined) return 'not yet due: cannot be shown'
  const isMeasured = firstDayWith(timeline, 'met', asOf) ?? firstDayWith(timeline, 'not evaluated', asOf)
  return isMeasured === undefined ? 'not applicable' : 'not yet due: the plan meets it'
}
