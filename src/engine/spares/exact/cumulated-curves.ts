// Units in service, added up from the first step on: what fails within any stretch of steps is then one difference.

import type { StockingPoints } from '../points/stocking-points.ts'

/** Of curve c before step t, in unit steps: at c * (stepCount + 1) + t. */
export function cumulateCurves({ installed, stepCount }: StockingPoints): Float64Array {
  const curveCount = installed.length / stepCount
  const cumulated = new Float64Array(curveCount * (stepCount + 1))
  for (let curve = 0; curve < curveCount; curve++) {
    const start = curve * (stepCount + 1)
    for (let step = 0; step < stepCount; step++)
      cumulated[start + step + 1] = cumulated[start + step]! + installed[curve * stepCount + step]!
  }
  return cumulated
}
