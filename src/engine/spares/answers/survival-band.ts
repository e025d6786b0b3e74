// Between which survivals, once it is known how often things fail and how late the plan is: the band of a curve.
//
// A survival is itself uncertain as long as the rates are. Given a future and the rates, points are independent; over what the
// rates may be, the survival has a distribution, and the band goes from its 5 % to its 95 % quantile. Of one rate group it falls
// with the rate, so that its quantiles are those of the rate. Of several it is a product of independent factors: it is drawn,
// each group's factor once from each of its strata and the strata of the groups put together at random (McKay, Beckman and
// Conover, "A comparison of three methods for selecting values of input variables", 1979).

import { fillPhilox } from '#base/philox.ts'
import { gammaFactor } from '../chance/gamma.ts'
import type { GroupSurvival } from './joint-survival.ts'
import { bend, type RateNode, unbend } from './rate-grid.ts'

export interface BandAt {
  /** Not reached in one case of twenty. */
  readonly low: number
  /** Exceeded in one case of twenty. */
  readonly high: number
}

/** What may come, and the rate groups of all points then. */
export interface UncertainSurvival {
  readonly probability: number
  readonly groups: ReadonlyMap<number, GroupSurvival>
}

const LOW = 0.05
const HIGH = 0.95

/** Equally likely rates of a group, each in the middle of its stratum. */
const STRATA = 256
/** Where several groups are put together: each stratum of each stands in as many draws as any other. */
const DRAWS = 4096

export function bandAt(futures: readonly UncertainSurvival[], time: number): BandAt {
  const cases = futures
    .filter(({ probability }) => probability > 0)
    .map(({ probability, groups }) => ({ probability, sorted: survivalsAt(groups, time).sort() }))
  return { low: quantileOf(cases, LOW), high: quantileOf(cases, HIGH) }
}

/** Survivals that are equally likely: one where nothing is in doubt. */
function survivalsAt(groups: ReadonlyMap<number, GroupSurvival>, time: number): Float64Array {
  let certain = 1
  const uncertain: { readonly group: number; readonly survivals: Float64Array }[] = []
  for (const [group, survival] of groups) {
    const [surest, leastSure] = [survival.products[0]![time]!, survival.products.at(-1)![time]!]
    if (surest - leastSure < NO_DIFFERENCE) certain *= surest
    else uncertain.push({ group, survivals: survivalsByStratum(survival, time) })
  }
  if (uncertain.length === 0) return Float64Array.of(certain)
  if (uncertain.length === 1) return uncertain[0]!.survivals.map((survival) => certain * survival)
  const drawn = new Float64Array(DRAWS).fill(certain)
  for (const { group, survivals } of uncertain) {
    const strata = strataOf(group)
    for (let draw = 0; draw < DRAWS; draw++) drawn[draw]! *= survivals[strata[draw]!]!
  }
  return drawn
}

const NO_DIFFERENCE = 1e-9

/** At the rate in the middle of each stratum. */
function survivalsByStratum({ shape, rates, products }: GroupSurvival, time: number): Float64Array {
  const { below, part } = strataBetween(shape, rates)
  const bent = Float64Array.from(products, (product) => bend(product[time]!))
  return Float64Array.from(below, (rate, stratum) => {
    const left = bent[rate]!
    return unbend(left + part[stratum]! * (bent[rate + 1]! - left))
  })
}

interface StrataBetween {
  /** Of each stratum: the rate below its middle, and how far on the way to the next it lies, by the root. */
  readonly below: Uint32Array
  readonly part: Float64Array
}

const betweenRates = new WeakMap<readonly RateNode[], StrataBetween>()

function strataBetween(shape: number, rates: readonly RateNode[]): StrataBetween {
  let known = betweenRates.get(rates)
  if (!known) {
    const roots = rates.map(({ factor }) => Math.sqrt(factor))
    const middles = Array.from({ length: STRATA }, (_, stratum) =>
      Math.sqrt(gammaFactor((stratum + 0.5) / STRATA, shape)),
    )
    const below = Uint32Array.from(middles, (middle) => {
      const above = roots.findIndex((root) => root > middle)
      return Math.max(0, (above < 0 ? roots.length - 1 : above) - 1)
    })
    const part = Float64Array.from(middles, (middle, stratum) => {
      const [low, high] = [roots[below[stratum]!]!, roots[below[stratum]! + 1]!]
      return Math.min(1, Math.max(0, (middle - low) / (high - low)))
    })
    betweenRates.set(rates, (known = { below, part }))
  }
  return known
}

const drawnStrata = new Map<number, Uint8Array>()

/** The stratum of a group in each draw: all strata equally often, in an order of the group's own (Fisher and Yates). */
function strataOf(group: number): Uint8Array {
  let strata = drawnStrata.get(group)
  if (strata) return strata
  strata = Uint8Array.from({ length: DRAWS }, (_, draw) => draw % STRATA)
  const words = new Uint32Array(DRAWS)
  fillPhilox(words, DRAWS / 4, group, 0, 0, 0, SEED, 0)
  for (let last = DRAWS - 1; last > 0; last--) {
    const other = Math.floor((words[last]! / 2 ** 32) * (last + 1))
    const stratum = strata[last]!
    strata[last] = strata[other]!
    strata[other] = stratum
  }
  drawnStrata.set(group, strata)
  return strata
}

/** Of the drawing alone: every report draws alike. */
const SEED = 1979

interface Cases {
  readonly probability: number
  /** Equally likely survivals, the lowest first. */
  readonly sorted: Float64Array
}

/** What is not reached with this probability over all cases, found by halving. */
function quantileOf(cases: readonly Cases[], probability: number): number {
  const only = cases[0]!.sorted
  if (cases.length === 1 && only.length === 1) return only[0]!
  let [low, high] = [0, 1]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2
    const below = cases.reduce((sum, one) => sum + one.probability * shareBelow(one.sorted, middle), 0)
    if (below < probability) low = middle
    else high = middle
  }
  return high
}

const HALVINGS = 40

/** Which share of equally likely values lies below, each in the middle of its own share. */
function shareBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  if (low === 0 || low === sorted.length) return low / sorted.length
  const [before, after] = [sorted[low - 1]!, sorted[low]!]
  return (low - 0.5 + (value - before) / (after - before)) / sorted.length
}
