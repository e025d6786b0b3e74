import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '#base/calendar.ts'
import { answered, type Changed, FROM, prepared, SMALL, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'
import { type ElementByHand, siteWeeksLost } from './fixtures/unit-by-unit.ts'
import { answerSpares } from './answer-spares.ts'

describe('service lost', () => {
  it('is that of every site with a unit down, where each of parts that share their spares is alone on its site', () => {
    const names = ['RRU', 'RRV'].flatMap((part) => Array.from({ length: 10 }, (_, index) => ({ part, index })))
    const elementOf = ({ part, index }: (typeof names)[number]) => `${part} ${index}`
    const { network, joint } = answered({
      sites: names.map((name) => ({ site: elementOf(name), region: 'North' })),
      elements: names.map((name) => ({ ...SMALL.elements![0]!, element: elementOf(name), site: elementOf(name) })),
      units: names.map((name) => ({ element: elementOf(name), part: name.part, quantity: 1 })),
      parts: [10_000, 40_000].map((failuresFit, index) => ({
        ...SMALL.parts![0]!,
        part: ['RRU', 'RRV'][index]!,
        failuresFit,
      })),
      interchange: [{ part: 'RRU', substitute: 'RRV', direction: 'two-way' }],
      stock: [{ depot: 'LEEDS', part: 'RRU', quantity: 3 }],
    })
    expect(network.unitsDown.at(-1)).toBeGreaterThan(1)
    for (const [day, down] of network.unitsDown.entries()) expect(network.weightLost[day]).toBeCloseTo(down, 10)
    // The simulation takes one that is down to be any of those in service, where one part fails four times as often: a tenth more.
    expect(joint.network.weightHoursLost / network.weightHoursLost - 1).toBeGreaterThan(0)
    expect(joint.network.weightHoursLost / network.weightHoursLost - 1).toBeLessThan(0.15)
  })

  it('never is more than all sites weigh, however much of a part is short on each', () => {
    const elements = Array.from({ length: 5 }, (_, index) => ({ ...SMALL.elements![0]!, element: `E${index}` }))
    const units = elements.map(({ element }) => ({ element: element as string, part: 'RRU', quantity: 2 }))
    const network = { elements, units, parts: [{ ...SMALL.parts![0]!, failuresFit: 200_000 }], stock: [] }
    const answer = answerSpares(prepared(network), { seed: 1, replications: 40_960 })
    expect(answer.network.unitsDown.at(-1)).toBeGreaterThan(9)
    expect(answer.network.weightLost.at(-1)).toBeCloseTo(1, 3)
    for (const lost of answer.network.weightLost) expect(lost).toBeLessThanOrEqual(1)
    // It is short from the end of the week on in which the first of ten units fails: 0.336 failures a week.
    const { weightHoursLost, weightHoursError } = answer.joint.network
    const expected = WEEK_HOURS * (WEEKS - 1 / Math.expm1(0.336))
    expect(Math.abs(weightHoursLost - expected)).toBeLessThan(4 * weightHoursError)
  })

  it('is by what fails once, of units that nothing replaces: T - (1 - exp(-λT)) / λ, by the ends of weeks', () => {
    const names = Array.from({ length: 10 }, (_, index) => `E${index}`)
    const network = {
      sites: names.map((site) => ({ site, region: 'North' })),
      elements: names.map((element) => ({ ...SMALL.elements![0]!, element, site: element })),
      units: names.map((element) => ({ element, part: 'RRU', quantity: 1 })),
      parts: [{ ...SMALL.parts![0]!, failuresFit: 100_000 }],
      stock: [],
    }
    const reckoned = answerSpares(prepared(network), { seed: 1, replications: 40_960 })
    const survives = Array.from({ length: WEEKS }, (_, week) => Math.exp(-1e-4 * WEEK_HOURS * (week + 1)))
    const expected = 10 * WEEK_HOURS * survives.reduce((sum, one) => sum + 1 - one, 0)
    expect(reckoned.network.weightHoursLost / expected).toBeCloseTo(1, 9)
    const { weightHoursLost, weightHoursError } = reckoned.joint.network
    expect(Math.abs(weightHoursLost - expected)).toBeLessThan(4 * weightHoursError)
    expect(weightHoursError).toBeLessThan(0.005 * expected)
  })

  it('is 1 - (1 + nλt / a)^-a of a site that needs all of its n units, at a rate known to a gamma variable of shape a', () => {
    const network = { ...worldOf([{ units: 50, needed: 50 }], 10_000), stock: [] }
    const { weightLost } = answered(network, uncertain(0.5)).network
    const failures = 50 * 10_000e-9 * WEEK_HOURS * WEEKS
    expect(weightLost.at(-1)).toBeCloseTo(1 - (1 + failures / 4) ** -4, 12)
  })

  describe('agrees with what is lost unit by unit', () => {
    const sizes = [40, 20, 5, 1].map((units) => ({ units, needed: units }))
    const redundant = Array.from({ length: 8 }, () => ({ units: 4, needed: 3 }))
    const leaving = (elements: readonly ElementByHand[]): ElementByHand[] =>
      elements.map((element, index) => (index < 3 ? { ...element, untilWeek: 26 * (index + 1) } : element))
    it.each([
      ['elements of many sizes, at a rate that is known', sizes, 6000, false],
      ['elements of many sizes, at a rate that is not', sizes, 6000, true],
      ['elements with a unit to spare', redundant, 30_000, false],
      ['elements with a unit to spare, at a rate that is not known', redundant, 30_000, true],
      ['elements that are swapped out one after the other', leaving(sizes), 6000, false],
      ['elements that are swapped out, at a rate that is not known', leaving(sizes), 6000, true],
      [
        'elements with a unit to spare that are swapped out, at a rate that is not known',
        leaving(redundant),
        30_000,
        true,
      ],
    ])('for %s: within 4 standard errors and 2 %%', (_, elements, failuresFit, isUncertain) => {
      const stock = 3
      const answer = answered(
        { ...worldOf(elements, failuresFit), stock: [{ depot: 'LEEDS', part: 'RRU', quantity: stock }] },
        isUncertain ? uncertain(1) : {},
      )
      const failuresPerUnitWeek = failuresFit * 1e-9 * WEEK_HOURS
      const world = { elements, stock, weeks: WEEKS, failuresPerUnitWeek, isUncertain }
      const { mean, error } = siteWeeksLost(world, 4000)
      const { weightHoursLost, weightHoursError } = answer.joint.network
      const told = [answer.network.weightHoursLost, weightHoursLost].map((hours) => hours / WEEK_HOURS)
      expect(Math.abs(told[0]! - mean)).toBeLessThan(4 * error + 0.02 * mean)
      expect(Math.abs(told[1]! - mean)).toBeLessThan(4 * (error + weightHoursError / WEEK_HOURS) + 0.02 * mean)
      expect(error).toBeLessThan(0.04 * mean)
    })

    it('where what is repaired for places that were swapped out goes to those that are left: within 4 standard errors and 2 %', () => {
      const pairs = Array.from({ length: 8 }, (_, index) => ({
        units: 2,
        needed: 2,
        untilWeek: index < 4 ? 26 : WEEKS,
      }))
      const world = worldOf(
        pairs.map(({ untilWeek, ...pair }) => (untilWeek < WEEKS ? { ...pair, untilWeek } : pair)),
        60_000,
      )
      const parts = world.parts!.map((part) => ({ ...part, repairYield: 0.7, repairDays: 35 }))
      const stops = { newUnits: FROM, repairs: formatDay(parseDay(FROM)! + 7 * 52) }
      const disruptions = [{ disruption: 'cut', vendors: ['huawei'], stops }]
      const told = answered({ ...world, parts, stock: [] }, { disruptions }).network.weightHoursLost / WEEK_HOURS
      const repair = { share: 0.7, weeks: 5, untilWeek: 52 }
      const known = { failuresPerUnitWeek: 60_000e-9 * WEEK_HOURS, isUncertain: false, repair }
      const { mean, error } = siteWeeksLost({ elements: pairs, stock: 0, weeks: WEEKS, ...known }, 4000)
      expect(Math.abs(told - mean)).toBeLessThan(4 * error + 0.02 * mean)
      expect(error).toBeLessThan(0.01 * mean)
    })
  })
})

describe('service lost of parts that share their spares, one of which fails ten times as often', () => {
  it('is as simulated unit by unit, where elements have units to spare', () => {
    const often = Array.from({ length: 10 }, (_, index) => `B${index}`)
    const { network, joint } = answered({
      sites: [...often, 'A'].map((site) => ({ site, region: 'North' })),
      elements: [...often, 'A'].map((site) => ({ ...SMALL.elements![0]!, element: site, site })),
      units: [
        ...often.map((element) => ({ element, part: 'RRV', quantity: 2, needed: 1 })),
        { element: 'A', part: 'RRU', quantity: 10, needed: 10 },
      ],
      parts: [5000, 50_000].map((failuresFit, index) => ({
        ...SMALL.parts![0]!,
        part: ['RRU', 'RRV'][index]!,
        failuresFit,
      })),
      interchange: [{ part: 'RRU', substitute: 'RRV', direction: 'two-way' }],
      stock: [{ depot: 'LEEDS', part: 'RRU', quantity: 5 }],
    })
    const { weightHoursLost, weightHoursError } = joint.network
    expect(weightHoursError).toBeLessThan(0.03 * weightHoursLost)
    expect(Math.abs(network.weightHoursLost - weightHoursLost)).toBeLessThan(
      4 * weightHoursError + 0.02 * weightHoursLost,
    )
  })
})

const uncertain = (rateUncertainty: number) => ({
  assumptions: { classes: { '*': { source: 'the test', rateUncertainty } } },
})

/** Elements on sites of their own, swapped out at the end of their weeks. */
function worldOf(elements: readonly ElementByHand[], failuresFit: number): Changed {
  const named = elements.map((element, index) => ({ ...element, name: `E${index}` }))
  const dayOf = (week: number): string => formatDay(parseDay(FROM)! + 7 * week)
  return {
    sites: named.map(({ name }) => ({ site: name, region: 'North' })),
    elements: named.map(({ name }) => ({ ...SMALL.elements![0]!, element: name, site: name })),
    units: named.map(({ name, units, needed }) => ({ element: name, part: 'RRU', quantity: units, needed })),
    plan: named.flatMap(({ name, untilWeek }) =>
      untilWeek === undefined ? [] : [{ date: dayOf(untilWeek), action: 'remove', element: name }],
    ),
    parts: [{ ...SMALL.parts![0]!, failuresFit }],
  }
}
