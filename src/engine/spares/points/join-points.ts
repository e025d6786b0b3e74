// Points that each stand alone, as the points of one question.

import type { StockingPoints } from './stocking-points.ts'

/** Each with a curve and a rate group of its own; all of the same number of steps. */
export function joinPoints(singles: readonly StockingPoints[]): StockingPoints {
  const { stepCount } = singles[0]!
  const lotStart = new Uint32Array(singles.length + 1)
  for (const [point, { lotStep }] of singles.entries()) lotStart[point + 1] = lotStart[point]! + lotStep.length
  const floats = (columnOf: (one: StockingPoints) => Float64Array): Float64Array => {
    const joined = new Float64Array(singles.reduce((sum, one) => sum + columnOf(one).length, 0))
    let at = 0
    for (const one of singles) {
      joined.set(columnOf(one), at)
      at += columnOf(one).length
    }
    return joined
  }
  const numbers = (columnOf: (one: StockingPoints) => Uint32Array): Uint32Array =>
    Uint32Array.from(singles.flatMap((one) => [...columnOf(one)]))
  return {
    pointCount: singles.length,
    stepCount,
    installed: floats(({ installed }) => installed),
    curveOf: Uint32Array.from(singles.keys()),
    failuresPerUnitStep: floats((one) => one.failuresPerUnitStep),
    stock: Int32Array.from(singles, ({ stock }) => stock[0]!),
    lotStart,
    lotStep: numbers(({ lotStep }) => lotStep),
    lotUnits: numbers(({ lotUnits }) => lotUnits),
    lotYield: floats(({ lotYield }) => lotYield),
    repairYield: floats(({ repairYield }) => repairYield),
    turnaroundSteps: numbers(({ turnaroundSteps }) => turnaroundSteps),
    repairsUntilStep: numbers(({ repairsUntilStep }) => repairsUntilStep),
    streamLow: numbers(({ streamLow }) => streamLow),
    streamHigh: numbers(({ streamHigh }) => streamHigh),
    rateGroupOf: Uint32Array.from(singles.keys()),
    rateShape: floats(({ rateShape }) => rateShape),
  }
}
