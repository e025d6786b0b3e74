// What so much money does, or what so much costs: read off the points of the frontier, each the best for its money.

import type { FrontierPoint } from '#model/spares-report.ts'

export const WANTS = ['survival', 'hours', 'cost'] as const
export type Want = (typeof WANTS)[number]

/** Of several measures one: survival from 0 to 1, weight-hours lost, or hundredths of the currency. */
export interface Wanted {
  readonly by: Want
  readonly value: number
}

/**
 * The least that does what is wanted; of money the best that it pays. Undefined: no point does as much. Points are in the
 * order of their cost, and none is worse than one before it.
 */
export function pointFor(frontier: readonly FrontierPoint[], { by, value }: Wanted): FrontierPoint | undefined {
  switch (by) {
    case 'survival':
      return frontier.find(({ survival }) => survival >= value)
    case 'hours':
      return frontier.find(({ weightHoursLost }) => weightHoursLost <= value)
    case 'cost':
      return frontier.findLast(({ cost }) => cost <= value)
  }
}

/** The most that can be had by the measure. */
export function bestOf(frontier: readonly FrontierPoint[], by: Want): number | undefined {
  const last = frontier.at(-1)
  return last && valueOf(last, by)
}

export function valueOf({ survival, weightHoursLost, cost }: FrontierPoint, by: Want): number {
  return by === 'survival' ? survival : by === 'hours' ? weightHoursLost : cost
}
