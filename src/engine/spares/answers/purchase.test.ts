import { describe, expect, it } from 'vitest'
import { RandomStream } from '#base/random.ts'
import { LARGEST_SURVIVAL_ASKED, type Scenario } from '#model/scenario.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { answered, changedRow, SMALL, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'

const FAILURES = 100 * 3000e-9 * WEEK_HOURS * WEEKS
const MOST = 24
const counts = Array.from({ length: MOST + 1 }, (_, units) => units)

const NO_STOCK = { stock: [] }
const WEIGHED: Partial<Scenario> = { weight: 'premises' }
const UNCERTAIN: Partial<Scenario> = {
  weight: 'premises',
  assumptions: {
    classes: { '*': { source: 'the test', rateUncertainty: 0.5 } },
    planSlips: [
      { months: 0, probability: 0.7 },
      { months: 9, probability: 0.3 },
    ],
  },
}
const PLAN = [{ date: '2022-03-01', action: 'remove', element: 'E-N' }]

/** What one pool by itself is said to lose, by units that lie on its shelf. */
function hoursByStock(pool: 0 | 1, changed: object, scenario: Partial<Scenario>): number[] {
  const depot = ['LEEDS', 'DOVER'][pool]!
  const elements = [SMALL.elements![pool]!]
  const units = [SMALL.units![pool]!]
  return counts.map((quantity) => {
    const stock = [{ depot, part: 'RRU', quantity }]
    return answered({ ...changed, elements, units, stock }, scenario).network.weightHoursLost
  })
}

const boughtOf = ({ buys }: ReturnType<typeof answered>['purchase']): number =>
  buys.reduce((sum, { quantity }) => sum + quantity, 0)

describe('what is bought for a target of hours lost', () => {
  it.each([
    ['rates that are known', {}, WEIGHED],
    ['rates that are not, and a plan that may be late', { plan: PLAN }, UNCERTAIN],
  ])('is the least of all purchases with which no more is lost, under %s', (_, changed, scenario) => {
    const north = hoursByStock(0, 'plan' in changed ? changed : {}, scenario)
    const south = hoursByStock(1, {}, scenario)
    const nothing = answered({ ...changed, ...NO_STOCK }, scenario)
    expect(nothing.network.weightHoursLost).toBeCloseTo(north[0]! + south[0]!, 3)
    for (const part of [0.5, 0.05, 0.002]) {
      const weightHoursLost = nothing.network.weightHoursLost * part
      const answer = answered({ ...changed, ...NO_STOCK }, { ...scenario, target: { weightHoursLost } })
      const least = Math.min(
        ...counts.flatMap((n) => counts.map((s) => (north[n]! + south[s]! <= weightHoursLost ? n + s : Infinity))),
      )
      expect(answer.purchase.isReached).toBe(true)
      expect(boughtOf(answer.purchase)).toBe(least)
      expect(answer.purchase.cost).toBe(least * 100_000)
      // Hours add up, whatever parts have in common: the bound holds always.
      expect(answer.purchase.leastCost).toBeLessThanOrEqual(answer.purchase.cost)
      expect(answer.purchase.leastCost).toBeGreaterThan(answer.purchase.cost - 100_000)
      expect(answer.purchase.weightHoursLost.after).toBeLessThanOrEqual(weightHoursLost * (1 + 1e-9))
      expect(answer.purchase.weightHoursLost.before).toBe(nothing.network.weightHoursLost)
    }
  })

  it('leaves as many lost as simulated shelves leave units waiting, where each unit is a site', () => {
    const sites = Array.from({ length: 60 }, (_, index) => ({ site: `N${index}`, region: 'North' }))
    const elements = sites.map(({ site }) => ({ ...SMALL.elements![0]!, element: `E-${site}`, site }))
    const units = elements.map(({ element }) => ({ element, part: 'RRU', quantity: 1 }))
    const parts = changedRow('parts', 0, { failuresFit: 9000, leadTimeDays: 60 })
    const changed = { ...NO_STOCK, sites, elements, units, parts }
    const { purchase } = answered(changed, { target: { weightHoursLost: 20_000 } })
    const bought = boughtOf(purchase)
    expect(bought).toBeGreaterThan(2)
    // What is bought arrives in the ninth week; a unit that is down waits, and does not fail meanwhile.
    const random = new RandomStream(3, 1)
    const failsInWeek = 1 - Math.exp(-9000e-9 * WEEK_HOURS)
    const replications = 4000
    let waiting = 0
    for (let replication = 0; replication < replications; replication++) {
      let [down, spare] = [0, 0]
      for (let week = 0; week < WEEKS; week++) {
        if (week === 9) [down, spare] = [Math.max(0, down - bought), Math.max(0, bought - down)]
        let failed = 0
        for (let unit = 0; unit < 60 - down; unit++) if (random.uniform() < failsInWeek) failed++
        down += Math.max(0, failed - spare)
        spare = Math.max(0, spare - failed)
        waiting += down / replications
      }
    }
    expect(Math.abs((waiting * WEEK_HOURS) / purchase.weightHoursLost.after - 1)).toBeLessThan(0.02)
  })

  it('saves the most hours that a budget can', () => {
    const [north, south] = [hoursByStock(0, {}, WEIGHED), hoursByStock(1, {}, WEIGHED)]
    const target = { weightHoursLost: 1 }
    const { purchase } = answered(NO_STOCK, { ...WEIGHED, target, budget: 7500 })
    const best = Math.min(...counts.slice(0, 8).map((n) => north[n]! + south[7 - n]!))
    expect(purchase.cost).toBe(700_000)
    expect(purchase.weightHoursLost.after / best).toBeCloseTo(1, 9)
    expect(purchase.isReached).toBe(false)
  })

  it('goes where most weight is served, first of all', () => {
    const target = { weightHoursLost: 1000 }
    const { buys } = answered(NO_STOCK, { ...WEIGHED, target, budget: 1000 }).purchase
    expect(buys).toMatchObject([{ part: 'RRU', pool: 'NORTH', quantity: 1 }])
    const { next, frontier } = answered(NO_STOCK, { ...WEIGHED, target })
    expect(next!.weightHoursLostAfter).toBeLessThan(next!.weightHoursLostBefore)
    for (const [index, { weightHoursLost, survival }] of frontier.entries()) {
      if (index === 0) continue
      expect(weightHoursLost).toBeLessThan(frontier[index - 1]!.weightHoursLost)
      expect(survival).toBeGreaterThanOrEqual(frontier[index - 1]!.survival)
    }
  })

  it('is moved where most weight is served, before anything is bought', () => {
    const stock = [{ depot: 'DOVER', part: 'RRU', quantity: 20 }]
    const { moves, purchase } = answered({ stock }, { ...WEIGHED, target: { weightHoursLost: 100_000 } })
    expect(moves).toMatchObject([{ part: 'RRU', fromPool: 'SOUTH', toPool: 'NORTH' }])
    expect(moves[0]!.quantity).toBeGreaterThan(4)
    expect(purchase.costWithoutMoves).toBeGreaterThan(purchase.cost)
  })

  it('that cannot be had is told as what would be bought if it could', () => {
    const parts = changedRow('parts', 0, { leadTimeDays: 200 })
    const target = { weightHoursLost: 20_000 }
    const free = answered(NO_STOCK, { ...WEIGHED, target })
    const { purchase } = answered({ ...NO_STOCK, parts }, { ...WEIGHED, target })
    expect(purchase.buys).toEqual([])
    expect(purchase.isReached).toBe(false)
    expect(purchase.leastCost).toBeNull()
    expect(purchase.unobtainable).toMatchObject([{ part: 'RRU', missing: boughtOf(free.purchase) }])
  })

  it('that comes too late is told as that, and is no more than brings nearly all', () => {
    const parts = changedRow('parts', 0, { leadTimeDays: 140 })
    const { purchase, frontier } = answered({ ...NO_STOCK, parts }, { ...WEIGHED, target: { weightHoursLost: 100 } })
    expect(purchase.isReached).toBe(false)
    expect(purchase.unobtainable[0]!.why).toContain('too late for what fails before')
    expect(boughtOf(purchase)).toBeGreaterThan(5)
    expect(purchase.cost).toBeLessThan(0.8 * frontier.at(-1)!.cost)
    const [nothing, utmost] = [purchase.weightHoursLost.before, frontier.at(-1)!.weightHoursLost]
    expect(purchase.weightHoursLost.after - utmost).toBeLessThan(0.0011 * (nothing - utmost))
  })

  it('is asked of each part, vendor or all together', () => {
    const second = { part: 'FAN', manufacturer: 'Nokia', class: 'fan', failuresFit: 3000, price: 10, leadTimeDays: 0 }
    const changed = {
      ...NO_STOCK,
      parts: [...SMALL.parts!, second],
      units: [...SMALL.units!, { element: 'E-N', part: 'FAN', quantity: 100 }],
    }
    const asked = (per?: 'part' | 'vendor' | 'network') =>
      answered(changed, { ...WEIGHED, target: { weightHoursLost: 50_000, ...(per ? { per } : {}) } }).purchase
    expect(asked('part').cost).toBe(asked('vendor').cost)
    expect(asked('network').cost).toBeGreaterThan(asked('part').cost)
    // Hours lost are a sum: those of all together, where nobody says of whom.
    expect(asked().cost).toBe(asked('network').cost)
  })
})

describe('a part that as good as surely runs out before anything can come', () => {
  const LATE: Partial<Scenario> = { weight: 'premises', until: '2022-06-30' }
  const late = (cells: object) => ({
    ...NO_STOCK,
    parts: changedRow('parts', 0, { failuresFit: 20_000, leadTimeDays: 150, ...cells }),
  })

  it.each([
    ['exactly', {}],
    ['by simulation', { repairYield: 0.5, repairDays: 300 }],
  ])('reckoned %s, is bought as far as it saves nearly all the hours that can be saved', (_, cells) => {
    const { purchase, network } = answered(late(cells), { ...LATE, target: { survival: 0.95, per: 'part' } })
    const { frontier } = answered(late(cells), { ...LATE, target: { weightHoursLost: 0 } })
    const [before, least] = [network.weightHoursLost, frontier.at(-1)!.weightHoursLost]
    expect(purchase.isReached).toBe(false)
    expect(purchase.buys[0]!.reason).toContain('runs out all the same; they are for the service they save')
    expect(purchase.networkSurvival).toBeLessThan(0.001)
    expect(before - purchase.weightHoursLost.after).toBeGreaterThan(0.998 * (before - least))
    expect(purchase.cost).toBeLessThan(0.95 * frontier.at(-1)!.cost)
  })

  it('takes no budget from one that can be saved', () => {
    const saved = { part: 'FAN', manufacturer: 'Huawei', class: 'fan', failuresFit: 3000, price: 1000, leadTimeDays: 0 }
    const changed = {
      ...late({}),
      parts: [...late({}).parts, saved],
      units: [...SMALL.units!, { element: 'E-N', part: 'FAN', quantity: 100 }],
    }
    const { purchase } = answered(changed, { ...LATE, budget: 4000 })
    expect(purchase.buys.map(({ part }) => part)).toEqual(['FAN'])
  })
})

describe('parts that may stand in for one another', () => {
  const second = (cells: object) => ({
    ...NO_STOCK,
    parts: [
      ...changedRow('parts', 0, { maximumOrder: 5 }),
      { part: 'RRU-2', manufacturer: 'Huawei', class: 'radio', price: 3000, leadTimeDays: 0, ...cells },
    ],
    interchange: [{ part: 'RRU', substitute: 'RRU-2' }],
  })
  const boughtByPart = ({ buys }: ReturnType<typeof answered>['purchase'], part: string): number =>
    boughtOf({ buys: buys.filter((buy) => buy.part === part) } as never)
  const needed = boughtOf(answered(NO_STOCK).purchase)

  it('are bought the cheaper first, and the next where there is not enough of it', () => {
    const { purchase, parts } = answered(second({}))
    expect([boughtByPart(purchase, 'RRU'), boughtByPart(purchase, 'RRU-2')]).toEqual([5, needed - 5])
    expect(purchase.isReached).toBe(true)
    expect([purchase.cost, purchase.leastCost]).toEqual(Array(2).fill((5 * 1000 + (needed - 5) * 3000) * 100))
    expect(parts[0]!.pools.reduce((sum, { buy }) => sum + buy, 0)).toBe(needed)
  })

  it('are bought as few of the cheaper as the least order of the other leaves', () => {
    const { purchase } = answered(second({ minimumOrder: needed - 2 }))
    expect([boughtByPart(purchase, 'RRU'), boughtByPart(purchase, 'RRU-2')]).toEqual([2, needed - 2])
  })

  it('are not bought the one that comes later, which is told as a way out', () => {
    const { purchase } = answered(second({ leadTimeDays: 60 }))
    expect([boughtByPart(purchase, 'RRU'), boughtByPart(purchase, 'RRU-2')]).toEqual([5, 0])
    expect(purchase.unobtainable[0]).toMatchObject({ part: 'RRU', why: 'no more can be had' })
    expect(purchase.unobtainable[0]!.alternatives[0]).toBe('buy RRU-2, which arrives on 2021-03-02')
  })
})

describe('one order for several pools', () => {
  const survivalWith = (north: number, south: number) => poissonAtMost(north, FAILURES) * poissonAtMost(south, FAILURES)

  it('meets its least quantity over all of them, and is the cheapest that reaches the target', () => {
    for (const minimumOrder of [1, 19, 30, 60]) {
      const { purchase } = answered({ ...NO_STOCK, parts: changedRow('parts', 0, { minimumOrder }) })
      const least = counts
        .flatMap((north) => counts.map((south) => [north, south] as const))
        .filter(([north, south]) => survivalWith(north, south) >= 0.95)
        .reduce((best, [north, south]) => Math.min(best, Math.max(minimumOrder, north + south)), Infinity)
      expect(boughtOf(purchase)).toBe(least)
      expect([purchase.cost, purchase.leastCost]).toEqual([least * 100_000, least * 100_000])
    }
  })

  it('spends what there is of a part where it helps most', () => {
    const stock = [{ depot: 'LEEDS', part: 'RRU', quantity: 4 }]
    const parts = changedRow('parts', 0, { maximumOrder: 7 })
    const units = [SMALL.units![0]!, { ...SMALL.units![1]!, quantity: 50 }]
    const { purchase } = answered({ stock, parts, units })
    // What lies in Leeds may be moved too.
    const splits = counts.slice(0, 12)
    const best = Math.max(
      ...splits.map((north) => poissonAtMost(north, FAILURES) * poissonAtMost(11 - north, FAILURES / 2)),
    )
    expect(purchase.networkSurvival).toBeCloseTo(best, 9)
  })
})

describe('the largest survival that may be asked', () => {
  const names = Array.from({ length: 20 }, (_, index) => ({ part: `P${index}`, failuresFit: 1000 + 150 * index }))
  const many = {
    parts: names.map((name) => ({ ...SMALL.parts![0]!, ...name })),
    units: names.map(({ part }) => ({ element: 'E-N', part, quantity: 100 })),
    ...NO_STOCK,
  }

  it.each([
    ['each part', 'part', 0],
    ['all parts together', 'network', 0],
    ['all parts together, at rates that are not known well', 'network', 0.5],
  ] as const)('is reached by %s where all can be had at once', (_, per, rateUncertainty) => {
    const assumptions = { classes: { '*': { source: 'the test', rateUncertainty } } }
    const { purchase } = answered(many, { target: { survival: LARGEST_SURVIVAL_ASKED, per }, assumptions })
    expect([purchase.isReached, purchase.unobtainable]).toEqual([true, []])
  })
})
