// How long a stock lasts whose failed units are repaired, until the repair stops: a Markov chain over units on the shelf and
// units in repair, with repair times taken to be exponential.
//
// A failure takes a unit from the shelf and, with the probability of the yield, sends the failed one to repair; it comes
// back after the turnaround. From the cut-off on nothing more is sent; what is in repair then comes back, or is lost. (The
// transient chain of van Kooten and Tan, "The final order problem for repairable spare parts under condemnation", JORS 60,
// 2009, with rates that change from step to step.) An approximation where the turnaround is fixed rather than exponential.
//
// How many are in repair does not depend on the stock: it is kept to what a Poisson number reaches but once in 10^13 cases,
// and what would be more is taken to be beyond repair. Forward in time the chain gives one stock at every step; backward it
// gives every stock at the last.

import { poissonDistribution } from '../chance/distribution.ts'
import { checkAboveZero, checkAmount, checkCount, checkOneOf, checkProbability } from '../chance/domain.ts'
import { poissonQuantile } from '../chance/poisson.ts'

const IN_REPAIR = ['returned', 'lost'] as const

export interface RepairLoop {
  /** Mean failures of each step. */
  readonly failuresByStep: Float64Array
  /** Share of failed units that can be repaired, 0 to 1. */
  readonly yield: number
  /** Mean turnaround, in steps; above 0. */
  readonly turnaroundSteps: number
  /** The step from whose beginning on nothing is sent to repair; undefined: never. */
  readonly cutOffStep?: number
  /** What becomes of the units in repair at the cut-off. */
  readonly inRepair: (typeof IN_REPAIR)[number]
}

/**
 * P(no failure found an empty shelf in steps 0 to t), for each t.
 *
 * Worked: 36 months of 2 failures, yield 0.8, turnaround 3 months, never cut off: with 29 in stock 0.96819613 to the end.
 */
export function survivalWithRepair(stock: number, loop: RepairLoop): Float64Array {
  checkCount('stock', stock)
  checkLoop(loop)
  const survival = new Float64Array(loop.failuresByStep.length)
  const chain = new RepairChain(stock, loop)
  chain.begin(stock)
  for (let step = 0; step < survival.length; step++) {
    if (step === loop.cutOffStep && loop.inRepair === 'lost') chain.loseRepairs()
    chain.run(step, 'forward')
    survival[step] = chain.total()
  }
  return survival
}

/**
 * P(no failure finds an empty shelf to the end of the last step) with 0, 1 ... `mostStock` units.
 *
 * Worked: the loop above: 0.92336340 with 27, 0.96819613 with 29, 0.99326732 with 32.
 */
export function survivalWithRepairByStock(mostStock: number, loop: RepairLoop): Float64Array {
  checkCount('mostStock', mostStock)
  checkLoop(loop)
  const chain = new RepairChain(mostStock, loop)
  chain.fill(1)
  for (let step = loop.failuresByStep.length - 1; step >= 0; step--) {
    chain.run(step, 'backward')
    if (step === loop.cutOffStep && loop.inRepair === 'lost') chain.forgetRepairs()
  }
  return chain.withNoneInRepair()
}

function checkLoop({ failuresByStep, yield: share, turnaroundSteps, cutOffStep, inRepair }: RepairLoop): void {
  for (const failures of failuresByStep) checkAmount('failuresByStep', failures)
  checkProbability('yield', share)
  checkAboveZero('turnaroundSteps', turnaroundSteps)
  if (cutOffStep !== undefined) checkCount('cutOffStep', cutOffStep)
  checkOneOf('inRepair', inRepair, IN_REPAIR)
}

/**
 * A number for each state (on the shelf, in repair), together no more than the stock: row by row of what is in repair, with
 * a border of zeros, so that every state has its neighbours.
 */
class RepairChain {
  private readonly loop: RepairLoop
  private readonly stock: number
  private readonly width: number
  private readonly mostInRepair: number
  private states: Float64Array<ArrayBuffer>
  private jumped: Float64Array<ArrayBuffer>
  private sum: Float64Array<ArrayBuffer>

  constructor(stock: number, loop: RepairLoop) {
    this.loop = loop
    this.stock = stock
    this.width = stock + 3
    const busiest = loop.failuresByStep.reduce((most, failures) => Math.max(most, failures), 0)
    const reached = poissonQuantile(1 - 1e-13, busiest * loop.yield * loop.turnaroundSteps)
    this.mostInRepair = Math.min(stock, reached)
    const size = this.width * (this.mostInRepair + 3)
    this.states = new Float64Array(size)
    this.jumped = new Float64Array(size)
    this.sum = new Float64Array(size)
  }

  begin(shelf: number): void {
    this.states[this.placeOf(shelf, 0)] = 1
  }

  fill(value: number): void {
    this.forEach((state) => {
      this.states[state] = value
    })
  }

  total(): number {
    let total = 0
    this.forEach((state) => {
      total += this.states[state]!
    })
    return total
  }

  withNoneInRepair(): Float64Array {
    return this.states.slice(this.placeOf(0, 0), this.placeOf(this.stock + 1, 0))
  }

  /** Forward: the probability of each state goes to the one with none in repair. */
  loseRepairs(): void {
    this.forEach((state, shelf, repair) => {
      if (repair === 0) return
      this.states[this.placeOf(shelf, 0)]! += this.states[state]!
      this.states[state] = 0
    })
  }

  /** Backward: each state lasts as long as the one with none in repair. */
  forgetRepairs(): void {
    this.forEach((state, shelf) => {
      this.states[state] = this.states[this.placeOf(shelf, 0)]!
    })
  }

  /** One step by uniformisation: jumps at a rate that no state exceeds, as many as a Poisson number of them. */
  run(step: number, direction: 'forward' | 'backward'): void {
    const { failuresByStep, cutOffStep, turnaroundSteps } = this.loop
    const failures = failuresByStep[step]!
    const isCutOff = cutOffStep !== undefined && step >= cutOffStep
    const rate = failures + this.mostInRepair / turnaroundSteps
    if (rate === 0) return
    const sent = isCutOff ? 0 : (failures / rate) * this.loop.yield
    const jumps = poissonDistribution(rate)
    const last = jumps.first + jumps.probabilities.length - 1
    const before = jumps.first === 0 ? jumps.probabilities[0]! : 0
    for (let state = 0; state < this.sum.length; state++) this.sum[state] = before * this.states[state]!
    for (let jump = 1; jump <= last; jump++) {
      const weight = jump < jumps.first ? 0 : jumps.probabilities[jump - jumps.first]!
      this.jump(direction === 'forward' ? 1 : -1, failures / rate, sent, 1 / turnaroundSteps / rate, weight)
      ;[this.states, this.jumped] = [this.jumped, this.states]
    }
    ;[this.states, this.sum] = [this.sum, this.states]
  }

  /**
   * One jump, and so much of it into the sum. Forward (1) a state gets what a failure brings from one more on the shelf, and
   * a repair from one fewer; backward (-1) it gets what it leads to. A failure that finds the shelf empty leads nowhere.
   */
  private jump(way: 1 | -1, failed: number, sent: number, repaired: number, weight: number): void {
    const { states, jumped, sum, width, stock, mostInRepair } = this
    const byFailure = way - way * width
    for (let repair = 0; repair <= mostInRepair; repair++) {
      const stay = 1 - failed - repair * repaired
      const back = (way === 1 ? repair + 1 : repair) * repaired
      const isFull = repair === mostInRepair
      const lost = isFull ? failed : failed - sent
      const sentHere = isFull && way === -1 ? 0 : sent
      const end = this.placeOf(stock - repair, repair)
      for (let state = this.placeOf(0, repair); state <= end; state++) {
        const next =
          stay * states[state]! +
          lost * states[state + way]! +
          sentHere * states[state + byFailure]! +
          back * states[state - byFailure]!
        jumped[state] = next
        sum[state] = sum[state]! + weight * next
      }
    }
  }

  private placeOf(shelf: number, repair: number): number {
    return (repair + 1) * this.width + shelf + 1
  }

  private forEach(visit: (state: number, shelf: number, repair: number) => void): void {
    for (let repair = 0; repair <= this.mostInRepair; repair++)
      for (let shelf = 0; shelf <= this.stock - repair; shelf++) visit(this.placeOf(shelf, repair), shelf, repair)
  }
}
