import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { log } from '#base/elementary.ts'
import { type Choices, choicesFrom, choicesOf, type Purchasable, totalsOf } from './choices.ts'
import { hullsOf } from './hull.ts'
import { incrementsInOrder } from './marginal-analysis.ts'
import { reachFloors, reachTarget, reachTargets, spendBudget } from './purchase.ts'
import { backordersOf, poissonAtMost } from '../chance/poisson.ts'

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 100)

/** Of each item: the cost of one, how it can be ordered, and what each quantity is worth, in any order. */
const item = fc.record({
  unitCost: fc.integer({ min: 0, max: 12 }),
  minimumOrder: fc.integer({ min: 1, max: 3 }),
  orderMultiple: fc.integer({ min: 1, max: 3 }),
  values: fc.array(fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -9, max: 30 }) }, fc.constant(-Infinity)), {
    minLength: 1,
    maxLength: 9,
  }),
  isRising: fc.boolean(),
})
const instance = fc.array(item, { minLength: 1, maxLength: 6 }).map((items) =>
  choicesOf(
    items.map(({ values, isRising, ...terms }): Purchasable => {
      const worth = isRising ? values.toSorted((left, right) => left - right) : values
      return { ...terms, most: values.length - 1, value: (bought) => worth[bought]! }
    }),
  ),
)

/** Every purchase there is. */
function purchasesOf(choices: Choices): { cost: number; value: number }[] {
  let all = [{ cost: 0, value: 0 }]
  for (let one = 0; one < choices.itemCount; one++) {
    const own = Array.from(
      { length: choices.start[one + 1]! - choices.start[one]! },
      (_, at) => choices.start[one]! + at,
    )
    // Of one cost the most valuable will do.
    const best = new Map<number, number>()
    for (const { cost, value } of all)
      for (const choice of own) {
        const sum = cost + choices.cost[choice]!
        best.set(sum, Math.max(best.get(sum) ?? Number.NEGATIVE_INFINITY, value + choices.value[choice]!))
      }
    all = [...best].map(([cost, value]) => ({ cost, value }))
  }
  return all
}

describe('the least that reaches a target', () => {
  it('is the least of all purchases, each tried', () => {
    fc.assert(
      fc.property(instance, fc.integer({ min: -40, max: 120 }), (choices, target) => {
        const costs = purchasesOf(choices).flatMap(({ cost, value }) => (value >= target ? [cost] : []))
        const found = reachTarget(choices, target)
        expect(found.isReached).toBe(costs.length > 0)
        if (!found.isReached) return
        const least = Math.min(...costs)
        expect(found).toMatchObject(totalsOf(choices, found.chosen))
        expect(found.value).toBeGreaterThanOrEqual(target)
        expect(found.leastCost).toBeLessThanOrEqual(least + 1e-9)
        expect(found.cost).toBe(least)
      }),
      { numRuns: RUNS * 5 },
    )
  })

  it('is told with a bound that no purchase is below, of many items too', () => {
    const parts = Array.from({ length: 400 }, (_, index): Purchasable => {
      const [unitCost, mean] = [((index * 37) % 91) * 10 + 5, ((index * 17) % 23) / 4 + 0.1]
      return { unitCost, most: 40, orderMultiple: 1 + (index % 3), value: (q) => log(poissonAtMost(q, mean)) }
    })
    const choices = choicesOf(parts)
    for (const probability of [0.5, 0.9, 0.95, 0.99]) {
      const { cost, leastCost, value } = reachTarget(choices, log(probability))
      expect(value).toBeGreaterThanOrEqual(log(probability))
      expect(cost).toBeGreaterThanOrEqual(leastCost)
      expect(cost / leastCost).toBeLessThan(1.0002)
    }
  })

  it('is reached to the last bit, wherever the target lies', () => {
    const choices = choicesOf(
      Array.from({ length: 12 }, (_, index) => ({
        unitCost: 7 + ((index * 5) % 11),
        most: 30,
        value: (q) => log(poissonAtMost(q, 0.3 + index / 3)),
      })),
    )
    const { count, value } = incrementsInOrder(choices, hullsOf(choices), { budget: Infinity, target: Infinity })
    for (let at = 0; at < count; at++) {
      const found = reachTarget(choices, value[at]!)
      expect(found.value >= value[at]! || !found.isReached).toBe(true)
      expect(found.leastCost).toBeGreaterThanOrEqual(found.isReached ? found.cost - 1e-9 : 0)
    }
  })

  it('leaves nothing that could be given back', () => {
    fc.assert(
      fc.property(instance, fc.integer({ min: -40, max: 120 }), (choices, target) => {
        const { chosen, cost, isReached } = reachTarget(choices, target)
        if (!isReached) return
        for (const [one, choice] of chosen.entries())
          for (let other = choices.start[one]!; other < choice; other++) {
            const totals = totalsOf(choices, chosen.with(one, other))
            const isWorthGiving = totals.cost < cost || choices.quantity[other]! < choices.quantity[choice]!
            expect(isWorthGiving && totals.value >= target).toBe(false)
          }
      }),
      { numRuns: RUNS },
    )
  })

  it('costs less than an equal share of the probability for each part', () => {
    // Five parts of a run-down: pounds and expected failures of each.
    const parts = [
      [12_000, 1.2],
      [3_500, 4.5],
      [900, 14],
      [6_000, 2.4],
      [250, 31],
    ] as const
    const choices = choicesOf(
      parts.map(([unitCost, mean]) => ({ unitCost, most: 80, value: (q) => log(poissonAtMost(q, mean)) })),
    )
    for (const probability of [0.8, 0.9, 0.95, 0.99]) {
      const equal = reachFloors(choices, new Float64Array(5).fill(log(probability) / 5))
      const together = reachTarget(choices, log(probability))
      expect(equal.outOfReach).toEqual([])
      expect(together.cost).toBeLessThan(equal.cost)
      expect(together.leastCost).toBe(together.cost)
    }
  })

  it('takes no more of what costs nothing than is needed', () => {
    const free = { unitCost: 0, most: 40, value: (q: number) => log(poissonAtMost(q, 3)) }
    const needed = Array.from({ length: 41 }, (_, q) => q).find((q) => poissonAtMost(q, 3) >= 0.95)!
    expect(reachTarget(choicesOf([free]), log(0.95)).chosen).toEqual(Uint32Array.of(needed))
  })

  it('is one of each of two items in the worked example', () => {
    expect(reachTarget(TWO_ITEMS, -0.35)).toMatchObject({ chosen: Uint32Array.of(1, 3), cost: 14, leastCost: 14 })
    expect(spendBudget(TWO_ITEMS, 13)).toMatchObject({ chosen: Uint32Array.of(1, 2), cost: 10, value: -0.5 })
  })

  it('is nothing where nothing is missing, and says where nothing is enough', () => {
    const choices = choicesOf([{ unitCost: 3, most: 2, value: (bought) => bought }])
    expect(reachTarget(choices, 0)).toMatchObject({ cost: 0, isReached: true, leastCost: 0 })
    expect(reachTarget(choices, 2)).toMatchObject({ cost: 6, isReached: true, leastCost: 6 })
    expect(reachTarget(choices, 2.5)).toMatchObject({ cost: 6, isReached: false, leastCost: Infinity })
    expect(reachTarget(choicesOf([]), 0)).toMatchObject({ cost: 0, value: 0, isReached: true })
  })
})

describe('a target that one part keeps out of reach', () => {
  const part = (unitCost: number, most: number, mean: number): Purchasable => ({
    unitCost,
    most,
    value: (q) => log(poissonAtMost(q, mean)),
  })

  it('is missed by buying of each part what is worth most, and no more', () => {
    const choices = choicesOf([part(500, 2, 9), { ...part(100, 40, 3), value: (q) => Math.min(q, 7) - 10 }])
    const found = reachTarget(choices, log(0.95))
    expect(found).toMatchObject({ isReached: false, leastCost: Infinity, cost: 2 * 500 + 7 * 100 })
  })

  it('though none by itself does, is missed by buying the most of all', () => {
    const choices = choicesOf([part(10, 3, 1.5), part(20, 3, 1.5)])
    const found = reachTarget(choices, log(0.93))
    expect(found).toMatchObject({ isReached: false, cost: 90 })
  })
})

describe('the most that a budget gives', () => {
  it('is the most of all purchases, each tried', () => {
    fc.assert(
      fc.property(instance, fc.integer({ min: 0, max: 200 }), (choices, budget) => {
        const most = Math.max(...purchasesOf(choices).flatMap(({ cost, value }) => (cost <= budget ? [value] : [])))
        const found = spendBudget(choices, budget)
        expect(found).toMatchObject(totalsOf(choices, found.chosen))
        expect(found.cost).toBeLessThanOrEqual(budget)
        expect(found.mostValue).toBeGreaterThanOrEqual(most - 1e-9)
        expect(found.value).toBe(most)
      }),
      { numRuns: RUNS * 5 },
    )
  })

  it('is better than the last efficient point of the nine units of the KTH course', () => {
    const found = spendBudget(NINE_UNITS, 400)
    expect(found.cost).toBe(400)
    expect(found.value).toBeCloseTo(-1.03267, 5)
    expect(found.mostValue).toBe(found.value)
    expect(spendBudget(NINE_UNITS, 0)).toMatchObject({ cost: 0, value: NINE_UNITS_BARE })
  })
})

const TWO_ITEMS = choicesOf([
  { unitCost: 10, most: 1, value: (bought) => [-0.5, -0.1][bought]! },
  { unitCost: 4, most: 2, value: (bought) => [-0.4, -0.2, -0.1][bought]! },
])

/** Nine units of one base (KTH Stockholm, course SF1862): failures a time unit, repair times, costs. */
const MEANS = [50, 40, 45, 50, 25, 48, 60, 35, 15].map(
  (thousandths, unit) => (thousandths / 1000) * [6, 8, 14, 25, 12, 18, 33, 8, 12][unit]!,
)
const NINE_UNITS = choicesOf(
  [12, 14, 21, 20, 11, 45, 75, 30, 22].map((unitCost, unit) => ({
    unitCost,
    most: 12,
    value: (bought: number) => -backordersOf(bought, MEANS[unit]!).expected,
  })),
)
const NINE_UNITS_BARE = totalsOf(NINE_UNITS, NINE_UNITS.start.slice(0, 9)).value

describe('targets of items and of groups', () => {
  it('are each reached at least cost', () => {
    fc.assert(
      fc.property(instance, fc.integer({ min: -9, max: 30 }), (choices, target) => {
        const groupOf = Uint32Array.from({ length: choices.itemCount }, (_, one) => one % 2)
        const { chosen, groups } = reachTargets(choices, groupOf, Float64Array.of(target, target + 3))
        for (const [group, { isReached, cost }] of groups.entries()) {
          const own = Array.from(chosen.entries(), ([one, choice]) => (groupOf[one] === group ? choice : -1))
          const of = (column: Float64Array) => own.reduce((sum, choice) => sum + (column[choice] ?? 0), 0)
          expect(of(choices.cost)).toBe(cost)
          expect(of(choices.value) >= target + 3 * group).toBe(isReached)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('of one item take its cheapest quantity, also beside a target of all', () => {
    fc.assert(
      fc.property(instance, fc.integer({ min: -9, max: 20 }), (choices, floor) => {
        const floors = new Float64Array(choices.itemCount).fill(floor)
        const { chosen, cost, outOfReach } = reachFloors(choices, floors)
        const leastCosts = Array.from(chosen, (_, one) => {
          const isOwn = (choice: number) => choices.start[one]! <= choice && choice < choices.start[one + 1]!
          return choices.cost.find((_, choice) => isOwn(choice) && choices.value[choice]! >= floor)
        })
        expect(outOfReach).toEqual([...leastCosts.keys()].filter((one) => leastCosts[one] === undefined))
        for (const [one, least] of leastCosts.entries())
          expect(choices.cost[chosen[one]!]).toBe(least ?? choices.cost[chosen[one]!])
        const both = reachTarget(choicesFrom(choices, floors), -1e9)
        expect(both.isReached).toBe(outOfReach.length === 0)
        expect(both.isReached ? both.cost : cost).toBe(cost)
      }),
      { numRuns: RUNS },
    )
  })
})
