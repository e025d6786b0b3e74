import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { log } from '#base/elementary.ts'
import type { Scenario } from '#model/scenario.ts'
import { prepared } from '../fixtures/small-network.ts'
import { mostValuable, totalsOf } from '../purchase/choices.ts'
import { stepsAfter } from './purchase-frontier.ts'
import { createTiers } from './point-tiers.ts'
import { costOf, countShort, groupsOf, planForTarget } from './purchase-plan.ts'
import { openShop, type Shop } from './purchase-shop.ts'

const numRuns = Math.ceil(Number(process.env.MAINSTAY_RUNS ?? 100) / 4)

/** Three parts of two makers: one comes so late that much is lost before, and of one there are few. */
const PARTS = [
  { part: 'FAN', manufacturer: 'Nokia', class: 'fan', failuresFit: 6000, price: 700, leadTimeDays: 0 },
  { part: 'LATE', manufacturer: 'Huawei', class: 'radio', failuresFit: 9000, price: 4000, leadTimeDays: 60 },
  {
    part: 'RARE',
    manufacturer: 'Huawei',
    class: 'radio',
    failuresFit: 8000,
    price: 9000,
    leadTimeDays: 0,
    maximumOrder: 3,
  },
]
const SCARCE = {
  stock: [],
  parts: PARTS,
  units: [
    { element: 'E-N', part: 'FAN', quantity: 40 },
    { element: 'E-N', part: 'LATE', quantity: 30 },
    { element: 'E-S', part: 'RARE', quantity: 25 },
  ],
}
const UNTIL = '2021-12-31'

/** Each group of items that is to reach the target together, with what is bought of it. */
function plannedGroups(target: NonNullable<Scenario['target']>, changed: object = {}) {
  const asked = prepared({ ...SCARCE, ...changed }, { until: UNTIL, target })
  const shop = openShop({ ...asked, tiers: createTiers({ seed: 1, replications: 1024 }, new Map(), new Map()) })
  const groups = groupsOf(asked.network, shop.items, asked.target.per)
  const plan = planForTarget(shop, groups)
  const { chosen } = plan
  return {
    shop,
    plan,
    units: plan.units,
    cost: costOf(shop, plan),
    missed: countShort(shop, plan, groups),
    value: totalsOf(shop.choices, chosen).value,
    groups: groups.map((items) => ({
      items,
      ...sumOf(
        shop,
        items.map((item) => chosen[item]!),
      ),
    })),
  }
}

function sumOf({ choices: { cost, value } }: Shop, chosen: readonly number[]) {
  return chosen.reduce((sum, one) => ({ cost: sum.cost + cost[one]!, value: sum.value + value[one]! }), NOTHING)
}
const NOTHING = { cost: 0, value: 0 }

/** Cost and value of every purchase of some items. */
function purchasesOf({ choices: { start, cost, value } }: Shop, items: readonly number[]) {
  return items.reduce(
    (all, item) =>
      all.flatMap((one) =>
        Array.from({ length: start[item + 1]! - start[item]! }, (_, at) => ({
          cost: one.cost + cost[start[item]! + at]!,
          value: one.value + value[start[item]! + at]!,
        })),
      ),
    [NOTHING],
  )
}

const per = fc.constantFrom('part', 'vendor', 'network' as const)
const ROUNDING = 1e-9

describe('what is bought for a target, out of reach or not', () => {
  it('is the least of all purchases with which no more hours are lost, or hardly more than must be', () => {
    const hours = fc.double({ min: 1, max: 30_000, noNaN: true })
    fc.assert(
      fc.property(per, hours, (whom, weightHoursLost) => {
        const { shop, groups } = plannedGroups({ weightHoursLost, per: whom })
        for (const { items, cost, value } of groups) {
          const all = purchasesOf(shop, items)
          const best = Math.max(...all.map((one) => one.value))
          const enough = Math.min(-weightHoursLost, best - 0.001 * (best - all[0]!.value))
          expect(value).toBeGreaterThanOrEqual(enough - ROUNDING)
          expect(cost).toBe(Math.min(...all.flatMap((one) => (one.value >= enough - ROUNDING ? [one.cost] : []))))
        }
      }),
      { numRuns },
    )
  })

  it('is the least of all purchases that survive as surely, or hardly less surely than can be', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(per, probability, (whom, survival) => {
        // The sites of one pool: of each part a point, and all independent of one another.
        const { shop, groups } = plannedGroups({ survival, per: whom })
        for (const { items, cost, value } of groups) {
          const all = purchasesOf(shop, items)
          const best = Math.max(...all.map((one) => one.value))
          const enough = best >= log(survival) ? log(survival) : best + log(0.995)
          expect(value).toBeGreaterThanOrEqual(enough - ROUNDING)
          expect(cost).toBeLessThanOrEqual(Math.min(...all.flatMap((one) => (one.value >= enough ? [one.cost] : []))))
        }
      }),
      { numRuns },
    )
  })

  it('never loses more for a lower target, but for the little that is not worth its money, and is never given up', () => {
    const hours = fc.double({ min: 0, max: 30_000, noNaN: true })
    fc.assert(
      fc.property(hours, hours, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((weightHoursLost) =>
          plannedGroups({ weightHoursLost }),
        )
        const { start } = low!.shop.choices
        const most = totalsOf(low!.shop.choices, start.slice(0, 3)).value
        const saved = purchasesOf(low!.shop, [0, 1, 2]).reduce((best, { value }) => Math.max(best, value), most) - most
        expect(-low!.value).toBeLessThanOrEqual(Math.max(-high!.value, Math.min(one, other)) + 0.001 * saved)
        const [isMissed, isEitherMissed] = [high!.missed > 0, low!.missed > 0]
        expect(isEitherMissed || low!.cost >= high!.cost).toBe(true)
        expect(!isMissed || low!.cost === high!.cost).toBe(true)
      }),
      { numRuns },
    )
  })

  it('takes no more of what is free than of what costs something', () => {
    const unitsOf = (price: number) => {
      const parts = PARTS.map((part) => ({ ...part, price, maximumOrder: '', leadTimeDays: 0 }))
      return plannedGroups({ survival: 0.95, per: 'network' }, { parts })
    }
    const [free, cheap] = [unitsOf(0), unitsOf(1)]
    expect([...free.units]).toEqual([...cheap.units])
    expect([free.cost, cheap.cost]).toEqual([0, 100 * cheap.units.reduce((sum, some) => sum + some, 0)])
  })
})

describe('the next money', () => {
  it('goes where it gains most beside what is bought, and then to the best of the other parts', () => {
    const target = fc.oneof(
      fc.record({ survival: fc.double({ min: 0.05, max: 0.99, noNaN: true }), per }),
      fc.record({ weightHoursLost: fc.double({ min: 1, max: 30_000, noNaN: true }), per }),
    )
    fc.assert(
      fc.property(target, (asked) => {
        const { shop, plan } = plannedGroups(asked)
        const { start, cost, value } = shop.choices
        const best = shop.items.map((_, item) => {
          const own = plan.chosen[item]!
          const gains = Array.from({ length: start[item + 1]! - own - 1 }, (_, at) => {
            const more = own + 1 + at
            return (value[more]! - value[own]!) / (cost[more]! - cost[own]!)
          })
          return { item, gain: Math.max(0, ...gains) }
        })
        const [first, second] = best.toSorted((left, right) => right.gain - left.gain)
        const { next, runnerUp, shareOfNext } = stepsAfter(shop, plan)
        expect([next!.item, runnerUp?.item]).toEqual([
          shop.items[first!.item],
          second!.gain === 0 ? undefined : shop.items[second!.item],
        ])
        expect(shareOfNext).toBeCloseTo(second!.gain / first!.gain, 9)
        expect(next!.ordered).toEqual([plan.units[first!.item], plan.units[first!.item]! + next!.units])
        expect(next!.after.survival).toBeGreaterThan(next!.before.survival)
      }),
      { numRuns },
    )
  })

  it('has nowhere to go where all is bought that helps', () => {
    const { shop, plan } = plannedGroups({ survival: 0.95 })
    expect(stepsAfter(shop, { ...plan, chosen: mostValuable(shop.choices) }).next).toBeUndefined()
  })
})
