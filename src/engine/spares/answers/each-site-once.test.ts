import { describe, expect, it } from 'vitest'
import { answered, type Changed, SMALL, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'

const PARTS = ['RRU', 'BBU', 'FAN']

/** One site with one unit of each of three parts, in one element or in one each, and no spares. */
const oneSite = (elementOf: (part: string) => string, failuresFit: number): Changed => ({
  sites: [{ site: 'N', region: 'North', premises: 700 }],
  elements: [...new Set(PARTS.map(elementOf))].map((element) => ({ ...SMALL.elements![0]!, element })),
  units: PARTS.map((part) => ({ element: elementOf(part), part, quantity: 1 })),
  parts: PARTS.map((part) => ({ ...SMALL.parts![0]!, part, failuresFit })),
  stock: [],
})

describe('service lost where a site counts once', () => {
  it.each([
    ['one element', () => 'E'],
    ['an element each', (part: string) => part],
  ])('is that of a site with any of three parts down, which stand in %s', (_, elementOf) => {
    const { network, eachSiteOnce } = answered(oneSite(elementOf, 10_000))
    for (const [time, lost] of eachSiteOnce.weightLost.entries()) {
      const ofOne = network.weightLost[time]! / 3
      expect(lost).toBeCloseTo(1 - (1 - ofOne) ** 3, 6)
    }
    expect(network.weightHoursLost).toBeGreaterThan(1.1 * eachSiteOnce.weightHoursLost)
  })

  it('is never more than all of it, where added up over parts it is three times as much', () => {
    const { network, eachSiteOnce } = answered(oneSite(() => 'E', 1_000_000))
    // A unit is down by the end of a week as likely as it has failed.
    const up = Array.from({ length: WEEKS }, (_, week) => Math.exp(-1e-3 * WEEK_HOURS * (week + 1)))
    const lostWhere = (shareUp: (up: number) => number) =>
      up.reduce((sum, one) => sum + 1 - shareUp(one), 0) * WEEK_HOURS
    expect(network.weightHoursLost / (3 * lostWhere((one) => one))).toBeCloseTo(1, 6)
    expect(eachSiteOnce.weightHoursLost / lostWhere((one) => one ** 3)).toBeCloseTo(1, 6)
  })

  it('is what is added up, where no site has more than one part', () => {
    const { network, eachSiteOnce } = answered({}, { weight: 'premises' })
    expect(eachSiteOnce.weightHoursLost / network.weightHoursLost).toBeCloseTo(1, 6)
    for (const [time, lost] of eachSiteOnce.weightLost.entries()) expect(lost).toBeCloseTo(network.weightLost[time]!, 3)
  })
})
