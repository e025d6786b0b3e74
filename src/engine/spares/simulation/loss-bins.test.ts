import { describe, expect, it } from 'vitest'
import { binOf, lossOfBin } from './loss-bins.ts'

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
