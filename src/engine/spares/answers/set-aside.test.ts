import { parseDay } from '#base/calendar.ts'
import type { Scenario } from '#model/scenario.ts'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../fixtures/small-world.ts'
import { answered, type Changed, forbidding, prepared, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { answerSpares, type SparesAnswer } from './answer-spares.ts'

const PART = { manufacturer: 'Huawei', class: 'radio', failuresFit: 3000, leadTimeDays: 0 }
const PARTS: readonly Row[] = [
  { ...PART, part: 'NEW', price: 700 },
  { ...PART, part: 'OLD', price: 500 },
]
/** A unit of the new type may stand in for one of the old, and not the other way. */
const ONE_WAY: readonly Row[] = [{ part: 'OLD', substitute: 'NEW' }]

/** Of each part ten units in the north, which fail 0.52 times in all. */
const WORLD: Changed = {
  parts: PARTS,
  units: ['OLD', 'NEW'].map((part) => ({ element: 'E-N', part, quantity: 10 })),
  stock: [{ depot: 'LEEDS', part: 'NEW', quantity: 20 }],
  interchange: ONE_WAY,
}

const movesOf = ({ moves }: SparesAnswer): string[] =>
  moves.map(({ quantity, part, standsInFor, fromPool, toPool }) => {
    const what = standsInFor === undefined ? part : `${part} for ${standsInFor}`
    return `${quantity} ${what} ${fromPool === toPool ? `in ${toPool}` : `from ${fromPool} to ${toPool}`}`
  })

function withWorld(changed: Changed = {}, scenario: Partial<Scenario> = {}): SparesAnswer {
  return answered({ ...WORLD, ...changed }, scenario)
}

/** Instead of the units of each part, or its stock in the north. */
const unitsOf = (old: number, young: number): Changed => ({
  units: [
    { element: 'E-N', part: 'OLD', quantity: old },
    { element: 'E-N', part: 'NEW', quantity: young },
  ],
})
const stockOf = (old: number, young: number): Changed => ({
  stock: [
    { depot: 'LEEDS', part: 'OLD', quantity: old },
    { depot: 'LEEDS', part: 'NEW', quantity: young },
  ],
})

describe('what is set aside of a part that may stand in for another', () => {
  it('is as much as the other needs, and no more', () => {
    const failures = 10 * 3000e-9 * WEEK_HOURS * WEEKS
    const needed = [0, 1, 2, 3, 4].find((units) => poissonAtMost(units, failures) >= 0.95)!
    const answer = withWorld()
    expect(movesOf(answer)).toEqual([`${needed} NEW for OLD in NORTH`])
    expect(answer.purchase.buys).toEqual([])
    const [young, old] = answer.parts
    expect(old!.withMoves!.survivalAtEnd).toBeCloseTo(poissonAtMost(needed, failures), 9)
    expect(young!.withMoves!.survivalAtEnd).toBeCloseTo(poissonAtMost(20 - needed, failures), 9)
    // As they lie nothing is there.
    expect(old!.lasting!.survivalAtEnd).toBeCloseTo(poissonAtMost(0, failures), 9)
    expect(answer.purchase.costWithoutMoves).toBe(needed * 50_000)
  })

  it('is nothing that its own units need', () => {
    const needs = withWorld(stockOf(0, 2))
    expect(movesOf(needs)).toEqual([])
    expect(needs.purchase.buys.map(({ part, quantity }) => `${quantity} ${part}`)).toEqual(['2 OLD'])
    // One more than two, which they need.
    const spare = withWorld(stockOf(0, 3))
    expect(movesOf(spare)).toEqual(['1 NEW for OLD in NORTH'])
    expect(spare.purchase.buys.map(({ part, quantity }) => `${quantity} ${part}`)).toEqual(['1 OLD'])
  })

  it('is bought anew for its own units where that is cheaper than buying the other', () => {
    const parts = PARTS.map((part) => (part.part === 'NEW' ? { ...part, price: 10 } : part))
    const answer = withWorld({ ...stockOf(0, 2), parts })
    expect(movesOf(answer)).toEqual(['2 NEW for OLD in NORTH'])
    expect(answer.purchase.buys.map(({ part, quantity }) => `${quantity} ${part}`)).toEqual(['2 NEW'])
  })

  it('is all that the other needs while an order is on its way, and cannot be bought in time', () => {
    const parts = PARTS.map((part) => ({ ...part, leadTimeDays: 92 }))
    const answer = withWorld({ ...unitsOf(100, 10), ...stockOf(0, 40), parts })
    const failures = 100 * 3000e-9 * WEEK_HOURS * WEEKS
    const needed = Array.from({ length: 20 }, (_, units) => units).find(
      (units) => poissonAtMost(units, failures) >= 0.95,
    )!
    expect(movesOf(answer)).toEqual([`${needed} NEW for OLD in NORTH`])
    expect(answer.purchase).toMatchObject({ buys: [], isReached: true })
    // Half of it in another pool, where nothing lies.
    const units = [
      { element: 'E-N', part: 'OLD', quantity: 50 },
      { element: 'E-S', part: 'OLD', quantity: 50 },
      { element: 'E-N', part: 'NEW', quantity: 10 },
    ]
    const apart = withWorld({ units, ...stockOf(0, 40), parts })
    expect(apart.moves.map(({ toPool }) => toPool)).toEqual(['NORTH', 'SOUTH'])
    expect(apart.purchase).toMatchObject({ buys: [], isReached: true })
  })

  it('is moved on to where the other needs it', () => {
    const answer = withWorld({
      units: [
        { element: 'E-N', part: 'NEW', quantity: 10 },
        { element: 'E-S', part: 'OLD', quantity: 10 },
      ],
    })
    expect(movesOf(answer)).toEqual(['2 NEW for OLD from NORTH to SOUTH'])
    expect(answer.moves[0]).toMatchObject({
      fromDepots: [{ depot: 'LEEDS', quantity: 2 }],
      toDepots: [{ depot: 'DOVER', quantity: 2 }],
    })
    expect(answer.purchase.buys).toEqual([])
  })

  it('is shared between all that it may stand in for, and handed on along a chain', () => {
    const parts = [...PARTS, { ...PART, part: 'OTHER', price: 600 }]
    const units = ['NEW', 'OLD', 'OTHER'].map((part) => ({ element: 'E-N', part, quantity: 10 }))
    const both = [...ONE_WAY, { part: 'OTHER', substitute: 'NEW' }]
    expect(movesOf(withWorld({ parts, units, interchange: both }))).toEqual([
      '2 NEW for OTHER in NORTH',
      '2 NEW for OLD in NORTH',
    ])
    // The dearest first, where there is not enough for both.
    const dearer = parts.map((part) => (part.part === 'OLD' ? { ...part, price: 6000 } : part))
    expect(movesOf(withWorld({ parts: dearer, units, interchange: both, ...stockOf(0, 4) }))).toEqual([
      '2 NEW for OLD in NORTH',
    ])
    // It may stand in for one alone, and that for another: the one between has none to give of its own.
    const chain = [
      { part: 'OLD', substitute: 'OTHER' },
      { part: 'OTHER', substitute: 'NEW' },
    ]
    expect(movesOf(withWorld({ parts, units, interchange: chain }))).toEqual(['2 NEW for OTHER in NORTH'])
  })

  it('is nothing where the row holds for some days or elements alone, where supply differs, or a rule forbids it', () => {
    const limited = (cells: Row): string[] => movesOf(withWorld({ interchange: [{ ...ONE_WAY[0]!, ...cells }] }))
    expect(limited({ from: '2021-02-01' })).toEqual([])
    expect(limited({ condition: 'region=South' })).toEqual([])
    const repaired = PARTS.map((part) => (part.part === 'NEW' ? { ...part, repairYield: 0.5, repairDays: 7 } : part))
    expect(movesOf(withWorld({ parts: repaired }))).toEqual([])
    const barred = (from: string): string[] => {
      const ask = forbidding('NEW', ['held'], { from: parseDay(from)! })
      return movesOf(
        answerSpares(
          prepared(WORLD, {}, (putInto) => (putInto.get('NEW')?.includes('OLD') ? ask(putInto) : [])),
          { seed: 1, replications: 4096 },
        ),
      )
    }
    expect(barred('2022-12-28')).toEqual([])
    expect(barred('2022-12-30')).toEqual(['2 NEW for OLD in NORTH'])
  })

  it('is nothing of what others own', () => {
    const stock = [{ depot: 'LEEDS', part: 'NEW', quantity: 20, titleOwner: 'Nokia' }]
    const answer = withWorld({ stock })
    expect(movesOf(answer)).toEqual([])
    expect(answer.purchase.buys.map(({ part, caution }) => [part, caution])).toEqual([['OLD', undefined]])
  })

  it('is as much where none of the other can be had, and no way out is told beside it', () => {
    const parts = PARTS.map((part) => (part.part === 'OLD' ? { ...part, lastOrder: '2020-01-01' } : part))
    expect(movesOf(withWorld({ parts }))).toEqual(['2 NEW for OLD in NORTH'])
    const neither = PARTS.map((part) => ({ ...part, lastOrder: '2020-01-01' }))
    const { purchase } = withWorld({ parts: neither, ...stockOf(0, 3) })
    expect(purchase.unobtainable).toMatchObject([{ part: 'OLD', missing: 1 }])
    expect(purchase.unobtainable[0]!.alternatives.filter((one) => one.includes('in its place'))).toEqual([])
  })

  it('goes nowhere from where as many of the same come', () => {
    const of = (part: string, north: number, south: number): Row[] => [
      { element: 'E-N', part, quantity: north },
      { element: 'E-S', part, quantity: south },
    ]
    const answer = withWorld(
      {
        parts: PARTS.map((part) => ({ ...part, failuresFit: 5000, leadTimeDays: 60 })),
        units: [...of('OLD', 15, 8), ...of('NEW', 6, 6)],
        stock: [
          { depot: 'LEEDS', part: 'NEW', quantity: 6 },
          { depot: 'DOVER', part: 'NEW', quantity: 5 },
        ],
      },
      { target: { survival: 0.9, per: 'network' }, assumptions: {} },
    )
    expect(answer.purchase).toMatchObject({ isReached: true, cost: 0 })
    expect(movesOf(answer)).toEqual(['4 NEW for OLD in NORTH', '2 NEW for OLD in SOUTH'])
  })

  it('lets a budget go further', () => {
    const answer = withWorld({}, { budget: 0 })
    expect(movesOf(answer)).toEqual(['4 NEW for OLD in NORTH'])
    // What is saved on it is spent on a third part.
    const parts = [...PARTS, { ...PART, part: 'OTHER', price: 300, failuresFit: 9000 }]
    const units = ['NEW', 'OLD', 'OTHER'].map((part) => ({ element: 'E-N', part, quantity: 10 }))
    const ofBudget = (interchange: readonly Row[]) =>
      withWorld({ parts, units, interchange, ...stockOf(0, 6) }, { budget: 1200 }).purchase
    const [apart, aside] = [ofBudget([]), ofBudget(ONE_WAY)]
    expect(aside.networkSurvival).toBeGreaterThan(apart.networkSurvival + 0.05)
    expect(aside.buys.map(({ part }) => part)).toEqual(['OTHER'])
  })

  it('is told of the parts, and where it is not, why', () => {
    const standIns = (changed: Changed) => withWorld(changed).parts.find(({ part }) => part === 'OLD')!.standIns
    expect(standIns({})).toEqual([
      { part: 'NEW', says: 'NEW may stand in for OLD', onHand: 20, place: 'interchange.csv line 2' },
    ])
    expect(standIns({ interchange: [{ ...ONE_WAY[0]!, from: '2021-02-01' }] })).toMatchObject([
      { why: 'it may not stand in on every day reckoned', takes: 'a row that holds on all of them' },
    ])
    const told = withWorld().assumptions.map(({ what }) => what)
    expect(told).toContain(
      'interchange.csv line 2: NEW may stand in for OLD; as many of the operator’s units of it as reach what is asked for the least money are set aside before anything is bought, and serve OLD alone from then on',
    )
  })
})

const RUNS = Math.ceil(Number(process.env['MAINSTAY_RUNS'] ?? 100) / 10)

/** Deterministic: every few of what may be chosen, over and over. */
function* worlds(): Generator<{ changed: Changed; stock: readonly [number, number]; scenario: Partial<Scenario> }> {
  const targets: Scenario['target'][] = [
    { survival: 0.95 },
    { survival: 0.9, per: 'vendor' },
    { survival: 0.97, per: 'network' },
    { weightHoursLost: 4000 },
  ]
  for (let run = 0; run < RUNS; run++) {
    const pick = (count: number, salt: number): number => ((run + 1) * (2 * salt + 3) * 7919 + salt * 104_729) % count
    const stock = [pick(4, 1), pick(12, 2)] as const
    const parts = PARTS.map((part, index) => ({
      ...part,
      price: 100 * (1 + pick(9, 3 + index)),
      leadTimeDays: [0, 30, 92][(run >> 2) % 3]!,
      minimumOrder: 1 + (pick(5, 5 + index) === 0 ? 2 : 0),
    }))
    yield {
      changed: { ...WORLD, ...unitsOf(5 + pick(80, 7), 5 + pick(80, 8)), ...stockOf(...stock), parts },
      stock,
      scenario: { target: targets[run % targets.length]! },
    }
  }
}

describe('as many are set aside', () => {
  it('as lets what is asked be reached for the least money of all numbers there are', () => {
    let saving = 0
    for (const { changed, stock, scenario } of worlds()) {
      const { isReached, cost } = answered(changed, scenario).purchase
      const [old, young] = stock
      const costs = Array.from({ length: young + 1 }, (_, units) => {
        const alone = { ...changed, ...stockOf(old + units, young - units), interchange: [] }
        return answered(alone, scenario).purchase
      })
      const reached = costs.filter((one) => one.isReached)
      expect(isReached).toBe(reached.length > 0)
      if (!isReached) continue
      expect(cost).toBe(Math.min(...reached.map((one) => one.cost)))
      if (!costs[0]!.isReached || cost < costs[0]!.cost) saving++
    }
    expect(saving).toBeGreaterThan(RUNS / 4)
  })
})
