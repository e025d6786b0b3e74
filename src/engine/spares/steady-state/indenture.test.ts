import { describe, expect, it } from 'vitest'
import { log } from '#base/elementary.ts'
import { philox } from '#base/philox.ts'
import { metAt } from './fixtures/first-come.ts'
import { type IndentureNetwork, unitBackorders } from './indenture.ts'
import { expectedBackorders, type RepairNetwork } from './two-echelon.ts'

/** Two sites, two parts in a unit; days. */
const TWO_SITES: IndentureNetwork = {
  depotRepairTime: 10,
  depotStock: 2,
  parts: [
    { share: 0.6, depotRepairTime: 30, depotStock: 3 },
    { share: 0.4, depotRepairTime: 20, depotStock: 1 },
  ],
  sites: [
    {
      failures: 0.2,
      repairedHere: 0.7,
      repairTime: 4,
      stock: 2,
      orderAndShipTime: 5,
      parts: [
        { repairedHere: 0.2, repairTime: 12, stock: 1 },
        { repairedHere: 0.5, repairTime: 8, stock: 0 },
      ],
    },
    {
      failures: 0.1,
      repairedHere: 0.4,
      repairTime: 3,
      stock: 1,
      orderAndShipTime: 7,
      parts: [
        { repairedHere: 0, repairTime: 0, stock: 0 },
        { repairedHere: 0.3, repairTime: 6, stock: 1 },
      ],
    },
  ],
}

/** Units waiting at each site on average, by following every failure for so many days. */
function simulate({ parts, sites, depotStock, depotRepairTime }: IndentureNetwork, days: number): number[] {
  const failures = sites
    .flatMap((site, place) => failuresOf(site, place, days).map((one) => ({ ...one, place })))
    .toSorted((left, right) => left.time - right.time)
  const partMet = failures.map(({ time }) => time)
  const partArrives = new Map<number, number>()
  for (const [part, { depotRepairTime: repair, depotStock: stock }] of parts.entries()) {
    const asked = [...failures.keys()].filter((index) => {
      const { isUnitHere, isPartHere, part: own } = failures[index]!
      return own === part && !(isUnitHere && isPartHere)
    })
    const times = asked.map((index) => failures[index]!.time)
    const met = metAt(
      times,
      stock,
      times.map((time) => time + repair),
    )
    for (const [at, index] of asked.entries()) partArrives.set(index, met[at]!)
    for (const [place, site] of sites.entries()) {
      const used = [...failures.keys()].filter((index) => {
        const one = failures[index]!
        return one.place === place && one.part === part && one.isUnitHere
      })
      const returns = used.map((index) =>
        failures[index]!.isPartHere
          ? failures[index]!.time + site.parts[part]!.repairTime
          : partArrives.get(index)! + site.orderAndShipTime,
      )
      const here = metAt(
        used.map((index) => failures[index]!.time),
        site.parts[part]!.stock,
        returns,
      )
      for (const [at, index] of used.entries()) partMet[index] = here[at]!
    }
  }
  const sent = [...failures.keys()].filter((index) => !failures[index]!.isUnitHere)
  const unitMet = metAt(
    sent.map((index) => failures[index]!.time),
    depotStock,
    sent.map((index) => partArrives.get(index)! + depotRepairTime),
  )
  const unitArrives = new Map(sent.map((index, at) => [index, unitMet[at]!]))
  return sites.map((site, place) => {
    const own = [...failures.keys()].filter((index) => failures[index]!.place === place)
    const times = own.map((index) => failures[index]!.time)
    const returns = own.map((index) =>
      failures[index]!.isUnitHere ? partMet[index]! + site.repairTime : unitArrives.get(index)! + site.orderAndShipTime,
    )
    const waited = metAt(times, site.stock, returns).map((time, at) => time - times[at]!)
    return waited.reduce((sum, one) => sum + one, 0) / days
  })
}

function failuresOf(site: IndentureNetwork['sites'][number], place: number, days: number) {
  const uniform = (word: number) => (word + 0.5) / 2 ** 32
  const failures = []
  for (let [time, turn] = [0, 0]; ; turn++) {
    const [gap, unit, which, repair] = philox([turn, place, 0, 0], [7, 11])
    time -= log(uniform(gap)) / site.failures
    if (time > days) return failures
    const part = uniform(which) < TWO_SITES.parts[0]!.share ? 0 : 1
    failures.push({
      time,
      part,
      isUnitHere: uniform(unit) < site.repairedHere,
      isPartHere: uniform(repair) < site.parts[part]!.repairedHere,
    })
  }
}

describe('a unit repaired by changing a part of it', () => {
  it('is waited for as a simulation says, to a few percent, and nearer than by means alone', () => {
    const simulated = simulate(TWO_SITES, 1_000_000)
    const [vari, mod] = (['vari-metric', 'mod-metric'] as const).map((method) => unitBackorders(TWO_SITES, method))
    for (const [site, expected] of simulated.entries()) {
      const error = Math.abs(vari![site]!.expected / expected - 1)
      expect(error).toBeLessThan(0.05)
      expect(error).toBeLessThan(Math.abs(mod![site]!.expected / expected - 1))
    }
  })

  it('whose parts are never short is a unit of two echelons alone', () => {
    const plenty = { ...TWO_SITES, parts: TWO_SITES.parts.map((part) => ({ ...part, depotStock: 200 })) }
    const sites = plenty.sites.map((site) => ({ ...site, parts: site.parts.map((part) => ({ ...part, stock: 200 })) }))
    const alone: RepairNetwork = {
      sites: sites.map((site) => ({
        failuresPerYear: site.failures,
        repairedHere: site.repairedHere,
        repairYears: site.repairTime,
        orderAndShipYears: site.orderAndShipTime,
      })),
      depotRepairYears: plenty.depotRepairTime,
    }
    const found = unitBackorders({ ...plenty, sites }, 'vari-metric')
    const all = found.reduce((sum, { expected }) => sum + expected, 0)
    expect(all).toBeCloseTo(expectedBackorders(alone, 2, [2, 1], 'vari-metric'), 10)
  })
})
