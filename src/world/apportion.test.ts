import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion } from './apportion.ts'

describe('dividing things by weight', () => {
  test('gives whole parts, the largest remainders first', () => {
    expect(apportion(10, [1, 1, 2])).toEqual([3, 2, 5])
    expect(apportion(2, [1, 1, 1])).toEqual([1, 1, 0])
    expect(apportion(7, [0, 1])).toEqual([0, 7])
    expect(apportion(7, [0, 0])).toEqual([0, 0])
    expect(apportion(7, [])).toEqual([])
  })

  test('gives away everything, and nobody less than the whole part of his share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }),
        (total, weights) => {
          const parts = apportion(total, weights)
          const sum = weights.reduce((all, weight) => all + weight, 0)
          expect(parts.reduce((all, part) => all + part, 0)).toBe(total)
          for (const [index, part] of parts.entries()) {
            const share = (total * weights[index]!) / sum
            expect(part).toBeGreaterThanOrEqual(Math.floor(share))
            expect(part).toBeLessThanOrEqual(Math.floor(share) + 1)
          }
        },
      ),
    )
  })
})
