import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { gammaFactor } from '../chance/gamma.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { gammaOf, stepByStep } from './fixtures/step-by-step.ts'
import {
  jointLossOf,
  type JointQuestion,
  jointSurvivalOf,
  lossExceededBy,
  mergeJointTallies,
  runOutOf,
} from './joint-tally.ts'
import { binOf } from './loss-bins.ts'
import { NO_SITE, type PointElements } from './point-elements.ts'
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

/** On ten sites stand elements of three units, of which two must work, on five of one; of one site more nobody knows which it is. */
const STANDING = [
  ...Array.from({ length: 10 }, () => ({ units: 3, needed: 2, end: STEPS })),
  ...Array.from({ length: 5 }, (_, index) => ({ units: 1, needed: 1, end: index === 0 ? 9 : STEPS })),
  { units: 8, needed: 8, end: STEPS },
]
const SITES = STANDING.length - 1

/** Steps in which what hangs on a site changes: before the first of them nothing does. */
const CHANGES = [1, 5, 11]

/** Sites that weigh most are few. */
function lossOfStep(site: number, change: number): number {
  return (1 + change) * (site % 7 === 3 ? 40 : 1)
}

/** The same at each point, on the same sites. */
function elementsOf(pointCount: number): PointElements {
  const count = STANDING.length
  const all = Array.from({ length: pointCount }, () => STANDING).flat()
  return {
    elementStart: Uint32Array.from({ length: pointCount + 1 }, (_, point) => count * point),
    unitCount: Uint32Array.from(all, ({ units }) => units),
    neededCount: Uint32Array.from(all, ({ needed }) => needed),
    pace: new Float64Array(all.length).fill(1),
    firstStep: new Uint32Array(all.length),
    endStep: Uint32Array.from(all, ({ end }) => end),
    siteOf: Int32Array.from(all, (_, element) => (element % count === SITES ? NO_SITE : element % count)),
    changeStart: Uint32Array.from({ length: SITES + 1 }, (_, site) => CHANGES.length * site),
    changeStep: Uint32Array.from({ length: CHANGES.length * SITES }, (_, index) => CHANGES[index % CHANGES.length]!),
    lossOfStep: Float64Array.from({ length: CHANGES.length * SITES }, (_, index) =>
      lossOfStep(Math.floor(index / CHANGES.length), index % CHANGES.length),
    ),
  }
}

/** The same with a list of all units, looked at as a whole in every step. */
function lossOfPoint(owed: readonly number[], random: RandomStream): number {
  const units = STANDING.flatMap(({ units: count, end }, element) =>
    Array.from({ length: count }, () => ({ element, end })),
  )
  const waiting: (typeof units)[number][] = []
  let [before, loss] = [0, 0]
  for (const [step, now] of owed.entries()) {
    const serving = units.filter(({ end }) => end > step)
    for (let arrived = now; arrived < before; arrived++) {
      const first = waiting.findIndex(({ end }) => end > step)
      if (first >= 0) waiting.splice(first, 1)
    }
    for (let failed = before; failed < now; failed++) {
      const unit = serving[Math.floor(random.uniform() * serving.length)]!
      if (!waiting.includes(unit)) waiting.push(unit)
    }
    before = now
    const change = CHANGES.findLastIndex((from) => from <= step)
    for (const [element, { units: count, needed }] of STANDING.entries()) {
      const down = waiting.filter((unit) => unit.element === element && unit.end > step).length
      if (element < SITES && change >= 0 && count - down < needed) loss += lossOfStep(element, change)
    }
  }
  return loss
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
      losses.push(runs.reduce((sum, { owed }) => sum + lossOfPoint(owed, random), 0))
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
