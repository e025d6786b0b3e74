import { describe, expect, it } from 'vitest'
import { exp } from '#base/elementary.ts'
import { RandomStream } from '#base/random.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { type PlainPoint, stockingPointsOf } from '../points/plain-points.ts'
import { needsOf, owedOf, survivalByStock, survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { simulateLadders } from '../simulation/simulate-ladders.ts'
import { ExactTier, makePointCurves, type PointCurves } from './exact-tier.ts'

function reckon(point: PlainPoint): PointCurves {
  const curves = makePointCurves(1, point.failures.length)
  new ExactTier(stockingPointsOf([point])).reckon(0, 1, curves)
  return curves
}

function poisson(random: RandomStream, mean: number): number {
  const least = exp(-mean)
  let [count, product] = [0, random.uniform()]
  for (; product > least; count++) product *= random.uniform()
  return count
}

/** The second method: unit by unit, who gave it and who gets it back; survival and what is owed at the end of each step. */
function followUnits(point: PlainPoint, replications: number): { survival: number[]; owed: number[] } {
  const random = new RandomStream(7, 3)
  const steps = point.failures.length
  const survival = Array.from({ length: steps }, () => 0)
  const owed = Array.from({ length: steps }, () => 0)
  const { lent, lots = [], repair } = point
  for (let replication = 0; replication < replications; replication++) {
    let [own, others, waiting, ranOut] = [point.stock, lent?.units ?? 0, 0, false]
    let wholeOwn = point.stock
    /** What is out and was given by others, while they lend; later what they are still to get back. */
    let due = 0
    const back: { step: number; isLate: boolean }[] = []
    for (let step = 0; step < steps; step++) {
      if (lent && step === lent.untilStep) {
        due = lent.units - others
        others = 0
      }
      const isLending = lent !== undefined && step < lent.untilStep
      const toOwn = (): void => void (waiting > 0 ? waiting-- : own++)
      for (const unit of back.filter((one) => one.step === step)) {
        // While they lend, theirs are drawn first and filled last: what is missing is missing of theirs first.
        if (isLending && waiting === 0 && own === wholeOwn) others++
        else if (!isLending && unit.isLate && due > 0) due--
        else toOwn()
      }
      for (const lot of lots.filter((one) => one.step === step))
        for (let unit = 0; unit < lot.units; unit++)
          if (random.uniform() < lot.yield) {
            toOwn()
            wholeOwn++
          }
      for (let left = poisson(random, point.failures[step]!); left > 0; left--) {
        if (others > 0) others--
        else if (own > 0) own--
        else {
          waiting++
          ranOut = true
        }
        if (repair && step < (repair.untilStep ?? steps) && random.uniform() < repair.yield)
          back.push({ step: step + repair.turnaroundSteps, isLate: isLending })
      }
      if (!ranOut) survival[step]! += 1 / replications
      owed[step]! += waiting / replications
    }
  }
  return { survival, owed }
}

const even = (failures: number, steps: number): number[] => Array.from({ length: steps }, () => failures / steps)

const POINTS: readonly (readonly [string, PlainPoint])[] = [
  ['nothing of its own', { failures: even(5, 8), stock: 0, lent: { units: 6, untilStep: 5 } }],
  ['some of its own', { failures: even(9, 8), stock: 4, lent: { units: 5, untilStep: 4 } }],
  [
    'lots that may be good',
    {
      failures: even(12, 8),
      stock: 3,
      lent: { units: 4, untilStep: 5 },
      lots: [
        { step: 2, units: 4, yield: 0.5 },
        { step: 5, units: 2, yield: 1 },
        { step: 6, units: 3, yield: 0.6 },
      ],
    },
  ],
]
const REPAIRED: readonly (readonly [string, PlainPoint])[] = [
  [
    'repairs',
    {
      failures: even(12, 8),
      stock: 3,
      lent: { units: 3, untilStep: 4 },
      repair: { yield: 0.8, turnaroundSteps: 2 },
    },
  ],
  [
    'repairs that stop when they leave, and a lot',
    {
      failures: even(10, 8),
      stock: 2,
      lent: { units: 4, untilStep: 5 },
      lots: [{ step: 3, units: 2, yield: 0.7 }],
      repair: { yield: 0.6, turnaroundSteps: 3, untilStep: 5 },
    },
  ],
]

describe('units that others lend until a step', () => {
  it('serve until then, and what is left of them goes', () => {
    const { survival } = reckon({ failures: even(8, 8), stock: 2, lent: { units: 5, untilStep: 4 } })
    // While they lend it is one stock of 7.
    for (const step of [0, 1, 2, 3]) expect(survival[step]).toBeCloseTo(poissonAtMost(7, step + 1), 12)
    // Beyond 5 of the first four steps, own units are taken; what fails later is all taken from them: 2 in all.
    let lasting = 0
    for (let first = 0; first <= 7; first++) {
      const probability = poissonAtMost(first, 4) - (first === 0 ? 0 : poissonAtMost(first - 1, 4))
      lasting += probability * poissonAtMost(2 - Math.max(0, first - 5), 4)
    }
    expect(survival[7]).toBeCloseTo(lasting, 12)
  })

  it('are worth as much on the last day as stock that stays, and nothing on the first', () => {
    const failures = even(8, 8)
    const [last] = [reckon({ failures, stock: 2, lent: { units: 5, untilStep: 8 } })]
    expect(last.survival[7]).toBeCloseTo(reckon({ failures, stock: 7 }).survival[7]!, 12)
    const first = reckon({ failures, stock: 2, lent: { units: 5, untilStep: 0 } })
    expect(first.survival[7]).toBeCloseTo(reckon({ failures, stock: 2 }).survival[7]!, 12)
  })

  it.each([...POINTS, ...REPAIRED])('are followed unit by unit: %s', (_, point) => {
    const replications = 40_000
    const slow = followUnits(point, replications)
    const { survival, backorders } = reckon(point)
    for (const [step, owed] of slow.owed.entries()) expect(Math.abs(backorders[step]! - owed)).toBeLessThan(0.03)
    const tally = simulateBatch({ points: stockingPointsOf([point]), seed: 3, replications: 25_600 }, 0, 25_600)
    const simulated = survivalOf(tally, 0)
    for (const [step, lasting] of slow.survival.entries()) {
      expect(Math.abs(simulated[step]! - lasting)).toBeLessThan(0.012)
      // Exact where nothing comes back, and left to the simulation where it does.
      const isApart = Math.abs(survival[step]! - lasting) >= 0.01
      expect(isApart).toBe(false)
    }
    for (const [step, owed] of owedOf(tally, 0).entries()) expect(Math.abs(backorders[step]! - owed)).toBeLessThan(0.03)
  })

  it.each(POINTS)('leave what is bought to help as much in each way of reckoning: %s', (_, point) => {
    const points = stockingPointsOf([point])
    for (const arrivalStep of [0, 3, 6]) {
      const survival = new ExactTier(points).survivalByBought(0, 12, arrivalStep)
      const [ladder] = simulateLadders(
        {
          points,
          seed: 5,
          replications: 4096,
          arrivalStep: Uint32Array.of(arrivalStep),
          most: Float64Array.of(12),
          factorStart: Uint32Array.of(0, 1),
          factor: Float64Array.of(1),
        },
        0,
        1,
      )
      const [rungs] = ladder!
      for (const units of [0, 1, 3, 6, 12]) {
        const [exact, simulated] = [survival, rungs!.survival].map((rung) => rung[Math.min(units, rung.length - 1)]!)
        expect(Math.abs(exact! - simulated!)).toBeLessThan(0.02)
      }
    }
    // Bought on the first day it is as if it had always lain there.
    const more = reckon({ ...point, stock: point.stock + 3 })
    expect(new ExactTier(points).survivalByBought(0, 12, 0)[3]).toBeCloseTo(more.survival.at(-1)!, 11)
    const owed = new ExactTier(points).owedByBought(0, [0, 3], 0)
    for (const [step, backorders] of more.backorders.entries())
      expect(owed[point.failures.length + step]).toBeCloseTo(backorders, 11)
  })

  it.each(REPAIRED)('leave a ladder as a shelf run with each stock: %s', (_, point) => {
    const points = stockingPointsOf([point])
    const question = { points, seed: 5, replications: 4096 }
    const needs = survivalByStock(needsOf(simulateBatch(question, 0, 4096), 0))!
    const ladder = { arrivalStep: Uint32Array.of(0), most: Float64Array.of(12), factorStart: Uint32Array.of(0, 1) }
    const [simulated] = simulateLadders({ ...question, ...ladder, factor: Float64Array.of(1) }, 0, 1)
    for (const units of [0, 2, 5]) expect(Math.abs(simulated![0]!.survival[units]! - needs[units]!)).toBeLessThan(0.02)
  })

  it('are as sure where the failure rate is not', () => {
    const point = POINTS[1]![1]
    const points = stockingPointsOf([point], [2])
    const curves = makePointCurves(1, 8)
    const errors = new Float64Array(1)
    new ExactTier(points).reckonUncertain(0, 1, curves, errors)
    const tally = simulateBatch({ points, seed: 3, replications: 25_600 }, 0, 25_600)
    const [survival, owed] = [survivalOf(tally, 0), owedOf(tally, 0)]
    for (let step = 0; step < 8; step++) {
      expect(Math.abs(curves.survival[step]! - survival[step]!)).toBeLessThan(0.01)
      expect(Math.abs(curves.backorders[step]! - owed[step]!)).toBeLessThan(0.1)
    }
    expect(errors[0]).toBeLessThan(1e-5)
  })
})
