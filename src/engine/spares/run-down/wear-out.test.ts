import { describe, expect, it } from 'vitest'
import { expectedFailures, expectedReplacements, lifeOfMean, meanLifeHours, replacementsByAge } from './wear-out.ts'

const FAN = { shape: 1.8, scaleHours: 3000 }

describe('failures of units that wear out', () => {
  it('are more of an old unit than of a new one, by the published example', () => {
    expect([0, 600, 2400].map((age) => Number(expectedFailures(FAN, age, 400).toFixed(4)))).toEqual([
      0.0266, 0.0832, 0.214,
    ])
    expect(400 / meanLifeHours(FAN)).toBeCloseTo(0.1499, 4)
  })

  it('come at one rate at any age where they do not wear out', () => {
    for (const age of [0, 10, 100_000]) {
      expect(expectedFailures({ shape: 1, scaleHours: 5000 }, age, 50)).toBeCloseTo(0.01, 12)
      expect(expectedReplacements({ shape: 1, scaleHours: 5000 }, [age], 50).expected).toBeCloseTo(0.01, 9)
    }
  })
})

/** Shape, time in scales, renewals of a new unit by the series of Smith and Leadbetter (1963) with 120 digits. */
const RENEWALS = [
  [1.5, 0.3, 0.15902105119197435],
  [1.5, 1, 0.8415781366496907],
  [1.5, 2.5, 2.4997856858800396],
  [1.8, 0.3, 0.11083736316238992],
  [1.8, 1, 0.7831464744962573],
  [1.8, 2.5, 2.476557240903144],
  [3, 0.3, 0.02667498677460621],
  [3, 1, 0.6723291002383116],
  [3, 2.5, 2.3677031442783454],
] as const

describe('replacement of what wears out by new units', () => {
  it('is as often as the series of the renewal function says, within the error that is told', () => {
    for (const [shape, time, renewals] of RENEWALS) {
      const { expected, error } = expectedReplacements({ shape, scaleHours: 700 }, [0], time * 700)
      expect(expected).toBeCloseTo(renewals, 7)
      expect(Math.abs(expected - renewals)).toBeLessThanOrEqual(error + 1e-13)
    }
    // Early failures: the grid is less exact, and says so.
    const early = expectedReplacements({ shape: 0.7, scaleHours: 700 }, [0], 2.5 * 700)
    expect(Math.abs(early.expected - 2.4539052962546095)).toBeLessThan(early.error)
    expect(early.error).toBeLessThan(1e-5)
  })

  it('is rarer than failures of units that stay as old as they are', () => {
    for (const age of [0, 600, 2400]) {
      const { expected } = expectedReplacements(FAN, [age], 9000)
      expect(expected).toBeLessThan(expectedFailures(FAN, age, 9000))
    }
  })

  it('comes in the long run once a mean life, and of a fleet is the sum over its units', () => {
    const long = expectedReplacements(FAN, [0], 30_000).expected - expectedReplacements(FAN, [0], 27_000).expected
    expect(long).toBeCloseTo(3000 / meanLifeHours(FAN), 5)
    const each = [0, 600, 2400].map((age) => expectedReplacements(FAN, [age], 5000).expected)
    const fleet = expectedReplacements(FAN, [0, 600, 2400], 5000).expected
    expect(fleet).toBeCloseTo(each[0]! + each[1]! + each[2]!, 11)
    // Integrated by adaptive quadrature over the series.
    expect(each[1]).toBeCloseTo(1.716060438083829, 7)
    expect(each[2]).toBeCloseTo(1.9968611616592493, 7)
  })
})

describe('failures step by step of what wears out', () => {
  it('add up to those of the whole time', () => {
    const life = lifeOfMean(2667.86, 1.8)
    expect(life.scaleHours).toBeCloseTo(3000, 1)
    for (const age of [0, 600, 2400]) {
      const steps = replacementsByAge(life, new Set([age / 25]), 25, 120).get(age / 25)!
      const sum = steps.reduce((all, one) => all + one, 0)
      expect(sum).toBeCloseTo(expectedReplacements(life, [age], 3000).expected, 4)
    }
  })

  it('are as many in every step where nothing ages', () => {
    const steps = replacementsByAge(lifeOfMean(1000, 1), new Set([50]), 10, 100).get(50)!
    for (const one of steps) expect(one).toBeCloseTo(0.01, 5)
  })

  it('are of many ages together what they are of each by itself', () => {
    const life = lifeOfMean(1000, 2.5)
    const ages = [0, 3, 17, 18, 40]
    const together = replacementsByAge(life, new Set(ages), 20, 60)
    for (const age of ages) {
      const alone = replacementsByAge(life, new Set([age]), 20, 60).get(age)!
      for (const [step, expected] of alone.entries()) expect(together.get(age)![step]! / expected).toBeCloseTo(1, 11)
    }
  })

  it('come to the long-run rate in the end, whatever the age', () => {
    const steps = replacementsByAge(lifeOfMean(1000, 2.5), new Set([0]), 50, 200).get(0)!
    expect(steps[0]).toBeLessThan(0.001)
    expect(steps.at(-1)).toBeCloseTo(0.05, 3)
  })
})
