// What a possible world is chosen from: numbers, days, and cells that a blank may stand for.

import type { CivilDay } from '#base/calendar.ts'
import { day } from './small-question.ts'

/** Numbers from 0 to below the one given: what is chosen wherever there is a choice. */
export type Choose = (below: number) => number

/** Beyond the horizon on both sides; what happened earlier or later is as if it happened then. */
export const [FIRST, LAST] = [day('2023-11-01'), day('2024-05-01')]

/**
 * What an unknown cell of operators may be. Beside the parts that random questions state a third is no finer: shares are as
 * exact in the world as they were told.
 */
export const OPERATORS = ['', 'North:1|South:2', 'South:1']

export function chooseBetween(earliest: CivilDay, latest: CivilDay, choose: Choose): CivilDay {
  return earliest + choose(Math.max(0, latest - earliest) + 1)
}
