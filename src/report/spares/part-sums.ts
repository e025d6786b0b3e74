// Figures of a part over its pools, and of a vendor over its parts.

import type { PartResult, PoolResult, VendorLasting } from '#model/spares-report.ts'

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
