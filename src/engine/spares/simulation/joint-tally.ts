// What a joint simulation has counted, group by group of points: whole numbers only.

import type { StockingPoints } from '../points/stocking-points.ts'
import { blockError } from './point-tally.ts'
import { BLOCK } from './strata.ts'

/** A plan that may come about: how long units stay in service, and what is harvested when. */
export interface LikelyPlan {
  readonly points: StockingPoints
  readonly probability: number
}

/** Points put into groups, such as those of a part, of a vendor, or all. */
export interface Grouping {
  readonly groupCount: number
  /** Of each point. */
  readonly groupOf: Uint32Array
}

export interface JointQuestion {
  /** The same points in each, in the same order; one plan comes about for all of them. Probabilities make 1. */
  readonly plans: readonly LikelyPlan[]
  /** Groups are counted through all groupings, in order. */
  readonly groupings: readonly Grouping[]
  /** Of each point: whole number, of what a unit owed for a step costs. */
  readonly weight: Uint32Array
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
  /** At the same place: weighted unit-steps owed by its points, over the replications. */
  readonly lost: Float64Array
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
  }
}

/** The tally of both, of other blocks of one question. */
export function mergeJointTallies(left: JointTally, right: JointTally): JointTally {
  return {
    ...left,
    made: left.made.map((count, index) => count + right.made[index]!),
    firstEmpty: left.firstEmpty.map((count, index) => count + right.firstEmpty[index]!),
    ranOut: left.ranOut.map((count, index) => count + right.ranOut[index]!),
    lost: left.lost.map((lost, index) => lost + right.lost[index]!),
  }
}

function replicationsOf({ made }: JointTally): number {
  return made.reduce((sum, count) => sum + count, 0)
}

/** P(no point of the group has run out by the end of each step), and the standard error of the last. */
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

/** Weighted unit-steps owed by the points of the group, on average, and the standard error of that. */
export function jointLossOf(
  tally: JointTally,
  group: number,
): { readonly mean: number; readonly standardError: number } {
  const { blockCount, lost, made } = tally
  const means: number[] = []
  for (let block = 0; block < blockCount; block++)
    if (made[block]! > 0) means.push(lost[group * blockCount + block]! / BLOCK)
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length
  const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1)
  return { mean, standardError: Math.sqrt(variance / means.length) }
}
