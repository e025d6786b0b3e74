import { describe, expect, it } from 'vitest'
import { poissonAtMost } from '../chance/poisson.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { expectedFailures } from './failure-times.ts'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { PointStream } from './point-stream.ts'
import { needsOf, survivalByStock } from './point-tally.ts'
import { Shelf } from './shelf.ts'
import { type LadderAtRate, type LadderQuestion, simulateLadders } from './simulate-ladders.ts'
import { simulateBatch } from './simulate-points.ts'

const FACTORS = [0.3, 0.7, 1, 1.5, 2.4]

function askOf(points: readonly Point[], changed: Partial<LadderQuestion> = {}): LadderQuestion {
  return {
    points: stockingPoints(points),
    seed: 5,
    replications: 256,
    arrivalStep: new Uint32Array(points.length),
    most: new Float64Array(points.length).fill(Number.POSITIVE_INFINITY),
    factorStart: Uint32Array.from({ length: points.length + 1 }, (_, point) => FACTORS.length * point),
    factor: Float64Array.from(points.flatMap(() => FACTORS)),
    ...changed,
  }
}

const withUnits = ({ survival }: LadderAtRate, units: number): number => survival[Math.min(units, survival.length - 1)]!

/** Of each number of failures the shelf is run anew. */
function shelfByShelf({ points, seed, arrivalStep }: LadderQuestion, point: number, replications: number) {
  const expected = expectedFailures(points, point)
  const stock = points.stock[point]!
  const most = Math.ceil(2.4 * expected + 9 * Math.sqrt(2.4 * expected)) + 30
  const stream = new PointStream(seed)
  stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
  const shelf = new Shelf(points.stepCount)
  shelf.turnTo(points, point, { expected, screen: stock, needFromStep: arrivalStep[point]! })
  const needs = Array.from({ length: replications }, (_, replication) =>
    Array.from({ length: most }, (__, failures) => {
      shelf.run(stream, replication, failures)
      return shelf.need < 0 ? Number.POSITIVE_INFINITY : shelf.need
    }),
  )
  return (factor: number, units: number): number => {
    const lasting = needs.map((need) => need.findLastIndex((one) => one <= stock + units))
    const sum = lasting.reduce((all, one) => all + (one === most - 1 ? 1 : poissonAtMost(one, factor * expected)), 0)
    return sum / replications
  }
}

describe('a ladder that is simulated', () => {
  const points = randomPoints(40, 11, { stepCount: 24, isRepaired: true })

  it.each([0, 1, 9, 23])(
    'of units that come at step %i is that of shelves run with each number of failures',
    (step) => {
      const asked = askOf(points, { arrivalStep: new Uint32Array(40).fill(step), replications: 8 })
      for (const [point, ladder] of simulateLadders(asked, 0, 40).entries()) {
        const run = shelfByShelf(asked, point, 8)
        for (const [rate, factor] of FACTORS.entries())
          for (const units of [0, 1, 2, 5, 9, 60])
            expect(withUnits(ladder[rate]!, units)).toBeCloseTo(run(factor, units), 8)
      }
    },
  )

  it('is as exact as it can be where only the number of failures is left to chance', () => {
    // All of them fall in one step, so that nothing else is.
    const point = { stock: 4, failures: [0, 9, 0, 0], lots: [{ step: 1, units: 2, yield: 1 }] }
    const [ladder] = simulateLadders(askOf([point]), 0, 1)
    for (const [rate, factor] of FACTORS.entries())
      for (const units of [0, 3, 20])
        expect(withUnits(ladder![rate]!, units)).toBeCloseTo(poissonAtMost(6 + units, 9 * factor), 8)
  })

  it('agrees with exact survivals where nothing is repaired, closer than plain sampling would', () => {
    const lost = randomPoints(200, 12, { stepCount: 24, isRepaired: false })
    const ladders = simulateLadders(askOf(lost), 0, 200)
    const scores = lost.flatMap((point, index) => {
      const exact = survivalWithoutRepair(point.stock, Float64Array.from(point.failures), point.lots ?? []).at(-1)!
      const found = ladders[index]![2]!.survival[0]!
      const plain = Math.sqrt((exact * (1 - exact)) / 256)
      return plain < 0.003 ? [] : [(found - exact) / plain]
    })
    expect(scores.length).toBeGreaterThan(150)
    expect(rootMeanSquare(scores)).toBeLessThan(0.8)
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(4)
  })

  it('at every rate agrees with simulations at that rate alone', () => {
    const ladders = simulateLadders(askOf(points), 0, 40)
    const replications = 10_240
    const scores = FACTORS.flatMap((factor, rate) => {
      const faster = points.map((point) => ({ ...point, failures: point.failures.map((one) => one * factor) }))
      const tally = simulateBatch({ points: stockingPoints(faster), seed: 77, replications }, 0, replications)
      return points.flatMap((_, index) => {
        const ladder = ladders[index]![rate]!
        const byStock = survivalByStock(needsOf(tally, index))!
        return [0, 2, 5].flatMap((units) => {
          const alone = byStock[Math.min(units, byStock.length - 1)]!
          const plain = Math.sqrt(alone * (1 - alone) * (1 / 256 + 1 / replications))
          return plain < 0.003 ? [] : [(withUnits(ladder, units) - alone) / plain]
        })
      })
    })
    expect(scores.length).toBeGreaterThan(200)
    expect(rootMeanSquare(scores)).toBeLessThan(0.8)
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(4)
  })

  it('goes no further than units come, and never falls with more of them or rises with the rate', () => {
    const few = simulateLadders(askOf(points, { most: new Float64Array(40).fill(2) }), 0, 40)
    for (const [index, ladder] of simulateLadders(askOf(points), 0, 40).entries())
      for (const [rate, { survival }] of ladder.entries()) {
        expect([...few[index]![rate]!.survival]).toEqual([...survival.subarray(0, 3)])
        expect([...survival]).toEqual([...survival].sort((left, right) => left - right))
        expect(survival[0]!).toBeLessThanOrEqual(ladder[rate - 1]?.survival[0] ?? 1)
      }
  })
})

const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, one) => sum + one * one, 0) / values.length)
