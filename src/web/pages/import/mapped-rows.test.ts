import { describe, expect, it } from 'vitest'
import { listLacking, listUnnamed, mapRows, type SeenTable } from './mapped-rows.ts'

const SEEN: SeenTable = {
  file: 'masts.csv',
  kind: 'csv',
  columns: ['Id', 'Lat', 'Height'].map((name) => ({ name, samples: [] })),
  rows: [
    ['M1', '51,5', '30'],
    ['', 'north', '31'],
  ],
}
const SITES = { file: 'masts.csv', table: 'sites' }

describe('rows as a mapping would have them read', () => {
  it('are in our columns and our way of writing, with what would be refused', () => {
    const columns = {
      latitude: { from: 'Lat', decimalComma: true },
      site: { from: 'Id' },
      region: { constant: 'North' },
    }
    expect(mapRows({ ...SITES, columns }, SEEN)).toEqual({
      columns: ['site', 'latitude', 'region'],
      rows: [
        [{ text: 'M1' }, { text: '51.5' }, { text: 'North' }],
        [{ text: '', problem: 'missing value' }, { text: 'north', problem: 'not a number' }, { text: 'North' }],
      ],
    })
  })

  it('say so of a column that is not there, and of a date format that is none yet', () => {
    const columns = { site: { from: 'Gone' }, knownFrom: { from: 'Height', dateFormat: 'YYY' } }
    expect(mapRows({ ...SITES, columns }, SEEN).rows[0]).toEqual([
      { text: '', problem: 'no such column' },
      { text: '30', problem: 'no date format' },
    ])
  })

  it('have numbers of a workbook as they are, for they are no texts', () => {
    const seen = { ...SEEN, kind: 'xlsx' as const, rows: [['M1', '51.5', '']] }
    const columns = { latitude: { from: 'Lat', decimalComma: true } }
    expect(mapRows({ ...SITES, columns }, seen).rows).toEqual([[{ text: '51.5' }]])
  })

  it('lack what every row must have and nothing fills; rows that are joined only their key', () => {
    const stock = { file: 'stock.csv', table: 'stock', columns: { part: { from: 'Id' } } }
    expect(listLacking(stock)).toContain('quantity')
    expect(listLacking({ ...SITES, columns: {} })).toEqual(['site'])
    expect(listLacking({ ...SITES, columns: { site: { from: 'Id' } }, join: true })).toEqual([])
  })

  it('leave columns of which nothing is said, unless all others are ignored', () => {
    const columns = { site: { from: 'Id' } }
    expect(listUnnamed({ ...SITES, columns, ignore: ['Lat'] }, SEEN)).toEqual(['Height'])
    expect(listUnnamed({ ...SITES, columns, ignore: ['*'] }, SEEN)).toEqual([])
  })
})
