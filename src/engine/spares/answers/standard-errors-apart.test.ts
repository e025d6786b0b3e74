import { describe, expect, it } from 'vitest'
import { poissonAtMost, poissonMoreThan } from '../chance/poisson.ts'
import { standardErrorsApart } from './standard-errors-apart.ts'

const OF = 2560
const EXACT = 0

/** So many run out where so many are expected. */
const apart = (ranOut: number, expected: number, error = EXACT): number =>
  standardErrorsApart(1 - ranOut / OF, OF, { survival: 1 - expected / OF, error })

describe('standard errors apart', () => {
  it('are those of plain samples where many events are counted', () => {
    const error = Math.sqrt(0.3 * 0.7) / Math.sqrt(OF)
    expect(standardErrorsApart(0.3 + 2 * error, OF, { survival: 0.3, error: EXACT })).toBeCloseTo(2, 1)
    expect(standardErrorsApart(0.3 + 2 * error, OF, { survival: 0.3, error })).toBeCloseTo(2 / Math.SQRT2, 1)
  })

  it('of few events are the root of them', () => {
    expect(apart(5, 2)).toBeCloseTo(1.556, 3)
    expect(apart(0, 0)).toBe(0)
    // As rarely lasting as rarely running out.
    expect(standardErrorsApart(5 / OF, OF, { survival: 2 / OF, error: EXACT })).toBeCloseTo(apart(5, 2), 12)
  })

  it('are four in less than one case of 2,000, however rare the event', () => {
    for (const expected of [0.01, 0.1, 0.5, 2, 8, 30]) {
      const counts = Array.from({ length: 100 }, (_, count) => count)
      const unlikely = counts.filter((count) => apart(count, expected) > 4)
      const most = counts.findLast((count) => count < expected && unlikely.includes(count))
      const chance =
        poissonMoreThan(unlikely.find((count) => count > expected)! - 1, expected) +
        (most === undefined ? 0 : poissonAtMost(most, expected))
      expect([expected, chance < 5e-4]).toEqual([expected, true])
    }
  })

  it('take what is reckoned by simulation too for no surer than it is, be it that none ran out of all', () => {
    expect(apart(3, 0)).toBeGreaterThan(2)
    expect(apart(3, 0, 1 / OF)).toBeLessThan(2)
    expect(apart(200, 0, 1 / OF)).toBeGreaterThan(6)
  })
})
