import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createValueScale } from './value-scale.ts'

describe('value scale', () => {
  it('rises in round steps to what is shown', () => {
    expect(createValueScale(0.384, 4, false).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4])
    expect(createValueScale(61, 4, true).ticks).toEqual([0, 20, 40, 60, 80])
    expect(createValueScale(0, 4, true).ticks).toEqual([0, 1])
    expect(createValueScale(2, 4, true).ticks).toEqual([0, 1, 2])
  })

  it('always reaches the highest value, in few steps, whole ones where asked', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.boolean(), (highest, whole) => {
        const { top, ticks } = createValueScale(highest, 4, whole)
        expect(top).toBeGreaterThanOrEqual(highest * (1 - 1e-9))
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(!whole || ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })
})
