import { describe, expect, it } from 'vitest'
import {
  backordersOf,
  poissonAtMost,
  poissonMeanAt,
  poissonMoreThan,
  poissonProbability,
  poissonQuantile,
} from './poisson.ts'

/** Mean, stock, expected backorders, their variance, fill rate, ready rate: computed twice by independent codes. */
const TABLE = [
  [0.1, 0, 0.1, 0.1, 0, 0.904837418],
  [0.1, 1, 0.004837418, 0.0051391814, 0.904837418, 0.9953211598],
  [0.1, 2, 0.0001585779, 0.0001665609, 0.9953211598, 0.9998453469],
  [0.5, 1, 0.1065306597, 0.1321205588, 0.6065306597, 0.9097959896],
  [0.5, 3, 0.0019389713, 0.0023426511, 0.985612322, 0.9982483774],
  [1, 1, 0.3678794412, 0.4967852756, 0.3678794412, 0.7357588823],
  [1, 4, 0.0043487696, 0.0059229364, 0.9810118431, 0.9963401532],
  [2, 0, 2, 2, 0, 0.1353352832],
  [2, 3, 0.2180175491, 0.3810979668, 0.6766764162, 0.8571234605],
  [2, 6, 0.0059243838, 0.0093945834, 0.9834363915, 0.9954661945],
  [2.349, 2, 0.7641754544, 1.2807322623, 0.3197108753, 0.5830881503],
  [2.349, 5, 0.0469940004, 0.0836389646, 0.9104178392, 0.9673131009],
  [5, 3, 2.1718176485, 4.0035833013, 0.1246520195, 0.2650259153],
  [5, 7, 0.2554809666, 0.6128502275, 0.762183463, 0.8666283259],
  [10, 7, 3.2401303174, 7.9205322697, 0.1301414209, 0.2202206466],
  [50, 7, 43, 50, 0, 0],
] as const

describe('the backorders of a stock against Poisson demand', () => {
  it('are those of the table, to ten decimals', () => {
    for (const [mean, stock, expected, variance, fillRate, readyRate] of TABLE) {
      const found = backordersOf(stock, mean)
      expect(found.expected).toBeCloseTo(expected, 9)
      expect(found.variance).toBeCloseTo(variance, 9)
      expect(found.fillRate).toBeCloseTo(fillRate, 9)
      expect(found.readyRate).toBeCloseTo(readyRate, 9)
    }
  })

  it('are those published with textbooks of inventory (loss functions of Snyder and Shen)', () => {
    expect(backordersOf(220, 200).expected).toBeCloseTo(0.536005857158494, 11)
    expect(backordersOf(5, 7).expected).toBeCloseTo(2.292600125697305, 12)
    expect(backordersOf(50, 47).expected).toBeCloseTo(1.514546939496945, 12)
    expect(backordersOf(11, 7).expected).toBeCloseTo(0.102799704109245, 13)
  })

  it('have the second moments published there', () => {
    /** Stock, mean, half of E[(X - s)+ (X - s - 1)+], half of E[(s - X)+ (s - X + 1)+]. */
    const table = [
      [18, 15, 0.848340302917794, 12.651659697082206],
      [5, 7, 4.040829435261403, 0.459170564738597],
      [50, 47, 5.192979532973098, 24.307020467026899],
    ] as const
    for (const [stock, mean, short, left] of table) {
      const { expected, variance } = backordersOf(stock, mean)
      const found = (variance + expected * expected - expected) / 2
      expect(found).toBeCloseTo(short, 11)
      // Both add up to half of E[(s - X)(s - X + 1)].
      expect(((stock - mean) * (stock - mean + 1) + mean) / 2 - found).toBeCloseTo(left, 11)
    }
  })

  it('fall by the probability that one more unit would have been used', () => {
    for (const mean of [0.01, 0.7, 3, 12.5, 80, 900])
      for (let stock = 0; stock < 2 * mean + 5; stock++) {
        const fall = backordersOf(stock, mean).expected - backordersOf(stock + 1, mean).expected
        expect(fall).toBeCloseTo(poissonMoreThan(stock, mean), 10)
      }
  })
})

describe('Poisson probabilities', () => {
  it('are reached at the mean that is the quantile of a Gamma distribution', () => {
    // SciPy: gamma.ppf(1 - probability, count + 1).
    const table = [
      [42, 0.95, 32.81163905959432],
      [0, 0.5, 0.6931471805599453],
      [0, 0.999, 0.0010005003335835344],
      [3, 1e-6, 21.350456963238944],
      [5000, 0.3, 5037.841373877441],
    ] as const
    for (const [count, probability, mean] of table) expect(poissonMeanAt(count, probability) / mean).toBeCloseTo(1, 10)
    for (const probability of [0, 1, Number.NaN]) expect(() => poissonMeanAt(3, probability)).toThrow('between 0 and 1')
  })

  it('add up to one, of small and of large means', () => {
    for (const mean of [0, 1e-6, 0.3, 4, 15.5, 16, 170, 2_636, 100_000]) {
      let sum = 0
      const reach = 12 * Math.sqrt(mean) + 40
      for (let count = Math.max(0, Math.floor(mean - reach)); count <= mean + reach; count++)
        sum += poissonProbability(count, mean)
      expect(sum).toBeCloseTo(1, 11)
    }
  })

  it('keep the digits of far tails', () => {
    // The series summed with 50 digits.
    expect(poissonMoreThan(30, 5) / 4.517741693983065e-15).toBeCloseTo(1, 12)
    expect(poissonAtMost(5, 50) / 5.567756260698089e-16).toBeCloseTo(1, 12)
    expect(poissonAtMost(-1, 3)).toBe(0)
    expect(poissonMoreThan(-1, 3)).toBe(1)
  })

  it('have the least count that reaches a probability as their quantile', () => {
    for (const mean of [0, 0.01, 1, 3, 65.745, 131.49, 2_636])
      for (const probability of [0, 0.05, 0.5, 0.9, 0.95, 0.99, 0.999]) {
        const count = poissonQuantile(probability, mean)
        expect(poissonAtMost(count, mean)).toBeGreaterThanOrEqual(probability)
        expect(count === 0 || poissonAtMost(count - 1, mean) < probability).toBe(true)
      }
    expect([0.9, 0.95, 0.99, 0.999].map((probability) => poissonQuantile(probability, 3))).toEqual([5, 6, 8, 10])
    expect([0.9, 0.95, 0.99, 0.999].map((probability) => poissonQuantile(probability, 65.745))).toEqual([
      76, 79, 85, 92,
    ])
    expect([0.9, 0.95, 0.99, 0.999].map((probability) => poissonQuantile(probability, 131.49))).toEqual([
      146, 151, 159, 168,
    ])
  })
})
