import { describe, expect, it } from 'vitest'
import { atMost, backordersAt, momentsOf, poissonDistribution } from '../chance/distribution.ts'
import { FIVE_BASES } from './fixtures/five-bases.ts'
import {
  expectedBackorders,
  type EchelonMethod,
  outstandingAtSites,
  outstandingByDepotStock,
  type RepairNetwork,
} from './two-echelon.ts'

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

  it('are the same whether they are reckoned for one stock of the depot or for many at once', () => {
    const network: RepairNetwork = {
      sites: [
        { failuresPerYear: 90, repairedHere: 0.3, repairYears: 0.05, orderAndShipYears: 0.02 },
        { failuresPerYear: 250, repairedHere: 0, repairYears: 0, orderAndShipYears: 0.1 },
        { failuresPerYear: 2, repairedHere: 1, repairYears: 0.2, orderAndShipYears: 0.02 },
      ],
      depotRepairYears: 0.12,
    }
    const stocks = [40, 0, 17, 300, 1]
    for (const [index, some] of outstandingByDepotStock(network, stocks).entries())
      for (const [site, one] of outstandingAtSites(network, stocks[index]!, 'exact').entries())
        for (let units = 0; units < 80; units++) expect(atMost(some[site]!, units)).toBeCloseTo(atMost(one, units), 13)
  })
})
