import { describe, expect, it } from 'vitest'
import { FaultLog } from '#model/fault-log.ts'
import { readColumnMapping } from './column-mapping/read.ts'
import { seeCsv } from './csv/see.ts'
import { IMPORT_FORMATS } from './formats.ts'
import { partsOf, row, text } from './fixtures/workbook.ts'
import { type SourceFile, sourceFromBytes, sourceFromText } from './source-file.ts'
import { storeEntries } from './xlsx/archive.ts'

const TABLES_FORMAT = IMPORT_FORMATS.find(({ name }) => name === 'tables')!

async function suggest(...files: SourceFile[]) {
  const log = new FaultLog()
  const suggested = await TABLES_FORMAT.suggestMapping!({ files, report: log.report })
  return { text: suggested?.text ?? '', tables: suggested?.tables ?? [], faults: log.kept }
}

async function mappingOf(...files: SourceFile[]) {
  const { mapping, faults } = readColumnMapping('mapping.yaml', (await suggest(...files)).text)
  expect(faults).toEqual([])
  return mapping!.sources
}

describe('a suggested mapping of columns', () => {
  it('knows sites by what others call their columns, and how their numbers are written', async () => {
    const sites = 'Site ID;Site Name;Lat;Long;Height\nM1;Hill;51,5;-0,12;30\n'
    expect(await mappingOf(sourceFromText('masts.csv', sites))).toEqual([
      {
        file: 'masts.csv',
        table: 'sites',
        columns: {
          site: { from: 'Site ID' },
          name: { from: 'Site Name' },
          latitude: { from: 'Lat', decimalComma: true },
          longitude: { from: 'Long', decimalComma: true },
        },
        ignore: ['Height'],
      },
    ])
  })

  it('takes what rows are called for their key where nothing else names them', async () => {
    const elements = 'NE Name,Vendor,Site Code,Traffic (Mbit/s),In Service Date\nG1,Nokia,M1,40,13/04/2018\n'
    const [source] = await mappingOf(sourceFromText('ne-list.csv', elements))
    expect(source).toMatchObject({
      table: 'elements',
      columns: {
        element: { from: 'NE Name' },
        vendor: { from: 'Vendor' },
        site: { from: 'Site Code' },
        traffic: { from: 'Traffic (Mbit/s)' },
        inService: { from: 'In Service Date', dateFormat: 'DD/MM/YYYY' },
      },
    })
  })

  it('takes the name of a vendor or region for the vendor or region, and that of a row for its name', async () => {
    const elements = 'NE ID,NE Name,Vendor Name,Site ID,Site Name\nG1,Hill 1,Nokia,M1,Hill\n'
    const [source] = await mappingOf(sourceFromText('ne-list.csv', elements))
    expect(source!.columns).toMatchObject({
      element: { from: 'NE ID' },
      name: { from: 'NE Name' },
      vendor: { from: 'Vendor Name' },
      site: { from: 'Site ID' },
    })
    const [sites] = await mappingOf(sourceFromText('masts.csv', 'Site ID,Region Name,Site Name\nM1,North,Hill\n'))
    expect(sites!.columns).toEqual({
      site: { from: 'Site ID' },
      name: { from: 'Site Name' },
      region: { from: 'Region Name' },
    })
  })

  it('does not say of a date that is two which of them it is', async () => {
    const elements = 'NE ID,Installed on\nG1,03/04/2018\n'
    const [source] = await mappingOf(sourceFromText('nodes.csv', elements))
    expect(source!.columns.installed).toEqual({ from: 'Installed on' })
  })

  it('names what is needed and not found, and is then no mapping that can be used', async () => {
    const suggested = await suggest(sourceFromText('sites.csv', 'Label\nHill\n'))
    expect(suggested.text).toContain('# nothing found for site, which is needed: identifier of the place')
    expect(readColumnMapping('mapping.yaml', suggested.text).faults).toMatchObject([
      { code: 'missing-column', text: 'site' },
    ])
  })

  it('leaves names alone that would be code or end their line', async () => {
    const name = 'a: "b" #\u2028{x}'
    const [source] = await mappingOf(sourceFromText('sites.csv', `site,"${name.replaceAll('"', '""')}"\nA,1\n`))
    expect(source!.ignore).toEqual([name])
  })

  it('has every sheet of a workbook that looks like a table of ours', async () => {
    const rowsOf = (...lines: string[][]): string =>
      lines
        .map((cells, line) => row(line + 1, ...cells.map((cell, column) => text(`${'AB'[column]}${line + 1}`, cell))))
        .join('')
    const parts = partsOf([
      { name: 'Locations', rows: rowsOf(['Site Code', 'Latitude'], ['X1', '51.5']) },
      { name: 'Equipment', rows: rowsOf(['Hostname', 'Supplier'], ['r1', 'Cisco']) },
      { name: 'Notes', rows: rowsOf(['Hello', 'World']) },
      { name: 'Old', state: 'hidden', rows: rowsOf(['Site Code', 'Latitude']) },
    ])
    const file = sourceFromBytes('inventory.xlsx', storeEntries(parts))
    const sources = await mappingOf(file)
    expect(sources.map(({ sheet, table }) => [sheet, table])).toEqual([
      ['Locations', 'sites'],
      ['Equipment', 'elements'],
    ])
    expect((await suggest(file)).tables.map(({ sheet }) => sheet)).toEqual(['Locations', 'Equipment', 'Notes'])
  })

  it.each([
    ['empty.csv', '', 'file without text'],
    ['photo.csv', '%PDF-1.7', 'no CSV: this is a PDF file'],
    ['broken.xlsx', 'PK\u0003\u0004', 'workbook cannot be read'],
  ])('is none of `%s`, which is told', async (name, content, problem) => {
    expect((await suggest(sourceFromText(name, content))).faults).toMatchObject([{ file: name, problem }])
  })
})

describe('what stands in columns', () => {
  it('is told in few words, however much there is, and whatever the letters are', async () => {
    const long = 'x'.repeat(1000)
    const lines = [
      '\ufeffsite,größe,,empty',
      `A,${long},1,`,
      ...Array.from({ length: 5000 }, (_, row) => `B${row},Å,2,`),
    ]
    const seen = (await seeCsv(sourceFromText('sites.csv', lines.join('\r\n')), () => undefined))!
    expect(seen.columns.map(({ name }) => name)).toEqual(['site', 'größe', 'empty'])
    expect(seen.columns.map(({ samples }) => samples.length)).toEqual([5, 2, 0])
    expect(seen.columns[1]!.samples[0]).toHaveLength(121)
    expect(seen.rows).toHaveLength(5)
    const latin = sourceFromBytes('sites.csv', Buffer.from('site,name\nL1,Malmö\n', 'latin1'))
    expect((await seeCsv(latin, () => undefined))!.rows).toEqual([['L1', 'Malmö']])
  })

  it('is told beside lines that cannot be read', async () => {
    const lines = `site,name\nA,"never closed\nB,${'x'.repeat(2_000_000)}\nC,fine\n`
    expect((await seeCsv(sourceFromText('sites.csv', lines), () => undefined))!.rows).toEqual([['C', 'fine']])
  })
})
