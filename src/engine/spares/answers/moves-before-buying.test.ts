// Units are moved before others are bought: in a network with a reserve that serves nobody.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '#model/scenario.ts'
import type { Row } from '../../fixtures/small-world.ts'
import { type Changed, prepared, SMALL } from '../fixtures/small-network.ts'
import { asPlanned, withStock } from '../points/make-points.ts'
import type { PreparedSpares } from './answer-spares.ts'
import { createTiers } from './point-tiers.ts'
import { buyForTarget, costOfTarget } from './purchase-answer.ts'

const WITH_RESERVE: Changed = {
  pools: [...SMALL.pools!, { pool: 'RESERVE', regions: '' }],
  depots: [...SMALL.depots!, { depot: 'CRATE', pool: 'RESERVE' }],
}

/** 7.0 failures are expected of 20 of these in all weeks. */
const RRU: Row = { ...SMALL.parts![0]!, failuresFit: 20_000 }

interface Lying {
  readonly part?: string
  readonly north?: number
  readonly south?: number
  readonly reserve?: number
}

const stockOf = ({ part = 'RRU', north = 0, south = 0, reserve = 0 }: Lying): Row[] => [
  { depot: 'LEEDS', part, quantity: north },
  { depot: 'DOVER', part, quantity: south },
  { depot: 'CRATE', part, quantity: reserve },
]

/** Twenty units in the north alone. */
const NORTH: Changed = { ...WITH_RESERVE, parts: [RRU], units: [{ element: 'E-N', part: 'RRU', quantity: 20 }] }

/** Each tries up to some hundred ways; more are tried by hand. */
const RUNS_OF_ONE = Math.ceil(Number(process.env['MAINSTAY_RUNS'] ?? 100) / 5)
const RUNS_OF_TWO = Math.ceil(Number(process.env['MAINSTAY_RUNS'] ?? 100) / 8)

const askTiers = () => createTiers({ seed: 1, replications: 4096 }, new Map(), new Map())

function bought({ network, moved, target, question }: PreparedSpares) {
  const { budget } = question.scenario
  return buyForTarget({ network, named: moved.named, tiers: askTiers(), target, budget }, moved.moves)
}

/** `4 moved, 0 bought`. */
function settled(
  lying: Lying,
  target: Scenario['target'],
  changed: Changed = {},
  more: Partial<Scenario> = {},
): string {
  const asked = prepared({ ...NORTH, stock: stockOf(lying), ...changed }, { ...(target ? { target } : {}), ...more })
  const moved = asked.moved.moves.reduce((sum, { units }) => sum + units, 0)
  const units = [...bought(asked).orders.values()].reduce((sum, order) => sum + order.units, 0)
  return `${moved} moved, ${units} bought`
}

const lateBy = (months: number, probability: number): Scenario['assumptions'] => ({
  classes: { '*': { source: 'the test', rateUncertainty: 0 } },
  planSlips: [
    { months: 0, probability: 1 - probability },
    { months, probability },
  ],
})

describe('what lies where nothing can fail', () => {
  it('is moved until the target is reached, and no further', () => {
    // 19 units last with 99.996 %, 18 with 99.987 %; 16 with 99.906 %, and 15 with 99.76 %.
    expect(settled({ north: 14, reserve: 10 }, { survival: 0.9999 })).toBe('5 moved, 0 bought')
    expect(settled({ north: 14, reserve: 10 }, { survival: 0.999, per: 'network' })).toBe('2 moved, 0 bought')
  })

  it('is moved to the last unit before one is bought', () => {
    expect(settled({ north: 8, reserve: 10 }, { survival: 0.9999 })).toBe('10 moved, 1 bought')
  })

  it('is moved to one of two pools where it helps in both alike, and one unit is enough', () => {
    const units = ['E-N', 'E-S'].map((element) => ({ element, part: 'RRU', quantity: 20 }))
    // Fifteen units last with 99.76 %, sixteen with 99.91 %.
    expect(settled({ north: 15, south: 15, reserve: 10 }, { survival: 0.9965 }, { units })).toBe('1 moved, 0 bought')
  })

  it('stays where it is where the target is reached and it helps by less than is told', () => {
    expect(settled({ north: 17, reserve: 10 }, { survival: 0.95 })).toBe('0 moved, 0 bought')
  })

  it('is moved for the plan that is late, as likely as that is', () => {
    const plan = [{ date: '2021-02-01', action: 'remove', element: 'E-N' }]
    const late = (north: number, probability: number) =>
      settled({ north, reserve: 20 }, { survival: 0.95 }, { plan }, { assumptions: lateBy(18, probability) })
    // In time 0.3 failures are expected, and 6.5 where the plan is late.
    expect(late(4, 0.2)).toBe('3 moved, 0 bought')
    expect(late(4, 0.99)).toBe('6 moved, 0 bought')
    expect(late(4, 0)).toBe('0 moved, 0 bought')
  })

  it('is moved where far too few are there all the same', () => {
    const units = [{ element: 'E-N', part: 'RRU', quantity: 10_000 }]
    const [moved, more] = settled({ north: 5, reserve: 40 }, { survival: 0.95 }, { units }).split(', ')
    expect(moved).toBe('40 moved')
    expect(more).toMatch(/^3\d\d\d bought$/)
  })

  it('is moved where repaired units come back, which is simulated only for what is bought', () => {
    const parts = [{ ...RRU, repairYield: 0.5, repairDays: 60 }]
    const scenario: Partial<Scenario> = {
      disruptions: [
        { disruption: 'cut', vendors: ['huawei'], stops: { newUnits: '2021-06-01', repairs: '2022-01-01' } },
      ],
    }
    expect(settled({ north: 4, reserve: 20 }, { survival: 0.999 }, { parts }, scenario)).toMatch(
      /^1\d moved, 0 bought$/,
    )
    expect(settled({ north: 0, reserve: 4 }, { survival: 0.999 }, { parts }, scenario)).toMatch(/^4 moved, \d+ bought$/)
  })

  it('is moved before a budget is spent, and before a target of hours is paid for', () => {
    expect(settled({ north: 10, reserve: 3 }, undefined, {}, { budget: 2000 })).toBe('3 moved, 2 bought')
    expect(settled({ north: 5, reserve: 30 }, { weightHoursLost: 1 })).toMatch(/^\d+ moved, 0 bought$/)
    expect(settled({ north: 5, reserve: 2 }, { weightHoursLost: 1 })).toMatch(/^2 moved, \d+ bought$/)
  })

  it('is moved before the cheapest of many parts, which is bought further than the others', () => {
    const names = ['RRU', 'FAN']
    const changed: Changed = {
      parts: names.map((part, place) => ({ ...RRU, part, price: place === 0 ? 100_000 : 1 })),
      units: names.map((part) => ({ element: 'E-N', part, quantity: 20 })),
      stock: [...stockOf({ north: 4 }), ...stockOf({ part: 'FAN', north: 12, reserve: 20 })],
    }
    const asked = prepared({ ...NORTH, ...changed }, { target: { survival: 0.95, per: 'network' } })
    const { orders } = bought(asked)
    const fan = asked.network.parts.findIndex(({ part }) => part === 'FAN')
    expect(orders.get(fan)!.units).toBe(0)
    expect(asked.moved.moves.map(({ part }) => part)).toEqual([fan])
  })
})

describe('what is moved before anything is bought', () => {
  const shelf = fc.nat(5)
  const amount = fc.integer({ min: 1, max: 20 })
  const target = fc.constantFrom(0.8, 0.95, 0.99, 0.9999)
  const cases = {
    units: fc.tuple(amount, amount),
    stock: fc.tuple(shelf, shelf, shelf),
    survival: target,
    late: fc.constantFrom(0, 0.1, 0.9),
    uncertain: fc.constantFrom(0, 0.5),
  }

  it('leaves no more to buy than any other way in which the same units may lie', () => {
    fc.assert(
      fc.property(fc.record(cases), ({ units: [north, south], stock, survival, late, uncertain }) => {
        const asked = prepared(
          {
            ...NORTH,
            units: [
              { element: 'E-N', part: 'RRU', quantity: north },
              { element: 'E-S', part: 'RRU', quantity: south },
            ],
            plan: ['E-N', 'E-S'].map((element) => ({ date: '2021-06-01', action: 'remove', element })),
            stock: stockOf({ north: stock[0], south: stock[1], reserve: stock[2] }),
          },
          {
            target: { survival },
            assumptions: {
              ...lateBy(9, late),
              classes: { '*': { source: 'the test', rateUncertainty: uncertain } },
            },
          },
        )
        const { network, named, moved, target: goal } = asked
        const tiers = askTiers()
        const costWith = (held: Int32Array): number =>
          costOfTarget({ network, named: withStock(named, held), tiers, target: goal, budget: undefined })!
        const all = stock.reduce((sum, units) => sum + units, 0)
        const others = splitsOf(all, named.names.length).map((split) => costWith(Int32Array.from(split)))
        expect(costWith(asPlanned(moved.named).stock)).toBe(Math.min(...others))
      }),
      { numRuns: 20 },
    )
  })
})

describe('of several parts that are to last together', () => {
  const names = ['RRU', 'FAN']
  const ofBoth = (survival: number, per: 'network' | 'vendor') => {
    const asked = prepared(
      {
        ...NORTH,
        parts: names.map((part) => ({ ...RRU, part, failuresFit: 3000 })),
        units: names.map((part) => ({ element: 'E-N', part, quantity: 100 })),
        stock: names.flatMap((part) => stockOf({ part, north: 4, reserve: 20 })),
      },
      { target: { survival, per } },
    )
    return [...bought(asked).orders.values()].map(({ units }) => units)
  }

  it.each([0.5, 0.8, 0.9, 0.99])('none is bought that lies idle, for %d', (survival) => {
    expect(ofBoth(survival, 'network')).toEqual([0, 0])
    expect(ofBoth(survival, 'vendor')).toEqual([0, 0])
  })

  it('all is moved before a dear part is bought, where the cheap one cannot be there in time', () => {
    const asked = prepared(
      {
        ...WITH_RESERVE,
        parts: [
          { ...SMALL.parts![0]!, part: 'LATE', price: 1, leadTimeDays: 540 },
          { ...SMALL.parts![0]!, part: 'DEAR', price: 10_000 },
        ],
        units: ['LATE', 'DEAR'].flatMap((part) => SMALL.units!.map((row) => ({ ...row, part }))),
        stock: [
          ...stockOf({ part: 'LATE', north: 7, south: 7 }),
          ...stockOf({ part: 'DEAR', north: 7, south: 7, reserve: 10 }),
        ],
      },
      {
        target: { survival: 0.9, per: 'network' },
        disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops: { newUnits: '2022-12-20' } }],
      },
    )
    const dear = asked.network.parts.findIndex(({ part }) => part === 'DEAR')
    const moved = asked.moved.moves.filter(({ part }) => part === dear).reduce((sum, { units }) => sum + units, 0)
    expect(moved).toBe(10)
    expect(bought(asked).orders.get(dear)!.units).toBe(0)
  })
})

describe('what is moved, however long what is bought takes to come', () => {
  const CUT: Partial<Scenario> = {
    disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops: { newUnits: '2022-12-20' } }],
  }
  const leadTimeDays = fc.constantFrom(0, 90, 300, 540)
  const few = fc.nat(3)

  /** What is reached where units lie as they are moved to, and the best that is reached in any other way in which they may lie. */
  function withAllOthers({ network, named, moved, target, question }: PreparedSpares): readonly Outcome[] {
    const tiers = askTiers()
    const { budget } = question.scenario
    const outcomeWith = (held: readonly number[]): Outcome => {
      const asked = { network, named: withStock(named, Int32Array.from(held)), tiers, target, budget }
      const { report, weightHoursLost } = buyForTarget(asked, [])
      const { isReached, networkSurvival } = report
      const cost = budget === undefined && isReached ? costOfTarget(asked)! : Number.POSITIVE_INFINITY
      return { cost, lost: target.kind === 'survival' ? 1 / networkSurvival! : weightHoursLost }
    }
    const { stock } = asPlanned(named)
    const others = [...named.byPart.values()]
      .reduce<number[][]>(
        (begun, points) => {
          const splits = splitsOf(
            points.reduce((sum, point) => sum + stock[point]!, 0),
            points.length,
          )
          return begun.flatMap((held) => splits.map((split) => withAt(held, points, split)))
        },
        [[...stock]],
      )
      .map(outcomeWith)
    const best = others.reduce((one, other) => (isBetter(other, one) ? other : one))
    return [outcomeWith([...asPlanned(moved.named).stock]), best]
  }

  interface Outcome {
    /** Infinity: out of reach, or a budget is spent. */
    readonly cost: number
    /** Hours, or the reciprocal of the survival. */
    readonly lost: number
  }

  const isBetter = (one: Outcome, other: Outcome): boolean =>
    one.cost === other.cost ? one.lost < other.lost : one.cost < other.cost

  /** One that costs less, or, where what is asked is out of reach, comes nearer by more than one in a hundred. */
  function findBetter(asked: PreparedSpares): Outcome | undefined {
    const [found, best] = withAllOthers(asked)
    const isAsNear = found!.cost < Number.POSITIVE_INFINITY || found!.lost <= 1.01 * best!.lost
    return found!.cost === best!.cost && isAsNear ? undefined : best
  }

  it.each<[string, fc.Arbitrary<Partial<Scenario>>]>([
    ['a survival', fc.constantFrom(0.3, 0.6, 0.8, 0.9, 0.999, 0.9995).map((survival) => ({ target: { survival } }))],
    ['hours', fc.constantFrom(200, 500, 1500, 5000).map((weightHoursLost) => ({ target: { weightHoursLost } }))],
    ['what a budget gives', fc.constantFrom(0, 100, 300, 900).map((budget) => ({ budget }))],
    [
      'the hours that a budget saves',
      fc.constantFrom(100, 300, 900).map((budget) => ({ budget, target: { weightHoursLost: 1 } })),
    ],
  ])('lets a part of which two pools are in need come as near to %s as any other way does', (_, scenario) => {
    const amount = fc.integer({ min: 1, max: 12 })
    const anyWorld = {
      units: fc.tuple(amount, amount),
      stock: fc.tuple(few, few, few),
      swapped: fc.constantFrom('E-N', 'E-S', undefined),
      leadTimeDays,
    }
    fc.assert(
      fc.property(fc.record(anyWorld), scenario, ({ units, stock, swapped, leadTimeDays }, asked) => {
        const world = prepared(
          {
            ...WITH_RESERVE,
            parts: [{ ...RRU, price: 100, leadTimeDays }],
            units: ['E-N', 'E-S'].map((element, index) => ({ element, part: 'RRU', quantity: units[index] })),
            stock: stockOf({ north: stock[0], south: stock[1], reserve: stock[2] }),
            plan: swapped ? [{ date: '2021-09-01', action: 'remove', element: swapped }] : [],
          },
          { ...CUT, ...asked },
        )
        expect(findBetter(world)).toBeUndefined()
      }),
      { numRuns: RUNS_OF_ONE },
    )
  })

  it('lets two parts last together for no more than any other way does, whatever they cost', () => {
    const ofPart = fc.record({
      units: fc.integer({ min: 1, max: 15 }),
      north: fc.nat(6),
      reserve: fc.nat(6),
      price: fc.constantFrom(1, 7, 1000),
      leadTimeDays,
    })
    fc.assert(
      fc.property(ofPart, ofPart, fc.constantFrom(0.3, 0.6, 0.8, 0.9, 0.99, 0.999), (first, second, survival) => {
        const parts = [first, second].map((row, index) => ({ ...row, part: ['RRU', 'FAN'][index]! }))
        const asked = prepared(
          {
            ...NORTH,
            parts: parts.map(({ part, price, leadTimeDays }) => ({ ...RRU, part, price, leadTimeDays })),
            units: parts.map(({ part, units }) => ({ element: 'E-N', part, quantity: units })),
            stock: parts.flatMap((part) => stockOf(part).filter(({ depot }) => depot !== 'DOVER')),
          },
          { ...CUT, target: { survival, per: 'network' } },
        )
        expect(findBetter(asked)).toBeUndefined()
      }),
      { numRuns: RUNS_OF_TWO },
    )
  })
})

describe('what is moved while others are bought', () => {
  const shelves = (north: number, south: number) => [
    { depot: 'LEEDS', part: 'RRU', quantity: north },
    { depot: 'DOVER', part: 'RRU', quantity: south },
  ]
  const both = (quantity: number) => ['E-N', 'E-S'].map((element) => ({ element, part: 'RRU', quantity }))
  /** Moved from south to north, and bought for each. */
  const planned = (north: number, south: number, part: Row) => {
    const asked = prepared({ parts: [part], stock: shelves(north, south), units: both(100) })
    const { buys } = bought(asked).report
    const of = (pool: string) => buys.filter((buy) => buy.pool === pool).reduce((sum, buy) => sum + buy.quantity, 0)
    return [asked.moved.moves.reduce((sum, { units }) => sum + units, 0), of('NORTH'), of('SOUTH')]
  }

  it('is what a pool has more than it wants then, and no pool gives what is bought for it', () => {
    // Each wants ten or eleven for 97.5 %.
    expect(planned(0, 12, { ...SMALL.parts![0]!, leadTimeDays: 0 })).toEqual([2, 8, 0])
    expect(planned(0, 6, { ...SMALL.parts![0]!, leadTimeDays: 0 })).toEqual([0, 10, 4])
  })

  it('is what another pool needs meanwhile, where what is bought takes long', () => {
    const [moved, north, south] = planned(0, 12, { ...SMALL.parts![0]!, leadTimeDays: 120 })
    expect(moved).toBeGreaterThan(3)
    expect(moved).toBeLessThanOrEqual(6)
    expect(north! + south!).toBeLessThan(12)
  })

  it('leaves no shelf bare that waits for what is bought too', () => {
    const fan = { ...SMALL.parts![0]!, failuresFit: 40_000, leadTimeDays: 42 }
    const asked = prepared({ parts: [fan], stock: shelves(20, 22), units: both(100) })
    expect(asked.moved.moves).toEqual([])
    expect(bought(asked).report.isReached).toBe(true)
  })
})

function withAt(held: readonly number[], points: readonly number[], split: readonly number[]): number[] {
  const then = [...held]
  for (const [place, point] of points.entries()) then[point] = split[place]!
  return then
}

/** All ways in which units may lie in some pools. */
function splitsOf(units: number, pools: number): number[][] {
  if (pools === 1) return [[units]]
  return Array.from({ length: units + 1 }, (_, here) =>
    splitsOf(units - here, pools - 1).map((rest) => [here, ...rest]),
  ).flat()
}
