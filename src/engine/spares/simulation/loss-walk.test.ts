import { describe, expect, it } from 'vitest'
import { availabilityOf } from '../steady-state/redundancy.ts'
import { binOf, lossOfBin } from './loss-bins.ts'
import { shareShort } from './loss-walk.ts'

describe('elements short of units', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [6, 5],
    [16, 15],
    [100, 100],
  ])('of %d, of which %d must work, are those of the binomial distribution', (count, needed) => {
    for (const down of [0, 1e-4, 0.01, 0.1, 0.5, 0.9, 1])
      expect(shareShort(count, needed, down)).toBeCloseTo(1 - availabilityOf(needed, count, 1 - down), 12)
  })

  it('are 2.8 % of those of three units that need two, with a tenth down', () => {
    expect(shareShort(3, 2, 0.1)).toBeCloseTo(0.028, 15)
  })
})

describe('losses in bins', () => {
  it('are told to one part in 128, and in order', () => {
    let before = -1
    for (let loss = 0; loss < 2 ** 52; loss = Math.ceil(loss * 1.003) + 1) {
      const told = lossOfBin(binOf(loss))
      expect(Math.abs(told - loss)).toBeLessThanOrEqual(Math.max(0.5, loss / 128))
      expect(told).toBeGreaterThanOrEqual(before)
      before = told
    }
  })

  it('are none below one', () => {
    expect(lossOfBin(binOf(0.9))).toBe(0)
    expect(binOf(1)).toBe(1)
  })
})
