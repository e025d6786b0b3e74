// What the spares are to do: survive with a probability, per part, vendor or network.

import type { SparesQuestion } from '#model/spares-question.ts'

export interface Target {
  readonly survival: number
  readonly per: 'part' | 'vendor' | 'network'
}

export const DEFAULT_TARGET: Target = { survival: 0.95, per: 'part' }

export function targetOf({ scenario }: SparesQuestion): Target {
  return { ...DEFAULT_TARGET, ...scenario.target }
}
