// What a joint simulation has counted, group by group of points: whole numbers only.

import type { StockingPoints } from '../points/stocking-points.ts'
import { BIN_COUNT, lossOfBin } from './loss-bins.ts'
import type { PointElements } from './point-elements.ts'
import { blockError } from './point-tally.ts'
import { BLOCK } from './strata.ts'

/** A plan that may come about: how long units stay in service, and what is harvested when. */
export interface LikelyPlan {
  readonly points: StockingPoints
  readonly probability: number
  /** What is lost while units are down; left out: nothing. */
  readonly elements?: PointElements
}

/** Points put into groups, such as those of a part, of a vendor, or all. */
export interface Grouping {
  readonly groupCount: number
  /** Of each point. */
  readonly groupOf: Uint32Array
}

/** Points of one part that help each other: a shelf that owes a unit gets one at once from a sister that can spare it. */
export interface Sisters {
  /** The points of region r: those at [regionStart[r], regionStart[r + 1]) of `members`; a point is in one region at most. */
  readonly regionStart: Uint32Array
  readonly members: Uint32Array
  /** Each gives only what it has beyond this. */
  readonly reserve: number
}

export interface JointQuestion {
  /** The same points in each, in the same order; one plan comes about for all of them. Probabilities make 1. */
  readonly plans: readonly LikelyPlan[]
  /** Groups are counted through all groupings, in order. */
  readonly groupings: readonly Grouping[]
  /** Of so many groups, the first ones, is counted how often how much is lost; left out: of none. */
  readonly binnedGroups?: number
  /** Left out: each point is by itself. */
  readonly sisters?: Sisters
  /** Stable keys of the random numbers of each rate group, as those of points. */
  readonly rateLow: Uint32Array
  readonly rateHigh: Uint32Array
  readonly seed: number
  /** A multiple of 256. */
  readonly replications: number
}

export interface JointTally {
  readonly groupCount: number
  readonly stepCount: number
  readonly blockCount: number
  /** Replications made, by block. */
  readonly made: Uint16Array
  /** Of group g in step t, at g * stepCount + t: replications in which the first of its points ran out there. */
  readonly firstEmpty: Uint32Array
  /** Of group g in block b, at g * blockCount + b: replications in which one of its points ran out. */
  readonly ranOut: Uint16Array
  /** At the same place: what is lost at its points, over the replications. */
  readonly lost: Float64Array
  /** Of group g: replications in which no point of another group of its grouping ran out in an earlier step. */
  readonly first: Uint32Array
  /** Of group g in bin b, at g * BIN_COUNT + b: replications that lost so much. */
  readonly lossBins: Uint32Array
}

export function groupCountOf({ groupings }: JointQuestion): number {
  return groupings.reduce((sum, { groupCount }) => sum + groupCount, 0)
}

export function makeJointTally(question: JointQuestion): JointTally {
  const { stepCount } = question.plans[0]!.points
  const groupCount = groupCountOf(question)
  if (!(question.replications > 0 && question.replications % BLOCK === 0))
    throw new RangeError(`replications in whole blocks of ${BLOCK}, not ${question.replications}`)
  const blockCount = question.replications / BLOCK
  return {
    groupCount,
    stepCount,
    blockCount,
    made: new Uint16Array(blockCount),
    firstEmpty: new Uint32Array(groupCount * stepCount),
    ranOut: new Uint16Array(groupCount * blockCount),
    lost: new Float64Array(groupCount * blockCount),
    first: new Uint32Array(groupCount),
    lossBins: new Uint32Array((question.binnedGroups ?? 0) * BIN_COUNT),
  }
}

/** The tally of both, of other blocks of one question: blocks 0 to 4 and 5 to 9 give, to the bit, what 0 to 9 give in one run. */
export function mergeJointTallies(left: JointTally, right: JointTally): JointTally {
  return {
    ...left,
    made: left.made.map((count, index) => count + right.made[index]!),
    firstEmpty: left.firstEmpty.map((count, index) => count + right.firstEmpty[index]!),
    ranOut: left.ranOut.map((count, index) => count + right.ranOut[index]!),
    lost: left.lost.map((lost, index) => lost + right.lost[index]!),
    first: left.first.map((count, index) => count + right.first[index]!),
    lossBins: left.lossBins.map((count, index) => count + right.lossBins[index]!),
  }
}

export function replicationsOf({ made }: JointTally): number {
  return made.reduce((sum, count) => sum + count, 0)
}

/**
 * P(no point of the group has run out by the end of each step), and the standard error of the last: from how much blocks of 256
 * replications differ.
 */
export function jointSurvivalOf(
  tally: JointTally,
  group: number,
): { readonly survival: Float64Array; readonly standardError: number } {
  const { stepCount, blockCount, firstEmpty, ranOut, made } = tally
  const replications = replicationsOf(tally)
  let lasting = replications
  const survival = Float64Array.from({ length: stepCount }, (_, step) => {
    lasting -= firstEmpty[group * stepCount + step]!
    return lasting / replications
  })
  let [all, squares, blocks] = [0, 0, 0]
  for (let block = 0; block < blockCount; block++) {
    const count = ranOut[group * blockCount + block]!
    all += count
    squares += count * count
    if (made[block]! > 0) blocks++
  }
  return { survival, standardError: blockError(all, squares, blocks) }
}

/** What is lost at the points of the group, on average, and the standard error of that. */
export function jointLossOf(
  tally: JointTally,
  group: number,
): { readonly mean: number; readonly standardError: number } {
  const { blockCount, lost, made } = tally
  const means: number[] = []
  for (let block = 0; block < blockCount; block++)
    if (made[block]! > 0) means.push(lost[group * blockCount + block]! / BLOCK)
  return meanOf(means)
}

/** What is lost at most at the points of a group that is binned, in all replications but this share of them, the worst. */
export function lossExceededBy(tally: JointTally, group: number, share: number): number {
  const replications = replicationsOf(tally)
  let left = replications
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    left -= tally.lossBins[group * BIN_COUNT + bin]!
    if (left <= share * replications) return lossOfBin(bin)
  }
  return lossOfBin(BIN_COUNT - 1)
}

/** Shares of the replications: in which a point of the group ran out at all, and in which none of another group did before. */
export function runOutOf(tally: JointTally, group: number): { readonly ever: number; readonly first: number } {
  const { blockCount, ranOut, first } = tally
  const replications = replicationsOf(tally)
  let ever = 0
  for (let block = 0; block < blockCount; block++) ever += ranOut[group * blockCount + block]!
  return { ever: ever / replications, first: first[group]! / replications }
}

/**
 * What it changes that something is otherwise: survival gained to the end, and loss saved, of the same group in tallies of the
 * same replications, so that what chance does to both alike is in neither.
 */
export function jointGainOf(
  before: JointTally,
  after: JointTally,
  group: number,
): { readonly survival: number; readonly loss: number; readonly lossError: number } {
  const { blockCount, made } = before
  const saved: number[] = []
  let lasting = 0
  for (let block = 0; block < blockCount; block++) {
    if (made[block] === 0) continue
    const at = group * blockCount + block
    lasting += before.ranOut[at]! - after.ranOut[at]!
    saved.push((before.lost[at]! - after.lost[at]!) / BLOCK)
  }
  const { mean: loss, standardError: lossError } = meanOf(saved)
  return { survival: lasting / replicationsOf(before), loss, lossError }
}

function meanOf(values: readonly number[]): { readonly mean: number; readonly standardError: number } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1)
  return { mean, standardError: Math.sqrt(variance / values.length) }
}
