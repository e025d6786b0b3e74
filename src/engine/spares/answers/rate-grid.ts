// How an uncertain rate is averaged over: a point is reckoned at a few rates, and read off between them at many.
//
// Survival falls with the rate, so steeply for many failures that a few rates would not tell where. Between two of them its
// log-odds are taken to be a straight line over the root of the rate, on which Poisson probabilities have one width everywhere.

import { exp, log } from '#base/elementary.ts'
import { rateNodes } from '../exact/rate-nodes.ts'

export interface RateNode {
  /** Of the rate that is expected. */
  readonly factor: number
  /** The weights of a list add up to 1. */
  readonly weight: number
}

export interface RateGrid {
  /** Rates to reckon at, the lowest first. */
  readonly reckoned: readonly RateNode[]
  /** Rates to average over. */
  readonly averaged: readonly RateNode[]
  /** Of each rate averaged over: the reckoned one below it, and how far on the way to the next it lies, 0 to 1. */
  readonly below: Uint32Array
  readonly part: Float64Array
}

/** What is less likely than this is left out, and the rest made to add up to 1. */
const LEAST_RECKONED = 1e-4
const LEAST_SIMULATED = 5e-3
const LEAST_AVERAGED = 1e-5
/** How close rates lie: as for what changes with the rate like Poisson probabilities of so many failures. */
const FAILURES_RECKONED = 4
const FAILURES_AVERAGED = 30

const fineGrids = new Map<number, RateGrid>()
const coarseGrids = new Map<number, RateGrid>()

/**
 * Of a Gamma distribution of mean 1 and this shape; one rate where it is infinite. `isCoarse`: reckoned at every other rate,
 * for what is simulated and no more exact than that. The rates averaged over are the same.
 */
export function rateGrid(shape: number, isCoarse: boolean): RateGrid {
  const grids = isCoarse ? coarseGrids : fineGrids
  let grid = grids.get(shape)
  if (!grid) grids.set(shape, (grid = makeGrid(shape, isCoarse)))
  return grid
}

function makeGrid(shape: number, isCoarse: boolean): RateGrid {
  const nodes = rateNodes(shape, FAILURES_RECKONED)
  const reckoned = isCoarse
    ? likelyNodes(
        nodes
          .filter(({ coarseWeight }) => coarseWeight > 0)
          .map(({ factor, coarseWeight }) => ({ factor, weight: coarseWeight })),
        LEAST_SIMULATED,
      )
    : likelyNodes(nodes, LEAST_RECKONED)
  const averaged = likelyNodes(rateNodes(shape, FAILURES_AVERAGED), LEAST_AVERAGED)
  const roots = reckoned.map(({ factor }) => Math.sqrt(factor))
  const below = Uint32Array.from(averaged, ({ factor }) => {
    const next = reckoned.findIndex((node) => node.factor > factor)
    return Math.max(0, (next < 0 ? reckoned.length - 1 : next) - 1)
  })
  // Beyond the ends as at the ends.
  const part = Float64Array.from(averaged, ({ factor }, index) => {
    const [low, high] = [roots[below[index]!]!, roots[below[index]! + 1] ?? Number.POSITIVE_INFINITY]
    return Math.min(1, Math.max(0, (Math.sqrt(factor) - low) / (high - low)))
  })
  return { reckoned, averaged, below, part }
}

function likelyNodes(nodes: readonly RateNode[], least: number): RateNode[] {
  const kept = nodes.filter(({ weight }) => weight >= least).sort((left, right) => left.factor - right.factor)
  const sum = kept.reduce((all, { weight }) => all + weight, 0)
  return kept.map(({ factor, weight }) => ({ factor, weight: weight / sum }))
}

/** Survivals at the rates averaged over, from those at the rates reckoned, entry by entry. */
export function spreadOverRates(grid: RateGrid, survivals: readonly Float64Array[]): Float64Array[] {
  if (grid.reckoned.length === 1) return grid.averaged.map(() => survivals[0]!)
  const bent = survivals.map((survival) => survival.map(bend))
  return grid.averaged.map((_, index) => {
    const [left, right] = [bent[grid.below[index]!]!, bent[grid.below[index]! + 1]!]
    const part = grid.part[index]!
    return left.map((value, entry) => unbend(value + part * (right[entry]! - value)))
  })
}

/** The mean over all rates, entry by entry. */
export function meanOverRates(grid: RateGrid, survivals: readonly Float64Array[]): Float64Array {
  if (grid.reckoned.length === 1) return survivals[0]!
  const bent = new Float64Array(grid.reckoned.length)
  return survivals[0]!.map((_, entry) => {
    const [surest, leastSure] = [survivals[0]![entry]!, survivals.at(-1)![entry]!]
    // Nothing in doubt: the rate does not matter.
    if (surest - leastSure < NO_DIFFERENCE) return surest
    for (let node = 0; node < bent.length; node++) bent[node] = bend(survivals[node]![entry]!)
    let mean = 0
    for (const [index, { weight }] of grid.averaged.entries()) {
      const left = bent[grid.below[index]!]!
      mean += weight * unbend(left + grid.part[index]! * (bent[grid.below[index]! + 1]! - left))
    }
    return mean
  })
}

const NO_DIFFERENCE = 1e-12

/** Nothing is surer, or less sure, than this: 36 is where 1 less the survival is lost in rounding. */
const MOST_LOG_ODDS = 36

function bend(survival: number): number {
  if (survival <= 0) return -MOST_LOG_ODDS
  if (survival >= 1) return MOST_LOG_ODDS
  return Math.min(MOST_LOG_ODDS, Math.max(-MOST_LOG_ODDS, log(survival / (1 - survival))))
}

function unbend(logOdds: number): number {
  if (logOdds >= MOST_LOG_ODDS) return 1
  return logOdds <= -MOST_LOG_ODDS ? 0 : 1 / (1 + exp(-logOdds))
}
