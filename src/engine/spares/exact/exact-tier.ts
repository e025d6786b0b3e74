// What becomes of every stocking point, step by step, without simulation: expected backorders and the probability that
// something is owed, with repair and without; and how likely the stock has lasted, without repair.
//
// Units outstanding, condemned or in repair, are Poisson (Palm's theorem for rates that change): what failed so far less
// what came back. Nothing depends on another point, so any ranges of points give together what one run gives, bit for bit.

import type { StockingPoints } from '../points/stocking-points.ts'
import { cumulateCurves } from './cumulated-curves.ts'
import { makeCountWindow, setToUncertainPoisson } from './count-window.ts'
import { GoodUnits } from './good-units.ts'
import { LastingByStock } from './lasting-by-stock.ts'
import type { BeginCourse } from './course.ts'
import { OwedByStock } from './owed-by-stock.ts'
import { type RateNode, rateNodes } from './rate-nodes.ts'
import { reckonShortfalls } from './shortfalls.ts'
import { Lasting, reckonSurvival } from './survival-since-lot.ts'
import { reckonUncertainShortfalls } from './uncertain-shortfalls.ts'
import { UnitsWindow } from './units-window.ts'
import { moreThanWith, WhileLent } from './while-lent.ts'

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

/** Whether others lend units to the point for some of the steps. */
function isLentTo({ lentUnits, lentUntilStep }: StockingPoints, point: number): boolean {
  return lentUnits[point]! > 0 && lentUntilStep[point]! > 0
}

/** What adds to a point's stock within the steps; what is repaired, or ordered anew, comes back where there are both. */
export function supplyOf(points: StockingPoints, point: number): 'repair' | 'lots' | 'nothing' {
  const { repairYield, repairsUntilStep, turnaroundSteps, orderSteps, stepCount, lotStart } = points
  if (repairYield[point]! > 0 && repairsUntilStep[point]! > 0 && turnaroundSteps[point]! < stepCount) return 'repair'
  if (orderSteps[point]! > 0 && orderSteps[point]! < stepCount) return 'repair'
  return lotStart[point]! < lotStart[point + 1]! ? 'lots' : 'nothing'
}

function furthestApart(some: Float64Array, others: Float64Array, from: number): number {
  let most = 0
  for (let at = from; at < some.length; at++) most = Math.max(most, Math.abs(some[at]! - others[at]!))
  return most
}

/** What rounding alone would raise from a step to the next. */
function neverRise(survival: Float64Array, from: number, until: number): void {
  let least = 1
  for (let at = from; at < until; at++) survival[at] = least = Math.min(least, survival[at]!)
}

const NOTHING_MORE = [0]
/** Sums of many probabilities are no nearer to what they should be. */
const NO_DOUBT = 1e-13

export class ExactTier {
  #points: StockingPoints
  #cumulated: Float64Array
  /** Of the steps between two lots. */
  readonly #means: Float64Array
  readonly #good = new GoodUnits()
  readonly #stock = new UnitsWindow()
  readonly #byStock = new LastingByStock()
  readonly #owedByStock = new OwedByStock()
  readonly #chances = makeCountWindow()
  readonly #lasting = new Lasting()
  /** A survival given one rate, and averaged over every other one. */
  readonly #given: Float64Array
  readonly #coarse: Float64Array
  /** Of these points, once one of them has units that others lend. */
  #whileLent: WhileLent | undefined

  constructor(points: StockingPoints) {
    this.#points = points
    this.#cumulated = cumulateCurves(points)
    this.#means = new Float64Array(points.stepCount)
    this.#given = new Float64Array(points.stepCount)
    this.#coarse = new Float64Array(points.stepCount)
  }

  /** Turns to other points, of as many steps: what it reckons with is used again, as are curves and lots that lie in the same memory. */
  turnTo(points: StockingPoints): this {
    const { installed } = this.#points
    const { buffer, byteOffset, length } = points.installed
    const isSame = installed.buffer === buffer && installed.byteOffset === byteOffset && installed.length === length
    if (!isSame) this.#cumulated = cumulateCurves(points)
    this.#points = points
    this.#whileLent = undefined
    return this
  }

  /**
   * The figures of points [from, until), as if all their failure rates were `rateFactor` times as high.
   *
   * Worked: 65.745 failures expected, 42 in stock, neither lots nor repair: 23.7467231488 owed, lasted with 0.0011638233.
   */
  reckon(from: number, until: number, curves: PointCurves, rateFactor = 1): void {
    const { failuresPerUnitStep, stepCount } = this.#points
    for (let point = from; point < until; point++) {
      const row = (point - from) * stepCount
      const rate = failuresPerUnitStep[point]! * rateFactor
      if (isLentTo(this.#points, point)) {
        this.#reckonLent(point, rate, Number.POSITIVE_INFINITY, curves, row)
        continue
      }
      this.#reckonOwed(point, rate, Number.POSITIVE_INFINITY, curves, row)
      this.#openSurvival(point, curves, row)
      if (supplyOf(this.#points, point) === 'lots') this.#reckonSurvival(point, rate, curves.survival, row)
      neverRise(curves.survival, row, row + stepCount)
    }
  }

  /**
   * The same where failure rates are uncertain, each by the shape of its group. Into `errors`, for each point, the most that a
   * survival is estimated to be wrong by; 0 where nothing but rounding is: all but the survival of a point with lots.
   */
  reckonUncertain(from: number, until: number, curves: PointCurves, errors: Float64Array): void {
    const { failuresPerUnitStep, stepCount, rateGroupOf, rateShape } = this.#points
    for (let point = from; point < until; point++) {
      const row = (point - from) * stepCount
      const shape = rateShape[rateGroupOf[point]!]!
      if (isLentTo(this.#points, point)) {
        errors[point - from] = this.#reckonLent(point, failuresPerUnitStep[point]!, shape, curves, row)
        continue
      }
      this.#reckonOwed(point, failuresPerUnitStep[point]!, shape, curves, row)
      this.#openSurvival(point, curves, row)
      const isAveraged = supplyOf(this.#points, point) === 'lots'
      errors[point - from] = isAveraged ? this.#averageSurvival(point, shape, curves.survival, row) : 0
      neverRise(curves.survival, row, row + stepCount)
    }
  }

  /**
   * P(no failure finds an empty shelf in any step) with the stock there is and 0 to `most` units more, which come at the
   * beginning of a step: forward to that step, and backward from the last. Shorter where more units add nothing: with them it is
   * the last. NaN of a point to which repaired units come back.
   *
   * Worked: none in stock and three bought at once, 2 failures expected before a lot of 4 that are good by half, 3 after it:
   * 0.5775914558.
   */
  survivalByBought(point: number, most: number, arrivalStep: number): Float64Array {
    const { stock, stepCount, lotStart, lotStep, lotUnits, lotYield, failuresPerUnitStep } = this.#points
    if (supplyOf(this.#points, point) === 'repair') return new Float64Array(most + 1).fill(Number.NaN)
    const rate = failuresPerUnitStep[point]!
    if (isLentTo(this.#points, point)) return this.#lentSurvivalByBought(point, most, arrivalStep)
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
    // With fewer nothing lasts, and with more whatever was left before they came does.
    const fewest = Math.max(0, this.#byStock.first - (this.#stock.first + this.#stock.length - 1))
    const enough = this.#stock.length === 0 ? 0 : Math.max(0, this.#byStock.sure - this.#stock.first)
    const survival = new Float64Array(Math.min(most, enough) + 1)
    for (let units = fewest; units < survival.length; units++) survival[units] = this.#lastingWith(units)
    return survival
  }

  /**
   * Tells of each step what the stock is asked for. The failure rate is as uncertain as its group has it: in one course, or one for
   * each rate it may have.
   */
  forEachStep(point: number, begin: BeginCourse): void {
    const { stock, stepCount, lotStart, lotStep, failuresPerUnitStep, rateGroupOf, rateShape } = this.#points
    const shape = rateShape[rateGroupOf[point]!]!
    if (isLentTo(this.#points, point)) {
      for (const { factor, weight } of this.#nodesOf(point, shape))
        this.#lent.forEachStep(point, failuresPerUnitStep[point]! * factor, begin(weight))
      return
    }
    const tell = begin(1)
    const outstanding = this.#chances
    let lot = lotStart[point]!
    this.#good.turnTo(this.#points, point)
    this.#setToOutstanding(point, failuresPerUnitStep[point]!, 0, stepCount)
    for (let step = 0; step < stepCount; step++) {
      while (lot < lotStart[point + 1]! && lotStep[lot]! <= step) lot++
      setToUncertainPoisson(outstanding, this.#means[step]!, shape)
      tell({ step, outstanding, good: this.#good.after(lot - lotStart[point]!), stock: stock[point]! })
    }
  }

  /**
   * E[units owed] at the end of each step, with the stock there is and each of some numbers of units more, the fewest first, which
   * come at the beginning of a step: the steps with the first number in a row, then those with the next, and so on.
   */
  owedByBought(point: number, quantities: ArrayLike<number>, arrivalStep: number): Float64Array {
    const { stepCount } = this.#points
    const owed = new Float64Array(quantities.length * stepCount)
    const inStep = new Float64Array(quantities.length)
    this.forEachStep(point, (weight) => ({ step, outstanding, good, stock }) => {
      const isThere = step >= arrivalStep
      inStep.fill(0)
      this.#owedByStock.reckon(outstanding, good, stock, isThere ? quantities : NOTHING_MORE, inStep, 0, 1)
      if (!isThere) inStep.fill(inStep[0]!)
      for (let place = 0; place < quantities.length; place++) owed[place * stepCount + step]! += weight * inStep[place]!
    })
    return owed
  }

  get #lent(): WhileLent {
    return (this.#whileLent ??= new WhileLent(this.#points, this.#cumulated))
  }

  #nodesOf(point: number, shape: number): RateNode[] {
    const { failuresPerUnitStep, stepCount } = this.#points
    return rateNodes(shape, this.#failuresBetween(point, failuresPerUnitStep[point]!, 0, stepCount))
  }

  /** Of a point with units that others lend; returns by how much the rule of every other node differs in its survival. */
  #reckonLent(point: number, rate: number, shape: number, curves: PointCurves, row: number): number {
    const { stepCount } = this.#points
    const [owed, shortfall, survival] = [curves.backorders, curves.shortfall, curves.survival].map((column) =>
      column.subarray(row, row + stepCount).fill(0),
    )
    const coarse = this.#coarse.fill(0)
    const given = this.#given
    const isRepaired = supplyOf(this.#points, point) === 'repair'
    const inStep = new Float64Array(1)
    for (const { factor, weight, coarseWeight } of this.#nodesOf(point, shape)) {
      this.#lent.forEachStep(point, rate * factor, ({ step, outstanding, good, stock }) => {
        inStep[0] = 0
        this.#owedByStock.reckon(outstanding, good, stock, NOTHING_MORE, inStep, 0, 1)
        owed![step]! += weight * inStep[0]
        shortfall![step]! += weight * moreThanWith(outstanding, stock, good)
      })
      if (isRepaired) continue
      this.#lent.survival(point, rate * factor, given, 0)
      for (let step = 0; step < stepCount; step++) {
        survival![step]! += weight * given[step]!
        coarse[step]! += coarseWeight * given[step]!
      }
    }
    if (isRepaired) survival!.fill(Number.NaN)
    else neverRise(curves.survival, row, row + stepCount)
    return isRepaired || shape === Number.POSITIVE_INFINITY ? 0 : furthestApart(survival!, coarse, 0)
  }

  /** `survivalByBought` of a point with units that others lend, one number of units after the other. */
  #lentSurvivalByBought(point: number, most: number, arrivalStep: number): Float64Array {
    const { failuresPerUnitStep, stepCount } = this.#points
    const curve = this.#given
    const atEnd: number[] = []
    for (let units = 0; units <= most; units++) {
      this.#lent.survival(point, failuresPerUnitStep[point]!, curve, 0, { units, arrivalStep })
      atEnd.push(Math.min(1, curve[stepCount - 1]!))
      // What was lost before they came is not brought back.
      if (arrivalStep >= stepCount || atEnd[units]! > (arrivalStep > 0 ? curve[arrivalStep - 1]! : 1) - NO_DOUBT) break
    }
    return Float64Array.from(atEnd)
  }

  /** With so many units beside what is left. */
  #lastingWith(units: number): number {
    const { first, length, probabilities } = this.#stock
    let sum = 0
    for (let index = 0; index < length; index++) sum += probabilities[index]! * this.#byStock.at(first + index + units)
    return Math.min(1, sum)
  }

  #reckonOwed(point: number, rate: number, shape: number, { backorders, shortfall }: PointCurves, row: number): void {
    const { stepCount, lotStart, lotStep } = this.#points
    const lotEnd = lotStart[point + 1]!
    let lot = lotStart[point]!
    this.#good.turnTo(this.#points, point)
    for (let step = 0; step < stepCount; ) {
      while (lot < lotEnd && lotStep[lot]! <= step) lot++
      const end = lot < lotEnd ? Math.min(stepCount, lotStep[lot]!) : stepCount
      const onHand = this.#good.onHandAfter(lot - lotStart[point]!)
      this.#setToOutstanding(point, rate, step, end)
      if (shape === Number.POSITIVE_INFINITY)
        reckonShortfalls(onHand, this.#means, end - step, backorders, shortfall, row + step)
      else reckonUncertainShortfalls(onHand, this.#means, end - step, shape, backorders, shortfall, row + step)
      step = end
    }
  }

  /** Until the first lot a stock only falls: it has lasted unless something is owed now. */
  #openSurvival(point: number, { shortfall, survival }: PointCurves, row: number): void {
    const end = row + this.#points.stepCount
    if (supplyOf(this.#points, point) === 'repair') survival.fill(Number.NaN, row, end)
    else for (let at = row; at < end; at++) survival[at] = 1 - shortfall[at]!
  }

  /** From the first lot on. */
  #reckonSurvival(point: number, rate: number, survival: Float64Array, row: number): void {
    const { stock, stepCount, lotStart, lotStep, lotUnits, lotYield } = this.#points
    const lotEnd = lotStart[point + 1]!
    let lot = lotStart[point]!
    let failedUntil = 0
    this.#stock.setTo(stock[point]!)
    for (let step = lotStep[lot]!; step < stepCount; ) {
      this.#stock.useUp(this.#failuresBetween(point, rate, failedUntil, step))
      for (; lot < lotEnd && lotStep[lot]! <= step; lot++) this.#stock.addGood(lotUnits[lot]!, lotYield[lot]!)
      failedUntil = step
      const end = lot < lotEnd ? Math.min(stepCount, lotStep[lot]!) : stepCount
      this.#setToFailuresSince(point, rate, step, end)
      this.#lasting.set(this.#stock)
      reckonSurvival(this.#lasting, this.#means, end - step, survival, row + step)
      step = end
    }
  }

  /** Over the nodes of the rate; returns by how much the rule of every other node differs. */
  #averageSurvival(point: number, shape: number, survival: Float64Array, row: number): number {
    const { stepCount, failuresPerUnitStep, lotStart, lotStep } = this.#points
    const rate = failuresPerUnitStep[point]!
    const [given, coarse] = [this.#given, this.#coarse]
    const first = Math.min(lotStep[lotStart[point]!]!, stepCount)
    const averaged = survival.subarray(row, row + stepCount)
    averaged.fill(0, first)
    coarse.fill(0)
    for (const { factor, weight, coarseWeight } of rateNodes(shape, this.#failuresBetween(point, rate, 0, stepCount))) {
      this.#reckonSurvival(point, rate * factor, given, 0)
      for (let step = first; step < stepCount; step++) {
        averaged[step]! += weight * given[step]!
        coarse[step]! += coarseWeight * given[step]!
      }
    }
    return furthestApart(averaged, coarse, first)
  }

  #failuresBetween(point: number, rate: number, from: number, until: number): number {
    const start = this.#points.curveOf[point]! * (this.#points.stepCount + 1)
    return rate * (this.#cumulated[start + until]! - this.#cumulated[start + from]!)
  }

  #setToFailuresSince(point: number, rate: number, from: number, until: number): void {
    const cumulated = this.#cumulated
    const means = this.#means
    const start = this.#points.curveOf[point]! * (this.#points.stepCount + 1)
    const before = cumulated[start + from]!
    for (let step = from; step < until; step++) means[step - from] = rate * (cumulated[start + step + 1]! - before)
  }

  /** What failed up to the end of each step, less what came back: what failed a turnaround ago or earlier, and in time. */
  #setToOutstanding(point: number, rate: number, step: number, end: number): void {
    const { curveOf, stepCount, repairYield, turnaroundSteps, repairsUntilStep, orderSteps } = this.#points
    const cumulated = this.#cumulated
    const means = this.#means
    const start = curveOf[point]! * (stepCount + 1)
    const share = repairYield[point]!
    const turnaround = turnaroundSteps[point]!
    const last = Math.min(stepCount, repairsUntilStep[point]!)
    const order = orderSteps[point]!
    for (let at = step; at < end; at++) {
      const repaired = share > 0 ? Math.max(0, Math.min(at + 1 - turnaround, last)) : 0
      // Of what failed so long ago, all but what was repaired.
      const ordered = order > 0 ? Math.max(0, at + 1 - order) : 0
      const delivered = cumulated[start + ordered]! - share * cumulated[start + Math.min(ordered, last)]!
      means[at - step] = rate * (cumulated[start + at + 1]! - share * cumulated[start + repaired]! - delivered)
    }
  }
}

/** Gives tiers for points that stand alone, the same one again and again while they have as many steps. */
export function reuseTier(): (one: StockingPoints) => ExactTier {
  let tier: ExactTier | undefined
  let stepCount = 0
  return (one) => {
    tier = tier && one.stepCount === stepCount ? tier.turnTo(one) : new ExactTier(one)
    stepCount = one.stepCount
    return tier
  }
}
