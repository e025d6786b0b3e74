import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeFault, type Fault } from '#model/fault.ts'
import { removeStaleLock } from './process-lock.ts'
import { listSourceRecords, listTableFiles, replaceSource, takeSources } from './workspace-folder.ts'

function folderOf(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-folder-'))
  mkdirSync(join(folder, 'variants'))
  for (const file of files) writeFileSync(join(folder, file), 'site\n')
  return folder
}

async function listed(folder: string): Promise<{ read: string[]; told: Fault[] }> {
  const told: Fault[] = []
  const files = await listTableFiles(folder, (fault) => told.push(fault))
  return { read: files.map(({ name }) => name.replace(/^imports\/[0-9a-f]{64}\//, '')), told }
}

describe('a workspace folder', () => {
  it.each([
    ['plans.csv', 'plan.csv'],
    ['Elements.csv', 'elements.csv'],
    ['elements.CSV', 'elements.csv'],
    ['element.parquet', 'elements.parquet'],
    ['elements-north.csv', 'elements.2.csv'],
    ['plan (1).csv', 'plan.2.csv'],
    ['elements.join-sites.csv', 'elements.2.csv'],
    ['pool-sites-north.csv', 'pool-sites.2.csv'],
    ['pool_sites.csv', 'pool-sites.csv'],
    ['pool-sites.csv', null],
    ['costs.csv', undefined],
    ['.csv.parquet', null],
    ['notes.txt', null],
    ['variants/plan-slip.csv', null],
    ['elements.join.csv', null],
  ])('with %s warns that it is not read, and means %s', async (file, near) => {
    const { told } = await listed(folderOf('sites.csv', file))
    expect(told.map(({ code, severity, file: at, didYouMean }) => ({ code, severity, at, didYouMean }))).toEqual(
      near === null ? [] : [{ code: 'ignored', severity: 'warning', at: file, didYouMean: near }],
    )
  })

  it('says what a table that is not read should be called', async () => {
    const { read, told } = await listed(folderOf('sites.csv', 'plans.csv'))
    expect(read).toEqual(['sites.csv'])
    expect(told.map(describeFault)).toEqual([
      'plans.csv: not read: the name is that of no table; expected one of sites, elements, contracts, units, parts, plan, weights, totals, network, waivers, authorisations, depots, pools, pool-sites, stock, usage, interchange, as in `elements.csv`, `elements.2.csv` for more rows of it, or a folder such as `variants` for what is not to be read; did you mean `plan.csv`?',
    ])
  })

  it('does not warn of a file that was imported', async () => {
    const folder = folderOf('ems-dump.csv', 'other-dump.csv')
    const files = [{ name: 'ems-dump.csv', sha256: '0'.repeat(64) }]
    await replaceSource(folder, { source: 'ems', format: 'csv', files }, [
      { name: 'sites', chunks: ['site\n'], isLarge: false },
    ])
    const { read, told } = await listed(folder)
    expect(read).toEqual(['ems/sites.csv'])
    expect(told.map(({ file }) => file)).toEqual(['other-dump.csv'])
  })
})

describe('an import', () => {
  it('is read beside files that a file browser leaves in its folder', async () => {
    const folder = folderOf('sites.csv')
    const record = { source: 'ems', format: 'csv', files: [] }
    const sites = [{ name: 'sites', chunks: ['site\n'], isLarge: false }]
    const digest = await replaceSource(folder, record, sites)
    writeFileSync(join(folder, 'imports', digest, '.DS_Store'), '')
    expect((await listed(folder)).read).toEqual(['sites.csv', 'ems/sites.csv'])
    await replaceSource(folder, { ...record, source: 'erp' }, sites)
    expect((await listed(folder)).read).toEqual(['sites.csv', 'ems/sites.csv', 'erp/sites.csv'])
  })
})

describe('the record of an imported source', () => {
  const bad = 'expected the file as `mainstay import` left it, or what was imported, imported anew under this name'
  it.each([
    ['{"source":"ems","format":"csv","files":{}}', 'no record of a source: `/files` must be array'],
    ['{"source":"ems","format":"csv","files":[null]}', 'no record of a source: `/files/0` must be object'],
    ['[]', 'no record of a source: must be object'],
    ['{', 'no JSON: '],
  ])('that is %s is told once, and takes no part', async (text, problem) => {
    const folder = folderOf()
    const sites = [{ name: 'sites', chunks: ['site\n'], isLarge: false }]
    const digest = await replaceSource(folder, { source: 'ems', format: 'csv', files: [] }, sites)
    writeFileSync(join(folder, 'imports', digest, 'ems', 'source.json'), text)
    const { read, told } = await listed(folder)
    expect(read).toEqual(['ems/sites.csv'])
    expect(told.map(describeFault)).toEqual([
      expect.stringContaining(`imports/${digest}/ems/source.json: ${problem}`) as string,
    ])
    expect(describeFault(told[0]!)).toContain(bad)
    expect(await listSourceRecords(folder)).toEqual([])
    // The import beside it takes it over as it is, under a digest that is right.
    const other = await replaceSource(folder, { source: 'erp', format: 'csv', files: [] }, sites)
    expect(await takeSources(folderOf(), folder)).toMatchObject([
      { file: `imports/${other}/ems/source.json`, severity: 'error' },
    ])
  })
})

describe('the lock of a process that is gone', () => {
  it('is removed by the first that read it, and the new lock stays where a second read the old one too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mainstay-lock-'))
    const lock = join(folder, '.lock')
    writeFileSync(lock, '999999999')
    await removeStaleLock(lock, '999999999')
    expect(readdirSync(folder)).toEqual([])
    await removeStaleLock(lock, '999999999')
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(lock, '4711')
    await removeStaleLock(lock, '999999999')
    expect(readdirSync(folder)).toEqual(['.lock'])
    expect(readFileSync(lock, 'utf8')).toBe('4711')
  })

  it('is taken over by one of two imports of one process, and the other is told', async () => {
    const folder = folderOf()
    mkdirSync(join(folder, 'imports'))
    writeFileSync(join(folder, 'imports', '.lock'), '999999999')
    const started = ['ems', 'erp'].map((source) =>
      replaceSource(folder, { source, format: 'csv', files: [] }, [
        { name: 'sites', chunks: ['site\n'], isLarge: false },
      ]),
    )
    // Either may be the first to reach the lock.
    const ended = await Promise.allSettled(started)
    const [refused, ...others] = ended.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    expect(others).toEqual([])
    expect(String(refused?.reason)).toMatch(
      /another import into this workspace is running \(process \d+\): wait until it ends; if that process is no import, remove `.*imports\/\.lock`/,
    )
    const kept = ['ems', 'erp'][ended.findIndex(({ status }) => status === 'fulfilled')]
    expect((await listed(folder)).read).toEqual([`${kept}/sites.csv`])
  })
})
