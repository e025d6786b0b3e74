import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LargestStock } from './largest-stock.ts'

it('the largest of several stocks is known after each change, the first where several are as large', () => {
  const stocks = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 9 })
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: -4, max: 4 })), { maxLength: 30 })
  const largest = new LargestStock()
  fc.assert(
    fc.property(stocks, changes, (held, made) => {
      largest.setTo(held.length, (index) => held[index]!)
      for (const [place, units] of made) {
        const index = place % held.length
        held[index]! += units
        largest.add(index, units)
        expect(largest.of(index)).toBe(held[index])
        expect(largest.largest).toBe(held.indexOf(Math.max(...held)))
      }
    }),
    { numRuns: Number(process.env.MAINSTAY_RUNS ?? 100) },
  )
})
