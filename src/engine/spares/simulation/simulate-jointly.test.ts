import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { gammaFactor } from '../chance/gamma.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { gammaOf, type Replication, stepByStep } from './fixtures/step-by-step.ts'
import {
  jointLossOf,
  type JointQuestion,
  jointSurvivalOf,
  lossExceededBy,
  mergeJointTallies,
  runOutOf,
} from './joint-tally.ts'
import { binOf } from './loss-bins.ts'
import type { PointElements } from './loss-walk.ts'
import { standardErrorOf, survivalOf } from './point-tally.ts'
import { simulateJointBatch } from './simulate-jointly.ts'
import { simulateBatch } from './simulate-points.ts'

const REPLICATIONS = 256 * 40
const STEPS = 16
/** Six points that are not repaired, so that each has an exact survival; stocks that mostly last. */
const POINTS = randomPoints(6, 21, { stepCount: STEPS, isRepaired: false }).map((point) => ({
  ...point,
  stock: point.stock + 3,
}))

function survivalOfPoint({ stock, failures, lots = [] }: Point, factor = 1): number {
  const scaled = Float64Array.from(failures, (one) => one * factor)
  return survivalWithoutRepair(stock, scaled, lots).at(-1)!
}

const product = (values: readonly number[]) => values.reduce((all, one) => all * one, 1)
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/** All points in one group, and each by itself after that. */
function ask(
  plans: readonly (readonly Point[])[],
  more: Partial<JointQuestion> = {},
  shapes?: number[],
): JointQuestion {
  const pointCount = plans[0]!.length
  const groupCount = shapes?.length ?? 1
  return {
    plans: plans.map((points) => ({
      points: stockingPoints(points, shapes),
      probability: 1 / plans.length,
      elements: elementsOf(pointCount),
    })),
    groupings: [
      { groupCount: 1, groupOf: new Uint32Array(pointCount) },
      { groupCount: pointCount, groupOf: Uint32Array.from({ length: pointCount }, (_, index) => index) },
    ],
    binnedGroups: 1,
    rateLow: Uint32Array.from({ length: groupCount }, (_, index) => 7 + index),
    rateHigh: new Uint32Array(groupCount),
    seed: 8,
    replications: REPLICATIONS,
    ...more,
  }
}

/** Steps in which what hangs on a shape changes: before the first of them nothing does. */
const CHANGES = [1, 5, 11]

/** Units in service from which step on; new ones are not down. */
const UNITS = [
  [0, 60],
  [9, 70],
] as const

/** Of each point two of three units must work, or each of one. */
function elementsOf(pointCount: number): PointElements {
  return {
    unitsStart: Uint32Array.from({ length: pointCount + 1 }, (_, point) => 2 * point),
    unitsStep: Uint32Array.from({ length: 2 * pointCount }, (_, change) => UNITS[change % 2]![0]),
    units: Float64Array.from({ length: 2 * pointCount }, (_, change) => UNITS[change % 2]![1]),
    paced: Float64Array.from({ length: 2 * pointCount }, (_, change) => UNITS[change % 2]![1]),
    groupStart: Uint32Array.from({ length: pointCount + 1 }, (_, index) => 2 * index),
    shapeStart: Uint32Array.from({ length: 2 * pointCount + 1 }, (_, index) => index),
    elementCount: new Uint32Array(2 * pointCount).fill(1),
    unitCount: Uint32Array.from({ length: 2 * pointCount }, (_, shape) => (shape % 2 === 0 ? 3 : 1)),
    neededCount: Uint32Array.from({ length: 2 * pointCount }, (_, shape) => (shape % 2 === 0 ? 2 : 1)),
    pace: new Float64Array(2 * pointCount).fill(1),
    changeStart: Uint32Array.from({ length: 2 * pointCount + 1 }, (_, shape) => 3 * shape),
    changeStep: Uint32Array.from({ length: 6 * pointCount }, (_, change) => CHANGES[change % 3]!),
    lossOfStep: Float64Array.from({ length: 6 * pointCount }, (_, change) => 1 + (change % 5)),
  }
}

/** The same step by step, by counting pairs and triples of units. */
function lossOfPoint({ plans }: JointQuestion, point: number, owed: readonly number[]): number {
  const { lossOfStep } = plans[0]!.elements!
  return owed.reduce((sum, down, step) => {
    const last = CHANGES.findLastIndex((change) => change <= step)
    if (last < 0) return sum
    const units = UNITS.findLast(([from]) => from <= step)![1]
    const pairs = (down * (down - 1)) / 2
    const triples = (pairs * (down - 2)) / 3
    const ofThree = (pairs * (units - down) + triples) / ((units * (units - 1) * (units - 2)) / 6)
    const [three, one] = [0, 1].map((shape) => lossOfStep[3 * (2 * point + shape) + last]!)
    return sum + three! * ofThree + (one! * down) / units
  }, 0)
}

/** How many standard errors apart. */
function apart(found: number, exact: number, standardError: number): number {
  return Math.abs(found - exact) / standardError
}

describe('points whose rates are known', () => {
  it('survive together with the product of their probabilities, and each as it does alone', () => {
    const tally = simulateJointBatch(ask([POINTS]), 0, REPLICATIONS)
    const all = jointSurvivalOf(tally, 0)
    expect(
      apart(all.survival.at(-1)!, product(POINTS.map((point) => survivalOfPoint(point))), all.standardError),
    ).toBeLessThan(4)
    const alone = simulateBatch(
      { points: stockingPoints(POINTS), seed: 8, replications: REPLICATIONS },
      0,
      REPLICATIONS,
    )
    for (const index of POINTS.keys())
      expect(jointSurvivalOf(tally, 1 + index).survival).toEqual(survivalOf(alone, index))
  })

  it('follow the plan that comes about, all of them the same', () => {
    const late = POINTS.map((point) => ({ ...point, failures: point.failures.map((one) => 1.5 * one) }))
    const tally = simulateJointBatch(ask([POINTS, late]), 0, REPLICATIONS)
    const all = jointSurvivalOf(tally, 0)
    const ofPlans = [POINTS, late].map((points) => product(points.map((point) => survivalOfPoint(point))))
    expect(apart(all.survival.at(-1)!, mean(ofPlans), all.standardError)).toBeLessThan(4)
    for (const [index, point] of POINTS.entries()) {
      const one = jointSurvivalOf(tally, 1 + index)
      expect(
        apart(one.survival.at(-1)!, mean([survivalOfPoint(point), survivalOfPoint(late[index]!)]), one.standardError),
      ).toBeLessThan(4)
    }
  })
})

describe('points whose rates may be wrong together', () => {
  // The first four share one error, the others another.
  const shapes = [2, 6]
  const grouped = POINTS.map((point, index) => ({ ...point, rateGroup: index < 4 ? 0 : 1 }))
  const tally = simulateJointBatch(ask([grouped], {}, shapes), 0, REPLICATIONS)
  const nodes = (shape: number) => Array.from({ length: 400 }, (_, index) => gammaFactor((index + 0.5) / 400, shape))

  it('survive together more often than by chance: as independent points for each error', () => {
    const exact = shapes.map((shape, group) =>
      mean(
        nodes(shape).map((factor) =>
          product(
            grouped.filter(({ rateGroup }) => rateGroup === group).map((point) => survivalOfPoint(point, factor)),
          ),
        ),
      ),
    )
    const all = jointSurvivalOf(tally, 0)
    expect(apart(all.survival.at(-1)!, product(exact), all.standardError)).toBeLessThan(4)
    const independent = product(POINTS.map((_, index) => jointSurvivalOf(tally, 1 + index).survival.at(-1)!))
    expect(all.survival.at(-1)!).toBeGreaterThan(independent + 5 * all.standardError)
  })

  it('survive alone as the simulation of single points says, and as exact survival over the errors', () => {
    const points = stockingPoints(grouped, shapes)
    const alone = simulateBatch({ points, seed: 9, replications: REPLICATIONS }, 0, REPLICATIONS)
    for (const [index, point] of grouped.entries()) {
      const exact = mean(nodes(shapes[point.rateGroup]!).map((factor) => survivalOfPoint(point, factor)))
      const one = jointSurvivalOf(tally, 1 + index)
      expect(apart(one.survival.at(-1)!, exact, one.standardError)).toBeLessThan(4)
      expect(apart(survivalOf(alone, index).at(-1)!, exact, standardErrorOf(alone, index))).toBeLessThan(4)
    }
  })
})

describe('points that are repaired and wrong together', () => {
  const repaired = randomPoints(5, 22, { stepCount: STEPS, isRepaired: true })
  const question = ask([repaired], {}, [3])

  it('lose, and run out first, as plain sampling step by step does', () => {
    const tally = simulateJointBatch(question, 0, REPLICATIONS)
    const samples = 20_000
    const random = new RandomStream(31, 1)
    let lasted = 0
    const losses: number[] = []
    const first = repaired.map(() => 0)
    for (let sample = 0; sample < samples; sample++) {
      const factor = gammaOf(3, random)
      const runs = repaired.map((point) => stepByStep(point, random, factor))
      const steps = runs.map(({ firstEmpty }) => (firstEmpty < 0 ? STEPS : firstEmpty))
      const least = Math.min(...steps)
      if (least === STEPS) lasted++
      for (const [index, step] of steps.entries()) if (step === least && step < STEPS) first[index]!++
      const lossOf = ({ owed }: Replication, point: number): number => lossOfPoint(question, point, owed)
      losses.push(runs.reduce((sum, run, point) => sum + lossOf(run, point), 0))
    }
    const all = jointSurvivalOf(tally, 0)
    const error = Math.hypot(all.standardError, Math.sqrt(((lasted / samples) * (1 - lasted / samples)) / samples))
    expect(apart(all.survival.at(-1)!, lasted / samples, error)).toBeLessThan(4)
    const loss = jointLossOf(tally, 0)
    const spread = Math.sqrt(mean(losses.map((one) => (one - mean(losses)) ** 2)) / samples)
    expect(apart(loss.mean, mean(losses), Math.hypot(loss.standardError, spread))).toBeLessThan(4)
    const ofPoints = repaired.reduce((sum, _, index) => sum + jointLossOf(tally, 1 + index).mean, 0)
    expect(loss.mean).toBeCloseTo(ofPoints, 8)
    for (const share of [0.5, 0.05, 0.01]) {
      // Losses come in lumps: up to the share lies above the bin that is told, and no less than it from that bin on.
      const told = binOf(lossExceededBy(tally, 0, share))
      const above = losses.filter((one) => binOf(one) > told).length / samples
      const from = losses.filter((one) => binOf(one) >= told - 1).length / samples
      const counted = Math.sqrt(share * (1 - share) * (1 / samples + 1 / REPLICATIONS))
      expect(above).toBeLessThan(share + 4 * counted + 0.02 * share)
      expect(from).toBeGreaterThan(share - 4 * counted)
    }
    for (const [index, count] of first.entries()) {
      const share = count / samples
      const counted = Math.sqrt(share * (1 - share) * (1 / samples + 1 / REPLICATIONS))
      expect(Math.abs(runOutOf(tally, 1 + index).first - share)).toBeLessThan(4 * counted + 1e-3)
    }
  })

  it('run out as often as they do not survive', () => {
    const tally = simulateJointBatch(question, 0, REPLICATIONS)
    for (let group = 0; group <= repaired.length; group++)
      expect(runOutOf(tally, group).ever).toBeCloseTo(1 - jointSurvivalOf(tally, group).survival.at(-1)!, 12)
    // Of all together somebody is the first.
    expect(runOutOf(tally, 0).first).toBe(runOutOf(tally, 0).ever)
  })

  it('are counted alike in one run and in merged batches', () => {
    const small = { ...question, replications: 256 * 12 }
    const whole = simulateJointBatch(small, 0, 256 * 12)
    const parts = [
      simulateJointBatch(small, 256 * 5, 256 * 7),
      simulateJointBatch(small, 0, 256),
      simulateJointBatch(small, 256, 256 * 4),
    ]
    expect(parts.reduce(mergeJointTallies)).toEqual(whole)
    expect(() => simulateJointBatch(small, 0, 100)).toThrow('not whole blocks of 256')
  })
})
