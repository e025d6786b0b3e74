// Whether units of a part are in service: what carries none neither fails nor lasts.

import type { NamedPoints } from '../points/make-points.ts'

/** In this step, be the plan as late as it may. */
export function isServing({ futures }: NamedPoints, members: readonly number[], step: number): boolean {
  return futures.some(({ points: { installed, curveOf, stepCount } }) =>
    members.some((point) => installed[curveOf[point]! * stepCount + step]! > 0),
  )
}

/** In any step. */
export function isEverServing(named: NamedPoints, members: readonly number[]): boolean {
  const { stepCount } = named.futures[0]!.points
  for (let step = 0; step < stepCount; step++) if (isServing(named, members, step)) return true
  return false
}
