// Figures of a part over its pools, and of a vendor over its parts.

import type { PartResult, PoolResult, VendorLasting } from '#model/spares-report.ts'

/** Over all parts that share their spares, where some do: told once, of the part they are reckoned with. */
const sumOf =
  (figure: (pool: PoolResult) => number) =>
  ({ pools }: Pick<PartResult, 'pools'>): number =>
    pools.reduce((sum, pool) => sum + figure(pool), 0)

export const unitsFirst = sumOf((pool) => pool.unitsFirst)
export const unitsLast = sumOf((pool) => pool.unitsLast)
export const expectedFailures = sumOf((pool) => pool.expectedFailures)
export const onHand = sumOf((pool) => pool.onHand)
export const arriving = sumOf((pool) => pool.arriving)
export const bought = sumOf((pool) => pool.buy)

/** Of this very part, be there others that share its spares or not. */
export const onHandByItself = (part: PartResult): number => part.byItself?.onHand ?? onHand(part)
export const boughtByItself = (part: PartResult): number => part.byItself?.buy ?? bought(part)

/** The day after which none of a vendor's parts is in service any more; undefined where one stays. */
export function recoveryOf(
  parts: readonly PartResult[],
  { vendor }: Pick<VendorLasting, 'vendor'>,
): string | undefined {
  let last: string | undefined
  for (const part of parts) {
    if (part.summedUnder !== vendor || part.lasting === undefined) continue
    if (part.recoveredOn === undefined) return undefined
    if (last === undefined || part.recoveredOn > last) last = part.recoveredOn
  }
  return last
}
