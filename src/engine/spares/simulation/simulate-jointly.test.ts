import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { gammaFactor } from '../chance/gamma.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { gammaOf, stepByStep } from './fixtures/step-by-step.ts'
import { jointLossOf, type JointQuestion, jointSurvivalOf, mergeJointTallies } from './joint-tally.ts'
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
    plans: plans.map((points) => ({ points: stockingPoints(points, shapes), probability: 1 / plans.length })),
    groupings: [
      { groupCount: 1, groupOf: new Uint32Array(pointCount) },
      { groupCount: pointCount, groupOf: Uint32Array.from({ length: pointCount }, (_, index) => index) },
    ],
    weight: Uint32Array.from({ length: pointCount }, (_, index) => 1 + (index % 3)),
    rateLow: Uint32Array.from({ length: groupCount }, (_, index) => 7 + index),
    rateHigh: new Uint32Array(groupCount),
    seed: 8,
    replications: REPLICATIONS,
    ...more,
  }
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

  it('lose what plain sampling step by step loses', () => {
    const tally = simulateJointBatch(question, 0, REPLICATIONS)
    const samples = 20_000
    const random = new RandomStream(31, 1)
    let lasted = 0
    const losses: number[] = []
    for (let sample = 0; sample < samples; sample++) {
      const factor = gammaOf(3, random)
      const runs = repaired.map((point) => stepByStep(point, random, factor))
      if (runs.every(({ firstEmpty }) => firstEmpty < 0)) lasted++
      losses.push(
        runs.reduce(
          (sum, { owed }, index) => sum + question.weight[index]! * owed.reduce((all, one) => all + one, 0),
          0,
        ),
      )
    }
    const all = jointSurvivalOf(tally, 0)
    const error = Math.hypot(all.standardError, Math.sqrt(((lasted / samples) * (1 - lasted / samples)) / samples))
    expect(apart(all.survival.at(-1)!, lasted / samples, error)).toBeLessThan(4)
    const loss = jointLossOf(tally, 0)
    const spread = Math.sqrt(mean(losses.map((one) => (one - mean(losses)) ** 2)) / samples)
    expect(apart(loss.mean, mean(losses), Math.hypot(loss.standardError, spread))).toBeLessThan(4)
    const ofPoints = repaired.reduce((sum, _, index) => sum + jointLossOf(tally, 1 + index).mean, 0)
    expect(loss.mean).toBeCloseTo(ofPoints, 8)
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
