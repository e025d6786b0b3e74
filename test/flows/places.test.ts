// Every place in a file is told in what that file is counted in: only a line is called a line.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { RULES_REPORT_SCHEMA } from '#contract/rules-report.ts'
import { replaceSource } from '#store/workspace-folder.ts'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const MANIFEST =
  'workspace: 1\noperator: {name: North Mobile}\njurisdictions: [GB]\nrulePacks: [uk-ncsc-2020]\nasOf: 2023-08-01\n'

function workspace(): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'mainstay.yaml'), MANIFEST)
  writeFileSync(join(folder, 'sites.csv'), 'site,region\nMill Road,Wales\n')
  return folder
}

/** A list of the NetBox API as it often comes: all of it on one line. */
function oneLine(folder: string, kind: string, records: readonly object[]): string {
  const path = join(folder, `${kind}.json`)
  writeFileSync(path, JSON.stringify({ count: records.length, next: null, previous: null, results: records }))
  return path
}

const ROUTER_TYPE = { id: 3, display: 'R9', manufacturer: { id: 1, name: 'Nokia' }, model: 'R9' }
const device = (id: number, more: object = {}) => ({
  id,
  url: `https://netbox.example/api/dcim/devices/${id}/`,
  name: `router-${id}`,
  device_type: ROUTER_TYPE,
  role: { id: 1, name: 'Core Router', slug: 'core-router' },
  site: { id: 1, name: 'Mill Lane' },
  status: { value: 'active' },
  ...more,
})
const item = (id: number, deviceName: string) => ({
  id,
  url: `https://netbox.example/api/dcim/inventory-items/${id}/`,
  name: `fan ${id}`,
  part_id: 'FAN',
  device: { name: deviceName },
})

describe('records of a JSON list that all stand on one line', () => {
  it('are told apart, counted each and left out each where good rows are kept', async () => {
    const folder = workspace()
    const devices = oneLine(folder, 'devices', [device(1), device(2), device(3)])
    const names = ['router-1', 'gone', 'router-3', 'lost', 'router-2']
    const items = oneLine(
      folder,
      'inventory-items',
      names.map((name, index) => item(index + 1, name)),
    )
    const request = ['import', devices, items, '--into', folder, '--as', 'netbox', '--good-rows', '--format', 'json']
    const ran = await mainstay(...request)
    expect(ran.err).toContain('inventory-items.json record 4, key results[3].device: unknown device `lost`')
    expect(ran.err).not.toContain('.json line')
    expect(JSON.parse(ran.out)).toMatchObject({
      outcome: 'written',
      leftOut: { rows: 2, first: ['inventory-items.json record 2', 'inventory-items.json record 4'] },
    })
  })

  it('are left out for what is wrong beside others, and the records beside them are kept', async () => {
    const folder = workspace()
    writeFileSync(join(folder, 'elements.csv'), 'element,site\nrouter-2,Mill Road\n')
    const devices = oneLine(folder, 'devices', [device(1), device(2), device(3)])
    const ran = await mainstay('import', devices, '--into', folder, '--as', 'netbox', '--good-rows', '--format', 'json')
    const { differences, leftOut } = JSON.parse(ran.out)
    const elements = differences.find(({ table }: { table: string }) => table === 'elements')
    expect([elements.added, leftOut]).toEqual([['router-1', 'router-3'], { rows: 1, first: ['devices.json record 2'] }])
  })

  it('of which one is at fault keep what they alone say of others: their site and their part', async () => {
    const folder = workspace()
    writeFileSync(join(folder, 'elements.csv'), 'element,site\nrouter-1,Mill Road\n')
    const devices = oneLine(folder, 'devices', [device(1), device(2)])
    const ran = await mainstay('import', devices, '--into', folder, '--as', 'netbox', '--good-rows', '--format', 'json')
    const { differences, leftOut } = JSON.parse(ran.out)
    expect(differences.map(({ table, added }: { table: string; added: string[] }) => [table, added])).toEqual([
      ['sites', ['Mill Lane']],
      ['elements', ['router-2']],
      ['units', ['router-1 Nokia/R9 chassis', 'router-2 Nokia/R9 chassis']],
      ['parts', ['Nokia/R9']],
    ])
    expect(leftOut).toEqual({ rows: 1, first: ['devices.json record 1'] })
  })

  it('are named in the list of faults by their number, not by a line', async () => {
    const folder = workspace()
    const items = oneLine(folder, 'inventory-items', [item(1, 'gone')])
    const list = join(folder, 'faults.csv')
    await mainstay('import', items, '--into', folder, '--as', 'netbox', '--errors', list)
    const [fault] = parse(readFileSync(list, 'utf8'), { columns: true })
    expect(fault).toMatchObject({ code: 'unknown-reference', line: '', record: '1', row: '' })
  })
})

/** Elements of an import that are kept as Parquet. */
function keepElements(folder: string, rows: string): Promise<string> {
  return replaceSource(folder, { source: 'nms', format: 'netbox', files: [] }, [
    {
      name: 'elements',
      chunks: [`element,site,vendor,function,technologies,inService,origin\r\n${rows}`],
      isLarge: true,
    },
  ])
}

describe('a row of a Parquet file that was a record of JSON', () => {
  const huawei = 'G1,Mill Road,Huawei,ran.5g.gnb,5G,2021-01-01,devices.json#12\r\n'

  it('is told by both numbers in JSON, which holds to its schema', async () => {
    const folder = workspace()
    await keepElements(folder, huawei)
    const report = JSON.parse((await mainstay('check', folder, '--format', 'json')).out)
    expect(Schema.Check(RULES_REPORT_SCHEMA, report)).toBe(true)
    const entries = report.rules.flatMap(({ matter }: { matter: { entries: object[] } }) => matter.entries)
    const file = expect.stringMatching(/^imports\/\w+\/nms\/elements\.parquet$/)
    const place = { file: 'devices.json', record: 12, imported: { file, row: 1 } }
    expect(entries).toContainEqual(expect.objectContaining({ identifier: 'G1', ...place }))
    expect(entries.filter((entry: object) => 'line' in entry)).toEqual([])
  })

  it('has no region in SARIF, where a region is of lines, and is named in the message', async () => {
    const folder = workspace()
    await keepElements(folder, huawei)
    const { runs } = JSON.parse((await mainstay('check', folder, '--format', 'sarif')).out)
    const locations = runs[0].results.flatMap((result: { locations: object[] }) => result.locations)
    const uri = expect.stringMatching(/^imports\/\w+\/nms\/elements\.parquet$/)
    expect(locations).toContainEqual({
      physicalLocation: { artifactLocation: { uri, uriBaseId: 'WORKSPACE' } },
      logicalLocations: [{ name: 'G1', kind: 'element' }],
      message: { text: expect.stringMatching(/elements\.parquet row 1, imported from devices\.json record 12$/) },
    })
  })

  it('is told in text, on the page and in the table of what matters as a record', async () => {
    const folder = workspace()
    await keepElements(folder, huawei)
    for (const format of ['text', 'html'])
      expect((await mainstay('check', folder, '--format', format)).out).toContain('devices.json record 12')
    const rows = parse((await mainstay('check', folder, '--format', 'csv-matter')).out, { columns: true })
    expect(rows).toContainEqual(
      expect.objectContaining({ identifier: 'G1', file: 'devices.json', line: '', record: '12', row: '' }),
    )
  })

  it('is told by its row where something is wrong with it', async () => {
    const folder = workspace()
    await keepElements(folder, `${huawei}G2,Mill Road,Nokia,ran.5g.gnb,6G,2021,\r\nG3,Mill End,Nokia,olt,,2021,\r\n`)
    const { err } = await mainstay('check', folder)
    expect(err).toContain('elements.parquet row 2, column technologies: unknown technologies `6G`')
    expect(err).toContain('elements.parquet row 3, column site: unknown site `Mill End`')
  })
})
