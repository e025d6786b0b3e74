import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choices, choicesOf } from './choices.ts'
import { hullsOf } from './hull.ts'
import { countGaining, incrementsInOrder } from './marginal-analysis.ts'
import { backordersOf } from '../chance/poisson.ts'

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 100)
const NO_LIMITS = { budget: Number.POSITIVE_INFINITY, target: Number.POSITIVE_INFINITY }

/** Nine units of one base (KTH Stockholm, course SF1862): failures a time unit, repair times, costs. */
const FAILURES = [50, 40, 45, 50, 25, 48, 60, 35, 15].map((thousandths) => thousandths / 1000)
const REPAIR_TIMES = [6, 8, 14, 25, 12, 18, 33, 8, 12]
const COSTS = [12, 14, 21, 20, 11, 45, 75, 30, 22]
const MEANS = FAILURES.map((failures, unit) => failures * REPAIR_TIMES[unit]!)
const NINE_UNITS = choicesOf(
  COSTS.map((unitCost, unit) => ({
    unitCost,
    most: 20,
    value: (bought) => -backordersOf(bought, MEANS[unit]!).expected,
  })),
)

/** Unit bought (counted from 1), cost so far, backorders left. */
const STEPS = [
  [4, 20, 5.3905047969],
  [5, 31, 5.1313230175],
  [3, 52, 4.6639148185],
  [1, 64, 4.4047330392],
  [2, 78, 4.1308820763],
  [4, 98, 3.7755178692],
  [6, 143, 3.196990684],
  [7, 218, 2.3350599213],
] as const

/** Whole costs and values of each item, by quantity; many are equal. */
const curves = fc
  .array(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -5, max: 9 })), { minLength: 1, maxLength: 8 }),
    { minLength: 1, maxLength: 6 },
  )
  .map((items): Choices => {
    const start = Uint32Array.from([0, ...items].map((_, at) => items.slice(0, at).flat().length))
    const cost = items.flatMap((curve) => {
      let sum = 0
      return curve.map(([more], at) => (sum += at === 0 ? 0 : more))
    })
    return {
      itemCount: items.length,
      start,
      quantity: Uint32Array.from(items.flatMap((curve) => curve.map((_, quantity) => quantity))),
      cost: Float64Array.from(cost),
      value: Float64Array.from(items.flat(), ([, value]) => (value === -5 ? Number.NEGATIVE_INFINITY : value)),
    }
  })

const allOf = ({ start }: Choices, item: number) =>
  Array.from({ length: start[item + 1]! - start[item]! }, (_, at) => start[item]! + at)

describe('the corners of an item', () => {
  it('are what some price makes best, and between them nothing is better', () => {
    fc.assert(
      fc.property(curves, (choices) => {
        const { cost, value } = choices
        const hulls = hullsOf(choices)
        for (let item = 0; item < choices.itemCount; item++) {
          const corners = [...hulls.choice.subarray(hulls.start[item], hulls.start[item + 1])]
          const good = allOf(choices, item).filter((choice) => value[choice]! > Number.NEGATIVE_INFINITY)
          expect(corners.length > 0).toBe(good.length > 0)
          if (good.length === 0) continue
          const most = Math.max(...good.map((choice) => value[choice]!))
          expect(cost[corners[0]!]).toBe(Math.min(...good.map((choice) => cost[choice]!)))
          expect(value[corners.at(-1)!]).toBe(most)
          for (let at = 1; at < corners.length; at++) {
            const [left, right] = [corners[at - 1]!, corners[at]!]
            const [run, rise] = [cost[right]! - cost[left]!, value[right]! - value[left]!]
            expect(run > 0 && rise > 0).toBe(true)
            for (const choice of good)
              expect((value[choice]! - value[left]!) * run).toBeLessThanOrEqual((cost[choice]! - cost[left]!) * rise)
          }
        }
      }),
      { numRuns: RUNS * 5 },
    )
  })
})

/** The same by looking at every item at every turn. */
function slowIncrements(choices: Choices, budget: number) {
  const hulls = hullsOf(choices)
  const has = [...choices.start.subarray(0, choices.itemCount)]
  const struck = new Set<number>()
  const rows = []
  for (let cost = 0; ; ) {
    const next = has.flatMap((choice, item) => {
      const corners = hulls.choice.subarray(hulls.start[item], hulls.start[item + 1])
      // Nothing is bought yet, and that is no corner: the first corner is next.
      const corner = corners[corners.indexOf(choice) + 1]
      if (corner === undefined) return []
      const more = choices.cost[corner]! - choices.cost[choice]!
      const gain = choices.value[corner]! - choices.value[choice]!
      return [{ item, choice: corner, more, gainPerCost: more === 0 ? Infinity : gain / more }]
    })
    const worse = (left: number, right: number) => (left === right ? 0 : right - left)
    next.sort((left, right) => worse(left.gainPerCost, right.gainPerCost) || left.item - right.item)
    for (const { item, more } of next) if (cost + more > budget) struck.add(item)
    const [first, second] = next.filter(({ item }) => !struck.has(item))
    if (first === undefined) return rows
    const { item, choice, more, gainPerCost } = first
    cost += more
    has[item] = choice
    rows.push({ item, choice, cost, gainPerCost, runnerUp: second?.item ?? -1 })
  }
}

describe('buying where each pound gains most', () => {
  it('goes through the efficient points of the table', () => {
    const found = incrementsInOrder(NINE_UNITS, hullsOf(NINE_UNITS), { ...NO_LIMITS, budget: 218 })
    for (const [index, [unit, cost, backorders]] of STEPS.entries()) {
      expect([found.item[index]! + 1, found.cost[index]]).toEqual([unit, cost])
      expect(-found.value[index]!).toBeCloseTo(backorders, 9)
    }
    expect(found.count).toBe(STEPS.length)
  })

  it('comes to 1.07415 backorders for 386 as the last such point within 400', () => {
    const { cost, value } = incrementsInOrder(NINE_UNITS, hullsOf(NINE_UNITS), NO_LIMITS)
    const last = cost.findLastIndex((one) => one <= 400)
    expect(cost[last]).toBe(386)
    expect(value[last]).toBeCloseTo(-1.07415, 5)
  })

  it('ends at any price of what is gained where the next would gain less', () => {
    const found = incrementsInOrder(NINE_UNITS, hullsOf(NINE_UNITS), NO_LIMITS)
    expect(countGaining(found, 0.02)).toBe(4)
    for (const price of [1, 0.0356747, 0.01, 1e-5, 0])
      expect(countGaining(found, price)).toBe(found.gainPerCost.filter((gain) => gain >= price).length)
  })

  it('takes at each turn the best for the money, the earlier of equals, and names who would be next', () => {
    fc.assert(
      fc.property(curves, fc.option(fc.integer({ min: 0, max: 40 }), { nil: Infinity }), (choices, budget) => {
        const found = incrementsInOrder(choices, hullsOf(choices), { ...NO_LIMITS, budget })
        const rows = Array.from(found.item, (item, at) => ({
          item,
          choice: found.choice[at]!,
          cost: found.cost[at]!,
          gainPerCost: found.gainPerCost[at]!,
          runnerUp: found.runnerUp[at]!,
        }))
        expect(rows).toEqual(slowIncrements(choices, budget))
      }),
      { numRuns: RUNS * 3 },
    )
  })
})

describe('quantities that can be ordered', () => {
  it('are none, and multiples from the least order to the most', () => {
    const quantities = (minimumOrder: number, orderMultiple: number, most: number) => [
      ...choicesOf([{ unitCost: 2, most, minimumOrder, orderMultiple, value: () => 0 }]).quantity,
    ]
    expect(quantities(1, 1, 3)).toEqual([0, 1, 2, 3])
    expect(quantities(4, 3, 12)).toEqual([0, 6, 9, 12])
    expect(quantities(4, 3, 11)).toEqual([0, 6, 9])
    expect(quantities(5, 1, 4)).toEqual([0])
    expect(quantities(1, 1, 0)).toEqual([0])
  })
})
