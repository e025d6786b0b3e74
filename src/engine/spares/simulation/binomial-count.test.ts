import { describe, expect, it } from 'vitest'
import { binomialProbability } from '../chance/binomial-probability.ts'
import { binomialCountOf } from './binomial-count.ts'

describe('a binomial number from a uniform one', () => {
  it.each([
    [1, 0.5],
    [20, 0.3],
    [400, 0.004],
    [30_000, 0.02],
  ])('of %d trials, each with %d, is as often each number as it is likely', (trials, probability) => {
    const uniforms = 50_000
    const often = new Map<number, number>()
    for (let index = 0; index < uniforms; index++) {
      const count = binomialCountOf((index + 0.5) / uniforms, trials, probability)
      often.set(count, (often.get(count) ?? 0) + 1)
    }
    for (const [count, times] of often)
      expect(
        Math.abs(times / uniforms - binomialProbability(count, trials, probability, 1 - probability)),
      ).toBeLessThanOrEqual(1.001 / uniforms)
  })

  it('is none, or all, where nothing else can be', () => {
    expect(binomialCountOf(0.7, 9, 0)).toBe(0)
    expect(binomialCountOf(0.7, 9, 1)).toBe(9)
    expect(binomialCountOf(0.7, 0, 0.4)).toBe(0)
    expect(binomialCountOf(1 - 2 ** -32, 5000, 0.3)).toBeLessThanOrEqual(5000)
  })
})
