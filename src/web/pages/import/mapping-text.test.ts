import { describe, expect, it } from 'vitest'
import { mapColumn, readMapping, setStyle, setTable } from './mapping-text.ts'

const TEXT = `# looked through by Ada
format: tables
sources:
  - file: sites*.csv
    table: sites
    columns:
      site: { from: Site ID }
      name: { from: Label } # as on the mast
    ignore: [Height, Owner]
`

describe('the text of a mapping', () => {
  it('takes a column, and keeps what else was written', () => {
    const next = mapColumn(TEXT, 0, 'region', 'Owner')
    expect(readMapping(next).columns?.sources[0]?.columns.region).toEqual({ from: 'Owner' })
    expect(next).toContain('# looked through by Ada')
    expect(next).toContain('# as on the mast')
  })

  it('no longer ignores a column that is mapped', () => {
    const one = mapColumn(TEXT, 0, 'region', 'Owner')
    expect(readMapping(one).columns?.sources[0]?.ignore).toEqual(['Height'])
    expect(readMapping(mapColumn(one, 0, 'traffic', 'Height')).columns?.sources[0]?.ignore).toBeUndefined()
  })

  it('leaves a column out again', () => {
    expect(readMapping(mapColumn(TEXT, 0, 'name', '')).columns?.sources[0]?.columns.name).toBeUndefined()
  })

  it('says how dates are written', () => {
    const next = setStyle(TEXT, 0, 'name', { dateFormat: 'DD/MM/YYYY' })
    expect(readMapping(next).columns?.sources[0]?.columns.name).toEqual({ from: 'Label', dateFormat: 'DD/MM/YYYY' })
    expect(readMapping(setStyle(next, 0, 'name', { dateFormat: '' })).columns?.sources[0]?.columns.name).toEqual({
      from: 'Label',
    })
  })

  it('is no form where it is no mapping', () => {
    for (const text of ['', 'a: [', 'sources: 3', 'sources: [1]', 'format: netbox'])
      expect(readMapping(text).columns).toBeUndefined()
  })

  it('leaves unread by its name what is no longer read', () => {
    const next = mapColumn(TEXT, 0, 'name', 'Owner')
    expect(readMapping(next).columns?.sources[0]?.ignore).toEqual(['Height', 'Label'])
    expect(readMapping(mapColumn(next, 0, 'site', '')).columns?.sources[0]?.ignore).toContain('Site ID')
  })

  it('reads the short forms, and changes them', () => {
    const short = 'format: tables\nsources:\n  - { file: a.csv, table: sites, key: Id, columns: { name: Label } }\n'
    expect(readMapping(short).columns?.sources[0]?.columns).toEqual({ name: { from: 'Label' }, site: { from: 'Id' } })
    const next = mapColumn(setStyle(short, 0, 'name', { decimalComma: true }), 0, 'site', 'Code')
    expect(readMapping(next).columns?.sources[0]).toMatchObject({
      columns: { name: { from: 'Label', decimalComma: true }, site: { from: 'Code' } },
      ignore: ['Id'],
    })
    expect(readMapping(next).columns?.sources[0]?.key).toBeUndefined()
  })

  it('is mapped anew for rows of another table', () => {
    const next = setTable(TEXT, 0, 'depots', { depot: { from: 'Site ID' } }, ['Site ID', 'Label'])
    expect(readMapping(next).columns?.sources[0]).toEqual({
      file: 'sites*.csv',
      table: 'depots',
      columns: { depot: { from: 'Site ID' } },
      ignore: ['Label'],
    })
  })

  it('of another format has no columns, and is no fault', () => {
    expect(readMapping('format: netbox\nroles: []\n')).toEqual({ isOfOther: true })
  })
})
