// One point by itself, its rate a given multiple of what it is.

import type { StockingPoints } from './stocking-points.ts'

export interface Otherwise {
  /** Of the failure rate; by default 1. */
  readonly factor?: number
  /** Not one of several that it may be. */
  readonly isRateKnown?: boolean
}

export function singlePoint(
  points: StockingPoints,
  point: number,
  { factor = 1, isRateKnown = false }: Otherwise = {},
): StockingPoints {
  const { stepCount } = points
  const curve = points.curveOf[point]!
  const [firstLot, afterLots] = [points.lotStart[point]!, points.lotStart[point + 1]!]
  const only = <Column extends { subarray(from: number, to: number): Column }>(column: Column): Column =>
    column.subarray(point, point + 1)
  return {
    pointCount: 1,
    stepCount,
    installed: points.installed.subarray(curve * stepCount, (curve + 1) * stepCount),
    curveOf: Uint32Array.of(0),
    failuresPerUnitStep: Float64Array.of(points.failuresPerUnitStep[point]! * factor),
    stock: only(points.stock),
    lentUnits: only(points.lentUnits),
    lentUntilStep: only(points.lentUntilStep),
    lotStart: Uint32Array.of(0, afterLots - firstLot),
    lotStep: points.lotStep.subarray(firstLot, afterLots),
    lotUnits: points.lotUnits.subarray(firstLot, afterLots),
    lotYield: points.lotYield.subarray(firstLot, afterLots),
    repairYield: only(points.repairYield),
    turnaroundSteps: only(points.turnaroundSteps),
    repairsUntilStep: only(points.repairsUntilStep),
    orderSteps: only(points.orderSteps),
    streamLow: only(points.streamLow),
    streamHigh: only(points.streamHigh),
    rateGroupOf: Uint32Array.of(0),
    rateShape: Float64Array.of(isRateKnown ? Number.POSITIVE_INFINITY : points.rateShape[points.rateGroupOf[point]!]!),
  }
}
