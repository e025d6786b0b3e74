// What is bought and has no depot to go to, in words.

import { formatCount } from '#base/format-number.ts'
import type { BuyRow } from '#model/spares-report.ts'

/** Units bought for a pool of which no depot serves on, and why. */
export interface WithoutDepot {
  readonly units: number
  readonly why: string
}

/** Pool by pool, in the order of what is bought. */
export function unitsWithoutDepot(buys: readonly BuyRow[]): readonly WithoutDepot[] {
  const unitsOf = new Map<string, number>()
  for (const { whyNoDepot, quantity } of buys)
    if (whyNoDepot !== undefined) unitsOf.set(whyNoDepot, (unitsOf.get(whyNoDepot) ?? 0) + quantity)
  return Array.from(unitsOf, ([why, units]) => ({ units, why }))
}

/** `12 units have nowhere to go: no depot of pool SOUTH serves from 2021-06-01 on, ...`. */
export const sayWithoutDepot = ({ units, why }: WithoutDepot): string =>
  `${formatCount(units, 'unit')} ${units === 1 ? 'has' : 'have'} nowhere to go: ${why}`
