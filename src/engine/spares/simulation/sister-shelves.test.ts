import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { survivalWithoutRepair } from '../run-down/survival-without-repair.ts'
import { type Point, randomPoints, stockingPoints } from './fixtures/points.ts'
import { arrivalsAndFailures, gammaOf } from './fixtures/step-by-step.ts'
import { type JointQuestion, jointSurvivalOf, mergeJointTallies } from './joint-tally.ts'
import { simulateJointBatch } from './simulate-jointly.ts'

const REPLICATIONS = 256 * 20
const STEPS = 14
const ALONE = Number.POSITIVE_INFINITY

/** One region of all points; groups are all of them, then each. */
function ask(points: readonly Point[], reserve: number, shapes?: number[]): JointQuestion {
  return {
    plans: [{ points: stockingPoints(points, shapes), probability: 1 }],
    groupings: [
      { groupCount: 1, groupOf: new Uint32Array(points.length) },
      { groupCount: points.length, groupOf: Uint32Array.from(points.keys()) },
    ],
    ...(reserve === ALONE
      ? {}
      : {
          sisters: {
            regionStart: Uint32Array.of(0, points.length),
            members: Uint32Array.from(points.keys()),
            reserve,
          },
        }),
    rateLow: Uint32Array.of(3),
    rateHigh: Uint32Array.of(1),
    seed: 5,
    replications: REPLICATIONS,
  }
}

const simulate = (question: JointQuestion) => simulateJointBatch(question, 0, REPLICATIONS)
const lasting = (question: JointQuestion) => jointSurvivalOf(simulate(question), 0).survival

describe('pools that help each other', () => {
  const plain = randomPoints(4, 41, { stepCount: STEPS, isRepaired: false }).map(({ failures, stock }) => ({
    failures,
    stock,
  }))
  const repaired = randomPoints(4, 42, { stepCount: STEPS, isRepaired: true })

  it('are as if alone where all keep what they have', () => {
    const [kept, alone] = [simulate(ask(repaired, 1000, [4])), simulate(ask(repaired, ALONE, [4]))]
    for (let group = 0; group <= repaired.length; group++)
      expect(jointSurvivalOf(kept, group)).toEqual(jointSurvivalOf(alone, group))
  })

  it('are as one pool where none keeps a reserve', () => {
    const all = jointSurvivalOf(simulate(ask(plain, 0)), 0)
    const stock = plain.reduce((sum, point) => sum + point.stock, 0)
    const failures = Float64Array.from({ length: STEPS }, (_, step) =>
      plain.reduce((sum, point) => sum + point.failures[step]!, 0),
    )
    const exact = survivalWithoutRepair(stock, failures, []).at(-1)!
    expect(Math.abs(all.survival.at(-1)! - exact) / all.standardError).toBeLessThan(4)
  })

  it('get what arrives at a sister where nothing fails', () => {
    const failing = { failures: Array.from({ length: STEPS }, () => 0.4), stock: 0 }
    const store = {
      failures: Array.from({ length: STEPS }, () => 0),
      stock: 0,
      lots: [{ step: 0, units: 99, yield: 1 }],
    }
    expect(lasting(ask([failing], ALONE)).at(-1)!).toBeLessThan(0.1)
    expect(lasting(ask([failing, store], 0)).at(-1)).toBe(1)
  })

  // Until the first shelf owes, what is given is the same for each reserve; and one that owes nothing asks for nothing.
  it('last no shorter, in no replication, the less each keeps for itself, and longer than alone', () => {
    const curves = [0, 1, 2, 5, ALONE].map((reserve) => lasting(ask(repaired, reserve, [4])))
    for (let index = 1; index < curves.length; index++)
      for (let step = 0; step < STEPS; step++)
        expect(curves[index - 1]![step]).toBeGreaterThanOrEqual(curves[index]![step]!)
    expect(curves[0]!.at(-1)).toBeGreaterThan(curves[1]!.at(-1)!)
    expect(curves[2]!.at(-1)).toBeGreaterThan(curves[4]!.at(-1)!)
  })

  it('last between the two bounds whatever lies where, in every replication', () => {
    const number = { min: 0, max: 4 }
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 2, max: 5 }),
        fc.integer(number),
        fc.integer(number),
        (seed, count, one, more) => {
          const points = randomPoints(count, seed, { stepCount: STEPS, isRepaired: seed % 2 === 0 })
          const few = (reserve: number) => {
            const question = {
              ...ask(points, reserve, [seed % 3 === 0 ? Number.POSITIVE_INFINITY : 3]),
              replications: 256,
            }
            return jointSurvivalOf(simulateJointBatch(question, 0, 256), 0).survival
          }
          const curves = [0, one, one + more, ALONE].map(few)
          for (const [index, curve] of curves.slice(1).entries())
            for (const [step, survival] of curve.entries()) expect(survival).toBeLessThanOrEqual(curves[index]![step]!)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('are what plain sampling step by step makes of them', () => {
    const reserve = 1
    const tally = simulate(ask(repaired, reserve, [4]))
    const samples = 8000
    const random = new RandomStream(77, 1)
    const lasted = [0, 0, 0, 0, 0]
    for (let sample = 0; sample < samples; sample++)
      for (const [group, isEmpty] of sampleRegion(repaired, reserve, random).entries()) if (!isEmpty) lasted[group]!++
    for (const [group, count] of lasted.entries()) {
      const sampled = count / samples
      const { survival, standardError } = jointSurvivalOf(tally, group)
      const error = Math.hypot(standardError, Math.sqrt((sampled * (1 - sampled)) / samples))
      expect(Math.abs(survival.at(-1)! - sampled) / error).toBeLessThan(4)
    }
  })

  it('are counted alike in one run and in merged batches', () => {
    const question = ask(repaired, 1, [4])
    const parts = [simulateJointBatch(question, 512, REPLICATIONS - 512), simulateJointBatch(question, 0, 512)]
    expect(parts.reduce(mergeJointTallies)).toEqual(simulate(question))
  })
})

/** Whether any point, then each, ran out in one replication whose rates share an error of shape 4. */
function sampleRegion(points: readonly Point[], reserve: number, random: RandomStream): boolean[] {
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
  return [isEmpty.includes(true), ...isEmpty]
}
