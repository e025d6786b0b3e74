// What the money at a point of the frontier is spent on, beside what is proposed.

import type { BuyRow, FrontierPoint } from '#model/spares-report.ts'

/** Units of one part. */
export interface OrderedPart {
  readonly part: string
  readonly here: number
  readonly proposed: number
}

/**
 * Parts that are ordered at a point, or proposed, the largest order here first, alike by name. Each point says only what is
 * ordered otherwise than at the one before it.
 */
export function orderAt(
  frontier: readonly FrontierPoint[],
  point: FrontierPoint,
  proposed: readonly BuyRow[],
): readonly OrderedPart[] {
  const upToHere = frontier.slice(0, frontier.indexOf(point) + 1)
  const here = sumByPart(upToHere.flatMap(({ ordersMore }) => ordersMore))
  const before = sumByPart(proposed)
  return [...new Set([...here.keys(), ...before.keys()])]
    .map((part) => ({ part, here: here.get(part) ?? 0, proposed: before.get(part) ?? 0 }))
    .filter((row) => row.here > 0 || row.proposed > 0)
    .sort((left, right) => right.here - left.here || (left.part < right.part ? -1 : 1))
}

function sumByPart(rows: readonly { readonly part: string; readonly quantity: number }[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { part, quantity } of rows) sums.set(part, (sums.get(part) ?? 0) + quantity)
  return sums
}
