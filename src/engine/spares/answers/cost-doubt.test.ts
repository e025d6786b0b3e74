import { describe, expect, it } from 'vitest'
import type { Scenario } from '#model/scenario.ts'
import { HALVES } from '../simulation/half-samples.ts'
import { CUT_OFF, FROM, prepared, SMALL } from '../fixtures/small-network.ts'
import type { PreparedSpares } from './answer-spares.ts'
import { type CostDoubt, errorOfChange } from './cost-doubt.ts'
import { swingAssumptions } from './swings.ts'
import { WhatIfs } from './what-ifs.ts'

/** Parts that are repaired for a year and more, and of which an order is three weeks under way. */
function networkOf(names: readonly string[], scenario: Partial<Scenario>): PreparedSpares {
  const changed = {
    parts: names.map((part, index) => ({
      ...SMALL.parts![0]!,
      part,
      failuresFit: 4000 + 2500 * index,
      price: 300 + 200 * index,
      leadTimeDays: 20,
      repairYield: 0.8,
      repairDays: 40,
    })),
    stock: ['LEEDS', 'DOVER'].flatMap((depot) => names.map((part) => ({ depot, part, quantity: 4 }))),
    units: names.flatMap((part) => ['E-N', 'E-S'].map((element) => ({ element, part, quantity: 60 }))),
    plan: ['E-N', 'E-S'].map((element) => ({ date: '2022-06-01', action: 'remove', element })),
  }
  const stops = { newUnits: '2021-06-01', repairs: '2022-03-01' }
  return prepared(changed, { disruptions: [{ ...CUT_OFF.disruptions![0]!, stops }], ...scenario })
}

interface Told {
  readonly change: number
  readonly error: number
}

/** The first side of some assumptions, told against what is reckoned as roughly as it. */
function whatIfs({ swings, target, named }: PreparedSpares, some: readonly string[], seed: number): Told[] {
  const asked = {
    ...swings,
    swings: swings.swings
      .filter(({ assumption }) => some.includes(assumption))
      .map(({ assumption, sides }) => ({ assumption, sides: sides.slice(0, 1) })),
  }
  const question = { target, budget: undefined }
  const chances = { seed, replications: 2048 }
  const shares = [...named.byPart.values()]
  const ifs = new WhatIfs({ swings: asked, question, shares }, chances, new Map(), () => undefined)
  for (const { take } of ifs.looks()) take(new Map())
  const outcomes = ifs.finish()
  const { again } = outcomes
  const { assumptions } = swingAssumptions(asked, again, question, outcomes)
  return some.map((name) => {
    const { cost, costError } = assumptions.find(({ assumption }) => assumption === name)!.sides[0]!
    return { change: cost - again.outcome.cost, error: costError }
  })
}

/** Of some runs that differ by their seed alone: how far each change is from their mean, in the error that is told with it. */
function scoresOf(runs: readonly Told[]): number[] {
  const mean = runs.reduce((sum, { change }) => sum + change, 0) / runs.length
  const unbiased = Math.sqrt(runs.length / (runs.length - 1))
  return runs.map(({ change, error }) => (unbiased * (change - mean)) / error)
}

const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, one) => sum + one * one, 0) / values.length)

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)
const SLIPS = [
  { months: 0, probability: 0.7 },
  { months: 6, probability: 0.3 },
]
const UNCERTAIN = { classes: { '*': { source: 'the test', rateUncertainty: 0.5 } } }

describe('the error told with what an assumption does to the cost', () => {
  const assumptions = ['failure rates', 'the end of repairs', 'lead times', 'the plan']

  // Were it right to the last the root mean square would be 1; of eight groups of replications, as Student's t has it, 1.2.
  it.each([
    [
      'each part is to last, with a plan that may be late',
      { target: { survival: 0.95 }, assumptions: { ...CUT_OFF.assumptions, planSlips: SLIPS } },
    ],
    [
      'all are to last together, at rates that are not known well',
      { target: { survival: 0.95, per: 'network' as const }, assumptions: UNCERTAIN },
    ],
  ])('is as much as it differs from seed to seed, within 30 %, where %s', (_, scenario) => {
    const network = networkOf(['A', 'B', 'C'], scenario)
    const runs = SEEDS.map((seed) => whatIfs(network, assumptions, seed))
    const scores = assumptions.map((__, place) => scoresOf(runs.map((run) => run[place]!)))
    for (const [place, name] of assumptions.entries())
      expect([name, rootMeanSquare(scores[place]!) < 2]).toEqual([name, true])
    expect(rootMeanSquare(scores.flat())).toBeGreaterThan(0.7)
    expect(rootMeanSquare(scores.flat())).toBeLessThan(1.3)
  })

  it('is nothing where what is bought is left to no chance: without repairs, and for hours that are lost', () => {
    const isLost = { disruptions: [{ ...CUT_OFF.disruptions![0]!, stops: { newUnits: FROM, repairs: FROM } }] }
    for (const scenario of [isLost, { target: { weightHoursLost: 50 } }])
      for (const { error } of whatIfs(networkOf(['A'], scenario), ['failure rates', 'the plan'], 1))
        expect(error).toBe(0)
  })
})

describe('the error of a change of cost that is in proportion to how far off survivals are', () => {
  /** Of survivals whose halves are alike by so much; the cost is less by `slope` with each standard error that survival is more. */
  const doubt = (slope: number, alike: number): CostDoubt => ({
    parts: [0],
    inHalves: Float64Array.from({ length: HALVES }, (_, half) =>
      half === 0 ? alike : half === 1 ? Math.sqrt(1 - alike * alike) : 0,
    ),
    costs: Float64Array.from({ length: 33 }, (_, place) => 5000 - slope * 0.2 * (place - 16)),
  })

  // Of slopes a and b whose errors have the correlation r the variance is a² + b² − 2abr: 141 hundredths for 1,000 twice at 0.99.
  it.each([
    [1000, 1000, 0.99],
    [1000, 1000, 0.5],
    [1000, 1250, 0.999],
    [1000, 700, -0.4],
    [0, 250, 0],
  ])('is that of the difference of two normal errors: slopes %d and %d, correlation %d', (before, after, alike) => {
    const closed = Math.sqrt(before ** 2 + after ** 2 - 2 * before * after * alike)
    const error = errorOfChange([doubt(before, 1)], [doubt(after, alike)], () => 1)
    // What is beyond 3.2 standard errors is left out.
    expect(error / closed).toBeGreaterThan(0.98)
    expect(error / closed).toBeLessThan(1.005)
  })
})
