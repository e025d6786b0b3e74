import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import readExcelFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

let network: string

beforeAll(() => {
  network = join(temporaryFolder(), 'net')
  mkdirSync(join(network, 'scenarios'), { recursive: true })
  const files: Readonly<Record<string, string>> = {
    'mainstay.yaml':
      'workspace: 1\ntitle: Little\noperator: {name: Little}\njurisdictions: [GB]\ninventoryDate: 2026-09-01\nasOf: 2026-09-01\ncurrency: GBP\n',
    'sites.csv': 'site,region\nS1,North\n',
    'elements.csv': 'element,site,vendor,function,inService\nE1,S1,Huawei,ran.5g.gnb,2019-01-01\n',
    'units.csv': 'element,part,quantity\nE1,RRU,400\n',
    'parts.csv': 'part,manufacturer,class,failuresFit,price,leadTimeDays\nRRU,Huawei,radio,500,4000,30\n',
    'depots.csv': 'depot,pool\nD1,P1\n',
    'pools.csv': 'pool,regions\nP1,North\n',
    'stock.csv': 'depot,part,quantity\nD1,RRU,1\n',
    'scenarios/cut.yaml': 'scenario: 1\nuntil: 2027-12-31\ntarget: {survival: 0.95}\ndisruptions: []\n',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(network, name), text)
})

describe('the answer about spares', () => {
  it('as a workbook goes into the file that is named', async () => {
    const file = join(network, 'spares.xlsx')
    expect(await mainstay('spares', network, '--format', 'xlsx', '--out', file)).toMatchObject({ code: 0, out: '' })
    const sheets = await readExcelFile(readFileSync(file))
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Buy',
      'Parts',
      'Moves',
      'Cannot be had',
      'Barred',
      'Cover',
      'Steady state',
      'Assumptions',
      'About',
    ])
    expect(sheets[0]!.data[1]!.slice(0, 3)).toEqual(['RRU', 'D1', 'P1'])
  })

  it('as a workbook is not written to a terminal', async () => {
    const { code, out, err } = await mainstay('spares', network, '--format', 'xlsx')
    expect([code, out]).toEqual([64, ''])
    expect(err).toContain('name it with `--out spares.xlsx`')
  })

  it.each([
    ['json', '"schema": "mainstay.spares-report/1"'],
    ['csv', 'part,depot,pool,quantity'],
    ['csv-parts', 'part,description,class'],
    ['csv-steady', 'part,pool,units,failuresAYear'],
    ['text', 'The one part does not last to the end.'],
    ['html', 'The one part does not last to the end.'],
  ])('as %s goes to standard output', async (format, begin) => {
    const { code, out } = await mainstay('spares', network, '--format', format)
    expect(code).toBe(0)
    expect(out).toContain(begin)
  })
})
