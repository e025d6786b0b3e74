import { describe, expect, it } from 'vitest'
import { normalQuantile } from './normal.ts'

describe('a normal number', () => {
  // By Newton's steps in 40 digits.
  const quantiles = [
    [1e-300, -37.0470962993612],
    [1e-30, -11.464024688443615],
    [1e-12, -7.034483825301132],
    [0.001, -3.090232306167813],
    [0.0749, -1.4402382675279637],
    [0.0751, -1.43882539275254],
    [0.499999, -2.5066282745665593e-6],
    [0.6, 0.2533471031357997],
    [0.975, 1.9599639845400538],
    [1 - 1e-9, 5.9978070196016375],
  ] as const

  it.each(quantiles)('does not exceed with probability %d its quantile', (probability, quantile) => {
    expect(Math.abs(normalQuantile(probability) / quantile - 1)).toBeLessThan(1e-15)
  })
})
