// How much of what the figures speak of was really known.

import type { SparesReport } from '#model/spares-report.ts'
import type { SparesNetwork } from '../points/spares-network.ts'

export function coverSpares({ parts, rates, units, shelves }: SparesNetwork): SparesReport['coverage'] {
  const count = (isMeant: (part: number) => boolean): number => parts.filter((_, part) => isMeant(part)).length
  const leftOut = [...shelves.values()].flatMap(({ notCounted }) => notCounted)
  return {
    parts: parts.length,
    partsWithoutRate: count((part) => rates[part] === undefined),
    partsWithClassRate: count((part) => rates[part]?.source.kind === 'class'),
    partsWithoutPrice: count((part) => parts[part]!.price === undefined),
    ...units.coverage,
    unitsNotCounted: leftOut.reduce((sum, { units: some }) => sum + some, 0),
  }
}
