import { describe, expect, it } from 'vitest'
import { mapColumn, readMapping, setDateFormat } from './mapping-text.ts'

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
    expect(readMapping(next)?.sources[0]?.columns.region).toEqual({ from: 'Owner' })
    expect(next).toContain('# looked through by Ada')
    expect(next).toContain('# as on the mast')
  })

  it('no longer ignores a column that is mapped', () => {
    const one = mapColumn(TEXT, 0, 'region', 'Owner')
    expect(readMapping(one)?.sources[0]?.ignore).toEqual(['Height'])
    expect(readMapping(mapColumn(one, 0, 'traffic', 'Height'))?.sources[0]?.ignore).toBeUndefined()
  })

  it('leaves a column out again', () => {
    expect(readMapping(mapColumn(TEXT, 0, 'name', ''))?.sources[0]?.columns.name).toBeUndefined()
  })

  it('says how dates are written', () => {
    const next = setDateFormat(TEXT, 0, 'name', 'DD/MM/YYYY')
    expect(readMapping(next)?.sources[0]?.columns.name).toEqual({ from: 'Label', dateFormat: 'DD/MM/YYYY' })
    expect(readMapping(setDateFormat(next, 0, 'name', ''))?.sources[0]?.columns.name).toEqual({ from: 'Label' })
  })

  it('is no form where it is no mapping', () => {
    for (const text of ['', 'a: [', 'sources: 3', 'sources: [1]', 'format: netbox'])
      expect(readMapping(text)).toBeUndefined()
  })
})
