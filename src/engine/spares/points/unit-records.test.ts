import { describe, expect, it } from 'vitest'
import { AFTER_ALL, formatDay } from '#base/calendar.ts'
import type { Scenario } from '#model/scenario.ts'
import type { Row } from '../../fixtures/small-world.ts'
import { type Changed, changedRow, prepared, SMALL } from '../fixtures/small-network.ts'
import type { SiteWeights } from './site-weights.ts'

// The first day is 1 January 2021, which is that of the inventory; the last is 29 December 2022.

function weightOn(weights: SiteWeights, site: number, day: number): number {
  let found = Number.NaN
  weights.forEachStretch(site, day, day + 1, (weight) => (found = weight))
  return found
}

function recorded(changed: Changed = {}, scenario: Partial<Scenario> = {}) {
  const { units, parts, pools, weights, calendar } = prepared({ stock: [], ...changed }, scenario).network
  const rows = Array.from({ length: units.pointCount }, (_, point) => point).flatMap((point) =>
    Array.from({ length: units.start[point + 1]! - units.start[point]! }, (_, index) => {
      const record = units.start[point]! + index
      const day = (column: Int32Array) => (column[record]! >= AFTER_ALL ? 'never' : formatDay(column[record]!))
      return {
        part: parts[units.partOf[point]!]!.part,
        pool: pools.pools[units.poolOf[point]!]!.pool,
        quantity: units.quantity[record]!,
        needed: units.needed[record]!,
        weight: weightOn(weights, units.site[record]!, calendar.from),
        from: day(units.serviceFrom),
        until: day(units.serviceUntil),
        removed: day(units.removedFrom),
        installed: day(units.installedFrom),
      }
    }),
  )
  return { rows, coverage: units.coverage }
}

describe('units as failures see them', () => {
  it('stand by part and by pool, each with what its site weighs', () => {
    const parts = ['BBB', 'AAA'].map((part) => ({ part, failuresFit: 1000 }))
    const units = [
      { element: 'E-S', part: 'BBB', quantity: 3 },
      { element: 'E-N', part: 'BBB', quantity: 1 },
      { element: 'E-S', part: 'AAA', quantity: 2 },
    ]
    const { rows } = recorded({ parts, units }, { weight: 'premises' })
    expect(rows.map(({ part, pool, quantity, weight }) => [part, pool, quantity, weight])).toEqual([
      ['AAA', 'SOUTH', 2, 300],
      ['BBB', 'NORTH', 1, 700],
      ['BBB', 'SOUTH', 3, 300],
    ])
    expect(recorded({ parts, units }).rows.map(({ weight }) => weight)).toEqual([1, 1, 1])
  })

  it('are as many as may be, and one where nobody knows, which is told', () => {
    const units = ['3..5', 'unknown', '', 2].map((quantity, index) => ({
      element: 'E-N',
      part: 'RRU',
      slot: `S${index}`,
      quantity,
    }))
    const { rows, coverage } = recorded({ units })
    expect(rows.map(({ quantity }) => quantity).sort((left, right) => left - right)).toEqual([1, 1, 2, 5])
    expect([coverage.units, coverage.uncertainUnits]).toEqual([9, 6])
  })

  it('must all work unless fewer are needed, and never more than there are', () => {
    const units = ['', 2, 9].map((needed, index) => ({
      element: 'E-N',
      part: 'RRU',
      slot: `S${index}`,
      quantity: 4,
      needed,
    }))
    expect(
      recorded({ units })
        .rows.map(({ needed }) => needed)
        .sort((left, right) => left - right),
    ).toEqual([2, 4, 4])
  })

  it('serve from the first day on which they may to the last, and are removed once they surely are', () => {
    const elements = [
      {
        ...SMALL.elements![0]!,
        inService: '2021-02-01..2021-04-01',
        outOfService: '2021-08-01..2021-10-01',
        removed: '2021-09-01..2021-12-01',
      },
    ]
    const { rows, coverage } = recorded({ elements, units: SMALL.units!.slice(0, 1) })
    expect(rows).toMatchObject([{ from: '2021-02-01', until: '2021-10-02', removed: '2021-12-02' }])
    expect([coverage.units, coverage.uncertainUnits]).toEqual([100, 100])
  })

  it('serve to the last day the plan leaves them, and not at all after they are gone', () => {
    const plan = [{ date: '2021-07-01', action: 'remove', element: 'E-N' }]
    const { rows, coverage } = recorded({ plan })
    expect(rows.map(({ pool, until, removed }) => [pool, until, removed])).toEqual([
      ['NORTH', '2021-07-02', '2021-07-02'],
      ['SOUTH', 'never', 'never'],
    ])
    expect(coverage.uncertainUnits).toBe(0)
    const gone = SMALL.elements!.map((element) => ({ ...element, outOfService: '2020-12-31', removed: '2020-12-31' }))
    expect(recorded({ elements: gone }).rows).toEqual([])
  })

  it('are of the age their own row states, else of that of their element', () => {
    const elements = SMALL.elements!.map((element) => ({ ...element, installed: '2017-12-01' }))
    const units = [
      { element: 'E-N', part: 'RRU', quantity: 1 },
      { element: 'E-S', part: 'RRU', quantity: 1, installed: '2020-03-01' },
    ]
    expect(recorded({ elements, units }).rows.map(({ installed }) => installed)).toEqual(['2017-12-01', '2020-03-01'])
  })

  it('are as old as their own row states where their element is younger, and serve no earlier than it does', () => {
    const elements = SMALL.elements!.map((element) => ({
      ...element,
      installed: '2021-02-01',
      inService: '2021-03-01',
    }))
    const units = [
      { element: 'E-N', part: 'RRU', quantity: 1, installed: '2018-05-01' },
      { element: 'E-S', part: 'RRU', quantity: 1, installed: '2017..2019-06' },
    ]
    expect(recorded({ elements, units }).rows).toMatchObject([
      { installed: '2018-05-01', from: '2021-03-01' },
      { installed: '2017-01-01', from: '2021-03-01' },
    ])
  })
})

describe('what is known of the units', () => {
  it('counts elements with units and without, units of unknown parts, and those that no pool serves', () => {
    const elements = [
      ...SMALL.elements!,
      { element: 'E-X', site: 'S', vendor: 'Nokia', function: 'ran.4g.enb', inService: '2018-01-01' },
      {
        element: 'E-Y',
        site: 'S',
        vendor: 'Nokia',
        function: 'ran.4g.enb',
        inService: '2018-01-01',
        outOfService: '2019-01-01',
      },
    ]
    const units = [...SMALL.units!, { element: 'E-S', part: 'NEW', quantity: 7 }]
    expect(
      recorded({
        elements,
        units,
        pools: [
          { pool: 'NORTH', regions: 'North' },
          { pool: 'WEST', regions: 'West' },
        ],
        depots: [],
      }).coverage,
    ).toEqual({
      units: 200,
      uncertainUnits: 0,
      unitsWithoutPool: 100,
      unitsOfUnknownPart: 7,
      elementsWithUnits: 2,
      elementsOfNoUnits: 0,
      elementsWithoutUnits: 1,
      sites: 2,
      sitesWithoutWeight: 0,
      unitsWithoutSite: 0,
    })
  })

  it('counts sites whose weight nobody knows on some day, and units on no site', () => {
    const coverage = (changed: Changed, scenario: Partial<Scenario> = { weight: 'premises' }) => {
      const { sites, sitesWithoutWeight, unitsWithoutSite } = recorded(changed, scenario).coverage
      return [sites, sitesWithoutWeight, unitsWithoutSite]
    }
    const sites = (premises: unknown) => changedRow('sites', 0, { premises } as Row)
    const from = (day: string) => [{ subject: 'site', identifier: 'N', measure: 'premises', from: day, value: 900 }]
    expect(coverage({})).toEqual([2, 0, 0])
    expect(coverage({ sites: sites('') })).toEqual([2, 1, 0])
    expect(coverage({ sites: sites('unknown') })).toEqual([2, 1, 0])
    expect(coverage({ sites: sites('100..200') })).toEqual([2, 0, 0])
    expect(coverage({ sites: sites(''), weights: from('2021-02-01') })).toEqual([2, 1, 0])
    expect(coverage({ sites: sites(''), weights: from('2020-12-31') })).toEqual([2, 0, 0])
    expect(coverage({ sites: sites('') }, {})).toEqual([2, 0, 0])
    expect(coverage({ elements: changedRow('elements', 0, { site: '' }) })).toEqual([1, 0, 100])
  })

  it('of none are stated as well as of some, from the day on which that is known', () => {
    const zero = { element: 'E-S', part: 'RRU', quantity: 0 }
    const counted = (...units: object[]) => {
      const { elementsWithUnits, elementsOfNoUnits, elementsWithoutUnits } = recorded({ units } as Changed).coverage
      return [elementsWithUnits, elementsOfNoUnits, elementsWithoutUnits]
    }
    expect(counted(SMALL.units![0]!, zero)).toEqual([1, 1, 0])
    expect(counted(zero, { ...zero, part: 'RRU', slot: '2', quantity: 3 })).toEqual([1, 0, 1])
    expect(counted({ ...zero, quantity: 'unknown' })).toEqual([1, 0, 1])
    expect(counted({ ...zero, knownFrom: '2021-02-01' })).toEqual([0, 0, 2])
  })
})
