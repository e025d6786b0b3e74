import { describe, expect, it } from 'vitest'
import { gammaFactor } from '../chance/gamma.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { type PointByHand, stockingPoints } from '../exact/fixtures/stocking-points.ts'
import { rateNodes } from '../exact/rate-nodes.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { FutureSurvival } from './future-survival.ts'
import { gridOf } from './ladders.ts'
import { createTiers } from './point-tiers.ts'
import type { BandAt } from './survival-band.ts'

const tiers = createTiers({ seed: 1, replications: 256 }, new Map(), new Map())

interface FutureByHand {
  readonly probability: number
  readonly points: StockingPoints
}

/** At the end of the last step. */
function bandOf(futures: readonly FutureByHand[]): BandAt {
  const joint = new FutureSurvival(futures, 1)
  for (let point = 0; point < futures[0]!.points.pointCount; point++)
    joint.add(
      point,
      futures.map(({ points }) =>
        gridOf(points, point).reckoned.map((node) => tiers.outlookOf(points, point, node, 0).survival.slice(-1)),
      ),
    )
  return joint.bandAt(0)
}

const oneFuture = (points: StockingPoints): FutureByHand[] => [{ probability: 1, points }]

interface GroupByHand {
  readonly shape: number
  readonly stock: number
  readonly failures: number
}

/** Points of one step, each a rate group of its own. */
function groupsByHand(groups: readonly GroupByHand[]): StockingPoints {
  const points = groups.map(({ stock, failures }, group): PointByHand => ({ stock, failures: [failures], group }))
  return stockingPoints(
    points,
    groups.map(({ shape }) => shape),
  )
}

/**
 * The second method: the distribution of what is lost in log survival, by convolution on a grid; what lies between two places
 * of the grid is shared so that its mean stays. Gives what is not reached with a probability.
 */
function convolve(groups: readonly GroupByHand[], furthest = 12, places = 4000): (probability: number) => number {
  const width = furthest / places
  let sum = new Float64Array(places + 1)
  sum[0] = 1
  for (const { shape, stock, failures } of groups) {
    const next = new Float64Array(places + 1)
    for (const [place, weight] of lossesOf({ shape, stock, failures }, width, places).entries())
      if (weight > 0) for (let at = 0; at <= places; at++) next[Math.min(places, at + place)]! += weight * sum[at]!
    sum = next
  }
  return (probability) => {
    let above = 0
    return Math.exp(-sum.findIndex((one) => (above += one) >= 1 - probability) * width)
  }
}

function lossesOf({ shape, stock, failures }: GroupByHand, width: number, places: number): Float64Array {
  const losses = new Float64Array(places + 1)
  for (const { factor, weight } of rateNodes(shape, 4000 + 100 * failures)) {
    const loss = Math.min(places - 1, -Math.log(poissonAtMost(stock, failures * factor)) / width)
    const place = Math.floor(loss)
    losses[place]! += weight * (1 - loss + place)
    losses[place + 1]! += weight * (loss - place)
  }
  return losses
}

describe('the band of a survival', () => {
  it.each([
    [4, 60, 70],
    [4, 5, 7],
    [1, 12, 9],
    [0.5, 2, 3],
    [25, 800, 900],
    [4, 2000, 2400],
  ])(
    'of one part of shape %d with %d failures and %d in stock is that of the quantiles of its rate',
    (shape, failures, stock) => {
      const band = bandOf(oneFuture(groupsByHand([{ shape, stock, failures }])))
      expect(band.low).toBeCloseTo(poissonAtMost(stock, failures * gammaFactor(0.95, shape)), 2)
      expect(band.high).toBeCloseTo(poissonAtMost(stock, failures * gammaFactor(0.05, shape)), 2)
    },
  )

  it('is the curve itself where rates are taken as known', () => {
    const shape = Number.POSITIVE_INFINITY
    const survival = poissonAtMost(5, 4) ** 2
    const { low, high } = bandOf(oneFuture(groupsByHand(Array(2).fill({ shape, stock: 5, failures: 4 }))))
    expect([low, high]).toEqual([expect.closeTo(survival, 12), expect.closeTo(survival, 12)])
  })

  it('of pools of one part is that of all of them at one rate, and not of each by itself', () => {
    const [shape, failures, stock] = [4, 6, 8]
    const pool = { stock, failures: [failures] }
    const { low } = bandOf(oneFuture(stockingPoints([pool, pool, pool], [shape])))
    expect(low).toBeCloseTo(poissonAtMost(stock, failures * gammaFactor(0.95, shape)) ** 3, 2)
  })

  it.each([
    [
      'two parts',
      [
        { shape: 4, stock: 8, failures: 5 },
        { shape: 1, stock: 20, failures: 12 },
      ],
    ],
    [
      'parts that surely last and one that may not',
      [
        { shape: 4, stock: 30, failures: 5 },
        { shape: 4, stock: 12, failures: 9 },
        { shape: 16, stock: 30, failures: 12 },
      ],
    ],
    [
      'thirty parts',
      Array.from({ length: 30 }, (_, index) => ({ shape: 4 + index, stock: 6 + index, failures: 3 + index / 2 })),
    ],
  ])('of %s is that of a convolution, to half a percent of probability', (_, groups) => {
    const [band, quantile] = [bandOf(oneFuture(groupsByHand(groups))), convolve(groups)]
    const GRID = 0.003
    expect(band.low).toBeGreaterThan(quantile(0.045) - GRID)
    expect(band.low).toBeLessThan(quantile(0.055) + GRID)
    expect(band.high).toBeGreaterThan(quantile(0.945) - GRID)
    expect(band.high).toBeLessThan(quantile(0.955) + GRID)
    expect(band.high - band.low).toBeGreaterThan(0.1)
  })

  it('reaches over all futures, each as often as it is likely', () => {
    const known = Number.POSITIVE_INFINITY
    const futureOf = (probability: number, failures: number): FutureByHand => ({
      probability,
      points: groupsByHand([{ shape: known, stock: 5, failures }]),
    })
    const both = bandOf([futureOf(0.93, 2), futureOf(0.07, 6)])
    expect(both.low).toBeCloseTo(poissonAtMost(5, 6), 9)
    expect(both.high).toBeCloseTo(poissonAtMost(5, 2), 9)
    const rarely = bandOf([futureOf(0.97, 2), futureOf(0.03, 6)])
    expect(rarely.low).toBeCloseTo(poissonAtMost(5, 2), 9)
  })
})
