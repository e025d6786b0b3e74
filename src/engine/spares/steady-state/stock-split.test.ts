import { describe, expect, it } from 'vitest'
import { FIVE_BASES } from './fixtures/five-bases.ts'
import { bestSplits, type Ground, orderOfUse, splitBeside, splitCurve, unitsOf } from './stock-split.ts'
import { expectedBackorders, outstandingAtSites, type RepairNetwork } from './two-echelon.ts'

/** Three sites that are nothing alike. */
const UNEQUAL: RepairNetwork = {
  sites: [
    { failuresPerYear: 9, repairedHere: 0.3, repairYears: 0.05, orderAndShipYears: 0.02 },
    { failuresPerYear: 25, repairedHere: 0, repairYears: 0, orderAndShipYears: 0.03 },
    { failuresPerYear: 2, repairedHere: 0.9, repairYears: 0.2, orderAndShipYears: 0.02 },
  ],
  depotRepairYears: 0.12,
}

describe('the best split between a depot and its sites', () => {
  it('is one unit at the depot and two at each of five bases, by METRIC', () => {
    const split = bestSplits(FIVE_BASES, 11, 'metric')[11]!
    expect([split.depotStock, split.siteStocks]).toEqual([1, [2, 2, 2, 2, 2]])
    expect(split.expectedBackorders).toBeCloseTo(0.0913693171, 9)
  })

  it('is the best of all splits, each tried, by all methods', () => {
    const network = UNEQUAL
    for (const method of ['exact', 'vari-metric', 'metric'] as const) {
      const best = bestSplits(network, 6, method)
      for (const [total, { depotStock, siteStocks, expectedBackorders: found }] of best.entries()) {
        expect(depotStock + siteStocks.reduce((sum, one) => sum + one, 0)).toBe(total)
        expect(expectedBackorders(network, depotStock, siteStocks, method)).toBeCloseTo(found, 10)
        const all = splitsOf(total, 4).map(([depot, ...sites]) => expectedBackorders(network, depot!, sites, method))
        expect(found).toBeCloseTo(Math.min(...all), 10)
      }
    }
  })

  it('gains now more and now less for one unit more, so that buying goes along the hull', () => {
    const left = bestSplits(FIVE_BASES, 25, 'exact').map(({ expectedBackorders: one }) => one)
    const gains = left.slice(1).map((one, total) => left[total]! - one)
    for (const gain of gains) expect(gain).toBeGreaterThan(0)
    expect(gains.some((gain, total) => total > 0 && gain > gains[total - 1]! + 1e-9)).toBe(true)
  })
})

describe('units that come beside those that lie there', () => {
  const ground: Ground = { depotStock: 1, siteStocks: [0, 2, 0], hasStore: [true, true, false] }
  const orderOf = (depotStock: number, { hasStore }: Ground) =>
    orderOfUse(depotStock, outstandingAtSites(UNEQUAL, depotStock, 'exact'), hasStore)

  it('go where they help most, which is the best of all ways to add them', () => {
    const curve = splitCurve(
      [1, 2, 3, 4, 5, 6].map((depotStock) => orderOf(depotStock, ground)),
      ground,
    )
    expect(curve.units).toBe(3)
    for (let more = 0; more <= 5; more++) {
      const all = splitsOf(more, 3).map(([depot, first, second]) =>
        expectedBackorders(UNEQUAL, 1 + depot!, [first!, 2 + second!, 0], 'exact'),
      )
      expect(curve.expectedBackorders[more]).toBeCloseTo(Math.min(...all), 10)
      const depotStock = curve.depotStock[more]!
      const split = splitBeside(orderOf(depotStock, ground), 3 + more, ground)
      expect(unitsOf(split)).toBe(3 + more)
      expect(split.siteStocks[2]).toBe(0)
      expect(expectedBackorders(UNEQUAL, depotStock, split.siteStocks, 'exact')).toBeCloseTo(
        curve.expectedBackorders[more]!,
        10,
      )
    }
  })

  it('make no number that the stocks tried at the depot do not make', () => {
    const nowhere: Ground = { depotStock: 0, siteStocks: [0, 0, 0], hasStore: [false, false, false] }
    const { expectedBackorders: left } = splitCurve(
      [0, 2].map((depotStock) => orderOf(depotStock, nowhere)),
      nowhere,
    )
    expect([left.length, left[1]]).toEqual([3, Number.POSITIVE_INFINITY])
    expect(left[2]).toBeCloseTo(expectedBackorders(UNEQUAL, 2, [0, 0, 0], 'exact'), 10)
  })
})

/** Every way to lay so many units in so many places. */
function splitsOf(total: number, places: number): number[][] {
  if (places === 1) return [[total]]
  return Array.from({ length: total + 1 }, (_, first) =>
    splitsOf(total - first, places - 1).map((rest) => [first, ...rest]),
  ).flat()
}
