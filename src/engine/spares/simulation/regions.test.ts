import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { backordersOf } from '../chance/poisson.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { arrivalsAndFailures, gammaOf } from './fixtures/step-by-step.ts'
import { mergeShelfTallies, owedOf, standardErrorOf, survivalOf } from './point-tally.ts'
import { type RegionQuestion, simulateRegions } from './regions.ts'
import { simulateBatch } from './simulate-points.ts'

const REPLICATIONS = 256 * 20
const STEPS = 14

/** One region of all points. */
function ask(points: readonly Point[], reserve: number, shapes?: number[]): RegionQuestion {
  return {
    points: stockingPoints(points, shapes),
    regionStart: Uint32Array.of(0, points.length),
    members: Uint32Array.from(points, (_, index) => index),
    reserve: new Int32Array(points.length).fill(reserve),
    rateLow: Uint32Array.of(3),
    rateHigh: Uint32Array.of(1),
    seed: 5,
    replications: REPLICATIONS,
  }
}

const simulate = (question: RegionQuestion) => simulateRegions(question, 0, REPLICATIONS)

describe('pools that help each other', () => {
  const plain = randomPoints(4, 41, { stepCount: STEPS, isRepaired: false }).map(({ failures, stock }) => ({
    failures,
    stock,
  }))
  const repaired = randomPoints(4, 42, { stepCount: STEPS, isRepaired: true })

  it('are as if alone where all keep what they have', () => {
    const tally = simulate(ask(repaired, 1000))
    const points = stockingPoints(repaired)
    const alone = simulateBatch({ points, seed: 5, replications: REPLICATIONS }, 0, REPLICATIONS)
    for (const index of repaired.keys()) {
      expect(survivalOf(tally, index)).toEqual(survivalOf(alone, index))
      expect(owedOf(tally, index)).toEqual(owedOf(alone, index))
      expect(standardErrorOf(tally, index)).toBe(standardErrorOf(alone, index))
    }
  })

  it('are as one pool where none keeps a reserve', () => {
    const tally = simulate(ask(plain, 0))
    const stock = plain.reduce((sum, point) => sum + point.stock, 0)
    const failures = Float64Array.from({ length: STEPS }, (_, step) =>
      plain.reduce((sum, point) => sum + point.failures[step]!, 0),
    )
    const region = plain.length
    const exact = survivalWithoutRepair(stock, failures, []).at(-1)!
    expect(Math.abs(survivalOf(tally, region).at(-1)! - exact) / standardErrorOf(tally, region)).toBeLessThan(4)
    const { expected, variance } = backordersOf(
      stock,
      failures.reduce((sum, one) => sum + one, 0),
    )
    expect(Math.abs(owedOf(tally, region).at(-1)! - expected) / Math.sqrt(variance / REPLICATIONS)).toBeLessThan(4)
  })

  it('last longer, the less each keeps for itself', () => {
    const lasting = [0, 1, 2, 1000].map((reserve) => survivalOf(simulate(ask(repaired, reserve)), 4).at(-1)!)
    for (let index = 1; index < lasting.length; index++) expect(lasting[index - 1]).toBeGreaterThan(lasting[index]!)
  })

  it('are what plain sampling step by step makes of them', () => {
    const reserve = 1
    const tally = simulate(ask(repaired, reserve, [4]))
    const samples = 8000
    const random = new RandomStream(77, 1)
    const lasted = [0, 0, 0, 0, 0]
    const owed = lasted.map((): number[] => [])
    for (let sample = 0; sample < samples; sample++) {
      const ran = sampleRegion(repaired, reserve, random)
      for (const [row, one] of ran.entries()) {
        if (!one.isEmpty) lasted[row]!++
        owed[row]!.push(one.owedAtEnd)
      }
    }
    for (const row of lasted.keys()) {
      const sampled = lasted[row]! / samples
      const error = Math.hypot(standardErrorOf(tally, row), Math.sqrt((sampled * (1 - sampled)) / samples))
      expect(Math.abs(survivalOf(tally, row).at(-1)! - sampled) / error).toBeLessThan(4)
      const mean = owed[row]!.reduce((sum, one) => sum + one, 0) / samples
      const variance = owed[row]!.reduce((sum, one) => sum + (one - mean) ** 2, 0) / samples
      const spread = Math.sqrt(variance * (1 / samples + 1 / REPLICATIONS))
      expect(Math.abs(owedOf(tally, row).at(-1)! - mean) / spread).toBeLessThan(4)
    }
  })

  it('are counted alike in one run and in merged batches', () => {
    const question = ask(repaired, 1)
    const parts = [simulateRegions(question, 512, REPLICATIONS - 512), simulateRegions(question, 0, 512)]
    expect(parts.reduce(mergeShelfTallies)).toEqual(simulate(question))
    expect(() => simulateRegions(question, 0, 100)).toThrow('not whole blocks of 256')
  })
})

/** The points, then their region, in one replication whose rates share an error of shape 4. */
function sampleRegion(points: readonly Point[], reserve: number, random: RandomStream) {
  const factor = gammaOf(4, random)
  const runs = points.map((point) => arrivalsAndFailures(point, random, factor))
  const net = points.map((point) => point.stock)
  const isEmpty = points.map(() => false)
  for (let step = 0; step < STEPS; step++) {
    for (const [index, { arrivals, failures }] of runs.entries()) net[index]! += arrivals[step]! - failures[step]!
    for (const index of net.keys()) {
      while (net[index]! < 0) {
        const spares = net.map((units, sister) => (sister === index ? -1 : units - reserve))
        const giver = spares.indexOf(Math.max(...spares))
        if (spares[giver]! <= 0) break
        net[giver]!--
        net[index]!++
      }
    }
    for (const [index, units] of net.entries()) if (units < 0) isEmpty[index] = true
  }
  const owed = net.map((units) => Math.max(0, -units))
  const region = { isEmpty: isEmpty.includes(true), owedAtEnd: owed.reduce((sum, one) => sum + one, 0) }
  return [...points.map((_, index) => ({ isEmpty: isEmpty[index]!, owedAtEnd: owed[index]! })), region]
}
