import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '#base/calendar.ts'
import { exp, log } from '#base/elementary.ts'
import { RandomStream } from '#base/random.ts'
import type { PartResult } from '#model/spares-report.ts'
import { answered, type Changed, FROM, SMALL, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'
import { lifeOfMean } from '../run-down/wear-out.ts'

// Forty fans in one pool, 40, 80 ... 1,600 days old, of shape 3 and 40,000 FIT: a mean life of 25,000 hours.

const SHAPE = 3
const MEAN_LIFE = 25_000
const AGES = Array.from({ length: 40 }, (_, index) => 40 * (index + 1))

const FANS: Changed = {
  parts: [{ ...SMALL.parts![0]!, part: 'FAN', failuresFit: 1e9 / MEAN_LIFE, weibullShape: SHAPE }],
  units: AGES.map((days) => ({
    element: 'E-N',
    part: 'FAN',
    slot: `S${days}`,
    installed: formatDay(parseDay(FROM)! - days),
  })),
}

function fanWith(stock: number, changed: Changed = {}): PartResult {
  const lying = [{ depot: 'LEEDS', part: 'FAN', quantity: stock }]
  return answered({ ...FANS, stock: lying, ...changed }).parts[0]!
}

/** Failures of all places until the last day, each renewed at once: by how many replications saw so many. */
function simulateRenewals(replications: number): number[] {
  const { scaleHours } = lifeOfMean(MEAN_LIFE, SHAPE)
  const random = new RandomStream(1, 1)
  const within = WEEKS * WEEK_HOURS
  const power = (base: number, exponent: number): number => (base === 0 ? 0 : exp(exponent * log(base)))
  const nextLife = (age: number): number =>
    scaleHours * power(power(age / scaleHours, SHAPE) - log(1 - random.uniform()), 1 / SHAPE) - age
  const counts: number[] = []
  for (let replication = 0; replication < replications; replication++) {
    let failures = 0
    for (const days of AGES) for (let at = nextLife(days * 24); at < within; at += nextLife(0)) failures++
    counts[failures] = (counts[failures] ?? 0) + 1
  }
  return Array.from(counts, (count) => (count ?? 0) / replications)
}

describe('what wears out', () => {
  it('is told with the hours and the age of its units, and as an approximation', () => {
    const { method, wearOut, pools } = fanWith(38)
    expect(method).toBe('approximate')
    expect(wearOut).toMatchObject({ shape: 3, unitHours: 40 * WEEKS * WEEK_HOURS, unitsByAge: 40, unitsAtMeanRate: 0 })
    expect(wearOut!.meanAgeYears).toBeCloseTo((40 * 20.5) / 365.25, 10)
    expect(pools[0]!.expectedFailures).toBeCloseTo(32.96, 2)
  })

  it('makes what is told of it, its manufacturer and all together approximate, and nothing of others', () => {
    const { parts, network, vendors, purchase } = answered({
      ...FANS,
      parts: [...FANS.parts!, { part: 'RRU', manufacturer: 'Nokia', failuresFit: 3000 }],
      units: [...FANS.units!, { element: 'E-N', part: 'RRU', quantity: 10 }],
      stock: [],
    })
    for (const told of [network, purchase, parts[0]!.lasting!]) expect(told.isApproximate).toBe(true)
    expect(vendors.map(({ vendor, lasting }) => [vendor, lasting.isApproximate])).toEqual([
      ['huawei', true],
      ['nokia', undefined],
    ])
    expect(parts[1]!.lasting!.isApproximate).toBeUndefined()
  })

  it('is told as simulated where it is repaired, and as wearing out beside', () => {
    const parts = [{ ...FANS.parts![0]!, repairYield: 0.5, repairDays: 28 }]
    const { method, wearOut } = fanWith(30, { parts })
    expect([method, wearOut?.shape]).toEqual(['simulated', 3])
  })

  it('is told of with units whose age nobody knows', () => {
    const units = [...FANS.units!, { element: 'E-N', part: 'FAN', quantity: 7, installed: 'unknown' }]
    expect(fanWith(40, { units }).wearOut).toMatchObject({ unitsByAge: 40, unitsAtMeanRate: 7 })
  })

  it('is exact where its shape is 1', () => {
    const parts = [{ ...FANS.parts![0]!, weibullShape: 1 }]
    const { method, wearOut } = fanWith(38, { parts })
    expect([method, wearOut]).toEqual(['exact', undefined])
  })

  it('fails as often as renewals do, and less spread out: the figures of docs/models/spares.md', () => {
    const shares = simulateRenewals(40_000)
    const mean = shares.reduce((sum, share, count) => sum + share * count, 0)
    const variance = shares.reduce((sum, share, count) => sum + share * (count - mean) ** 2, 0)
    expect(mean).toBeCloseTo(33.0, 1)
    expect(variance).toBeCloseTo(7.6, 0)
    const enough = (stock: number): number => shares.slice(0, stock + 1).reduce((sum, share) => sum + share, 0)
    // Within three standard errors of 40,000 replications, at most 0.75 %.
    const figures = [28, 33, 38, 43].map((stock) => [stock, enough(stock), fanWith(stock).pools[0]!.survivalAtEnd])
    const known = [
      [28, 0.048, 0.222],
      [33, 0.573, 0.549],
      [38, 0.976, 0.834],
      [43, 1.0, 0.962],
    ]
    for (const [index, [stock, simulated, reckoned]] of figures.entries()) {
      expect(stock).toBe(known[index]![0])
      expect(Math.abs(simulated! - known[index]![1]!)).toBeLessThan(0.0075)
      expect(Math.abs(reckoned! - known[index]![2]!)).toBeLessThan(0.001)
    }
  })
})
