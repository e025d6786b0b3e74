// How an uncertain rate is averaged over: a point is reckoned at a few rates, and read off between them at many.
//
// Survival falls with the rate, so steeply for many failures that a few rates would not tell where. Between two of them it is
// bent to nearly a straight line over the root of the rate: the normal quantile of a Poisson probability is one, as far as
// Poisson probabilities are normal, which over the root have one width everywhere.

import { exp, log } from '#base/elementary.ts'
import { rateNodes } from '../exact/rate-nodes.ts'
import { meanOfSums } from './mean-survival.ts'

export interface RateNode {
  /** Of the rate that is expected. */
  readonly factor: number
  /** The weights of a list add up to 1. */
  readonly weight: number
}

export interface RateGrid {
  /** Of the Gamma distribution of the rate. */
  readonly shape: number
  /** Rates to reckon at, the lowest first. */
  readonly reckoned: readonly RateNode[]
  /** Rates to average over, the same for all points of a rate group. */
  readonly averaged: readonly RateNode[]
  /** Of each rate reckoned but the last: the first rate averaged over that is read off between it and the next; then all. */
  readonly start: Uint32Array
  /** Of each rate averaged over: how far on the way between these two it lies, 0 to 1. */
  readonly part: Float64Array
  /** What is simulated, at every other rate and both ends: how far off that is tells the error of reading off. */
  readonly everyOther?: RateGrid
}

export interface GridQuestion {
  /** Of the Gamma distribution of the rate, its mean being 1; one rate where it is infinite. */
  readonly shape: number
  /** Expected of the point. */
  readonly failures: number
  /** Expected of the point of its rate group that fails most. */
  readonly mostFailures: number
  /**
   * At rates so close that survival falls over several of them: of a few hundred replications, none or all that run out say
   * nothing of how far off the rate is where some do, and between two such nothing could be read off.
   */
  readonly isSimulated: boolean
}

/** Of rates as unlikely as this, at either end, the nearest stands for all. */
const TAIL_RECKONED = 1e-4
const TAIL_AVERAGED = 1e-5

/**
 * How close rates lie: as for what changes with the rate like Poisson probabilities of so many failures. Bent as it is, survival
 * is nearly straight over far more than it takes to fall, so that many fewer will do than are expected. Measured: within 0.002 of
 * the negative binomial distribution for shapes of 0.3 to 50 and 0.7 to 20,000 failures; simulated ones within the error told,
 * of which `errorOfReading` is part.
 */
const closenessReckoned = (failures: number): number => 5 + failures / 150
const closenessSimulated = (failures: number): number => 5 + failures / 16
const closenessAveraged = (failures: number): number => 30 + failures / 6

const grids = new Map<string, RateGrid>()

export function rateGrid({ shape, failures, mostFailures, isSimulated }: GridQuestion): RateGrid {
  const [own, most] = [nextPower(failures), nextPower(mostFailures)]
  const key = `${shape} ${own} ${most} ${isSimulated}`
  let grid = grids.get(key)
  if (!grid) {
    const closeness = isSimulated ? closenessSimulated(own) : closenessReckoned(own)
    const reckoned = likelyNodes(rateNodes(shape, closeness), TAIL_RECKONED)
    const averaged = averagedOver(shape, most)
    grid = readOff(shape, reckoned, averaged)
    if (isSimulated) grid = { ...grid, everyOther: readOff(shape, everyOther(reckoned), averaged) }
    grids.set(key, grid)
  }
  return grid
}

/** So that there are few grids. */
function nextPower(failures: number): number {
  let power = 16
  while (power < failures) power *= 2
  return power
}

const averages = new Map<string, RateNode[]>()

function averagedOver(shape: number, failures: number): RateNode[] {
  const key = `${shape} ${failures}`
  let nodes = averages.get(key)
  if (!nodes) averages.set(key, (nodes = likelyNodes(rateNodes(shape, closenessAveraged(failures)), TAIL_AVERAGED)))
  return nodes
}

function everyOther<T>(all: readonly T[]): T[] {
  return all.filter((_, index) => index % 2 === 0 || index === all.length - 1)
}

/** The lowest first, without the ends that together are no more likely than `tail`; the weights made to add up to 1. */
function likelyNodes(nodes: readonly RateNode[], tail: number): RateNode[] {
  const sorted = nodes.toSorted((left, right) => left.factor - right.factor)
  let [first, last] = [0, sorted.length - 1]
  for (let sum = sorted[first]!.weight; sum < tail; sum += sorted[first]!.weight) first++
  for (let sum = sorted[last]!.weight; sum < tail; sum += sorted[last]!.weight) last--
  const kept = sorted.slice(first, last + 1)
  const sum = kept.reduce((all, { weight }) => all + weight, 0)
  return kept.map(({ factor, weight }) => ({ factor, weight: weight / sum }))
}

/** Where between the rates reckoned each rate averaged over lies; beyond the ends as at the ends. */
function readOff(shape: number, reckoned: readonly RateNode[], averaged: readonly RateNode[]): RateGrid {
  const roots = reckoned.map(({ factor }) => Math.sqrt(factor))
  const start = new Uint32Array(reckoned.length).fill(averaged.length)
  const part = new Float64Array(averaged.length)
  let below = 0
  start[0] = 0
  for (const [index, { factor }] of averaged.entries()) {
    const root = Math.sqrt(factor)
    while (below + 2 < roots.length && root >= roots[below + 1]!) start[++below] = index
    const [low, high] = [roots[below]!, roots[below + 1] ?? Number.POSITIVE_INFINITY]
    part[index] = Math.min(1, Math.max(0, (root - low) / (high - low)))
  }
  return { shape, reckoned, averaged, start, part }
}

/**
 * Multiplies into the products, of each rate averaged over, the survivals at the rates reckoned, entry by entry. Most rates
 * are plainly too low, or too high, to matter to an entry.
 */
export function multiplyOverRates(
  grid: RateGrid,
  survivals: readonly Float64Array[],
  products: readonly Float64Array[],
): void {
  const { reckoned, averaged, start, part } = grid
  const length = survivals[0]!.length
  if (reckoned.length === 1) {
    for (const product of products)
      for (let entry = 0; entry < length; entry++) product[entry]! *= survivals[0]![entry]!
    return
  }
  /** The survivals at the lower rate, bent, as far as they were those at the higher one just before. */
  const bent = new Float64Array(length).fill(Number.NaN)
  for (let below = 0; below + 1 < reckoned.length; below++) {
    const [low, high] = [survivals[below]!, survivals[below + 1]!]
    const end = below + 2 < reckoned.length ? start[below + 1]! : averaged.length
    for (let entry = 0; entry < length; entry++) {
      if (high[entry]! >= SURELY) {
        bent[entry] = Number.NaN
        continue
      }
      const left = Number.isNaN(bent[entry]) ? bend(low[entry]!) : bent[entry]!
      const right = bend(high[entry]!)
      bent[entry] = right
      const rise = right - left
      for (let rate = start[below]!; rate < end; rate++) {
        const product = products[rate]!
        if (product[entry]! > 0) product[entry]! *= unbend(left + part[rate]! * rise)
      }
    }
  }
}

/** The mean over all rates, entry by entry. */
export function meanOverRates(grid: RateGrid, survivals: readonly Float64Array[]): Float64Array {
  const { reckoned, averaged, start, part } = grid
  if (reckoned.length === 1) return survivals[0]!
  return survivals[0]!.map((surest, entry) => {
    // Nothing in doubt: the rate does not matter.
    if (surest - survivals.at(-1)![entry]! < NO_DIFFERENCE) return surest
    let [survived, lost] = [0, 0]
    let left = Number.NaN
    for (let below = 0; below + 1 < reckoned.length; below++) {
      const high = survivals[below + 1]![entry]!
      const end = below + 2 < reckoned.length ? start[below + 1]! : averaged.length
      if (high >= SURELY) {
        for (let rate = start[below]!; rate < end; rate++) survived += averaged[rate]!.weight
        left = Number.NaN
        continue
      }
      if (Number.isNaN(left)) left = bend(survivals[below]![entry]!)
      const right = bend(high)
      const rise = right - left
      for (let rate = start[below]!; rate < end; rate++) {
        const { weight } = averaged[rate]!
        const survival = unbend(left + part[rate]! * rise)
        survived += weight * survival
        lost += weight * (1 - survival)
      }
      if (high < survived * NOTHING_ADDED) return Math.min(1, survived)
      left = right
    }
    return meanOfSums(survived, lost)
  })
}

/**
 * By how much reading off between rates that are simulated may be wrong, entry by entry, beside the chances of the simulation.
 * A third of what every other rate makes of a difference: what is bent is read off along straight lines, which at twice the
 * distance are four times as wrong (Richardson, "The approximate arithmetical solution by finite differences", 1911).
 */
export function errorOfReading(
  { everyOther: coarse }: RateGrid,
  survivals: readonly Float64Array[],
  mean: Float64Array,
): Float64Array {
  if (!coarse) return new Float64Array(mean.length)
  const coarseMean = meanOverRates(coarse, everyOther(survivals))
  return mean.map((fine, entry) => Math.abs(fine - coarseMean[entry]!) / 3)
}

/** Standard error of the mean over all rates, entry by entry, from those of what is reckoned at each: of both kinds. */
export function errorOverRates(
  grid: RateGrid,
  survivals: readonly Float64Array[],
  standardErrors: readonly Float64Array[],
  mean: Float64Array,
): Float64Array {
  const variance = new Float64Array(mean.length)
  for (const [rate, { weight }] of grid.reckoned.entries())
    for (let entry = 0; entry < mean.length; entry++) variance[entry]! += (weight * standardErrors[rate]![entry]!) ** 2
  const reading = errorOfReading(grid, survivals, mean)
  return variance.map((simulated, entry) => Math.hypot(Math.sqrt(simulated), reading[entry]!))
}

const NO_DIFFERENCE = 1e-12
const SURELY = 1 - 1e-15
/** Against the mean so far: at higher rates there is less still. */
const NOTHING_ADDED = 1e-12

/** Nothing is surer, or less sure, than this: 36 is where 1 less the survival is lost in rounding. */
const MOST_LOG_ODDS = 36

/** Where the log-odds of a normal probability are as many times its quantile, near one half: squared. */
const NEAR_HALF = 8 / Math.PI

/** Nearly the normal quantile of a probability, by a root alone: as that near one half, and its square as 2 log-odds far off. */
export function bend(survival: number): number {
  const logOdds = logOddsOf(survival)
  return logOdds / Math.sqrt(NEAR_HALF + Math.abs(logOdds) / 2)
}

function logOddsOf(survival: number): number {
  if (survival <= 0) return -MOST_LOG_ODDS
  if (survival >= 1) return MOST_LOG_ODDS
  return Math.min(MOST_LOG_ODDS, Math.max(-MOST_LOG_ODDS, log(survival / (1 - survival))))
}

/** From `bend` back. */
export function unbend(bent: number): number {
  const size = Math.abs(bent)
  const logOdds = size * (size / 4 + Math.sqrt((size * size) / 16 + NEAR_HALF))
  if (logOdds >= MOST_LOG_ODDS - ROUNDING) return bent > 0 ? 1 : 0
  return bent > 0 ? 1 / (1 + exp(-logOdds)) : exp(-logOdds) / (1 + exp(-logOdds))
}

const ROUNDING = 1e-9
