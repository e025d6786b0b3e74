import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { binomial, certainly, type Distribution, sumOf } from '../chance/distribution.ts'
import { backordersOf } from '../chance/poisson.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { stepByStep } from './fixtures/step-by-step.ts'
import {
  makePointTally,
  mergePointTallies,
  needsOf,
  owedOf,
  standardErrorOf,
  survivalByStock,
  survivalOf,
} from './point-tally.ts'
import { simulateBatch, simulatePoints } from './simulate-points.ts'

const REPLICATIONS = 2560

const rootMeanSquare = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, one) => sum + one * one, 0) / values.length)
const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs))

/** How many plain standard errors an estimate is off; undefined where there is next to nothing to estimate. */
function zScore(estimate: number, exact: number, replications: number): number | undefined {
  const variance = (exact * (1 - exact)) / replications
  return variance * replications < 0.005 ? undefined : (estimate - exact) / Math.sqrt(variance)
}

const isNumber = (value: number | undefined): value is number => value !== undefined

/** Survival to the end, exactly, of a point that is not repaired. */
function exactSurvival({ stock, failures, lots = [] }: Point): number {
  return survivalWithoutRepair(stock, Float64Array.from(failures), lots).at(-1)!
}

const NO_REPAIR: NonNullable<Point['repair']> = { yield: 0, turnaroundSteps: 1 }

/** Owed at the end of a step, exactly: what is missing is Poisson, what the lots brought is a sum of binomials. */
function exactOwed(point: Point, step: number): { mean: number; variance: number } {
  const { stock, failures, lots = [], repair = NO_REPAIR, orderSteps = 0 } = point
  const missing = failures.slice(0, step + 1).reduce((sum, failed, at) => {
    const repaired = at < (repair.untilStep ?? failures.length) ? repair.yield : 0
    const isAway = (wait: number): boolean => wait === 0 || at + wait > step
    return sum + failed * ((isAway(repair.turnaroundSteps) ? repaired : 0) + (isAway(orderSteps) ? 1 - repaired : 0))
  }, 0)
  const good = lots
    .filter((lot) => lot.step <= step)
    .reduce<Distribution>((sum, lot) => sumOf(sum, binomial(lot.units, lot.yield)), certainly(0))
  let [mean, square] = [0, 0]
  for (const [index, probability] of good.probabilities.entries()) {
    const { expected, variance } = backordersOf(stock + good.first + index, missing)
    mean += probability * expected
    square += probability * (variance + expected * expected)
  }
  return { mean, variance: square - mean * mean }
}

describe('a simulation of points of which thousands of units fail', () => {
  const failures = Array.from({ length: 20 }, (_, step) => 300 - 8 * step)
  const all = failures.reduce((sum, one) => sum + one, 0)
  const lots = [{ step: 7, units: 60, yield: 0.7 }]
  const repair = { yield: 0.8, turnaroundSteps: 4, untilStep: 12 }
  const simulated = (point: Point) =>
    simulateBatch({ points: stockingPoints([point]), seed: 5, replications: REPLICATIONS }, 0, REPLICATIONS)

  it.each([-60, 0, 60])('counts as many to run out as do, with a stock of %d beyond what is missing', (more) => {
    const point = { failures, lots, stock: Math.round(all - 42) + more }
    const survival = survivalOf(simulated(point), 0).at(-1)!
    expect(Math.abs(zScore(survival, exactSurvival(point), REPLICATIONS)!)).toBeLessThan(4)
  })

  it('owes as much as it should at the end of every step, repaired and not', () => {
    for (const point of [
      { failures, lots, stock: 2900 },
      { failures, lots, stock: 2200, repair },
      { failures, lots, stock: 1500, repair, orderSteps: 9 },
      { failures, lots, stock: 2000, orderSteps: 9 },
    ]) {
      const owed = owedOf(simulated(point), 0)
      for (const [step, mean] of owed.entries()) {
        const exact = exactOwed(point, step)
        const error = Math.sqrt(exact.variance / REPLICATIONS) + 1 / REPLICATIONS
        expect(Math.abs(mean - exact.mean) / error).toBeLessThan(4.5)
      }
    }
  })
})

describe('a simulation of points that are not repaired', () => {
  const points = randomPoints(400, 1, { stepCount: 30, isRepaired: false })
  const tally = simulateBatch({ points: stockingPoints(points), seed: 5, replications: REPLICATIONS }, 0, REPLICATIONS)

  it('agrees with the exact survival of four hundred, closer than plain sampling would', () => {
    const found = points.map((_, index) => survivalOf(tally, index).at(-1)!)
    const scores = points
      .map((point, index) => zScore(found[index]!, exactSurvival(point), REPLICATIONS))
      .filter(isNumber)
    expect(scores.length).toBeGreaterThan(300)
    expect(rootMeanSquare(scores)).toBeLessThan(0.8)
    expect(largest(scores)).toBeLessThan(5)
  })

  it('knows its own error', () => {
    const scores = points.flatMap((point, index) => {
      const exact = exactSurvival(point)
      if (exact < 0.02 || exact > 0.98) return []
      return [(survivalOf(tally, index).at(-1)! - exact) / standardErrorOf(tally, index)]
    })
    expect(scores.length).toBeGreaterThan(200)
    expect(rootMeanSquare(scores)).toBeGreaterThan(0.65)
    expect(rootMeanSquare(scores)).toBeLessThan(1.05)
  })

  it('ends early where little is uncertain, and is as right as it says', () => {
    const asked = { points: stockingPoints(points), seed: 6, replications: 10_240, standardError: 0.004 }
    const ended = simulateBatch(asked, 0, 10_240)
    expect(Math.min(...ended.replications)).toBe(2048)
    expect(ended.replications.filter((count) => count > 2048 && count < 10_240).length).toBeGreaterThan(50)
    const scores = points.flatMap((point, index) => {
      const exact = exactSurvival(point)
      const isTold = exact >= 0.02 && exact <= 0.98
      return isTold ? [(survivalOf(ended, index).at(-1)! - exact) / standardErrorOf(ended, index)] : []
    })
    expect(rootMeanSquare(scores)).toBeLessThan(1.1)
    expect(largest(scores)).toBeLessThan(5)
    expect(() => simulateBatch(asked, 0, 512)).toThrow('cannot be split into batches')
  })

  it('agrees at every step with the exact curve', () => {
    for (const [index, point] of points.slice(0, 60).entries()) {
      const exact = survivalWithoutRepair(point.stock, Float64Array.from(point.failures), point.lots ?? [])
      for (const [step, survival] of survivalOf(tally, index).entries())
        expect(Math.abs(zScore(survival, exact[step]!, REPLICATIONS) ?? 0)).toBeLessThan(5)
    }
  })

  it('is matched by plain sampling step by step, whose error is plain', () => {
    const scores = points
      .map((point, index) => {
        const random = new RandomStream(11, 1, index)
        let lasted = 0
        for (let replication = 0; replication < 500; replication++)
          if (stepByStep(point, random).firstEmpty < 0) lasted++
        return zScore(lasted / 500, exactSurvival(point), 500)
      })
      .filter(isNumber)
    expect(rootMeanSquare(scores)).toBeGreaterThan(0.9)
    expect(rootMeanSquare(scores)).toBeLessThan(1.1)
    expect(largest(scores)).toBeLessThan(5)
  })
})

describe('a simulation of points that are repaired', () => {
  const points = randomPoints(300, 2, { stepCount: 26, isRepaired: true })
  const tally = simulateBatch({ points: stockingPoints(points), seed: 5, replications: REPLICATIONS }, 0, REPLICATIONS)

  it('agrees on three hundred with plain sampling step by step', () => {
    const sampled = 1000
    const scores = points.flatMap((point, index) => {
      const random = new RandomStream(12, 1, index)
      let lasted = 0
      for (let replication = 0; replication < sampled; replication++)
        if (stepByStep(point, random).firstEmpty < 0) lasted++
      const found = survivalOf(tally, index).at(-1)!
      const mean = (found * REPLICATIONS + lasted) / (REPLICATIONS + sampled)
      const variance = (mean * (1 - mean)) / sampled + standardErrorOf(tally, index) ** 2
      return mean * (1 - mean) < 0.005 ? [] : [(found - lasted / sampled) / Math.sqrt(variance)]
    })
    expect(scores.length).toBeGreaterThan(200)
    expect(rootMeanSquare(scores)).toBeGreaterThan(0.85)
    expect(rootMeanSquare(scores)).toBeLessThan(1.1)
    expect(largest(scores)).toBeLessThan(5)
  })

  it('agrees with the exact expectation of what is owed', () => {
    const scores = points.flatMap((point, index) => {
      const found = owedOf(tally, index)
      return [8, 17, 25].flatMap((step) => {
        const { mean, variance } = exactOwed(point, step)
        return variance < 0.01 ? [] : [(found[step]! - mean) / Math.sqrt(variance / REPLICATIONS)]
      })
    })
    expect(scores.length).toBeGreaterThan(500)
    expect(rootMeanSquare(scores)).toBeLessThan(1.1)
    expect(largest(scores)).toBeLessThan(5)
  })
})

describe('the need of a point', () => {
  it('says of each stock how often it would have lasted', () => {
    const points = randomPoints(40, 3, { stepCount: 20, isRepaired: true })
    const leastStock = new Int32Array(points.length)
    const asked = { points: stockingPoints(points), seed: 9, replications: 512, leastStock }
    const tally = simulateBatch(asked, 0, 512)
    for (let more = -3; more <= 3; more++) {
      const stocks = points.map((point) => Math.max(0, point.stock + more))
      const other = stockingPoints(points.map((point, index) => ({ ...point, stock: stocks[index]! })))
      const lasted = simulateBatch({ points: other, seed: 9, replications: 512 }, 0, 512)
      for (const [index, stock] of stocks.entries()) {
        const byStock = survivalByStock(needsOf(tally, index))!
        expect(byStock[stock] ?? 1).toBe(survivalOf(lasted, index).at(-1))
      }
    }
    expect(survivalByStock(needsOf(tally, 0))!.at(-1)).toBe(1)
  })
})

it('what is bought and arrives later lasts as often as the need from then on says', () => {
  const points = randomPoints(40, 7, { stepCount: 20, isRepaired: true })
  const needFromStep = Uint32Array.from(points, (_, index) => index % 19)
  const tally = simulateBatch({ points: stockingPoints(points), seed: 2, replications: 512, needFromStep }, 0, 512)
  const atOnce = simulateBatch({ points: stockingPoints(points), seed: 2, replications: 512 }, 0, 512)
  for (const index of points.keys())
    expect(survivalByStock(needsOf(tally, index, needFromStep[index]))).toEqual(survivalByStock(needsOf(atOnce, index)))
  for (const units of [0, 1, 4]) {
    const bought = points.map((point, index) => {
      const lots = [...(point.lots ?? []), { step: needFromStep[index]!, units, yield: 1 }]
      return { ...point, lots: lots.sort((left, right) => left.step - right.step) }
    })
    const lasted = simulateBatch({ points: stockingPoints(bought), seed: 2, replications: 512 }, 0, 512)
    for (const index of points.keys()) {
      const byStock = survivalByStock(needsOf(tally, index, needFromStep[index]), needFromStep[index])!
      expect(byStock[Math.min(units, byStock.length - 1)]).toBe(survivalOf(lasted, index).at(-1))
    }
  }
})

describe('merged batches', () => {
  const points = randomPoints(30, 4, { stepCount: 20, isRepaired: true })

  it('equal one run, bit for bit', () => {
    const question = { points: stockingPoints(points), seed: 3, replications: 1024, leastStock: new Int32Array(30) }
    const whole = simulateBatch(question, 0, 1024)
    const parts = [
      simulateBatch(question, 512, 512),
      simulateBatch(question, 0, 256),
      simulateBatch(question, 256, 256),
    ]
    expect(parts.reduce(mergePointTallies)).toEqual(whole)
    const [few, others] = [makePointTally(question), makePointTally(question)]
    simulatePoints(question, few, { firstPoint: 0, endPoint: 11 })
    simulatePoints(question, others, { firstPoint: 11, endPoint: 30 })
    expect(mergePointTallies(others, few)).toEqual(whole)
  })

  it('are of whole blocks', () => {
    const question = { points: stockingPoints(points), seed: 3, replications: 1024 }
    expect(() => simulateBatch(question, 0, 100)).toThrow('not whole blocks of 256')
    expect(() => simulateBatch(question, 1024, 256)).toThrow('not whole blocks of 256')
    expect(() => simulateBatch({ ...question, replications: 1000 }, 0, 256)).toThrow('whole blocks of 256, not 1000')
  })
})
