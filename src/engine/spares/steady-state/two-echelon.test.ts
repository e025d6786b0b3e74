import { describe, expect, it } from 'vitest'
import { backordersAt, momentsOf, poissonDistribution } from '../chance/distribution.ts'
import { FIVE_BASES } from './fixtures/five-bases.ts'
import { expectedBackorders, type EchelonMethod, outstandingAtSites } from './two-echelon.ts'

/** Depot stock, expected backorders of the depot, mean of the units outstanding at a base, their variance. */
const MOMENTS = [
  [0, 2.348768, 0.7017536, 0.7017536],
  [1, 1.4442547294, 0.5208509459, 0.5425441433],
  [2, 0.7640176334, 0.3848035267, 0.4054612646],
  [3, 0.3471668882, 0.3014333776, 0.3128456883],
  [4, 0.1365272873, 0.2593054575, 0.2638709911],
  [5, 0.0469732206, 0.2413946441, 0.2428596488],
  [6, 0.0142995195, 0.2348599039, 0.2352610273],
  [7, 0.0038922822, 0.2327784564, 0.2328757703],
] as const

/** Depot stock, stock of all bases, backorders by METRIC. */
const METRIC = [
  [0, 0, 3.508768],
  [0, 5, 0.9873442744],
  [0, 10, 0.2052703723],
  [1, 0, 2.6042547294],
  [1, 5, 0.5743290211],
  [1, 10, 0.0913693171],
  [2, 5, 0.3269393321],
  [3, 10, 0.0196753991],
  [4, 5, 0.154463787],
  [5, 10, 0.0104043752],
] as const

const evenly = (total: number) => Array.from({ length: 5 }, () => total / 5)

describe('a depot that repairs for five bases', () => {
  it('leaves at a base the units outstanding of the table, exactly and by the moments of VARI-METRIC', () => {
    for (const [depotStock, owed, mean, variance] of MOMENTS) {
      expect(backordersAt(poissonDistribution(2.348768), depotStock).expected).toBeCloseTo(owed, 9)
      for (const method of ['exact', 'vari-metric'] as const) {
        const moments = momentsOf(outstandingAtSites(FIVE_BASES, depotStock, method)[0]!)
        expect(moments.mean).toBeCloseTo(mean, 9)
        expect(moments.variance).toBeCloseTo(variance, 9)
      }
    }
  })

  it('leaves the backorders of the table by METRIC', () => {
    for (const [depotStock, siteStock, expected] of METRIC)
      expect(expectedBackorders(FIVE_BASES, depotStock, evenly(siteStock), 'metric')).toBeCloseTo(expected, 9)
  })

  it('leaves more than METRIC says, and VARI-METRIC lies nearer', () => {
    for (const [depotStock] of MOMENTS.slice(1, 5)) {
      const by = (method: EchelonMethod) => expectedBackorders(FIVE_BASES, depotStock, evenly(5), method)
      expect(by('exact')).toBeGreaterThan(by('metric'))
      expect(Math.abs(by('vari-metric') - by('exact'))).toBeLessThan(Math.abs(by('metric') - by('exact')))
    }
  })
})
