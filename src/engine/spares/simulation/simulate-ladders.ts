// How likely does a point last by units that come beside its stock, at each of several failure rates? From one simulation.
//
// How often units fail decides how many do, and nothing else: given their number, when each fails, whether it comes back and
// which lots are good does not depend on the rate. So failures are added to a replication one by one, and it is noted with how
// many of them it still lasts, unit by unit; at a rate it lasts as likely as no more come about, a Poisson probability. So the
// number of failures is averaged over without chance, and all rates are told by the same replications.

import { poissonCurve } from '../chance/poisson-curve.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { FailureKinds } from './failure-kinds.ts'
import { expectedFailures, FailureTimes } from './failure-times.ts'
import { GROUPS, GroupMeans, HALVES } from './half-samples.ts'
import { HighestSum } from './highest-sum.ts'
import { LentUnits } from './lent-units.ts'
import { Lots } from './lots.ts'
import { PointStream } from './point-stream.ts'

export interface LadderQuestion {
  /** At the rates that are expected. */
  readonly points: StockingPoints
  readonly seed: number
  /** Of each point. */
  readonly replications: number
  /** The step at whose beginning units come to each point. */
  readonly arrivalStep: Uint32Array
  /** So many at the most. */
  readonly most: Float64Array
  /** Rates of point p as multiples of what is expected, the lowest first: [factorStart[p], factorStart[p + 1]). */
  readonly factorStart: Uint32Array
  readonly factor: Float64Array
}

/** P(no failure finds the shelf empty in any step), with no unit more, with one, and so on; with more as with the last. */
export interface LadderAtRate {
  readonly survival: Float64Array
  /** By how much it would be more by each half of the replications alone, half after half. */
  readonly inHalves: Float32Array
}

/** By rate. */
export type SimulatedLadder = readonly LadderAtRate[]

/** Failures that are laid down at once; fewer are quicker added one by one. */
const WORTH_LOOKING = 16

/** It lasts with all failures that are reckoned with. */
const ALL = 0x7fffffff

/** Of some points of a question: what is made of one depends on no other. */
export function simulateLadders(question: LadderQuestion, firstPoint: number, endPoint: number): SimulatedLadder[] {
  const simulator = new LadderSimulator(question)
  return Array.from({ length: endPoint - firstPoint }, (_, index) => simulator.simulate(firstPoint + index))
}

class LadderSimulator {
  readonly #question: LadderQuestion
  readonly #stream: PointStream
  readonly #times: FailureTimes
  readonly #kinds: FailureKinds
  readonly #lots = new Lots()
  readonly #lent: LentUnits
  /** Where units are lent: failures less returns of each step, those that come back after they leave, and what arrives. */
  readonly #failed: Int32Array
  readonly #late: Int32Array
  readonly #arrived: Int32Array
  /** Failures less arrivals of each step, and a place for what arrives after the last. */
  readonly #change: Int32Array
  readonly #busy: Int32Array
  /** What was taken from the shelf up to the end of each step: in those before units come, and in those from then on. */
  readonly #before = new HighestSum()
  readonly #since = new HighestSum()

  constructor(question: LadderQuestion) {
    const { stepCount } = question.points
    this.#question = question
    this.#stream = new PointStream(question.seed)
    this.#times = new FailureTimes(stepCount)
    this.#kinds = new FailureKinds(this.#times, this.#stream)
    this.#change = new Int32Array(stepCount + 1)
    this.#lent = new LentUnits(stepCount)
    this.#failed = new Int32Array(stepCount + 1)
    this.#late = new Int32Array(stepCount + 1)
    this.#arrived = new Int32Array(stepCount + 1)
    this.#busy = new Int32Array((stepCount >>> 5) + 1)
  }

  simulate(point: number): SimulatedLadder {
    const { points, replications, most, factorStart, factor } = this.#question
    const expected = expectedFailures(points, point)
    const factors = factor.subarray(factorStart[point], factorStart[point + 1])
    const rates = Array.from(factors, (one) => failuresAt(expected * one))
    const [stock, last] = [points.stock[point]!, endOf(rates.at(-1)!)]
    // What arrives only adds: as many failures as there are units run nothing out.
    if (last <= stock) return rates.map(() => ({ survival: Float64Array.of(1), inHalves: new Float32Array(HALVES) }))
    this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
    this.#times.fill(points, point, expected)
    this.#lots.turnTo(points, point)
    this.#lent.turnTo(points, point)
    const first = Math.max(stock, rates[0]!.first)
    const lasting = Array.from({ length: replications }, (_, replication) => this.#run(point, replication, first, last))
    return lastingAt(rates, lasting, most[point]!)
  }

  /** With how many failures a replication lasts at the most, with no unit more, with one, and so on. */
  #run(point: number, replication: number, first: number, last: number): number[] {
    const { points, most, arrivalStep } = this.#question
    const [stock, arrival, limit] = [points.stock[point]!, arrivalStep[point]!, most[point]!]
    const [before, since] = [this.#before, this.#since]
    this.#kinds.turnTo(replication, last)
    const isLent = this.#lent.untilStep > 0
    let failures = isLent ? this.#beginLent(replication, first) : this.#begin(replication, stock, first, last)
    this.#sumUp(arrival)
    const lasting: number[] = []
    // Where it runs out before units come, none of them helps.
    for (; before.highest <= stock; isLent ? this.#addLent(failures++, arrival) : this.#add(failures++, arrival)) {
      const needed = before.sum + since.highest - stock
      while (lasting.length < needed && lasting.length <= limit) lasting.push(failures - 1)
      if (lasting.length > limit) return lasting
      if (failures === last) break
    }
    lasting.push(before.highest <= stock ? ALL : failures - 1)
    return lasting
  }

  #sumUp(arrival: number): void {
    const change = this.#change
    this.#before.setTo(change.subarray(0, arrival))
    this.#since.setTo(change.subarray(arrival, change.length - 1))
  }

  /** Lays down so many failures. */
  #beginLent(replication: number, failures: number): number {
    this.#failed.fill(0)
    this.#late.fill(0)
    this.#arrived.fill(0)
    this.#lots.lay(this.#arrived, this.#busy, this.#stream, replication)
    for (let failure = 0; failure < failures; failure++) this.#fail(failure)
    this.#serve()
    return failures
  }

  /** What those who lend serve of all failures changes with each of them: it is told anew. */
  #addLent(failure: number, arrival: number): void {
    this.#fail(failure)
    this.#serve()
    this.#sumUp(arrival)
  }

  #fail(failure: number): void {
    const kind = this.#kinds.kindOf(failure)
    const [step, back] = [this.#times.stepOf(kind), this.#times.backOf(kind)]
    this.#failed[step]!++
    this.#failed[back]!--
    if (step < this.#lent.untilStep && back >= this.#lent.untilStep) this.#late[back]!++
  }

  /** Lays down what is taken from the shelf itself. */
  #serve(): void {
    const change = this.#change
    change.set(this.#failed)
    this.#lent.late.set(this.#late)
    this.#lent.serve(change)
    for (let step = 0; step < change.length; step++) change[step]! += this.#arrived[step]!
  }

  /** Lays down so many failures, and more as long as the stock is surely enough; how many there are then. */
  #begin(replication: number, stock: number, first: number, last: number): number {
    const change = this.#change
    change.fill(0)
    this.#lots.lay(change, this.#busy, this.#stream, replication)
    let failures = 0
    for (let until = first; ; ) {
      for (; failures < until; failures++) {
        const kind = this.#kinds.kindOf(failures)
        change[this.#times.stepOf(kind)]!++
        change[this.#times.backOf(kind)]!--
      }
      const left = failures === last ? 0 : this.#leftOf(stock)
      if (left < WORTH_LOOKING) return failures
      until = Math.min(last, failures + left)
    }
  }

  /** Of the stock, on the day on which least is left: as many failures more run nothing out. */
  #leftOf(stock: number): number {
    const change = this.#change
    let [taken, most] = [0, 0]
    for (let step = 0; step + 1 < change.length; step++) {
      taken += change[step]!
      if (taken > most) most = taken
    }
    return stock - most
  }

  #add(failure: number, arrival: number): void {
    const kind = this.#kinds.kindOf(failure)
    const [step, back] = [this.#times.stepOf(kind), this.#times.backOf(kind)]
    const [before, since] = [this.#before, this.#since]
    const isBack = back + 1 < this.#change.length
    if (step >= arrival) {
      if (isBack) since.shift(step - arrival, back - arrival)
      else since.add(step - arrival, 1)
    } else if (back < arrival) before.shift(step, back)
    else {
      before.add(step, 1)
      if (isBack) since.add(back - arrival, -1)
    }
  }
}

/** P(no more failures than so many), from the first on; of fewer it is next to nothing, of more than the last it is taken as 1. */
interface FailuresAtRate {
  readonly first: number
  readonly atMost: Float64Array
}

/** In spreads of the mean: what is further off is less likely than `HARDLY_EVER`; where little is expected, by units. */
const REACH = 9
const REACH_UNITS = 24
/** More failures than are exceeded as seldom as this are not added. */
const HARDLY_EVER = 1e-9

function failuresAt(mean: number): FailuresAtRate {
  const reach = REACH * Math.sqrt(mean)
  const first = Math.max(0, Math.floor(mean - reach))
  const atMost = poissonCurve(first, Math.ceil(mean + reach) + REACH_UNITS - first, mean)
  return { first, atMost: atMost.subarray(0, atMost.findIndex((probability) => probability > 1 - HARDLY_EVER) + 1) }
}

/** The first count that is as good as surely not exceeded. */
const endOf = ({ first, atMost }: FailuresAtRate): number => first + atMost.length

/** On the average of the replications, and of halves of them. */
function lastingAt(
  rates: readonly FailuresAtRate[],
  lasting: readonly (readonly number[])[],
  most: number,
): LadderAtRate[] {
  const longest = lasting.reduce((length, one) => Math.max(length, one.length), 1)
  const rungs = Array.from({ length: Math.min(longest, most + 1) }, (_, units) => rungOf(lasting, units))
  const least = rungs.map((rung) => rung.reduce((left, right) => (left < right ? left : right)))
  return rates.map((rate) => {
    const end = endOf(rate)
    const sure = least.findIndex((failures) => failures >= end - 1)
    const means = new GroupMeans(lasting.length, sure < 0 ? rungs.length : sure + 1)
    for (const [units, rung] of (sure < 0 ? rungs : rungs.slice(0, sure)).entries()) addRung(means, units, rate, rung)
    if (sure >= 0) means.setSure(sure)
    return { survival: means.all, inHalves: means.inHalves() }
  })
}

/** Of each replication: the most failures with which it lasts with so many units more. */
function rungOf(lasting: readonly (readonly number[])[], units: number): Int32Array {
  const rung = new Int32Array(lasting.length)
  for (let replication = 0; replication < rung.length; replication++) {
    const one = lasting[replication]!
    rung[replication] = one[units < one.length ? units : one.length - 1]!
  }
  return rung
}

function addRung(means: GroupMeans, units: number, { first, atMost }: FailuresAtRate, lasting: Int32Array): void {
  for (let group = 0; group < GROUPS; group++) {
    let sum = 0
    const end = means.start[group + 1]!
    for (let replication = means.start[group]!; replication < end; replication++) {
      const place = lasting[replication]! - first
      if (place >= atMost.length) sum += 1
      else if (place >= 0) sum += atMost[place]!
    }
    means.set(units, group, sum)
  }
}
