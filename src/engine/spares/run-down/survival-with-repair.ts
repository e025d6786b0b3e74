// How long a stock lasts whose failed units are repaired, until the repair stops: a Markov chain over units on the shelf and
// units in repair, with repair times taken to be exponential.
//
// A failure takes a unit from the shelf and, with the probability of the yield, sends the failed one to repair; it comes
// back after the turnaround. From the cut-off on nothing more is sent; what is in repair then comes back, or is lost. (The
// transient chain of van Kooten and Tan, "The final order problem for repairable spare parts under condemnation", JORS 60,
// 2009, with rates that change from step to step.) An approximation where the turnaround is fixed rather than exponential.

import { poissonDistribution } from '../chance/distribution.ts'

export interface RepairLoop {
  /** Mean failures of each step. */
  readonly failuresByStep: Float64Array
  /** Share of failed units that can be repaired, 0 to 1. */
  readonly yield: number
  /** Mean turnaround, in steps. */
  readonly turnaroundSteps: number
  /** The step from whose beginning on nothing is sent to repair; undefined: never. */
  readonly cutOffStep?: number
  /** What becomes of the units in repair at the cut-off. */
  readonly inRepair: 'returned' | 'lost'
}

/**
 * P(no failure found an empty shelf in steps 0 to t), for each t.
 *
 * Worked: 36 months of 2 failures, yield 0.8, turnaround 3 months, never cut off: with 29 in stock 0.96819613 to the end.
 */
export function survivalWithRepair(stock: number, loop: RepairLoop): Float64Array {
  const survival = new Float64Array(loop.failuresByStep.length)
  let states = startAt(stock)
  for (const [step, failures] of loop.failuresByStep.entries()) {
    const isCutOff = loop.cutOffStep !== undefined && step >= loop.cutOffStep
    if (step === loop.cutOffStep && loop.inRepair === 'lost') states = loseRepairs(states, stock)
    states = advance(states, stock, failures, isCutOff ? 0 : loop.yield, 1 / loop.turnaroundSteps)
    survival[step] = states.reduce((sum, one) => sum + one, 0)
  }
  return survival
}

/** States are (on the shelf, in repair), together no more than the stock: row by row of what is in repair. */
function placeOf(shelf: number, repair: number, stock: number): number {
  return repair * (stock + 1) + shelf
}

function startAt(stock: number): Float64Array<ArrayBuffer> {
  const states = new Float64Array((stock + 1) * (stock + 1))
  states[placeOf(stock, 0, stock)] = 1
  return states
}

function loseRepairs(states: Float64Array, stock: number): Float64Array<ArrayBuffer> {
  const left = new Float64Array(states.length)
  for (let repair = 0; repair <= stock; repair++)
    for (let shelf = 0; shelf + repair <= stock; shelf++)
      left[placeOf(shelf, 0, stock)]! += states[placeOf(shelf, repair, stock)]!
  return left
}

/** One step by uniformisation: jumps at a rate that no state exceeds, as many as a Poisson number of them. */
function advance(
  states: Float64Array<ArrayBuffer>,
  stock: number,
  failures: number,
  share: number,
  repairRate: number,
): Float64Array<ArrayBuffer> {
  const rate = failures + stock * repairRate
  const { first, probabilities } = poissonDistribution(rate)
  const sum = new Float64Array(states.length)
  let jumped = states
  for (let jumps = 0; jumps < first + probabilities.length; jumps++) {
    if (jumps > 0) jumped = jump(jumped, stock, failures / rate, share, repairRate / rate)
    const weight = probabilities[jumps - first] ?? 0
    if (weight > 0) for (let state = 0; state < sum.length; state++) sum[state]! += weight * jumped[state]!
  }
  return sum
}

function jump(
  states: Float64Array,
  stock: number,
  failure: number,
  share: number,
  repaired: number,
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(states.length)
  for (let repair = 0; repair <= stock; repair++)
    for (let shelf = 0; shelf + repair <= stock; shelf++) {
      const probability = states[placeOf(shelf, repair, stock)]!
      if (probability === 0) continue
      next[placeOf(shelf, repair, stock)]! += probability * (1 - failure - repair * repaired)
      if (repair > 0) next[placeOf(shelf + 1, repair - 1, stock)]! += probability * repair * repaired
      // A failure that finds the shelf empty ends it: its probability goes nowhere.
      if (shelf === 0) continue
      next[placeOf(shelf - 1, repair + 1, stock)]! += probability * failure * share
      next[placeOf(shelf - 1, repair, stock)]! += probability * failure * (1 - share)
    }
  return next
}
