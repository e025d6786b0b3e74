import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cheapestOrder, costsOfOrders, type Offer } from './cheapest-order.ts'
import { SplitOverPools } from './split-over-pools.ts'

const numRuns = Number(process.env.MAINSTAY_RUNS ?? 100)

const offer: fc.Arbitrary<Offer> = fc
  .record({
    unitCost: fc.integer({ min: 0, max: 9 }),
    minimumOrder: fc.integer({ min: 1, max: 5 }),
    more: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ more, ...terms }) => ({ ...terms, most: terms.minimumOrder + more }))

/** Every way to make so many of some numbers. */
function* waysToMake(count: number, limits: readonly number[]): Generator<number[]> {
  const [limit, ...others] = limits
  if (limit === undefined) {
    if (count === 0) yield []
    return
  }
  for (let own = 0; own <= Math.min(limit, count); own++)
    for (const rest of waysToMake(count - own, others)) yield [own, ...rest]
}

describe('the cheapest order of parts of which each will do', () => {
  it('is the cheapest of all orders, and none where there is none', () => {
    fc.assert(
      fc.property(fc.array(offer, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 16 }), (offers, count) => {
        const costs = [
          ...waysToMake(
            count,
            offers.map(({ most }) => most),
          ),
        ]
          .filter((units) => units.every((some, index) => some === 0 || some >= offers[index]!.minimumOrder))
          .map((units) => units.reduce((sum, some, index) => sum + some * offers[index]!.unitCost, 0))
        const order = cheapestOrder(offers, count)
        expect(order?.cost).toBe(costs.length === 0 ? undefined : Math.min(...costs))
        if (!order) return
        expect(order.units.reduce((sum, some) => sum + some, 0)).toBe(count)
        for (const [index, some] of order.units.entries())
          expect(some === 0 || (some >= offers[index]!.minimumOrder && some <= offers[index]!.most)).toBe(true)
      }),
      { numRuns },
    )
  })

  it('goes on with the next where the cheapest is not enough', () => {
    const offers = [
      { unitCost: 10, minimumOrder: 1, most: 3 },
      { unitCost: 20, minimumOrder: 5, most: Number.POSITIVE_INFINITY },
    ]
    expect([3, 4, 5, 7].map((count) => cheapestOrder(offers, count)?.units)).toEqual([
      [3, 0],
      undefined,
      [0, 5],
      [2, 5],
    ])
  })
})

describe('what each number of units costs', () => {
  it('is the cheapest order of so many, where no larger one costs less', () => {
    fc.assert(
      fc.property(fc.array(offer, { maxLength: 3 }), fc.integer({ min: 0, max: 12 }), (offers, most) => {
        const costs = [...costsOfOrders(offers, most)]
        const cheapest = costs.map((_, units) => cheapestOrder(offers, units)?.cost ?? Infinity)
        for (const [units, cost] of costs.entries())
          expect(cost).toBe(
            units > 0 && cheapest.slice(units).some((other) => other < cheapest[units]!) ? Infinity : cheapest[units],
          )
      }),
      { numRuns },
    )
  })
})

describe('the split of one order over pools', () => {
  const values = fc.array(
    fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 5 }).map((some) => Float64Array.from(some)),
    { minLength: 1, maxLength: 4 },
  )

  it('is worth the most of all splits, whatever the shapes of the values', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 12 }), (pools, most) => {
        const splits = new SplitOverPools(pools, most)
        const furthest = pools.reduce((sum, { length }) => sum + length - 1, 0)
        expect(splits.value.length).toBe(Math.min(most, furthest) + 1)
        const worthOf = (split: ArrayLike<number>): number =>
          pools.reduce((sum, value, pool) => sum + value[split[pool]!]!, 0)
        for (const [count, value] of splits.value.entries()) {
          const ways = [
            ...waysToMake(
              count,
              pools.map(({ length }) => length - 1),
            ),
          ]
          expect(value).toBe(Math.max(...ways.map(worthOf)))
          const split = splits.of(count)
          expect(worthOf(split)).toBe(value)
          expect(split.reduce((sum, units) => sum + units, 0)).toBe(count)
        }
      }),
      { numRuns },
    )
  })
})
