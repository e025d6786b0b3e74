// A point with units that others lend it for a time, step by step: while they lend, all of it is one stock; from the step in which
// what is left of theirs goes, the own stock has to cover what `own-outstanding.ts` and `own-units-left.ts` say.

import type { StockingPoints } from '../points/stocking-points.ts'
import { type CountWindow, makeCountWindow, setToPoisson } from './count-window.ts'
import { GoodUnits } from './good-units.ts'
import type { TellStep } from './course.ts'
import { OwnOutstanding } from './own-outstanding.ts'
import { OwnUnitsLeft } from './own-units-left.ts'
import { Lasting, reckonSurvival } from './survival-since-lot.ts'
import { UnitsWindow } from './units-window.ts'

/** Units that come at the beginning of a step, each good with the probability of the yield. */
interface Lot {
  readonly step: number
  readonly units: number
  readonly yield: number
}

/** The cumulated curves of the points, as `cumulateCurves` has them. */
export class WhileLent {
  readonly #points: StockingPoints
  readonly #cumulated: Float64Array
  readonly #good = new GoodUnits()
  readonly #outstanding = makeCountWindow()
  readonly #ownOutstanding = new OwnOutstanding()
  readonly #stock = new UnitsWindow()
  readonly #ownLeft = new OwnUnitsLeft()
  readonly #lasting = new Lasting()
  readonly #means: Float64Array

  constructor(points: StockingPoints, cumulated: Float64Array) {
    this.#points = points
    this.#cumulated = cumulated
    this.#means = new Float64Array(points.stepCount)
  }

  /** Tells of each step what the stock is asked for, with what is lent, at this failure rate. */
  forEachStep(point: number, rate: number, tell: TellStep): void {
    const { stock, lentUnits, lentUntilStep, stepCount, lotStart, lotStep } = this.#points
    let lot = lotStart[point]!
    this.#good.turnTo(this.#points, point)
    for (let step = 0; step < stepCount; step++) {
      while (lot < lotStart[point + 1]! && lotStep[lot]! <= step) lot++
      const outstanding = this.#outstandingAt(point, rate, step)
      const good = this.#good.after(lot - lotStart[point]!)
      tell({ step, outstanding, good, stock: stock[point]! + (step < lentUntilStep[point]! ? lentUnits[point]! : 0) })
    }
  }

  /** P(no failure found an empty shelf up to the end of each step), with what is bought; nothing that fails comes back. */
  survival(
    point: number,
    rate: number,
    survival: Float64Array,
    at: number,
    bought?: { readonly units: number; readonly arrivalStep: number },
  ): void {
    const { stock, lentUnits, lentUntilStep, stepCount } = this.#points
    const untilStep = lentUntilStep[point]!
    const lots = this.#lotsOf(point, bought)
    let [failedUntil, lot] = [0, 0]
    this.#stock.setTo(stock[point]! + lentUnits[point]!)
    for (let step = 0; step < stepCount; ) {
      if (step === untilStep) this.#stock.setToSame(this.#leftAt(point, rate, lots))
      else this.#stock.useUp(this.#failuresBetween(point, rate, failedUntil, step))
      for (; lot < lots.length && lots[lot]!.step <= step; lot++)
        this.#stock.addGood(lots[lot]!.units, lots[lot]!.yield)
      failedUntil = step
      const next = Math.min(lots[lot]?.step ?? stepCount, step < untilStep ? untilStep : stepCount, stepCount)
      for (let later = step; later < next; later++)
        this.#means[later - step] = this.#failuresBetween(point, rate, step, later + 1)
      this.#lasting.set(this.#stock)
      reckonSurvival(this.#lasting, this.#means, next - step, survival, at + step)
      step = next
    }
  }

  /** When they leave. */
  #leftAt(point: number, rate: number, lots: readonly Lot[]): UnitsWindow {
    const { stock, lentUnits, lentUntilStep } = this.#points
    const untilStep = lentUntilStep[point]!
    let failedUntil = 0
    this.#ownLeft.setTo(stock[point]!, lentUnits[point]!)
    for (const lot of lots) {
      if (lot.step >= untilStep) break
      this.#ownLeft.fail(this.#failuresBetween(point, rate, failedUntil, lot.step))
      this.#ownLeft.addGood(lot.units, lot.yield)
      failedUntil = lot.step
    }
    this.#ownLeft.fail(this.#failuresBetween(point, rate, failedUntil, untilStep))
    return this.#ownLeft.left
  }

  #lotsOf(point: number, bought?: { readonly units: number; readonly arrivalStep: number }): readonly Lot[] {
    const { lotStart, lotStep, lotUnits, lotYield } = this.#points
    const lots: Lot[] = []
    for (let lot = lotStart[point]!; lot < lotStart[point + 1]!; lot++)
      lots.push({ step: lotStep[lot]!, units: lotUnits[lot]!, yield: lotYield[lot]! })
    if (bought && bought.units > 0) lots.push({ step: bought.arrivalStep, units: bought.units, yield: 1 })
    return lots.sort((left, right) => left.step - right.step)
  }

  #failuresBetween(point: number, rate: number, from: number, until: number): number {
    const start = this.#points.curveOf[point]! * (this.#points.stepCount + 1)
    return rate * (this.#cumulated[start + until]! - this.#cumulated[start + from]!)
  }

  /** While they lend, all that is out; then what is of the own stock. */
  #outstandingAt(point: number, rate: number, step: number): CountWindow {
    const { lentUnits, lentUntilStep } = this.#points
    const until = lentUntilStep[point]!
    const failed = this.#failuresBetween(point, rate, 0, step + 1)
    const outstanding = failed - this.#returned(point, rate, step, step + 1)
    if (step < until) {
      setToPoisson(this.#outstanding, Math.max(0, outstanding), Number.POSITIVE_INFINITY)
      return this.#outstanding
    }
    const returned = this.#returned(point, rate, step, until)
    const out = this.#failuresBetween(point, rate, 0, until) - returned
    const back = returned - this.#returned(point, rate, until - 1, until)
    return this.#ownOutstanding.setTo(lentUnits[point]!, { back, out, since: outstanding - out })
  }

  /** Come back by the end of a step, of what failed before another. */
  #returned(point: number, rate: number, step: number, failedBefore: number): number {
    const { repairYield, turnaroundSteps, repairsUntilStep, orderSteps } = this.#points
    const share = repairYield[point]!
    const repairsUntil = Math.min(failedBefore, repairsUntilStep[point]!)
    const repaired = share > 0 ? Math.max(0, Math.min(step + 1 - turnaroundSteps[point]!, repairsUntil)) : 0
    const order = orderSteps[point]!
    const ordered = order > 0 ? Math.max(0, Math.min(step + 1 - order, failedBefore)) : 0
    return (
      share * this.#failuresBetween(point, rate, 0, repaired) +
      this.#failuresBetween(point, rate, 0, ordered) -
      share * this.#failuresBetween(point, rate, 0, Math.min(ordered, repairsUntil))
    )
  }
}

/** P(more outstanding than a stock and the good units of its lots). */
export function moreThanWith({ first, length, probabilities }: CountWindow, stock: number, good: UnitsWindow): number {
  let [sum, more, next] = [0, 0, first + length - 1]
  for (let index = good.length - 1; index >= 0; index--) {
    const onHand = stock + good.first + index
    for (; next > onHand && next >= first; next--) more += probabilities[next - first]!
    sum += good.probabilities[index]! * more
  }
  return Math.min(1, sum)
}
