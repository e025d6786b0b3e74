import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '#base/calendar.ts'
import { gammaFactor } from '../chance/gamma.ts'
import { poissonAtMost, poissonProbability, poissonQuantile } from '../chance/poisson.ts'
import type { Row } from '../../fixtures/small-world.ts'
import {
  answered,
  changedRow,
  CUT_OFF,
  forbidding,
  FROM,
  prepared,
  SMALL,
  WEEK_HOURS,
  WEEKS,
} from '../fixtures/small-network.ts'
import { answerSpares } from './answer-spares.ts'

/** Failures of a hundred units of 3,000 FIT over all weeks: 5.24. */
const FAILURES = 100 * 3000e-9 * WEEK_HOURS * WEEKS

/** Of two pools of so many failures: the fewest units that survive with 95 % together, every split tried. */
function leastOverPools([north, south]: readonly [number, number]): number {
  for (let total = 0; ; total++)
    for (let first = 0; first <= total; first++)
      if (poissonAtMost(first, north) * poissonAtMost(total - first, south) >= 0.95) return total
}

const rru = (answer: ReturnType<typeof answered>) => answer.parts[0]!

describe('a stock that runs down', () => {
  it('lasts to the end as likely as the failures are no more than it, in each pool', () => {
    const { pools, lasting, regime, method } = rru(answered())
    expect([regime, method]).toEqual(['run-down', 'exact'])
    for (const pool of pools) {
      expect(pool.expectedFailures).toBeCloseTo(FAILURES, 9)
      expect(pool.survivalAtEnd).toBeCloseTo(poissonAtMost(6, FAILURES), 12)
    }
    expect(lasting!.survivalAtEnd).toBeCloseTo(poissonAtMost(6, FAILURES) ** 2, 12)
  })

  it('lasts until the last week in which both pools survive as surely as asked', () => {
    const { lasting } = rru(answered())
    const survivalAfter = (weeks: number) => poissonAtMost(6, (FAILURES * weeks) / WEEKS) ** 2
    const weeks = Array.from({ length: WEEKS }, (_, week) => week + 1).filter((week) => survivalAfter(week) >= 0.95)
    expect(lasting!.lastsUntil).toBe(formatDay(parseDay(FROM)! + 7 * weeks.length - 1))
    expect(lasting!.coverMonths).toBeCloseTo((weeks.length * 7) / 30.4375, 9)
  })

  it('owes units once it has run out, and loses what their sites weigh', () => {
    const { network } = answered({}, { weight: 'premises' })
    const down = network.unitsDown.at(-1)!
    // Of X failures the first 6 are served; each of the others is of any of the 100 units, be it down already.
    const chances = Array.from({ length: 60 }, (_, failures) => poissonProbability(failures, FAILURES))
    const ofPool = chances.reduce(
      (sum, chance, failures) => sum + chance * 100 * (1 - 0.99 ** Math.max(0, failures - 6)),
      0,
    )
    expect(down).toBeCloseTo(2 * ofPool, 9)
    // All 100 units of a site are needed.
    const isShort = 1 - poissonAtMost(6, FAILURES)
    expect(network.weightLost.at(-1)).toBeCloseTo((700 + 300) * isShort, 9)
  })

  it('loses less weight where elements need but some of their units', () => {
    const spared = answered({ units: SMALL.units!.map((unit) => ({ ...unit, needed: 98 })) }, { weight: 'premises' })
    const whole = answered({}, { weight: 'premises' })
    expect(spared.network.weightHoursLost).toBeLessThan(whole.network.weightHoursLost / 2)
    expect(spared.network.unitsDown).toEqual(whole.network.unitsDown)
  })

  it('lasts less surely where the rate is uncertain, and pools of one part err together', () => {
    const uncertain = { assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 0.5 } } } }
    const { lasting, pools, rateVariation } = rru(answered({}, uncertain))
    expect(rateVariation).toBeCloseTo(0.5, 12)
    const each = pools.map(({ survivalAtEnd }) => survivalAtEnd)
    expect(lasting!.survivalAtEnd).toBeGreaterThan(each[0]! * each[1]! + 0.02)
    expect(lasting!.survivalAtEnd).toBeLessThan(each[0]!)
  })

  it('has a band from the survival at the rate that nineteen of twenty do not exceed to that of one of twenty', () => {
    const uncertain = { assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 0.5 } } } }
    const { lasting } = rru(answered({}, uncertain))
    const survivalAt = (probability: number, weeks = WEEKS) =>
      poissonAtMost(6, ((FAILURES * weeks) / WEEKS) * gammaFactor(probability, 4)) ** 2
    expect(lasting!.band.low.at(-1)).toBeCloseTo(survivalAt(0.95), 2)
    expect(lasting!.band.high.at(-1)).toBeCloseTo(survivalAt(0.05), 2)
    const weeks = Array.from({ length: WEEKS }, (_, week) => week + 1).filter((week) => survivalAt(0.95, week) >= 0.95)
    expect(lasting!.atLeast.lastsUntil).toBe(formatDay(parseDay(FROM)! + 7 * weeks.length - 1))
    expect(lasting!.atLeast.coverMonths).toBeLessThan(lasting!.coverMonths - 2)
  })

  it('has no band where rates and plan are known, and lasts at least as long as it lasts', () => {
    const { lasting } = rru(answered())
    for (const [step, survival] of lasting!.survival.entries()) {
      expect(lasting!.band.low[step]).toBeCloseTo(survival, 5)
      expect(lasting!.band.high[step]).toBeCloseTo(survival, 5)
    }
    const { lastsUntil, lastsToEnd, coverMonths } = lasting!
    expect(lasting!.atLeast).toEqual({ lastsUntil, lastsToEnd, coverMonths })
    expect(new Set(lasting!.standardErrors)).toEqual(new Set([0]))
  })

  it('lasts less surely where the plan may be late, for all parts alike', () => {
    const plan = [{ date: '2021-07-01', action: 'remove', element: 'E-N' }]
    const slips = {
      planSlips: [
        { months: 0, probability: 0.5 },
        { months: 12, probability: 0.5 },
      ],
    }
    const [early, late, either] = [
      answered({ plan }),
      answered({ plan: [{ date: '2022-07-01', action: 'remove', element: 'E-N' }] }),
      answered({ plan }, { assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 0 } }, ...slips } }),
    ].map((answer) => answer.network.survivalAtEnd)
    expect(early).toBeGreaterThan(late!)
    expect(either).toBeCloseTo((early! + late!) / 2, 12)
  })
})

describe('a plan that may be late', () => {
  const plan = ['E-N', 'E-S'].map((element) => ({ date: '2021-07-01', action: 'remove', element }))
  const with16Percent = (months: number) =>
    rru(
      answered(
        { plan },
        {
          assumptions: {
            ...CUT_OFF.assumptions,
            planSlips: [
              { months: 0, probability: 0.84 },
              { months, probability: 0.16 },
            ],
          },
        },
      ),
    )
  const failuresOf = ({ pools }: ReturnType<typeof rru>) =>
    pools.reduce((sum, { expectedFailures }) => sum + expectedFailures, 0)

  it('has all swapped out by when it is latest, and fails what it does on the average', () => {
    const [onTime, late] = [rru(answered({ plan })), rru(answered({ plan: plan.map(sixMonthsLater) }))]
    const either = with16Percent(6)
    // The day of the swap, on which both are in service; not the last day of its week.
    expect([onTime.recoveredOn, late.recoveredOn]).toEqual(['2021-07-01', '2022-01-01'])
    expect(either.recoveredOn).toBe(late.recoveredOn)
    expect(failuresOf(either)).toBeCloseTo(0.84 * failuresOf(onTime) + 0.16 * failuresOf(late), 9)
  })

  it('swaps out nothing for sure that it may only swap out after the last day', () => {
    expect(with16Percent(24).recoveredOn).toBeUndefined()
  })
})

const sixMonthsLater = <One extends { date: string }>(row: One): One => ({ ...row, date: '2022-01-01' })

describe('a part that lies in stock and is in no element', () => {
  const idle = { ...SMALL.parts![0]!, part: 'IDLE', manufacturer: 'Nokia' }
  const stock = [...SMALL.stock!, { depot: 'LEEDS', part: 'IDLE', quantity: 3 }]
  const { parts, vendors } = answered({ parts: [...SMALL.parts!, idle], stock })

  it('neither lasts nor is swapped out, alone or for its manufacturer', () => {
    const part = parts.find((one) => one.part === 'IDLE')!
    expect(part.pools.map(({ onHand }) => onHand)).toEqual([3])
    expect([part.lasting, part.recoveredOn, part.notReckoned]).toEqual([undefined, undefined, undefined])
    const reckoned = vendors.map((vendor) => [vendor.parts, vendor.partsNotReckoned])
    expect(reckoned).toContainEqual([1, 1])
    expect(reckoned).toContainEqual([1, 0])
  })
})

describe('two disruptions that reach the same parts', () => {
  const PARTS = [
    { part: 'RRU', manufacturer: 'Huawei' },
    { part: 'BBU', manufacturer: 'Huawei' },
    { part: 'PSU', manufacturer: 'Nokia' },
  ].map((part) => ({ ...part, failuresFit: 3000, repairYield: 0.5, repairDays: 30 }))
  const reach = (vendors: { newUnits?: string; repairs?: string }, parts: { newUnits?: string; repairs?: string }) =>
    answered(
      { parts: PARTS },
      {
        disruptions: [
          { disruption: 'vendor', vendors: ['huawei'], stops: vendors },
          { disruption: 'parts', parts: ['BBU', 'PSU'], stops: parts },
        ],
      },
    ).disruptions.map((one) => [
      one.partsWithoutNewUnits,
      one.partsWithoutNewUnitsByItAlone,
      one.partsWithoutRepairs,
      one.partsWithoutRepairsByItAlone,
    ])

  it('each count all they reach, whichever is first, and those no other reaches', () => {
    for (const [vendors, parts] of [
      ['2021-06-01', '2021-06-01'],
      ['2021-06-01', '2021-03-01'],
      ['2021-03-01', '2021-06-01'],
    ] as const)
      expect(reach({ newUnits: vendors }, { newUnits: parts })).toEqual([
        [2, 1, 0, 0],
        [2, 1, 0, 0],
      ])
  })

  it('are counted apart for new units and for repairs', () => {
    expect(reach({ newUnits: '2021-06-01', repairs: '2021-06-01' }, { repairs: '2021-06-01' })).toEqual([
      [2, 2, 2, 1],
      [0, 0, 2, 1],
    ])
  })

  it('stop no repairs of what is not repaired, be it known or not said', () => {
    const repairs = (row: Row) =>
      answered({ parts: changedRow('parts', 0, row) }).disruptions.map((one) => one.partsWithoutRepairs)
    expect(repairs({ repairYield: 0.5, repairDays: 30 })).toEqual([1])
    for (const row of [{}, { repairYield: 0, repairDays: 30 }, { repairYield: 0.5 }]) expect(repairs(row)).toEqual([0])
  })
})

describe('makers the vendor registry does not know', () => {
  const parts = [
    ['A-1', 'Acme Radio'],
    ['A-2', 'ACME  radio'],
    ['B-1', 'Bolt & Sons'],
    ['H-1', 'Huawei'],
    ['N-1', ''],
    ['N-2', '—'],
  ].map(([part, manufacturer]) => ({ part: part!, manufacturer: manufacturer!, failuresFit: 3000 }))
  const units = parts.map(({ part }) => ({ element: 'E-N', part, quantity: 10 }))
  const { vendors, parts: told } = answered({ parts, units, stock: [{ depot: 'LEEDS', part: 'B-1', quantity: 9 }] })

  it('have a row each, however they are spelt; only parts without a stated maker share one', () => {
    expect(vendors.map(({ vendor, name, parts: count }) => [vendor, name, count])).toEqual([
      ['unresolved:acme radio', 'Acme Radio', 2],
      ['unresolved:bolt and sons', 'Bolt & Sons', 1],
      ['huawei', 'Huawei', 1],
      ['unknown', 'unknown', 2],
    ])
    expect(told.map(({ summedUnder }) => summedUnder)).toEqual([
      'unresolved:acme radio',
      'unresolved:acme radio',
      'unresolved:bolt and sons',
      'huawei',
      'unknown',
      'unknown',
    ])
  })

  it('last each as long as their own parts', () => {
    const bolt = told.find(({ part }) => part === 'B-1')!
    const of = (vendor: string) => vendors.find((row) => row.vendor === vendor)!.lasting.survivalAtEnd
    expect(of('unresolved:bolt and sons')).toBe(bolt.lasting!.survivalAtEnd)
    expect(of('unresolved:bolt and sons')).toBeGreaterThan(of('unresolved:acme radio'))
  })

  it('are each held to the target of a vendor by themselves', () => {
    const two = parts.slice(0, 3)
    const each = two.map(({ part }) => ({ element: 'E-N', part, quantity: 100 }))
    const costs = (per: 'vendor' | 'network') => {
      const priced = two.map((part) => ({ ...part, price: 1000, leadTimeDays: 0 }))
      const asked = {
        target: { survival: 0.95, per },
        disruptions: [{ disruption: 'cut', parts: ['A-1', 'A-2', 'B-1'], stops: { newUnits: '2021-06-01' } }],
      }
      const { purchase, vendors: rows } = answered({ parts: priced, units: each, stock: [] }, asked)
      expect([purchase.isReached, rows.length]).toEqual([true, 2])
      return purchase.cost
    }
    // Three parts together ask more of each than two together and one alone.
    expect(costs('vendor')).toBeLessThan(costs('network'))
  })
})

describe('units that wear out', () => {
  const parts = (weibullShape: number) => changedRow('parts', 0, { failuresFit: 20_000, weibullShape })
  const installed = (day: string) => SMALL.elements!.map((element) => ({ ...element, installed: day, inService: day }))
  const failuresOf = (changed: object) => rru(answered(changed)).pools[0]!.expectedFailures

  it('fail less often than on average while they are new, and more often when they are old', () => {
    const average = failuresOf({ parts: parts(1) })
    expect(average).toBeCloseTo(100 * 20_000e-9 * WEEK_HOURS * WEEKS, 6)
    expect(failuresOf({ parts: parts(3), elements: installed('2020-12-01') })).toBeLessThan(average / 4)
    expect(failuresOf({ parts: parts(3), elements: installed('2015-01-01') })).toBeGreaterThan(average * 1.2)
  })

  it('fail at the mean rate where nobody knows how old they are, which is told', () => {
    const unknown = {
      parts: parts(3),
      elements: SMALL.elements!.map((element) => ({ ...element, inService: 'unknown' })),
    }
    expect(failuresOf(unknown)).toBeCloseTo(failuresOf({ parts: parts(1) }), 6)
    expect(
      answered(unknown)
        .assumptions.map(({ what }) => what)
        .join(),
    ).toContain('it wears out')
  })
})

describe('what must be bought', () => {
  it('is the least with which the part survives as surely as asked', () => {
    const { purchase, parts } = answered({}, { target: { survival: 0.95 } })
    const survivalWith = (north: number, south: number) =>
      poissonAtMost(6 + north, FAILURES) * poissonAtMost(6 + south, FAILURES)
    const least = Array.from({ length: 40 }, (_, units) => units).find((units) =>
      Array.from({ length: units + 1 }, (_, north) => survivalWith(north, units - north)).some((one) => one >= 0.95),
    )!
    expect(purchase.isReached).toBe(true)
    expect(purchase.cost).toBe(least * 100_000)
    expect(parts[0]!.pools.reduce((sum, { buy }) => sum + buy, 0)).toBe(least)
    expect(purchase.leastCost).toBeLessThanOrEqual(purchase.cost)
  })

  it('is less where pools err together, and still enough', () => {
    const uncertain = { assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 0.5 } } } }
    const { purchase } = answered({}, uncertain)
    expect(purchase.isReached).toBe(true)
    expect(purchase.networkSurvival).toBeGreaterThanOrEqual(0.95)
    // One unit less would not do: each pound was needed.
    expect(purchase.networkSurvival).toBeLessThan(0.962)
    expect(purchase.leastCost).toBeNull()
  })

  it('is nothing within a budget of nothing, and no less sure for it than before', () => {
    const { purchase, network } = answered({}, { budget: 0 })
    expect(purchase.buys).toEqual([])
    expect(purchase.cost).toBe(0)
    expect(purchase.networkSurvival).toBeCloseTo(network.survivalAtEnd, 12)
    expect(purchase.isReached).toBe(false)
  })

  it('cannot be had where it would come after the supply ends, which is told with the ways out', () => {
    const late = { parts: changedRow('parts', 0, { leadTimeDays: 200 }) }
    const { purchase } = answered(late)
    expect(purchase.buys).toEqual([])
    expect(purchase.isReached).toBe(false)
    const missing = 2 * (poissonQuantile(Math.sqrt(0.95), FAILURES) - 6)
    expect(purchase.unobtainable).toMatchObject([{ part: 'RRU', missing }])
    expect(purchase.unobtainable).toMatchObject([{ bought: 0, isInPlaceOfBought: false }])
    expect(purchase.unobtainable[0]!.alternatives.length).toBeGreaterThan(1)
  })

  it('cannot be had in time where more fails before it arrives, and would be needed in place of what is bought', () => {
    const { purchase } = answered({ parts: changedRow('parts', 0, { leadTimeDays: 100, failuresFit: 20_000 }) })
    const bought = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
    expect(bought).toBeGreaterThan(0)
    const missing = leastOverPools([FAILURES * (20 / 3), FAILURES * (20 / 3)]) - 12
    expect(purchase.unobtainable).toMatchObject([{ missing, bought, isInPlaceOfBought: true }])
  })

  it('cannot be had beside the most that can be ordered', () => {
    const { purchase } = answered({ parts: changedRow('parts', 0, { maximumOrder: 3 }) })
    const missing = 2 * (poissonQuantile(Math.sqrt(0.95), FAILURES) - 6) - 3
    expect(purchase.unobtainable).toMatchObject([{ missing, bought: 3, isInPlaceOfBought: false }])
  })

  describe('of which just as many can be ordered as would do if they came at once', () => {
    const worldOf = (cells: Row, stock = 3) => ({
      elements: [SMALL.elements![0]!],
      units: [SMALL.units![0]!],
      stock: [{ depot: 'LEEDS', part: 'RRU', quantity: stock }],
      parts: changedRow('parts', 0, cells),
    })
    const enough = poissonQuantile(0.95, FAILURES) - 3
    const late = { maximumOrder: enough, leadTimeDays: 140 }
    const why = `${enough} could be ordered, but they come on 2021-05-21, after 1.0 of the 5.2 failures that are expected`

    it.each([
      ['a survival', {}],
      ['few hours lost', { target: { weightHoursLost: 115 } }],
    ])('cannot be had in time for %s, which is told with the day on which they come', (_, scenario) => {
      const soon = answered(worldOf({ ...late, leadTimeDays: 0 }), scenario).purchase
      const { isReached, buys, unobtainable } = answered(worldOf(late), scenario).purchase
      expect([soon.isReached, isReached, buys[0]!.quantity]).toEqual([true, false, enough])
      expect(soon.unobtainable).toEqual([])
      expect(unobtainable).toMatchObject([{ part: 'RRU', bought: enough, isInPlaceOfBought: true, why }])
      expect(unobtainable[0]!.missing).toBe(soon.buys[0]!.quantity)
      expect(unobtainable[0]!.alternatives).toContain('swap the elements that carry it earlier')
    })

    it('is no matter of time for a part that cannot be had at all, and of which none is needed', () => {
      const gone = {
        part: 'FAN',
        manufacturer: 'Huawei',
        class: 'fan',
        failuresFit: 3000,
        price: 1000,
        leadTimeDays: 200,
      }
      const world = worldOf(late)
      const changed = {
        ...world,
        parts: [...world.parts, gone],
        units: [...world.units, { element: 'E-N', part: 'FAN', quantity: 1 }],
        stock: [...world.stock, { depot: 'LEEDS', part: 'FAN', quantity: 5 }],
      }
      const { unobtainable } = answered(changed, { target: { weightHoursLost: 115 } }).purchase
      expect(unobtainable.map(({ part }) => part)).toEqual(['RRU'])
    })

    it('can be had where one more would do late', () => {
      const { isReached, unobtainable } = answered(worldOf({ ...late, maximumOrder: enough + 1 })).purchase
      expect([isReached, unobtainable]).toEqual([true, []])
    })

    it('is told too where the last of them is worth so little that it is not bought', () => {
      const many = { failuresFit: 200_000, maximumOrder: 328, leadTimeDays: 100 }
      const { isReached, buys, unobtainable } = answered(worldOf(many, 62)).purchase
      const missing = poissonQuantile(0.95, FAILURES * (200 / 3)) - 62
      expect(isReached).toBe(false)
      expect(buys[0]!.quantity).toBeLessThan(328)
      expect(unobtainable).toMatchObject([{ missing, bought: buys[0]!.quantity, isInPlaceOfBought: true }])
      expect(unobtainable[0]!.why).toContain('328 could be ordered, but they come on 2021-04-11, after 50.4 of')
    })
  })

  it('cannot be had in the least number over all pools, however unlike these are', () => {
    for (const quantity of [10, 20, 30, 50, 70]) {
      const units = [SMALL.units![0]!, { ...SMALL.units![1]!, quantity }]
      const parts = changedRow('parts', 0, { maximumOrder: 2 })
      const { purchase } = answered({ parts, units, stock: [] })
      const missing = leastOverPools([FAILURES, (FAILURES * quantity) / 100]) - 2
      expect(purchase.unobtainable).toMatchObject([{ missing, bought: 2 }])
    }
  })

  it('cannot be had of those that lose most where each would do alone, and all together do not', () => {
    const failing = (part: string, failuresFit: number, more: Row = {}) => ({
      ...SMALL.parts![0]!,
      part,
      failuresFit,
      leadTimeDays: 21,
      ...more,
    })
    const together = (parts: readonly Row[]) =>
      answered(
        {
          parts,
          units: parts.map(({ part }) => ({ element: 'E-N', part: String(part), quantity: 20 })),
          stock: parts.map(({ part }) => ({ depot: 'LEEDS', part: String(part), quantity: 1 })),
        },
        { target: { survival: 0.97, per: 'vendor' } },
      ).purchase
    // Before an order arrives each runs out in 2 cases of a hundred.
    const failures = 20 * 20_000e-9 * WEEK_HOURS * WEEKS
    const missing = poissonQuantile(Math.sqrt(0.97), failures) - 1
    const both = together([failing('A', 20_000), failing('B', 20_000)])
    const why = 'an order comes too late for what fails before it arrives'
    expect(both.isReached).toBe(false)
    expect(both.unobtainable).toMatchObject([
      {
        part: 'A',
        missing,
        why,
        isInPlaceOfBought: true,
        alternatives: ['swap the elements that carry it earlier', expect.anything(), expect.anything()],
      },
      { part: 'B', missing, why },
    ])
    // What hardly fails is no reason.
    const little = together([failing('A', 20_000), failing('B', 20_000), failing('C', 100)])
    expect(little.unobtainable.map(({ part }) => part)).toEqual(['A', 'B'])
    const past = together([failing('A', 20_000, { lastOrder: '2020-12-31' }), failing('B', 1000)])
    expect(past.unobtainable).toMatchObject([{ part: 'A', bought: 0, why: 'the last order day is past' }])
  })

  it('has a way out in tests and repairs, unless it is known that nothing comes of them', () => {
    const waysOut = (row: Row) =>
      answered({ parts: changedRow('parts', 0, { leadTimeDays: 200, ...row }) }).purchase.unobtainable[0]!.alternatives
    const swap = 'swap the elements that carry it earlier'
    const otherRepair = 'have it repaired by somebody who is not cut off'
    expect(waysOut({})).toEqual([
      swap,
      'swap some of them at once, test what comes out, and use what is good',
      otherRepair,
    ])
    const plan = [{ date: '2022-01-01', action: 'remove', element: 'E-N' }]
    const late = changedRow('parts', 0, { leadTimeDays: 200 })
    expect(answered({ parts: late, plan }).purchase.unobtainable[0]!.alternatives).toContain(
      'test what is taken out, and use what is good',
    )
    expect(waysOut({ harvestYield: 0, repairYield: 0, repairDays: 30 })).toEqual([swap])
    expect(waysOut({ harvestYield: 0.5, repairYield: 0.1, repairDays: 30 })).toEqual([
      swap,
      'swap some of them at once, and use what comes out',
      otherRepair,
    ])
  })

  it('cannot be had where a rule leaves no day to put it in, nor then what is forbidden beside it', () => {
    const [first, afterAll] = [parseDay('2021-01-01')!, parseDay('2030-01-01')!]
    const barred = (of: readonly ('bought' | 'held')[], from = first, until = afterAll) =>
      answerSpares(prepared({}, {}, forbidding('RRU', of, { from, until })), { seed: 1, replications: 4096 }).purchase
    const bought = barred(['bought'])
    expect(bought.buys).toEqual([])
    expect(bought.unobtainable[0]!.why).toBe('a rule forbids putting in what is bought: Nothing of these (FREEZE)')
    expect(bought.unobtainable[0]!.alternatives).toHaveLength(3)
    expect(barred(['bought', 'held']).unobtainable[0]!.alternatives).toEqual([
      'swap the elements that carry it earlier',
    ])
    // Some day on which it may be put in is left: before a rule, or after it.
    expect(barred(['bought'], parseDay('2022-01-01')!).buys).toEqual(answered().purchase.buys)
    expect(barred(['bought'], first, parseDay('2022-12-29')!).buys).toEqual(answered().purchase.buys)
    expect(barred(['held']).buys).toEqual(answered().purchase.buys)
  })

  it('comes too late for what fails before it arrives', () => {
    const soon = answered({ parts: changedRow('parts', 0, { leadTimeDays: 0 }) }, { target: { survival: 0.9 } })
    const later = answered({ parts: changedRow('parts', 0, { leadTimeDays: 140 }) }, { target: { survival: 0.9 } })
    expect(later.purchase.cost).toBeGreaterThanOrEqual(soon.purchase.cost)
    expect(later.purchase.buys[0]!.arrivesOn).toBe('2021-05-21')
  })

  it('is moved first, where one pool has more than another needs', () => {
    const stock = [
      { depot: 'LEEDS', part: 'RRU', quantity: 12 },
      { depot: 'DOVER', part: 'RRU', quantity: 0 },
    ]
    const { moves, purchase } = answered({ stock })
    const [fromDepots, toDepots] = [[{ depot: 'LEEDS', quantity: 2 }], [{ depot: 'DOVER', quantity: 2 }]]
    // Each wants ten.
    expect(moves).toEqual([{ part: 'RRU', fromPool: 'NORTH', toPool: 'SOUTH', quantity: 2, fromDepots, toDepots }])
    expect(purchase.cost).toBe(answered().purchase.cost)
    expect(purchase.costWithoutMoves).toBeGreaterThan(purchase.cost)
  })

  it('follows the frontier, on which survival rises with every pound', () => {
    const { frontier, network, next } = answered()
    expect(frontier[0]!.cost).toBe(0)
    expect(frontier[0]!.survival).toBeCloseTo(network.survivalAtEnd, 12)
    for (const [index, { cost, survival }] of frontier.entries()) {
      if (index === 0) continue
      expect(cost).toBeGreaterThan(frontier[index - 1]!.cost)
      expect(survival).toBeGreaterThan(frontier[index - 1]!.survival)
    }
    expect(frontier.at(-1)!.survival).toBeGreaterThan(0.999)
    let ordered = 0
    for (const { cost, ordersMore } of frontier) {
      ordered += ordersMore.reduce((sum, { quantity }) => sum + quantity, 0)
      expect(ordered * 100_000).toBe(cost)
    }
    expect(next).toMatchObject({ part: 'RRU', quantity: 1, cost: 100_000 })
  })

  it('is for the money of a point of the frontier what is ordered there, where units lie as they did', () => {
    const fan = { part: 'FAN', manufacturer: 'Huawei', class: 'fan', failuresFit: 2000, price: 300, leadTimeDays: 0 }
    const changed = {
      parts: [...SMALL.parts!, fan],
      units: [...SMALL.units!, { element: 'E-N', part: 'FAN', quantity: 100 }],
      stock: [],
    }
    const { frontier } = answered(changed)
    expect(frontier.length).toBeGreaterThan(20)
    const ordered = new Map<string, number>()
    for (const [index, { cost, ordersMore, survival }] of frontier.entries()) {
      for (const { part, quantity } of ordersMore) ordered.set(part, (ordered.get(part) ?? 0) + quantity)
      if (index % 9 !== 1) continue
      const { purchase } = answered(changed, { budget: cost / 100 })
      const bought = new Map<string, number>()
      for (const { part, quantity } of purchase.buys) bought.set(part, (bought.get(part) ?? 0) + quantity)
      expect([purchase.cost, bought]).toEqual([cost, ordered])
      expect(purchase.networkSurvival).toBeCloseTo(survival, 12)
    }
  })
})

describe('what becomes of a failed unit', () => {
  it('is ordered anew while that can be done, so that a few units last for years', () => {
    const parts = changedRow('parts', 0, { leadTimeDays: 28 })
    const { regime, lasting } = rru(answered({ parts }, { disruptions: [] }))
    expect(regime).toBe('resupplied')
    expect(lasting!.survivalAtEnd).toBeGreaterThan(0.999)
  })

  it('that is ordered anew leaves so many in resupply, and its stock a fill rate', () => {
    const parts = changedRow('parts', 0, { leadTimeDays: 28 })
    const { steadyState } = answered({ parts }, { disruptions: [] })
    const inResupply = 100 * 3000e-9 * 28 * 24
    expect(steadyState.parts[0]!.pools[0]).toMatchObject({ pool: 'NORTH', position: 6 })
    expect(steadyState.parts[0]!.pools[0]!.unitsInResupply).toBeCloseTo(inResupply, 12)
    expect(steadyState.parts[0]!.pools[0]!.fillRate).toBeCloseTo(poissonAtMost(5, inResupply), 12)
    expect(steadyState.parts[0]!.pools[0]!.neededToFill).toBe(poissonQuantile(0.999, inResupply) + 1)
  })

  it('is repaired until repairs stop, which lets the stock last longer than without', () => {
    const parts = changedRow('parts', 0, { repairYield: 0.9, repairDays: 28 })
    const until = (repairs: string) =>
      rru(
        answered(
          { parts },
          { disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops: { newUnits: '2021-06-01', repairs } }] },
        ),
      ).lasting!.survivalAtEnd
    const [never, soon, late] = [until('2021-01-01'), until('2021-10-01'), until('2022-10-01')]
    expect(never).toBeCloseTo(poissonAtMost(6, FAILURES) ** 2, 12)
    expect(soon).toBeGreaterThan(never + 0.05)
    expect(late).toBeGreaterThan(soon + 0.05)
  })

  it('is simulated where it is repaired, and the error told of each day is at most that of plain samples', () => {
    const parts = changedRow('parts', 0, { repairYield: 0.9, repairDays: 28 })
    const { lasting, method } = rru(answered({ parts }))
    expect(method).toBe('simulated')
    expect(lasting!.standardErrors.at(-1)).toBe(lasting!.standardError)
    for (const [step, error] of lasting!.standardErrors.entries()) {
      const survival = lasting!.survival[step]!
      // Of two pools, and never below one replication.
      expect(error).toBeGreaterThan(0)
      expect(error).toBeLessThan(Math.sqrt((2 * survival * (1 - survival)) / 4096) + 2 / 4096)
    }
  })

  it('is simulated with what is bought too, and the error told of each survival with it', () => {
    const parts = changedRow('parts', 0, { repairYield: 0.7, repairDays: 60, leadTimeDays: 60 })
    const survivalsOf = ({ purchase, next, parts: [part] }: ReturnType<typeof answered>) =>
      [
        [purchase.networkSurvival, purchase.networkStandardError],
        [next!.survivalBefore, next!.standardErrorBefore],
        [next!.survivalAfter, next!.standardErrorAfter],
        ...part!.pools.map(({ survivalAtEnd, standardError }) => [survivalAtEnd, standardError]),
      ] as [number, number][]
    const seeds = [1, 2, 3, 4, 5, 6].map((seed) =>
      answerSpares(prepared({ parts }, { budget: 4000 }), { seed, replications: 1024 }),
    )
    expect(new Set(seeds.map(({ purchase }) => purchase.buys.length))).toEqual(new Set([2]))
    const all = seeds.map(survivalsOf)
    const near = survivalsOf(answerSpares(prepared({ parts }, { budget: 4000 }), { seed: 7, replications: 102_400 }))
    for (const some of all)
      for (const [place, [survival, error]] of some.entries()) {
        expect(error).toBeGreaterThan(0)
        expect(Math.abs(survival - near[place]![0])).toBeLessThan(4 * Math.hypot(error, near[place]![1]))
        // Of two pools, and never below one replication.
        expect(error).toBeLessThan(Math.sqrt((2 * survival * (1 - survival)) / 1024) + 2 / 1024)
      }
    expect(seeds[0]!.purchase.buys[0]!.reason).toMatch(/survival \d\d\.\d ± \d\.\d %, with these \d\d\.\d ± \d\.\d %/)
    const exact = answered()
    expect(exact.purchase.buys[0]!.reason).not.toContain('±')
    // As likely as 10^-9, and told as in all other places.
    const scarce = answered({ parts: changedRow('parts', 0, { failuresFit: 20_000 }) })
    expect(scarce.purchase.buys[0]!.reason).toContain('survival below 0.05 %, with these 97.')
    expect(survivalsOf(exact).map(([, error]) => error)).toEqual([0, 0, 0, 0, 0])
  })

  it('that no replication lasts through may still last as one of them would', () => {
    const parts = changedRow('parts', 0, { failuresFit: 60_000, repairYield: 0.9, repairDays: 28 })
    const stock = [{ depot: 'DOVER', part: 'RRU', quantity: 500 }]
    const { lasting, pools } = rru(answered({ parts, stock }))
    expect(pools.map(({ survivalAtEnd }) => survivalAtEnd)).toEqual([0, 1])
    expect(lasting).toMatchObject({ survivalAtEnd: 0, standardError: Math.round(1e6 / 4096) / 1e6 })
  })

  it('is used again where it was taken out of the network, from the day it is tested', () => {
    const plan = [{ date: '2021-03-01', action: 'remove', element: 'E-S' }]
    const parts = changedRow('parts', 0, { harvestYield: 1, harvestDays: 30 })
    const [south] = rru(answered({ plan, parts })).pools.filter(({ pool }) => pool === 'SOUTH')
    expect(south).toMatchObject({ arriving: 100, unitsLast: 0 })
    expect(rru(answered({ plan, parts })).recoveredOn).toBeUndefined()
  })
})

describe('what is not known', () => {
  it('leaves a part without a rate unreckoned, and says so', () => {
    const parts = changedRow('parts', 0, { failuresFit: undefined })
    const answer = answered({ parts })
    expect(rru(answer).lasting).toBeUndefined()
    expect(rru(answer).notReckoned).toContain('no failure rate')
    expect(answer.coverage.partsWithoutRate).toBe(1)
    expect(answer.assumptions).toContainEqual({ what: 'no failure rate: not reckoned', parts: ['RRU'] })
  })

  it('is assumed of a class where the scenario says so, by name', () => {
    const parts = changedRow('parts', 0, { failuresFit: undefined })
    const classes = { radio: { source: 'a table', failuresFit: 3000, rateUncertainty: 0 } }
    const answer = answered({ parts }, { assumptions: { classes } })
    expect(rru(answer).lasting!.survivalAtEnd).toBeCloseTo(poissonAtMost(6, FAILURES) ** 2, 12)
    expect(rru(answer).failuresFit!.source).toBe('class radio (a table)')
    expect(answer.coverage.partsWithClassRate).toBe(1)
  })

  it('errs alike for all parts that rest on one assumption, whatever their class', () => {
    const part = (name: string, ofClass: string) => ({ part: name, manufacturer: 'Huawei', class: ofClass })
    const units = ['A', 'B'].map((name) => ({ element: 'E-N', part: name, quantity: 100 }))
    const stock = ['A', 'B'].map((name) => ({ depot: 'LEEDS', part: name, quantity: 6 }))
    const everything = { '*': { source: 'a table', failuresFit: 3000, rateUncertainty: 1 } }
    const together = (classes: readonly [string, string]) =>
      answered(
        { parts: [part('A', classes[0]), part('B', classes[1])], units, stock },
        { assumptions: { classes: everything } },
      ).network.survivalAtEnd
    expect(together(['radio', 'board'])).toBeCloseTo(together(['radio', 'radio']), 12)
  })

  it('is learnt from what was issued, which makes the rate surer', () => {
    const usage = [{ part: 'RRU', from: '2020-01-01', until: '2020-12-31', unitHours: 2e6, issues: 14 }]
    const uncertain = { assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 0.5 } } } }
    const { failuresFit, rateVariation } = rru(answered({ usage }, uncertain))
    // Four failures in 4 / 3e-6 hours, and 14 in 2e6 hours.
    expect(failuresFit!.value).toBeCloseTo((18 / (4 / 3e-6 + 2e6)) * 1e9, 6)
    expect(rateVariation).toBeCloseTo(1 / Math.sqrt(18), 12)
    expect(failuresFit!.source).toContain('14 issued')
  })

  it('learns nothing from what was issued where the rate is taken as known, and does not say it did', () => {
    const usage = [{ part: 'RRU', from: '2020-01-01', until: '2020-12-31', unitHours: 2e6, issues: 14 }]
    expect(rru(answered({ usage })).failuresFit).toEqual({ value: 3000, source: 'parts.csv line 2' })
  })

  it('is how sure a rate is only where nobody says so, whatever is said', () => {
    const told = (changed: Parameters<typeof answered>[0], rateUncertainty?: number) => {
      const radio = { source: 'the test', ...(rateUncertainty === undefined ? {} : { rateUncertainty }) }
      const { assumptions } = answered(changed, { assumptions: { classes: { radio } } })
      return assumptions.filter(({ what }) => what.includes('how sure')).map(({ what }) => what)
    }
    const nobody = 'nobody says how sure the failure rate is: give or take 50 % of it'
    expect(told({})).toEqual([nobody])
    expect(told({}, 0.5)).toEqual([])
    // 3.5 failures seen: as sure as a prediction give or take half.
    expect(told({ parts: changedRow('parts', 0, { rateUnitHours: 3.5 / 3000e-9 }) })).toEqual([])
    expect(told({ parts: changedRow('parts', 0, { failuresFit: 0 }) })).toEqual([])
    const usage = [{ part: 'RRU', from: '2020-01-01', until: '2020-12-31', unitHours: 2e6, issues: 14 }]
    expect(told({ usage })).toEqual([`${nobody}, before what was issued is counted`])
    expect(told({ usage }, 0.5)).toEqual([])
  })

  it('is no price in a currency without a rate, and then in no sum', () => {
    const parts = changedRow('parts', 0, { currency: 'USD' })
    const { purchase, coverage } = answered({ parts })
    expect(coverage.partsWithoutPrice).toBe(1)
    expect(purchase.cost).toBe(0)
    expect(purchase.buys.every(({ cost }) => cost === null)).toBe(true)
    // Nobody can say that it is within a budget.
    expect(answered({ parts }, { budget: 100_000 }).purchase.buys).toEqual([])
    const exchangeRates = { USD: { rate: 0.8, on: '2021-01-01' } }
    expect(answered({ parts }, { exchangeRates }).purchase.cost).toBe((answered().purchase.cost * 8) / 10)
  })
})

describe('stock that cannot be reckoned with', () => {
  const stock = (row: object) => [...SMALL.stock!, { depot: 'LEEDS', part: 'RRU', quantity: 5, ...row }]

  it.each([
    ['is reserved for something else', { state: 'reserved' }, 'reserved'],
    ['is on order and due after the supply ends', { state: 'onOrder', due: '2021-07-01' }, 'after the supply'],
    [
      'is sent by the vendor, whose stock goes',
      { titleOwner: 'Huawei', state: 'inTransit', due: '2021-03-01' },
      'cut off or rations',
    ],
    ['are carcasses nobody repairs', { condition: 'unserviceable' }, 'nobody repairs'],
  ])('%s', (_, row, why) => {
    const stops = { newUnits: '2021-06-01', repairs: '2021-06-01', vendorPools: '2022-01-01' }
    const scenario = { disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops }] }
    const { notCounted, pools } = rru(answered({ stock: stock(row) }, scenario))
    expect(pools[0]!.onHand).toBe(6)
    expect(notCounted).toMatchObject([{ units: 5, place: 'stock.csv line 4' }])
    expect(notCounted[0]!.why).toContain(why)
  })

  it('lasts with what the vendor owns until that goes: on the last day as if it stayed, on the first as if it were not there', () => {
    const survivalWith = (vendorPools: string, row: object = { titleOwner: 'Huawei' }): number => {
      const stops = { newUnits: '2021-01-01', repairs: '2021-01-01', vendorPools }
      const scenario = { disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops }] }
      return rru(answered({ stock: stock(row) }, scenario)).lasting!.survivalAtEnd
    }
    const [never, first] = [survivalWith('2023-06-01'), survivalWith('2021-01-01')]
    expect(first).toBeCloseTo(survivalWith('2021-01-01', { state: 'reserved' }), 12)
    const days = ['2021-07-01', '2022-01-01', '2022-07-01', '2022-12-15'].map((day) => survivalWith(day))
    expect([first, ...days, never]).toEqual([first, ...days, never].toSorted((left, right) => left - right))
    // The last week alone has nothing of it.
    expect(days.at(-1)! / never).toBeGreaterThan(0.9)
    expect(first / never).toBeLessThan(0.8)
  })

  it('is told with the day on which the vendor takes its own away', () => {
    const stops = { newUnits: '2021-06-01', vendorPools: '2022-01-01' }
    const scenario = { disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops }] }
    const { pools, notCounted } = rru(answered({ stock: stock({ titleOwner: 'Huawei' }) }, scenario))
    expect(pools[0]).toMatchObject({ onHand: 11, lent: { units: 5, until: '2022-01-01' } })
    expect(notCounted).toEqual([])
  })

  it('is its own where its owner bears the operator’s name', () => {
    const stops = { newUnits: '2021-06-01', vendorPools: '2022-01-01' }
    const scenario = { disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops }] }
    expect(rru(answered({ stock: stock({ titleOwner: 'north  mobile' }) }, scenario)).pools[0]!.onHand).toBe(11)
  })

  it('is counted once it arrives before the supply ends', () => {
    const { pools } = rru(answered({ stock: stock({ state: 'onOrder', due: '2021-03-01' }) }))
    expect(pools[0]).toMatchObject({ onHand: 6, arriving: 5 })
  })
})

describe('parts that may stand in for one another', () => {
  const parts = [
    ...SMALL.parts!,
    { part: 'RRU-2', manufacturer: 'Huawei', class: 'radio', failuresFit: 3000, price: 900, leadTimeDays: 0 },
  ]
  const stock = [...SMALL.stock!, { depot: 'LEEDS', part: 'RRU-2', quantity: 4 }]

  it('share their spares where the substitute has no units of its own', () => {
    const answer = answered({ parts, stock, interchange: [{ part: 'RRU', substitute: 'RRU-2' }] })
    expect(rru(answer).pools[0]).toMatchObject({ pool: 'NORTH', onHand: 10 })
    expect(rru(answer).sharesWith).toEqual(['RRU-2'])
    expect(answer.parts[1]!.reckonedWith).toBe('RRU')
    // The cheaper of the two is bought.
    expect(new Set(answer.purchase.buys.map(({ part }) => part))).toEqual(new Set(['RRU-2']))
  })

  it('do not where the substitute fits some elements alone, which is told as a way out', () => {
    const answer = answered({
      parts: [{ ...parts[0]!, leadTimeDays: 200 }, parts[1]!],
      stock,
      interchange: [{ part: 'RRU', substitute: 'RRU-2', condition: 'element=E-N' }],
    })
    expect(rru(answer).pools[0]).toMatchObject({ onHand: 6 })
    expect(answer.purchase.unobtainable[0]!.alternatives.at(-1)).toBe(
      'put RRU-2 in its place, though it may stand in on 100 of 200 units alone',
    )
  })
})

describe('the exact tier and the simulation', () => {
  it('agree on what both can reckon', () => {
    const { crossCheck } = answered()
    expect(crossCheck.points).toBe(2)
    expect(crossCheck.rootMeanSquare).toBeLessThan(2)
    expect(crossCheck.largest).toBeLessThan(4)
  })
})

describe('what is cautious where nobody knows', () => {
  it('takes a part whose maker nobody stated as cut off', () => {
    const { regime, newUnitsUntil, cutOffPerhaps } = rru(
      answered({ parts: changedRow('parts', 0, { manufacturer: '', leadTimeDays: 28 }) }),
    )
    expect([regime, newUnitsUntil, cutOffPerhaps]).toEqual(['run-down', '2021-06-01', true])
  })

  it('takes none seen to fail for half a failure', () => {
    const parts = changedRow('parts', 0, { failuresFit: 0, rateUnitHours: 1e6 })
    const { failuresFit, rateVariation } = rru(answered({ parts }))
    expect(failuresFit!.value).toBeCloseTo(500, 9)
    expect(rateVariation).toBeCloseTo(Math.SQRT2, 12)
  })

  it('counts hours of what was since taken out among those in which failures were seen', () => {
    const usage = [{ part: 'RRU', from: '2020-01-01', until: '2020-12-30', issues: 3 }]
    const elements = SMALL.elements!.map((element, at) =>
      at === 0 ? { ...element, outOfService: '2020-06-30' } : element,
    )
    const uncertain = { assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 1 } } } }
    const { failuresFit } = rru(answered({ usage, elements }, uncertain))
    // A hundred units for 182 days, its last day counted, and a hundred for 365.
    const hours = 100 * 24 * (182 + 365)
    expect(failuresFit!.value).toBeCloseTo((4 / (1 / 3e-6 + hours)) * 1e9, 6)
  })

  it('leaves out what was overdue when it was counted', () => {
    const stock = [...SMALL.stock!, { depot: 'LEEDS', part: 'RRU', state: 'onOrder', quantity: 5, due: '2020-09-01' }]
    expect(rru(answered({ stock })).notCounted).toMatchObject([
      { units: 5, why: expect.stringContaining('on order, overdue when it was counted') },
    ])
  })
})

describe('the days reckoned', () => {
  it('end with the last one asked for, also where that is within a step', () => {
    const coarse = rru(answered({}, { stepDays: 92 })).pools[0]!.expectedFailures
    expect(coarse).toBeCloseTo(FAILURES, 9)
  })
})

describe('units that lie elsewhere', () => {
  it('are moved to the last one where they help', () => {
    const elements = [SMALL.elements![0]!]
    const units = [SMALL.units![0]!]
    const stock = [{ depot: 'DOVER', part: 'RRU', quantity: 3 }]
    expect(answered({ elements, units, stock }).moves).toMatchObject([
      { part: 'RRU', fromPool: 'SOUTH', toPool: 'NORTH', quantity: 3 },
    ])
  })
})

describe('orders that are limited', () => {
  it('that come too late are told as that, and are no larger than they are worth', () => {
    const stock = [{ depot: 'LEEDS', part: 'RRU', quantity: 2 }]
    const elements = [SMALL.elements![0]!]
    const units = [SMALL.units![0]!]
    const parts = changedRow('parts', 0, { leadTimeDays: 150 })
    const { purchase } = answered({ stock, elements, units, parts })
    expect(purchase.isReached).toBe(false)
    expect(purchase.unobtainable[0]!.why).toContain('too late for what fails before')
    const bought = purchase.buys[0]!.quantity
    expect(bought).toBeGreaterThan(4)
    expect(bought).toBeLessThan(11)
  })

  it('come to no more over all pools than can be had', () => {
    const { purchase } = answered({ parts: changedRow('parts', 0, { maximumOrder: 3 }) })
    expect(purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3)
    expect(purchase.isReached).toBe(false)
    expect(purchase.leastCost).toBeNull()
  })

  it('are no smaller than the least one over all pools, however little is needed', () => {
    const { purchase } = answered({ parts: changedRow('parts', 0, { minimumOrder: 60 }) })
    expect(purchase.isReached).toBe(true)
    expect(purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(60)
  })
})

describe('repairs of what can be ordered too', () => {
  it('that end a week before the last day are nearly as good as those that go on', () => {
    const parts = changedRow('parts', 0, { leadTimeDays: 182, repairYield: 0.9, repairDays: 14 })
    const until = (repairs: string) =>
      rru(answered({ parts }, { disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops: { repairs } }] }))
        .lasting!.survivalAtEnd
    expect(until('2022-12-22')).toBeGreaterThan(until('2023-12-01') - 0.05)
    expect(until('2021-01-01')).toBeLessThan(until('2022-12-22'))
  })
})

describe('parts of which one may stand in for two others', () => {
  it('share with neither, for it cannot serve both', () => {
    const part = (name: string) => ({ part: name, manufacturer: 'Huawei', class: 'radio', failuresFit: 3000 })
    const answer = answered({
      parts: [part('A'), part('B'), part('C')],
      units: [
        { element: 'E-N', part: 'A', quantity: 100 },
        { element: 'E-N', part: 'B', quantity: 100 },
      ],
      stock: [{ depot: 'LEEDS', part: 'A', quantity: 10 }],
      interchange: [
        { part: 'A', substitute: 'C' },
        { part: 'B', substitute: 'C' },
      ],
    })
    expect(answer.parts.map(({ sharesWith }) => sharesWith)).toEqual([undefined, undefined, undefined])
    expect(answer.parts[1]!.lasting!.survivalAtEnd).toBeCloseTo(poissonAtMost(0, FAILURES), 12)
  })
})

describe('stock of several counts and owners', () => {
  const stops = (more: object) => ({
    disruption: 'cut',
    vendors: ['huawei'],
    stops: { vendorPools: '2021-08-01' },
    ...more,
  })

  it('of an earlier count is named where the later one has none of it', () => {
    const parts = [...SMALL.parts!, { part: 'FAN', manufacturer: 'Huawei', class: 'fan', failuresFit: 100 }]
    const stock = [
      { depot: 'LEEDS', part: 'FAN', quantity: 4, counted: '2020-11-01' },
      { depot: 'LEEDS', part: 'RRU', quantity: 3, counted: '2020-11-01' },
      { depot: 'LEEDS', part: 'RRU', quantity: 6, counted: '2020-12-01' },
    ]
    const [fan, radio] = answered({ parts, stock }).parts
    expect(radio!.pools[0]!.onHand).toBe(6)
    expect(radio!.notCounted).toEqual([])
    expect(fan!.notCounted).toMatchObject([{ units: 4, place: 'stock.csv line 2' }])
  })

  it('of a vendor is what the hardest of all disruptions leaves, in whatever order they stand', () => {
    const stock = [{ depot: 'LEEDS', part: 'RRU', quantity: 10, titleOwner: 'Huawei' }]
    const [half, none] = [stops({ ration: 0.5 }), stops({ disruption: 'all', stops: { vendorPools: '2021-09-01' } })]
    for (const disruptions of [
      [half, none],
      [none, half],
    ])
      expect(rru(answered({ stock }, { disruptions })).pools[0]!.lent).toEqual({ units: 10, until: '2021-08-01' })
    expect(rru(answered({ stock }, { disruptions: [half] })).pools[0]!.lent!.units).toBe(5)
  })

  it('that comes after the last day, or of which nothing will be good, is named', () => {
    const late = { depot: 'LEEDS', part: 'RRU', state: 'inTransit', quantity: 2, due: '2023-06-01' }
    const bad = { depot: 'LEEDS', part: 'RRU', condition: 'untested', quantity: 3 }
    const parts = changedRow('parts', 0, { harvestYield: 0, harvestDays: 10 })
    const { notCounted } = rru(answered({ parts, stock: [...SMALL.stock!, late, bad] }))
    expect(notCounted.map(({ units, why }) => [units, why])).toEqual([
      [2, 'on its way, and there only after the last day'],
      [3, 'untested, of which none comes out good'],
    ])
  })
})

describe('units in repair when two stop it on one day', () => {
  it('are lost where one of them loses them, in whatever order they stand', () => {
    const parts = changedRow('parts', 0, { repairYield: 0.9, repairDays: 60 })
    const one = (disruption: string, inRepair: 'returned' | 'lost') => ({
      disruption,
      vendors: ['huawei'],
      stops: { newUnits: '2021-01-01', repairs: '2022-01-01' },
      inRepair,
    })
    const [lost, returned] = [one('a', 'lost'), one('b', 'returned')]
    const survivals = [[lost, returned], [returned, lost], [returned]].map(
      (disruptions) => rru(answered({ parts }, { disruptions })).lasting!.survivalAtEnd,
    )
    expect(survivals[0]).toBe(survivals[1])
    expect(survivals[0]).toBeLessThan(survivals[2]!)
  })
})

describe('what if', () => {
  const sideOf = ({ swings }: ReturnType<typeof answered>, assumption: string, index = 0) =>
    swings.assumptions.find((row) => row.assumption === assumption)!.sides[index]!
  const costAndSurvival = ({ purchase, network }: ReturnType<typeof answered>) => ({
    cost: purchase.cost,
    groupsMissed: purchase.isReached ? 0 : 1,
    survivalAtEnd: expect.closeTo(network.survivalAtEnd, 12),
    survivalBought: expect.closeTo(purchase.networkSurvival, 12),
  })

  it('nothing were otherwise, it is the answer itself, with its moves and slips', () => {
    const slips = {
      planSlips: [
        { months: 0, probability: 0.5 },
        { months: 12, probability: 0.5 },
      ],
    }
    const stock = [
      { depot: 'LEEDS', part: 'RRU', quantity: 12 },
      { depot: 'DOVER', part: 'RRU', quantity: 0 },
    ]
    const plan = [{ date: '2021-07-01', action: 'remove', element: 'E-N' }]
    const answer = answered({ stock, plan }, { assumptions: { classes: CUT_OFF.assumptions!.classes!, ...slips } })
    expect(answer.moves.length).toBeGreaterThan(0)
    expect(answer.swings.base).toMatchObject(costAndSurvival(answer))
    expect(answer.swings.base.groupsShort).toBe(1)
    // Nothing is repaired: repairs that succeed more or less often change nothing.
    const { change: _, ...repairs } = sideOf(answer, 'repairs that succeed')
    expect(repairs).toEqual({ ...answer.swings.base, costError: 0 })
  })

  it.each([
    ['failure rates', 0, { failuresFit: 3750 }],
    ['failure rates', 1, { failuresFit: 2250 }],
    ['prices', 0, { price: 1200 }],
    ['prices', 1, { price: 800 }],
    ['lead times', 0, { leadTimeDays: 91 }],
  ])('%s were otherwise, side %i, it is the answer for that network', (assumption, side, cells) => {
    const otherwise = answered({ parts: changedRow('parts', 0, cells) })
    expect(sideOf(answered(), assumption, side)).toMatchObject({ ...costAndSurvival(otherwise), costError: 0 })
  })

  it.each([
    ['6 months later', 0, '2022-07-01'],
    ['6 months earlier', 1, '2021-07-01'],
  ])('the plan were %s, it is the answer with that plan', (_, side, date) => {
    // Both pools need less then: none has more than it wants, and nothing is moved.
    const removed = (day: string) => ({
      plan: ['E-N', 'E-S'].map((element) => ({ date: day, action: 'remove', element })),
    })
    const { cost, groupsMissed, survivalBought } = costAndSurvival(answered(removed(date)))
    const told = sideOf(answered(removed('2022-01-01')), 'the plan', side)
    expect(told).toMatchObject({ cost, groupsMissed, survivalBought })
  })

  describe.each([
    ['as it stands', undefined],
    [
      'late, maybe',
      [
        { months: 0, probability: 0.84 },
        { months: 12, probability: 0.16 },
      ],
    ],
  ])('of two parts, nothing being moved, with a plan that is %s', (_, planSlips) => {
    const parts = [
      { ...SMALL.parts![0]!, part: 'RRU' },
      { ...SMALL.parts![0]!, part: 'BBU', failuresFit: 1500, price: 700 },
    ]
    const worldOf = (change: (part: Row) => object, date: string) =>
      answered(
        {
          parts: parts.map((part) => ({ ...part, ...change(part) })),
          units: ['RRU', 'BBU'].flatMap((part) => ['E-N', 'E-S'].map((element) => ({ element, part, quantity: 100 }))),
          stock: ['LEEDS', 'DOVER'].flatMap((depot) => ['RRU', 'BBU'].map((part) => ({ depot, part, quantity: 3 }))),
          plan: ['E-N', 'E-S'].map((element) => ({ date, action: 'remove', element })),
        },
        {
          assumptions: {
            classes: CUT_OFF.assumptions!.classes!,
            ...(planSlips ? { planSlips } : {}),
          },
        },
      )
    const rates = (factor: number) => (part: Row) => ({ failuresFit: Number(part['failuresFit']) * factor })
    const prices = (factor: number) => (part: Row) => ({ price: Number(part['price']) * factor })
    const asItIs = () => ({})
    const asked = worldOf(asItIs, '2022-01-01')

    it.each([
      ['failure rates', 0, rates(1.25), '2022-01-01'],
      ['failure rates', 1, rates(0.75), '2022-01-01'],
      ['the plan', 0, asItIs, '2022-07-01'],
      ['the plan', 1, asItIs, '2021-07-01'],
      ['prices', 0, prices(1.2), '2022-01-01'],
      ['prices', 1, prices(0.8), '2022-01-01'],
      ['lead times', 0, () => ({ leadTimeDays: 91 }), '2022-01-01'],
    ])(
      '%s were otherwise, side %i, it is to the digit the answer for that network',
      (assumption, side, change, date) => {
        const { base } = worldOf(change, date).swings
        const told = sideOf(asked, assumption, side)
        expect(told).toMatchObject({
          cost: base.cost,
          costError: 0,
          groupsMissed: base.groupsMissed,
          groupsShort: base.groupsShort,
          survivalAtEnd: expect.closeTo(base.survivalAtEnd, 12),
          survivalBought: expect.closeTo(base.survivalBought, 12),
        })
        expect(told.weightHoursLost / base.weightHoursLost).toBeCloseTo(1, 10)
        expect(told.weightHoursBought / base.weightHoursBought).toBeCloseTo(1, 10)
      },
    )
  })

  it('units were moved, as many fall short without moving or buying as in the answer for that network, and no more than there are', () => {
    const uneven = [
      { depot: 'LEEDS', part: 'RRU', quantity: 24 },
      { depot: 'DOVER', part: 'RRU', quantity: 0 },
    ]
    const askedOf = (failuresFit: number) => answered({ stock: uneven, parts: changedRow('parts', 0, { failuresFit }) })
    const answer = askedOf(3000)
    expect(answer.moves.length).toBeGreaterThan(0)
    expect(answer.swings.base.groupsShort).toBe(1)
    for (const [side, failuresFit] of [3750, 2250].entries()) {
      const { survivalAtEnd, groupsShort } = askedOf(failuresFit).swings.base
      const told = sideOf(answer, 'failure rates', side)
      expect(told.groupsShort).toBe(groupsShort)
      expect(told.survivalAtEnd).toBeCloseTo(survivalAtEnd, 12)
    }
  })

  it('repairs end earlier or later, or succeed less or more often, it lasts less or more surely than the answer', () => {
    const parts = changedRow('parts', 0, { repairYield: 0.8, repairDays: 28 })
    const cut = { disruption: 'cut', vendors: ['huawei'], stops: { newUnits: '2021-06-01', repairs: '2022-01-01' } }
    const answer = answered({ parts }, { disruptions: [cut] })
    const { base } = answer.swings
    for (const assumption of ['the end of repairs', 'repairs that succeed']) {
      expect(sideOf(answer, assumption, 0).survivalAtEnd).toBeLessThan(base.survivalAtEnd)
      expect(sideOf(answer, assumption, 1).survivalAtEnd).toBeGreaterThan(base.survivalAtEnd)
      expect(sideOf(answer, assumption, 0).cost).toBeGreaterThan(sideOf(answer, assumption, 1).cost)
    }
  })

  describe('nothing more can be had for money', () => {
    const isCutOff = { disruptions: [{ ...CUT_OFF.disruptions![0]!, stops: { newUnits: FROM, repairs: FROM } }] }
    const effectOf = ({ swings }: ReturnType<typeof answered>) =>
      Math.max(
        ...swings.assumptions.flatMap(({ sides }) =>
          sides.map((side) => Math.abs(side[swings.toldBy] - swings.base[swings.toldBy])),
        ),
      )

    it('is told by how surely all last', () => {
      const answer = answered({}, isCutOff)
      expect(answer.swings.assumptions.every(({ sides }) => sides.every(({ cost }) => cost === 0))).toBe(true)
      expect(answer.swings.toldBy).toBe('survivalAtEnd')
      expect(effectOf(answer)).toBeGreaterThan(0.05)
      expect(answer.swings.assumptions[0]!.assumption).toBe('failure rates')
    })

    it('is told by how surely all last with what is moved, where units are', () => {
      const stock = [
        { depot: 'LEEDS', part: 'RRU', quantity: 12 },
        { depot: 'DOVER', part: 'RRU', quantity: 2 },
      ]
      const answer = answered({ stock }, isCutOff)
      expect(answer.moves.length).toBeGreaterThan(0)
      expect(answer.swings.toldBy).toBe('survivalBought')
      expect(effectOf(answer)).toBeGreaterThan(0.05)
    })

    it('is told by the service lost, where all surely runs out or where that is asked', () => {
      const surely = answered({ parts: changedRow('parts', 0, { failuresFit: 40_000 }) }, isCutOff)
      expect(surely.swings.base.survivalAtEnd).toBeLessThan(1e-6)
      const asked = answered({}, { ...isCutOff, target: { weightHoursLost: 1 } })
      for (const answer of [surely, asked]) {
        expect(answer.swings.toldBy).toBe('weightHoursLost')
        expect(effectOf(answer)).toBeGreaterThan(1)
      }
    })
  })

  it('costs differ, it is told by them', () => {
    expect(answered().swings.toldBy).toBe('cost')
    expect(answered({}, { budget: 3000 }).swings.toldBy).toBe('survivalBought')
  })

  it('only so much may be spent, it is told how surely all last with the best for it, what changes that most first', () => {
    const budget = 3000
    const { swings } = answered({}, { budget })
    const dearer = answered({ parts: changedRow('parts', 0, { price: 1200 }) }, { budget })
    const prices = swings.assumptions.find(({ assumption }) => assumption === 'prices')!
    expect(prices.sides[0]).toMatchObject(costAndSurvival(dearer))
    expect(prices.sides[0]!.survivalBought).toBeLessThan(swings.base.survivalBought)
    const effects = swings.assumptions.map(({ sides }) =>
      Math.max(...sides.map(({ survivalBought }) => Math.abs(survivalBought - swings.base.survivalBought))),
    )
    expect(effects).toEqual(effects.toSorted((left, right) => right - left))
    expect(swings.assumptions[0]!.assumption).toBe('failure rates')
  })
})
