// What becomes of every stocking point, step by step, without simulation: expected backorders and the probability that
// something is owed, with repair and without; and how likely the stock has lasted, without repair.
//
// Units outstanding, condemned or in repair, are Poisson (Palm's theorem for rates that change): what failed so far less
// what came back. Nothing depends on another point, so any ranges of points give together what one run gives, bit for bit.

import type { StockingPoints } from '../points/stocking-points.ts'
import { cumulateCurves } from './cumulated-curves.ts'
import { makeCountWindow } from './count-window.ts'
import { LastingByStock } from './lasting-by-stock.ts'
import { OnHand, reckonShortfalls } from './shortfalls.ts'
import { outlastFailures, untilLot } from './survival-by-stock.ts'
import { Lasting, reckonSurvival } from './survival-since-lot.ts'
import { UnitsWindow } from './units-window.ts'

/** Figures at the end of each step, the first point of a range first: its steps in a row. */
export interface PointCurves {
  /** E[units owed]. */
  readonly backorders: Float64Array
  /** P(units owed > 0). */
  readonly shortfall: Float64Array
  /** P(no failure found an empty shelf up to then); NaN of a point to which repaired units come back. */
  readonly survival: Float64Array
}

/** Room for the figures of so many points. */
export function makePointCurves(pointCount: number, stepCount: number): PointCurves {
  const room = () => new Float64Array(pointCount * stepCount)
  return { backorders: room(), shortfall: room(), survival: room() }
}

/** Whether anything that is repaired comes back within the steps. */
export function isReplenishedByRepair(points: StockingPoints, point: number): boolean {
  return (
    points.repairYield[point]! > 0 &&
    points.repairsUntilStep[point]! > 0 &&
    points.turnaroundSteps[point]! < points.stepCount
  )
}

/** What rounding alone would raise from a step to the next. */
function neverRise(survival: Float64Array, from: number, until: number): void {
  let least = 1
  for (let at = from; at < until; at++) survival[at] = least = Math.min(least, survival[at]!)
}

export class ExactTier {
  readonly #points: StockingPoints
  readonly #cumulated: Float64Array
  /** Of the steps between two lots. */
  readonly #means: Float64Array
  readonly #good = new UnitsWindow()
  readonly #onHand = new OnHand()
  readonly #stock = new UnitsWindow()
  readonly #byStock = new LastingByStock()
  readonly #lasting = new Lasting()
  readonly #chances = makeCountWindow()

  constructor(points: StockingPoints) {
    this.#points = points
    this.#cumulated = cumulateCurves(points)
    this.#means = new Float64Array(points.stepCount)
  }

  /** The figures of points [from, until), as if all their failure rates were `rateFactor` times as high. */
  reckon(from: number, until: number, curves: PointCurves, rateFactor = 1): void {
    for (let point = from; point < until; point++)
      this.#reckonPoint(point, curves, (point - from) * this.#points.stepCount, rateFactor)
  }

  /**
   * P(no failure finds an empty shelf before `untilStep`) of each initial stock from 0 to `most`, all at once: backward from
   * the last step, by what is then on the shelf. NaN of a point to which repaired units come back.
   */
  survivalByStock(point: number, most: number, untilStep = this.#points.stepCount, rateFactor = 1): Float64Array {
    const { lotStart, lotStep, lotUnits, lotYield, failuresPerUnitStep } = this.#points
    if (isReplenishedByRepair(this.#points, point)) return new Float64Array(most + 1).fill(Number.NaN)
    const rate = failuresPerUnitStep[point]! * rateFactor
    const firstLot = lotStart[point]!
    let lot = firstLot
    let room = most + 1
    for (; lot < lotStart[point + 1]! && lotStep[lot]! < untilStep; lot++) room += lotUnits[lot]!
    const survival = new Float64Array(room).fill(1)
    let end = untilStep
    while (lot > firstLot) {
      lot--
      outlastFailures(survival.subarray(0, room), this.#failuresBetween(point, rate, lotStep[lot]!, end), this.#chances)
      room -= lotUnits[lot]!
      untilLot(survival, room, lotUnits[lot]!, lotYield[lot]!, this.#chances)
      end = lotStep[lot]!
    }
    outlastFailures(survival.subarray(0, room), this.#failuresBetween(point, rate, 0, end), this.#chances)
    return survival.slice(0, room)
  }

  /**
   * P(no failure finds an empty shelf in any step) with the stock there is and 0 to `most` units more, which come at the
   * beginning of a step: forward to that step, and backward from the last. NaN of a point to which repaired units come back.
   */
  survivalByBought(point: number, most: number, arrivalStep: number, rateFactor = 1): Float64Array {
    const { stock, stepCount, lotStart, lotStep, lotUnits, lotYield, failuresPerUnitStep } = this.#points
    if (isReplenishedByRepair(this.#points, point)) return new Float64Array(most + 1).fill(Number.NaN)
    const rate = failuresPerUnitStep[point]! * rateFactor
    let lot = lotStart[point]!
    let since = 0
    this.#stock.setTo(stock[point]!)
    for (; lot < lotStart[point + 1]! && lotStep[lot]! < arrivalStep; lot++) {
      this.#stock.useUp(this.#failuresBetween(point, rate, since, lotStep[lot]!))
      this.#stock.addGood(lotUnits[lot]!, lotYield[lot]!)
      since = lotStep[lot]!
    }
    this.#stock.useUp(this.#failuresBetween(point, rate, since, arrivalStep))
    this.#byStock.setToSure()
    let end = stepCount
    for (let later = lotStart[point + 1]! - 1; later >= lot; later--) {
      if (lotStep[later]! >= stepCount) continue
      this.#byStock.beforeFailures(this.#failuresBetween(point, rate, lotStep[later]!, end))
      this.#byStock.beforeLot(lotUnits[later]!, lotYield[later]!)
      end = lotStep[later]!
    }
    this.#byStock.beforeFailures(this.#failuresBetween(point, rate, arrivalStep, end))
    return Float64Array.from({ length: most + 1 }, (_, units) => this.#lastingWith(units))
  }

  /** With so many units beside what is left. */
  #lastingWith(units: number): number {
    const { first, length, probabilities } = this.#stock
    let sum = 0
    for (let index = 0; index < length; index++) sum += probabilities[index]! * this.#byStock.at(first + index + units)
    return Math.min(1, sum)
  }

  #reckonPoint(point: number, curves: PointCurves, row: number, rateFactor: number): void {
    const { stock, stepCount, lotStart, lotStep, lotUnits, lotYield, failuresPerUnitStep } = this.#points
    const rate = failuresPerUnitStep[point]! * rateFactor
    const isRepaired = isReplenishedByRepair(this.#points, point)
    const lotEnd = lotStart[point + 1]!
    let lot = lotStart[point]!
    let lastLotStep = 0
    this.#good.setTo(0)
    this.#stock.setTo(stock[point]!)
    for (let step = 0; step < stepCount; ) {
      for (; lot < lotEnd && lotStep[lot]! <= step; lot++) {
        this.#good.addGood(lotUnits[lot]!, lotYield[lot]!)
        if (isRepaired) continue
        this.#stock.useUp(this.#failuresBetween(point, rate, lastLotStep, step))
        this.#stock.addGood(lotUnits[lot]!, lotYield[lot]!)
        lastLotStep = step
      }
      const end = lot < lotEnd ? Math.min(stepCount, lotStep[lot]!) : stepCount
      this.#onHand.set(stock[point]!, this.#good)
      this.#setToOutstanding(point, rate, step, end)
      reckonShortfalls(this.#onHand, this.#means, end - step, curves.backorders, curves.shortfall, row + step)
      if (isRepaired) curves.survival.fill(Number.NaN, row + step, row + end)
      else this.#reckonSurvival(point, rate, lastLotStep, step, end, curves, row)
      step = end
    }
    if (!isRepaired) neverRise(curves.survival, row, row + stepCount)
  }

  #reckonSurvival(
    point: number,
    rate: number,
    lastLotStep: number,
    step: number,
    end: number,
    curves: PointCurves,
    row: number,
  ): void {
    const { shortfall, survival } = curves
    if (lastLotStep === 0 && this.#stock.length === 1) {
      // So far the stock only fell: it has lasted unless something is owed now.
      for (let at = row + step; at < row + end; at++) survival[at] = 1 - shortfall[at]!
      return
    }
    this.#setToFailuresSince(point, rate, lastLotStep, step, end)
    this.#lasting.set(this.#stock)
    reckonSurvival(this.#lasting, this.#means, end - step, survival, row + step)
  }

  #failuresBetween(point: number, rate: number, from: number, until: number): number {
    const start = this.#points.curveOf[point]! * (this.#points.stepCount + 1)
    return rate * (this.#cumulated[start + until]! - this.#cumulated[start + from]!)
  }

  #setToFailuresSince(point: number, rate: number, since: number, step: number, end: number): void {
    const cumulated = this.#cumulated
    const means = this.#means
    const start = this.#points.curveOf[point]! * (this.#points.stepCount + 1)
    const before = cumulated[start + since]!
    for (let at = step; at < end; at++) means[at - step] = rate * (cumulated[start + at + 1]! - before)
  }

  /** What failed up to the end of each step, less what came back: what failed a turnaround ago or earlier, and in time. */
  #setToOutstanding(point: number, rate: number, step: number, end: number): void {
    const { curveOf, stepCount, repairYield, turnaroundSteps, repairsUntilStep } = this.#points
    const cumulated = this.#cumulated
    const means = this.#means
    const start = curveOf[point]! * (stepCount + 1)
    const share = repairYield[point]!
    const turnaround = turnaroundSteps[point]!
    const last = repairsUntilStep[point]!
    for (let at = step; at < end; at++) {
      const returned = share > 0 ? Math.max(0, Math.min(at + 1 - turnaround, last)) : 0
      means[at - step] = rate * (cumulated[start + at + 1]! - share * cumulated[start + returned]!)
    }
  }
}
