import { describe, expect, it } from 'vitest'
import { listFilesByHand, listReplaceable, listSources, suggestSource, tablesLost } from './suggest-source.ts'

const input = (name: string) => ({ name, sha256: '0'.repeat(64) })
const SITES = { source: 'tables', tables: ['sites'] }

describe('the name an import is kept under', () => {
  it('is known of what was imported before, with its tables', () => {
    const names = ['mainstay.yaml', 'elements.csv', 'imports/ab/tables/sites.csv', 'imports/ab/tables/units2.parquet']
    expect(listSources([...names, 'imports/ab/netbox/source.json'].map(input))).toEqual([
      { source: 'tables', tables: ['sites', 'units'] },
    ])
  })

  it('adds a table that no import brought yet', () => {
    expect(suggestSource('tables', ['elements.csv'], [SITES])).toBe('elements')
  })

  it('replaces what brought the same tables, or some of them', () => {
    expect(suggestSource('tables', ['sites.csv'], [SITES])).toBe('tables')
    expect(suggestSource('tables', ['elements.csv', 'sites_2024.csv'], [SITES])).toBe('tables')
  })

  it('replaces nothing that brought other tables too', () => {
    const both = { source: 'sites', tables: ['sites', 'elements'] }
    expect(suggestSource('tables', ['sites.csv'], [both])).toBe('sites-2')
  })

  it('can be the name of a source whatever the files are called', () => {
    expect(suggestSource('tables', ['Übersicht (neu).xlsx'], [])).toBe('bersicht-neu-')
    expect(suggestSource('tables', ['表.csv'], [])).toBe('tables')
    expect(suggestSource('tables', ['x'.repeat(100)], [])).toHaveLength(60)
  })

  it('is that of the system whose export it is, which is whole', () => {
    expect(suggestSource('netbox', ['devices.csv'], [SITES])).toBe('netbox')
  })

  it('takes with it what these files do not bring anew', () => {
    expect(tablesLost(SITES, ['elements.csv'])).toEqual(['sites'])
    expect(tablesLost(SITES, ['Sites-2024.csv'])).toEqual([])
  })

  it('may take the place of files that no import brought, of the tables it brings', () => {
    const names = ['mainstay.yaml', 'sites.csv', 'elements.2.parquet', 'variants/sites.csv', 'imports/ab/x/sites.csv']
    const byHand = listFilesByHand(names.map(input))
    expect(byHand.map(({ name }) => name)).toEqual(['sites.csv', 'elements.2.parquet'])
    expect(listReplaceable(byHand, ['sites (1).csv'], []).map(({ name }) => name)).toEqual(['sites.csv'])
    expect(listReplaceable(byHand, ['theirs.xlsx'], ['elements']).map(({ name }) => name)).toEqual([
      'elements.2.parquet',
    ])
  })
})
