import { describe, expect, it } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import { BOOK, pack, question, type Rows } from '../fixtures/small-world.ts'
import { buildEstate } from '../estate/index.ts'
import { askReplacements } from './ask-replacement.ts'

const ROWS: Rows = {
  sites: [{ site: 'S1' }, { site: 'S2' }],
  elements: [
    { element: 'G1', site: 'S1', vendor: 'Huawei', function: 'ran.5g.gnb', inService: '2019-01-01' },
    { element: 'E1', site: 'S2', vendor: 'Huawei', function: 'ran.4g.enb', inService: '2019-01-01' },
  ],
  units: [
    { element: 'G1', part: 'RRU' },
    { element: 'G1', part: 'BBU' },
    { element: 'E1', part: 'BBU' },
    { element: 'G1', part: 'FAN' },
  ],
  parts: [
    { part: 'RRU', manufacturer: 'Huawei' },
    { part: 'BBU', manufacturer: 'Huawei' },
    { part: 'FAN', manufacturer: 'Nokia' },
  ],
}
const FREEZE = {
  kind: 'freeze',
  after: '2022-10-12',
  appliesTo: ['new', 'replacement'],
  scope: { where: { function: ['ran.5g'], vendor: { designated: 'hrv' } } },
} as const

function barsOf(
  rule: Parameters<typeof pack>[0][number],
  held: 'ofBought' | 'ofHeld' | 'ofOrdered' = 'ofBought',
  rows = ROWS,
  putInto?: ReadonlyMap<string, readonly string[]>,
) {
  const asked = question(rows, [pack([rule])], { asOf: '2020-06-19', to: '2027-12-31' })
  const { estate } = buildEstate(asked, BOOK)
  return Object.fromEntries(
    askReplacements(estate, asked, BOOK, putInto).map(({ part, ...bar }) => [
      part,
      bar[held].filter(({ value }) => value > 0).map(({ from, value }) => [formatDay(from), value]),
    ]),
  )
}

describe('a freeze that speaks of replacements', () => {
  it('forbids from its day on to put in a part of the vendor, where only some elements fall under it perhaps', () => {
    expect(barsOf(FREEZE)).toEqual({ RRU: [['2022-10-13', 2]], BBU: [['2022-10-13', 1]] })
  })

  it('forbids a part of the vendor that stands in for another, where it has no unit in the network yet', () => {
    const parts = [...ROWS.parts!, { part: 'RRU-2', manufacturer: 'Huawei' }, { part: 'RRU-3', manufacturer: 'Nokia' }]
    const rows = { ...ROWS, parts }
    const inTheirPlace = new Map([
      ['RRU-2', ['RRU']],
      ['RRU-3', ['RRU']],
      ['FAN', ['RRU', 'BBU']],
    ])
    const bars = barsOf(FREEZE, 'ofBought', rows, inTheirPlace)
    // A fan of Nokia is one in whatever element it is put into.
    expect(bars).toEqual({ 'RRU-2': [['2022-10-13', 2]] })
    const ofFamily = barsOf(FREEZE, 'ofBought', rows, new Map([['RRU', ['RRU', 'BBU']]]))
    expect(ofFamily).toEqual({ RRU: [['2022-10-13', 1]] })
    const toBoth = barsOf(FREEZE, 'ofBought', rows, new Map([['RRU-2', ['RRU', 'BBU']]]))
    expect(toBoth['RRU-2']).toEqual([['2022-10-13', 1]])
  })

  it('is not asked where it speaks of new equipment alone', () => {
    expect(barsOf({ ...FREEZE, appliesTo: ['new'] })).toEqual({})
  })

  it('of what was bought after a day leaves alone what was held before, as far as that is known', () => {
    const bought = {
      ...FREEZE,
      after: '2020-01-01',
      scope: { ...FREEZE.scope, dates: { procured: { after: '2020-06-01' } } },
    }
    expect(barsOf(bought).RRU).toEqual([['2020-01-02', 2]])
    const before = { ...bought, scope: { ...bought.scope, dates: { procured: { after: '2020-12-31' } } } }
    // It speaks of what is bought later alone.
    expect(barsOf(before)).toEqual({ RRU: [], BBU: [] })
    expect(barsOf(before, 'ofHeld')).toEqual({ RRU: [], BBU: [] })
    expect(barsOf(before, 'ofOrdered').RRU).toEqual([['2021-01-01', 2]])
    expect(barsOf(bought, 'ofHeld').RRU).toEqual([['2020-06-02', 1]])
  })

  it('speaks of what is ordered later as of what is bought, where it goes by the day of putting in', () => {
    expect(barsOf(FREEZE, 'ofOrdered')).toEqual(barsOf(FREEZE))
  })
})
