import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SteadyState } from '#model/steady-state-report.ts'
import type { Scenario } from '#model/scenario.ts'
import { backordersOf, poissonAtMost, poissonQuantile } from '../chance/poisson.ts'
import { type Changed, changedRow, prepared, SMALL } from '../fixtures/small-network.ts'
import { availabilityOf } from '../steady-state/redundancy.ts'
import { bestSplits } from '../steady-state/stock-split.ts'
import { expectedBackorders, type RepairNetwork } from '../steady-state/two-echelon.ts'
import { describeSteadyState } from './steady-state.ts'

function steady(changed: Changed = {}, scenario: Partial<Scenario> = { disruptions: [] }): SteadyState {
  const { network, named } = prepared(changed, scenario)
  return describeSteadyState(network, named, () => undefined)
}

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 30)
const FAILURES_A_YEAR = 100 * 3000e-9 * 8766
const parts = (cells: Record<string, unknown>) => changedRow('parts', 0, cells as never)
/** Units of a hundred that fail within so many days. */
const within = (days: number): number => (FAILURES_A_YEAR * days) / 365.25

describe('a part whose pools are resupplied by themselves', () => {
  const NINETY = { parts: parts({ leadTimeDays: 90 }) }

  it('has as many in resupply as fail in a lead time, and what waits follows from Poisson', () => {
    const [part] = steady(NINETY).parts
    const { expected, fillRate, readyRate } = backordersOf(6, within(90))
    for (const pool of part!.pools) {
      expect(pool).toMatchObject({ units: 100, position: 6 })
      expect(pool.failuresAYear).toBeCloseTo(FAILURES_A_YEAR, 10)
      expect(pool.unitsInResupply).toBeCloseTo(within(90), 12)
      expect(pool.unitsWaiting).toBeCloseTo(expected, 12)
      expect(pool.fillRate).toBeCloseTo(fillRate, 12)
      expect(pool.readyRate).toBeCloseTo(readyRate, 12)
      expect(pool.supplyAvailability).toBeCloseTo(1 - expected / 100, 12)
      expect(pool.neededToBeReady).toBe(poissonQuantile(0.999, within(90)))
      expect(pool.neededToFill).toBe(pool.neededToBeReady! + 1)
    }
    expect(part!.unitsWaiting).toBeCloseTo(2 * expected, 12)
    expect(part!.central).toBeUndefined()
  })

  it('leaves no fewer waiting, however pools help each other, than all of it in one place would', () => {
    const [part] = steady(NINETY).parts
    expect(part!.unitsWaitingPooled).toBeCloseTo(backordersOf(12, 2 * within(90)).expected, 14)
    expect(part!.unitsWaitingPooled).toBeLessThan(part!.unitsWaiting)
  })

  it('waits for the repair with its yield, and for an order with the rest', () => {
    const [part] = steady({ parts: parts({ leadTimeDays: 90, repairYield: 0.8, repairDays: 40 }) }).parts
    expect(part!.resupplyDays).toBeCloseTo(0.8 * 40 + 0.2 * 90, 12)
    expect(part!.unitsInResupply).toBeCloseTo(2 * within(50), 12)
  })

  it('lies best where each unit is likeliest to be used', () => {
    const stock = [{ depot: 'LEEDS', part: 'RRU', quantity: 12 }]
    const { parts: told, unitsWaitingBest } = steady({ ...NINETY, stock })
    const [part] = told
    const evenly = 2 * backordersOf(6, within(90)).expected
    expect(part!.unitsWaiting).toBeCloseTo(within(90) + backordersOf(12, within(90)).expected, 12)
    expect(part!.unitsWaitingBest).toBeCloseTo(evenly, 12)
    expect(unitsWaitingBest).toBe(part!.unitsWaitingBest)
    expect(part!.pools.map(({ positionBest }) => positionBest)).toEqual([6, 6])
  })

  it('counts on what is on order, on the way or in repair, and as much of what is untested as comes out good', () => {
    const stock = [
      { depot: 'LEEDS', part: 'RRU', quantity: 2 },
      { depot: 'LEEDS', part: 'RRU', quantity: 3, state: 'onOrder', due: '2021-02-01' },
      { depot: 'LEEDS', part: 'RRU', quantity: 4, state: 'inRepair' },
      { depot: 'LEEDS', part: 'RRU', quantity: 5, condition: 'untested' },
    ]
    const cells = { leadTimeDays: 90, repairYield: 0.5, repairDays: 40, harvestYield: 0.5, harvestDays: 10 }
    expect(steady({ parts: parts(cells), stock }).parts[0]!.pools[0]!.position).toBe(2 + 3 + 4 + 2)
  })

  it('keeps elements with a unit to spare up, though units wait', () => {
    const units = [
      { element: 'E-N', part: 'RRU', quantity: 3, needed: 2 },
      { element: 'E-S', part: 'RRU', quantity: 100 },
    ]
    const changed = { parts: parts({ leadTimeDays: 90, failuresFit: 300_000 }), units, stock: [] }
    const { parts: told, today } = steady(changed)
    const [north, south] = told[0]!.pools
    expect(north!.functionAvailability).toBeCloseTo(availabilityOf(2, 3, north!.supplyAvailability), 12)
    expect(south!.functionAvailability).toBeCloseTo(south!.supplyAvailability ** 100, 12)
    const mean = (north!.functionAvailability + south!.functionAvailability) / 2
    expect(today.functionAvailability).toBeCloseTo(mean, 12)
  })
})

describe('a part of which nobody knows how a failed unit is made good', () => {
  const reasons = (cells: Record<string, unknown>, scenario?: Partial<Scenario>) =>
    steady({ parts: parts(cells) }, scenario).notKnown

  it('is named with the reason, and not reckoned', () => {
    expect(reasons({ leadTimeDays: '' })).toEqual([{ why: 'nobody says how long an order takes', parts: ['RRU'] }])
    expect(reasons({ leadTimeDays: 90, repairYield: 0.8 })).toEqual([
      { why: 'nobody says how long a repair takes', parts: ['RRU'] },
    ])
    expect(reasons({ leadTimeDays: 90, lastOrder: '2020-12-31' })).toEqual([
      { why: 'new units are no longer to be had', parts: ['RRU'] },
    ])
    expect(steady({ parts: parts({ leadTimeDays: '' }) })).toMatchObject({ parts: [], next: [], units: 0 })
  })

  it('needs no new units where all are repaired', () => {
    expect(reasons({ leadTimeDays: '', repairYield: 1, repairDays: 40 })).toEqual([])
  })

  it('is not reckoned either where more of it would be in resupply than in service', () => {
    // A unit of 1,000,000 FIT lasts 1000 hours, 41.7 days.
    const lastsFor = (leadTimeDays: number) => steady({ parts: parts({ leadTimeDays, failuresFit: 1e6 }), stock: [] })
    const why = 'resupply takes longer than a unit lasts on average'
    expect(lastsFor(42)).toMatchObject({ notKnown: [{ why, parts: ['RRU'] }], parts: [], units: 0 })
    const { today, units, notKnown } = lastsFor(41)
    expect([notKnown, units]).toEqual([[], 200])
    expect(today.unitsWaiting).toBeCloseTo((200 * 41 * 24) / 1000, 9)
  })

  it('is not one whose supply ends only later: until then it is reckoned, and the day is told', () => {
    const stopping = (newUnits: string) => ({
      disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops: { newUnits } }],
    })
    const later = steady({ parts: parts({ leadTimeDays: 90 }) }, stopping('2021-06-01'))
    expect(later).toMatchObject({ holdsUntil: '2021-06-01', notKnown: [] })
    expect(later.parts).toEqual(steady({ parts: parts({ leadTimeDays: 90 }) }).parts)
    expect(reasons({ leadTimeDays: 90 }, stopping('2021-01-01'))).toHaveLength(1)
    expect(steady({ parts: parts({ leadTimeDays: 90 }) }).holdsUntil).toBeNull()
  })

  it('is ordered alone where repairs have ended already, and repaired alone where nothing is lost in it', () => {
    const stopped = (stops: Record<string, string>) => ({
      disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops }],
    })
    const cells = { leadTimeDays: 90, repairYield: 0.8, repairDays: 40 }
    const ordered = steady({ parts: parts(cells) }, stopped({ repairs: '2020-06-01' }))
    expect([ordered.holdsUntil, ordered.parts[0]!.resupplyDays]).toEqual([null, 90])
    expect(steady({ parts: parts(cells) }, stopped({ repairs: '2021-06-01' })).holdsUntil).toBe('2021-06-01')
    const whole = { parts: parts({ ...cells, repairYield: 1 }) }
    expect(steady(whole, stopped({ newUnits: '2020-06-01' })).parts[0]!.resupplyDays).toBe(40)
    expect(steady(whole, stopped({ newUnits: '2021-06-01' })).holdsUntil).toBeNull()
  })

  it('may draw on the stock of its maker until that is taken away', () => {
    const changed = {
      parts: parts({ leadTimeDays: 90 }),
      stock: [{ depot: 'LEEDS', part: 'RRU', quantity: 4, titleOwner: 'Huawei' }],
    }
    const gone = (vendorPools: string) => ({
      disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops: { vendorPools } }],
    })
    expect(steady(changed, gone('2021-06-01')).parts[0]!.position).toBe(4)
    expect(steady(changed, gone('2021-01-01')).parts[0]!.position).toBe(0)
  })
})

describe('a part with a central depot behind its pools', () => {
  const depots = [
    { depot: 'HUB', pool: 'RESERVE', echelon: 'central' },
    { depot: 'LEEDS', pool: 'NORTH', resupplyDays: 4 },
    { depot: 'DOVER', pool: 'SOUTH', resupplyDays: 9 },
  ]
  const pools = [...SMALL.pools!, { pool: 'RESERVE', regions: '' }]
  const stock = [
    { depot: 'HUB', part: 'RRU', quantity: 1 },
    { depot: 'LEEDS', part: 'RRU', quantity: 0 },
    { depot: 'DOVER', part: 'RRU', quantity: 3 },
  ]
  const changed = { depots, pools, stock, parts: parts({ leadTimeDays: 90 }) }
  const site = (days: number) => ({
    failuresPerYear: FAILURES_A_YEAR,
    repairedHere: 0,
    repairYears: 0,
    orderAndShipYears: days / 365.25,
  })
  const echelons: RepairNetwork = { sites: [site(4), site(9)], depotRepairYears: 90 / 365.25 }

  it('leaves as many waiting as Graves says, told beside VARI-METRIC', () => {
    const [part] = steady(changed).parts
    expect(part).toMatchObject({ position: 4, central: { position: 1 } })
    expect(part!.unitsWaiting).toBeCloseTo(expectedBackorders(echelons, 1, [0, 3], 'exact'), 10)
    expect(part!.central!.unitsWaitingVariMetric).toBeCloseTo(
      expectedBackorders(echelons, 1, [0, 3], 'vari-metric'),
      10,
    )
    expect(part!.unitsInResupply).toBeCloseTo(2 * within(90) + within(4) + within(9), 10)
  })

  it('lies best as the best of all splits between the depot and its pools', () => {
    const [part] = steady(changed).parts
    const best = bestSplits(echelons, 4, 'exact')[4]!
    expect(part!.unitsWaitingBest).toBeCloseTo(best.expectedBackorders, 10)
    expect(part!.central!.positionBest).toBe(best.depotStock)
  })

  it('is reckoned for thousands of units in resupply as for few', () => {
    const many = parts({ leadTimeDays: 90, failuresFit: 100_000 })
    const thousands = SMALL.units!.map((unit) => ({ ...unit, quantity: 10_000 }))
    const [part] = steady({ ...changed, parts: many, units: thousands, stock: [] }).parts
    const aDay = 10_000 * 100_000e-9 * 24
    expect(part!.unitsWaiting / (aDay * (2 * 90 + 4 + 9))).toBeCloseTo(1, 9)
    const best = steady({
      ...changed,
      parts: many,
      units: thousands,
      stock: [{ depot: 'HUB', part: 'RRU', quantity: 4400 }],
    })
    expect(best.unitsWaitingBest).toBeLessThan(0.9 * best.today.unitsWaiting)
    expect(best.sameAvailability.cost).toBeLessThan(best.today.cost)
    expect(best.today.unitsWaiting).toBeGreaterThan(aDay * 13)
  })

  it('serves sites itself where their pool has no store', () => {
    const [hub, , dover] = depots
    const [part] = steady({ ...changed, depots: [hub!, dover!], stock: [stock[0]!, stock[2]!] }).parts
    const straight: RepairNetwork = { ...echelons, sites: [site(0), site(9)] }
    expect(part!.unitsWaiting).toBeCloseTo(expectedBackorders(straight, 1, [0, 3], 'exact'), 10)
    expect(part!.pools[0]).toMatchObject({ pool: 'NORTH', position: 0, neededToFill: null, neededToBeReady: null })
    // A spare is there at the next failure when the depot has one.
    expect(part!.pools[0]!.fillRate).toBeCloseTo(poissonAtMost(0, 2 * within(90)), 12)
  })

  it('is not reckoned where nobody says how long a pool waits for the depot', () => {
    const { notKnown } = steady({ ...changed, depots: [depots[0]!, depots[1]!, { depot: 'DOVER', pool: 'SOUTH' }] })
    expect(notKnown).toEqual([
      { why: 'nobody says how long the depots of SOUTH wait for the central one (resupplyDays)', parts: ['RRU'] },
    ])
  })
})

describe('what the money of the stock could give', () => {
  const units = [
    { element: 'E-N', part: 'RRU', quantity: 100 },
    { element: 'E-S', part: 'RRU', quantity: 40 },
    { element: 'E-S', part: 'PSU', quantity: 60 },
  ]
  const two = [
    { part: 'RRU', manufacturer: 'Huawei', class: 'radio', failuresFit: 20_000, price: 700, leadTimeDays: 60 },
    { part: 'PSU', manufacturer: 'Huawei', class: 'power', failuresFit: 60_000, price: 200, leadTimeDays: 45 },
  ]
  const stock = [
    { depot: 'LEEDS', part: 'RRU', quantity: 1 },
    { depot: 'DOVER', part: 'RRU', quantity: 4 },
    { depot: 'DOVER', part: 'PSU', quantity: 2 },
  ]
  const changed = { units, parts: two, stock }
  const meanOf = (count: number, fit: number, days: number) => count * fit * 1e-9 * 24 * days
  const means = [meanOf(100, 20_000, 60), meanOf(40, 20_000, 60), meanOf(60, 60_000, 45)]
  const prices = [700, 700, 200]

  /** Every stock of up to fourteen units a place, with its cost and what waits. */
  const every = Array.from({ length: 15 ** 3 }, (_, index) => {
    const held = [index % 15, Math.floor(index / 15) % 15, Math.floor(index / 225)]
    return {
      cost: held.reduce((sum, some, place) => sum + some * prices[place]! * 100, 0),
      waiting: held.reduce((sum, some, place) => sum + backordersOf(some, means[place]!).expected, 0),
      held,
    }
  })

  it('is what the best of all stocks for that money leaves waiting', () => {
    const { today, sameMoney } = steady(changed)
    expect(today).toMatchObject({ units: 7, cost: (5 * 700 + 2 * 200) * 100 })
    const best = every.filter(({ cost }) => cost <= today.cost)
    expect(sameMoney.unitsWaiting).toBeCloseTo(Math.min(...best.map(({ waiting }) => waiting)), 10)
    expect(sameMoney.cost).toBeLessThanOrEqual(today.cost)
  })

  it('costs, for as few waiting as today, what the cheapest of all stocks costs: nothing in it is idle', () => {
    const { today, sameAvailability } = steady(changed)
    const enough = every.filter(({ waiting }) => waiting <= today.unitsWaiting + 1e-12)
    expect(sameAvailability.cost).toBe(Math.min(...enough.map(({ cost }) => cost)))
    expect(sameAvailability.unitsWaiting).toBeLessThanOrEqual(today.unitsWaiting + 1e-9)
    expect(sameAvailability.leastCost).toBeLessThanOrEqual(sameAvailability.cost)
  })

  it('lies on a frontier that no stock is beyond, and beyond which no purchase leads', () => {
    const { frontier, onward, today } = steady(changed)
    expect(frontier[0]!.cost).toBe(0)
    expect(frontier[0]!.unitsWaiting).toBeCloseTo(
      means.reduce((sum, mean) => sum + mean, 0),
      10,
    )
    for (const point of frontier) {
      const asCheap = every.filter(({ cost }) => cost <= point.cost)
      expect(point.unitsWaiting).toBeLessThanOrEqual(Math.min(...asCheap.map(({ waiting }) => waiting)) + 1e-10)
    }
    expect(onward[0]).toEqual({ cost: today.cost, unitsWaiting: today.unitsWaiting })
    for (const { cost, unitsWaiting } of onward) {
      const best = Math.min(...every.filter((one) => one.cost <= cost).map(({ waiting }) => waiting))
      expect(unitsWaiting).toBeGreaterThanOrEqual(best - 1e-10)
    }
  })

  it('goes along the published points of nine units of one base (KTH Stockholm, SF1862)', () => {
    const [failures, days, costs] = [
      [50, 40, 45, 50, 25, 48, 60, 35, 15],
      [6, 8, 14, 25, 12, 18, 33, 8, 12],
      [12, 14, 21, 20, 11, 45, 75, 30, 22],
    ]
    const nine = failures.map((rate, index) => ({
      part: `P${index + 1}`,
      manufacturer: 'Huawei',
      class: 'radio',
      // So many thousandths a day of a hundred units.
      failuresFit: (rate * 1e-5 * 1e9) / 24,
      price: costs[index]!,
      leadTimeDays: days[index]!,
    }))
    const { frontier } = steady({
      parts: nine,
      units: nine.map(({ part }) => ({ element: 'E-N', part, quantity: 100 })),
      stock: [],
    })
    const published = [
      [0, 6.104],
      [20, 5.3905047969],
      [31, 5.1313230175],
      [52, 4.6639148185],
      [64, 4.4047330392],
      [78, 4.1308820763],
      [98, 3.7755178692],
      [143, 3.196990684],
      [218, 2.3350599213],
    ]
    for (const [index, [cost, waiting]] of published.entries()) {
      expect(frontier[index]!.cost).toBe(cost! * 100)
      expect(frontier[index]!.unitsWaiting).toBeCloseTo(waiting!, 9)
    }
  })

  it('names first the unit that takes most waiting away for its price', () => {
    const { next } = steady(changed)
    const gains = [1, 4, 2].map((held, place) => (1 - poissonAtMost(held, means[place]!)) / prices[place]!)
    expect(gains.indexOf(Math.max(...gains))).toBe(2)
    expect(next[0]).toMatchObject({ part: 'PSU', places: [{ pool: 'SOUTH', quantity: next[0]!.quantity }] })
    expect(next[0]!.unitsWaitingAfter).toBeCloseTo(backordersOf(2 + next[0]!.quantity, means[2]!).expected, 10)
    expect(next[1]!.part).toBe('RRU')
  })

  it('is told of a small network as of a large one, though little waits there', () => {
    const few = { parts: two.map((part) => ({ ...part, failuresFit: part.failuresFit / 300 })) }
    const { today, next, onward } = steady({ ...changed, ...few })
    expect(today.unitsWaiting).toBeLessThan(0.02)
    expect(next.map(({ part, quantity }) => [part, quantity])).toEqual([['RRU', 1]])
    expect(next[0]!.unitsWaitingBefore - next[0]!.unitsWaitingAfter).toBeLessThan(5e-4)
    expect(onward.length).toBeGreaterThan(1)
  })

  it('is reckoned and spent at the price of the cheapest of parts that share their spares, which is what is bought', () => {
    const cheaper = {
      part: 'RRU-2',
      manufacturer: 'Huawei',
      class: 'radio',
      price: 90,
      leadTimeDays: 60,
      minimumOrder: 2,
    }
    const family = { ...changed, parts: [...two, cheaper], interchange: [{ part: 'RRU', substitute: 'RRU-2' }] }
    const [shared, alone] = [
      steady(family),
      steady({ ...changed, parts: [{ ...two[0]!, price: 90, minimumOrder: 2 }, two[1]!] }),
    ]
    expect([shared.today, shared.sameMoney]).toEqual([alone.today, alone.sameMoney])
    expect(shared.next[0]).toEqual({ ...alone.next[0]!, part: 'RRU-2' })
    expect(shared.next[0]!.cost).toBe(90 * 100 * shared.next[0]!.quantity)
  })

  it('buys what is next in orders that can be placed, and of what is no longer sold none', () => {
    const ordered = (cells: object) => steady({ ...changed, parts: [two[0]!, { ...two[1]!, ...cells }] }).next
    expect(ordered({ minimumOrder: 4 })[0]).toMatchObject({ part: 'PSU', quantity: 4, cost: 4 * 200 * 100 })
    expect(ordered({ maximumOrder: 1 }).find(({ part }) => part === 'PSU')!.quantity).toBe(1)
    const sold = { repairYield: 1, repairDays: 45, lastOrder: '2020-06-01' }
    expect(ordered(sold).map(({ part }) => part)).toEqual(['RRU'])
  })

  it('leaves alone what nobody knows the price of, and says so', () => {
    const {
      withoutPrice,
      today,
      sameMoney,
      parts: told,
      frontier,
      onward,
    } = steady({ ...changed, parts: [two[0]!, { ...two[1]!, price: '' }] })
    expect(withoutPrice).toEqual(['PSU'])
    expect(today.cost).toBe(5 * 700 * 100)
    expect(told.find(({ part }) => part === 'PSU')!.positionForSameMoney).toBeUndefined()
    const unpricedWaiting = backordersOf(2, means[2]!).expected
    for (const curve of [frontier, onward]) {
      expect(curve[0]!.unitsWaiting).toBeGreaterThan(unpricedWaiting)
      // The last purchase but one leaves more of it waiting than is told one by one.
      expect(curve.at(-2)!.unitsWaiting - unpricedWaiting).toBeGreaterThan(1e-3)
      expect(curve.at(-1)!.unitsWaiting).toBeGreaterThanOrEqual(unpricedWaiting)
    }
    expect(sameMoney.unitsWaiting).toBeGreaterThan(backordersOf(2, means[2]!).expected)
  })
})

describe('whatever lies wherever', () => {
  const count = fc.integer({ min: 0, max: 6 })
  const world = fc.record({
    fit: fc.integer({ min: 500, max: 80_000 }),
    lead: fc.integer({ min: 5, max: 120 }),
    days: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    held: fc.tuple(count, count, count),
    isCentral: fc.boolean(),
  })
  const at = (depot: string, quantity: number) => ({ depot, part: 'RRU', quantity })
  const toldOf = (
    { fit, lead, days, isCentral }: { fit: number; lead: number; days: readonly number[]; isCentral: boolean },
    [hub, leeds, dover]: readonly number[],
  ) =>
    steady({
      parts: parts({ failuresFit: fit, leadTimeDays: lead }),
      pools: [...SMALL.pools!, { pool: 'RESERVE', regions: '' }],
      depots: [
        { depot: 'HUB', pool: isCentral ? 'RESERVE' : 'NORTH', ...(isCentral ? { echelon: 'central' } : {}) },
        { depot: 'LEEDS', pool: 'NORTH', resupplyDays: days[0]! },
        { depot: 'DOVER', pool: 'SOUTH', resupplyDays: days[1]! },
      ],
      stock: [at('HUB', hub!), at('LEEDS', leeds!), at('DOVER', dover!)],
    })

  it('no fewer wait than in the best place, no fewer there than in one place for all, and one unit more never hurts', () => {
    fc.assert(
      fc.property(world, (one) => {
        const { held } = one
        const [part] = toldOf(one, held).parts
        expect(part!.unitsWaitingBest).toBeLessThanOrEqual(part!.unitsWaiting)
        expect(part!.unitsWaitingPooled).toBeLessThanOrEqual(part!.unitsWaitingBest + 1e-9)
        for (const place of [0, 1, 2]) {
          const [more] = toldOf(one, held.with(place, held[place]! + 1)).parts
          expect(more!.unitsWaiting).toBeLessThanOrEqual(part!.unitsWaiting + 1e-12)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('no more wait than there are, in any pool, however fast units fail and slowly come', () => {
    const failing = fc.record({ one: world, fit: fc.integer({ min: 100_000, max: 1_000_000 }) })
    let [told, left] = [0, 0]
    fc.assert(
      fc.property(failing, ({ one, fit }) => {
        const { parts: all, frontier, units, notKnown } = toldOf({ ...one, fit }, one.held)
        if (notKnown.length > 0) left += 1
        else told += 1
        for (const pool of all.flatMap(({ pools }) => pools))
          expect(pool.unitsWaiting).toBeLessThanOrEqual(pool.units + 1e-9)
        expect(frontier[0]!.unitsWaiting).toBeLessThanOrEqual(units + 1e-9)
      }),
      { numRuns: RUNS },
    )
    expect(Math.min(told, left)).toBeGreaterThan(0)
  })

  it('the same money leaves no more waiting, as few cost no more, and along both curves waiting only falls', () => {
    fc.assert(
      fc.property(world, (one) => {
        const { today, sameMoney, sameAvailability, frontier, onward } = toldOf(one, one.held)
        expect(sameMoney.unitsWaiting).toBeLessThanOrEqual(today.unitsWaiting + 1e-8)
        expect(sameMoney.cost).toBeLessThanOrEqual(today.cost)
        expect(sameAvailability.unitsWaiting).toBeLessThanOrEqual(today.unitsWaiting + 1e-8)
        expect(sameAvailability.cost).toBeLessThanOrEqual(today.cost)
        for (const curve of [frontier, onward])
          for (const [index, { cost, unitsWaiting }] of curve.entries()) {
            if (index === 0) continue
            expect(cost).toBeGreaterThan(curve[index - 1]!.cost)
            expect(unitsWaiting).toBeLessThan(curve[index - 1]!.unitsWaiting)
          }
      }),
      { numRuns: RUNS },
    )
  })
})
