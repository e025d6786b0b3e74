// What the spares are to do: survive with a probability, or lose no more than so much service; per part, vendor or network.

import { log } from '#base/elementary.ts'
import type { Scenario } from '#model/scenario.ts'
import type { SparesQuestion } from '#model/spares-question.ts'

type Per = NonNullable<NonNullable<Scenario['target']>['per']>

export interface SurvivalTarget {
  readonly kind: 'survival'
  readonly survival: number
  readonly per: Per
}

export interface HoursTarget {
  readonly kind: 'weightHoursLost'
  /** Weight of sites times hours expected to be lost, at the most. */
  readonly weightHoursLost: number
  readonly per: Per
}

export type Target = SurvivalTarget | HoursTarget

/** With this probability lasting is told where the target gives none. */
export const DEFAULT_SURVIVAL = 0.95

/** Each part is to last; hours lost are a sum, and meant of all parts together. */
const DEFAULT_PER = { survival: 'part', weightHoursLost: 'network' } as const

export function targetOf({ scenario: { target = {} } }: SparesQuestion): Target {
  const { survival = DEFAULT_SURVIVAL, weightHoursLost } = target
  return weightHoursLost === undefined
    ? { kind: 'survival', survival, per: target.per ?? DEFAULT_PER.survival }
    : { kind: 'weightHoursLost', weightHoursLost, per: target.per ?? DEFAULT_PER.weightHoursLost }
}

/** The probability with which it is told how long something lasts. */
export function probabilityOf(target: Target): number {
  return target.kind === 'survival' ? target.survival : DEFAULT_SURVIVAL
}

/** What the values of a purchase must add up to: logarithms of survivals, or hours lost, below 0. */
export function goalOf(target: Target): number {
  return target.kind === 'survival' ? log(target.survival) : -target.weightHoursLost
}
