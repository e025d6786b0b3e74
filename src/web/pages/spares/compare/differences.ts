// What answers differ in: how much of each part each buys.

import type { SparesReport } from '#model/spares-report.ts'

export interface BoughtOfPart {
  readonly part: string
  /** Units, and hundredths of the currency, in each answer; a cost is undefined where a price is not known. */
  readonly units: readonly number[]
  readonly costs: readonly (number | undefined)[]
  readonly differs: boolean
}

type Purchased = Pick<SparesReport, 'purchase'>

/** Every part that some answer buys: what differs first, the dearest first. */
export function compareBuys(reports: readonly Purchased[]): readonly BoughtOfPart[] {
  const bought = reports.map(sumByPart)
  const parts = new Set(bought.flatMap((one) => [...one.keys()]))
  return [...parts]
    .map((part): BoughtOfPart => {
      const sums = bought.map((one) => one.get(part) ?? NONE)
      const units = sums.map((sum) => sum.units)
      return { part, units, costs: sums.map((sum) => sum.cost), differs: units.some((count) => count !== units[0]) }
    })
    .sort(
      (left, right) =>
        Number(right.differs) - Number(left.differs) ||
        largest(right.costs) - largest(left.costs) ||
        (left.part < right.part ? -1 : 1),
    )
}

interface Sum {
  readonly units: number
  readonly cost: number | undefined
}

const NONE: Sum = { units: 0, cost: 0 }
const largest = (costs: readonly (number | undefined)[]): number => Math.max(0, ...costs.map((cost) => cost ?? 0))

function sumByPart({ purchase }: Purchased): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const { part, quantity, cost } of purchase.buys) {
    const { units, cost: before } = sums.get(part) ?? NONE
    sums.set(part, { units: units + quantity, cost: before === undefined || cost === null ? undefined : before + cost })
  }
  return sums
}
