// Stocking points one by one, as a person writes them.

import { checkAboveZero, checkAmount, checkCount, checkProbability } from '../chance/domain.ts'
import type { StockingPoints } from './stocking-points.ts'

/** Units that arrive, each good with the probability of the yield. */
export interface PlainLot {
  readonly step: number
  readonly units: number
  readonly yield: number
}

/** A part in a pool, as a person writes it. */
export interface PlainPoint {
  /** Expected failures of each step. */
  readonly failures: readonly number[]
  /** Of them, those of one unit in service; by default 1, as long as nobody asks how many units are down. */
  readonly failuresPerUnit?: number
  readonly stock: number
  /** Beside it, until a step, what others own: drawn first; what is left of it then goes. */
  readonly lent?: { readonly units: number; readonly untilStep: number }
  readonly lots?: readonly PlainLot[]
  /** What fails before `untilStep` is good with the yield, and on the shelf so many steps later. */
  readonly repair?: { readonly yield: number; readonly turnaroundSteps: number; readonly untilStep?: number }
  /** What is not repaired is ordered anew, and on the shelf so many steps later; by default nothing is. */
  readonly orderSteps?: number
  /** Which error of the failure rate it shares; by default that of group 0. */
  readonly rateGroup?: number
}

/**
 * Stocking points from a list, of as many steps each. `rateShape`: of each group of points whose failure rates are wrong
 * together, the shape of its error, a Gamma distributed factor of mean 1; by default one group, whose rate is known.
 *
 * Random numbers are those of the place in the list.
 */
export function stockingPointsOf(
  points: readonly PlainPoint[],
  rateShape: readonly number[] = [Infinity],
): StockingPoints {
  const stepCount = points[0]?.failures.length ?? 0
  for (const shape of rateShape) if (shape !== Number.POSITIVE_INFINITY) checkAboveZero('rateShape', shape)
  for (const point of points) checkPoint(point, stepCount, rateShape.length)
  const lots = points.map((point) => point.lots ?? [])
  const lotStart = new Uint32Array(points.length + 1)
  for (const [index, own] of lots.entries()) lotStart[index + 1] = lotStart[index]! + own.length
  return {
    pointCount: points.length,
    stepCount,
    installed: Float64Array.from(
      points.flatMap(({ failures, failuresPerUnit = 1 }) => failures.map((mean) => mean / failuresPerUnit)),
    ),
    curveOf: Uint32Array.from(points, (_, index) => index),
    failuresPerUnitStep: Float64Array.from(points, ({ failuresPerUnit = 1 }) => failuresPerUnit),
    stock: Int32Array.from(points, (point) => point.stock),
    lentUnits: Uint32Array.from(points, ({ lent }) => lent?.units ?? 0),
    lentUntilStep: Uint32Array.from(points, ({ lent }) => lent?.untilStep ?? 0),
    lotStart,
    lotStep: Uint32Array.from(lots.flat(), (lot) => lot.step),
    lotUnits: Uint32Array.from(lots.flat(), (lot) => lot.units),
    lotYield: Float64Array.from(lots.flat(), (lot) => lot.yield),
    repairYield: Float64Array.from(points, ({ repair }) => repair?.yield ?? 0),
    turnaroundSteps: Uint32Array.from(points, ({ repair }) => repair?.turnaroundSteps ?? 1),
    repairsUntilStep: Uint32Array.from(points, ({ repair }) => repair?.untilStep ?? stepCount),
    orderSteps: Uint32Array.from(points, ({ orderSteps }) => orderSteps ?? 0),
    streamLow: Uint32Array.from(points, (_, index) => 1000 + index),
    streamHigh: Uint32Array.from(points, (_, index) => (index * 77) & 0xffffff),
    rateGroupOf: Uint32Array.from(points, ({ rateGroup }) => rateGroup ?? 0),
    rateShape: Float64Array.from(rateShape),
  }
}

function checkPoint(point: PlainPoint, stepCount: number, groupCount: number): void {
  const { failures, failuresPerUnit = 1, stock, lent, lots = [], repair, orderSteps = 0, rateGroup = 0 } = point
  if (failures.length !== stepCount)
    throw new RangeError(`failures: of ${stepCount} steps as those of the first point, not of ${failures.length}`)
  for (const mean of failures) checkAmount('failures', mean)
  checkAboveZero('failuresPerUnit', failuresPerUnit)
  checkCount('stock', stock)
  checkCount('orderSteps', orderSteps)
  checkCount('rateGroup', rateGroup)
  if (rateGroup >= groupCount) throw new RangeError(`rateGroup: one of ${groupCount} groups, from 0, not ${rateGroup}`)
  for (const { step, units, yield: share } of lots) {
    checkCount('step', step)
    checkCount('units', units)
    checkProbability('yield', share)
  }
  if (lent) {
    checkCount('units', lent.units)
    checkCount('untilStep', lent.untilStep)
  }
  if (!repair) return
  checkProbability('yield', repair.yield)
  checkCount('turnaroundSteps', repair.turnaroundSteps)
  if (repair.untilStep !== undefined) checkCount('untilStep', repair.untilStep)
}
