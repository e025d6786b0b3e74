// What the stock of a point is worth, by how much of it there is: what moves are weighed by, over all futures and rates.

import type { NamedPoints } from '../points/make-points.ts'
import type { HoursLost } from './hours-lost.ts'
import { LEAST_SURVIVAL, logSurvival, roughLadder } from './ladders.ts'
import { leastSurvival } from './least-survival.ts'
import { meanOverFutures } from './mean-survival.ts'
import type { CourseTier, RoughTiers } from './tiers.ts'

/** Of a point, by units on its shelf, 0 to `most`: what adds up over points, and is looked for by purchases too. */
export interface WorthOfStock {
  ladder(point: number, most: number): Float64Array
  /**
   * The same, but in each future by itself, and on average after: what runs out in most of them all the same is not stripped for
   * what lasts in few, and where it does as good as surely a unit more still counts.
   */
  slope(point: number, most: number): Float64Array
  /** What it is worth at the least. */
  least(point: number, most: number): Float64Array
}

/** `empty`: the points with nothing on their shelves. */
export function weighSurvival(empty: NamedPoints, tiers: RoughTiers & CourseTier): WorthOfStock {
  const { futures } = empty
  const inFutures = (point: number, most: number): Float64Array[] =>
    futures.map(({ points }) => roughLadder(tiers, points, point, most))
  return {
    ladder: (point, most) => meanOverFutures(futures, inFutures(point, most)).map(logSurvival),
    slope: (point, most) => meanOfLogs(futures, inFutures(point, most)),
    least: (point, most) => leastSurvival(tiers, empty, point, most).map(logSurvival),
  }
}

/** What is lost in hours, below 0, is exact and always falls. */
export function weighHours(hours: HoursLost): WorthOfStock {
  const ladder = (point: number, most: number): Float64Array => {
    const stocks = Array.from({ length: most + 1 }, (_, units) => units)
    return hours.byBought(point, 0, stocks).map((lost) => -lost)
  }
  return { ladder, slope: ladder, least: ladder }
}

/** Where survival is near to 1 it is as much as the logarithm of their mean, and where it is not no future is lost sight of. */
function meanOfLogs(
  futures: readonly { readonly probability: number }[],
  survivals: readonly Float64Array[],
): Float64Array {
  const mean = new Float64Array(survivals[0]!.length)
  for (const [future, { probability }] of futures.entries())
    for (const [units, value] of risingLog(survivals[future]!).entries()) mean[units]! += probability * value
  return mean
}

/** In the logarithm of survival, of a unit where there are far too few: each counts as much. */
const GAIN_OF_FAR_TOO_FEW = 1

/** Of survivals that are too small to tell apart it rises as steeply as where they begin to be told. */
function risingLog(survival: Float64Array): Float64Array {
  const value = survival.map(logSurvival)
  const told = survival.findIndex((some) => some > LEAST_SURVIVAL)
  const from = told < 0 ? value.length - 1 : told
  const steep = Math.max(GAIN_OF_FAR_TOO_FEW, (value[from + 1] ?? 0) - value[from]!)
  const slope = told < 0 || from + 1 === value.length ? GAIN_OF_FAR_TOO_FEW : steep
  for (let units = from - 1; units >= 0; units--) value[units] = value[units + 1]! - slope
  return value
}
