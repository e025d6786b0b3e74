import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fingerprintText } from '#store/fingerprint.ts'
import { currentImports, listTableFiles, replaceSource } from '#store/workspace-folder.ts'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const MANIFEST =
  'workspace: 1\noperator: {name: North Mobile}\njurisdictions: [GB]\nrulePacks: [uk-ncsc-2020]\nasOf: 2023-08-01\n'

function workspace(): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'mainstay.yaml'), MANIFEST)
  writeFileSync(join(folder, 'sites.csv'), 'site,region\nS1,Wales\nS2,London\n')
  return folder
}

function file(folder: string, name: string, text: string): string {
  mkdirSync(join(folder, 'incoming'), { recursive: true })
  const path = join(folder, 'incoming', name)
  writeFileSync(path, text)
  return path
}

const ELEMENTS =
  'element,site,vendor,function,inService\nG1,S1,Huawei,ran.5g.gnb,2021-01-01\nG2,S2,Nokia,ran.5g.gnb,2021-01-01\n'

describe('importing a source', () => {
  it('writes it under its name, and says what was added', async () => {
    const folder = workspace()
    const ran = await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', folder, '--source', 'ems')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('elements: 2 added, 0 changed, 0 gone, 0 as before')
    const [sites, elements] = await listTableFiles(folder, () => undefined)
    expect([sites!.name, elements!.name]).toEqual([
      'sites.csv',
      expect.stringMatching(/^imports\/[0-9a-f]{64}\/ems\/elements\.csv$/),
    ])
    expect(existsSync(join(folder, elements!.name))).toBe(true)
    expect(readFileSync(elements!.path, 'utf8')).toContain('elements.csv:2')
  })

  it('again, changes nothing; changed, replaces its rows and lists what is gone', async () => {
    const folder = workspace()
    const path = file(folder, 'elements.csv', ELEMENTS)
    await mainstay('import', path, '--into', folder, '--source', 'ems')
    const before = await currentImports(folder)
    const again = await mainstay('import', path, '--into', folder, '--source', 'ems')
    expect(again.out).toContain('nothing changed, nothing written')
    expect(await currentImports(folder)).toBe(before)
    writeFileSync(path, ELEMENTS.replace('G1,S1,Huawei', 'G3,S1,Huawei').replace('G2,S2,Nokia', 'G2,S2,Ericsson'))
    const changed = await mainstay('import', path, '--into', folder, '--source', 'ems')
    expect(changed.out).toContain('elements: 1 added, 1 changed, 1 gone, 0 as before')
    expect(changed.out).toContain('changed: G2 (vendor)')
    expect(changed.out).toContain('gone: G1')
  })

  it('counts no site as new that another source names, nor as gone that one still does', async () => {
    const folder = workspace()
    const path = file(folder, 'sites.csv', 'site,region\nS1,Wales\nS9,London\n')
    const first = await mainstay('import', path, '--into', folder, '--source', 'ems')
    expect(first.out).toContain('sites: 1 added, 0 changed, 0 gone, 1 as before')
    writeFileSync(path, 'site,region,name\nS2,London,Quay\n')
    const second = await mainstay('import', path, '--into', folder, '--source', 'ems')
    expect(second.out).toContain('sites: 0 added, 1 changed, 1 gone, 0 as before')
  })

  it.each([
    [
      'cut.xml',
      '<?xml version="1.0" encoding="UTF-8"?>\n<bulkCmConfigDataFile xmlns="http://www.3gpp.org/ftp/specs/archive/32_series/32.615#configData"><configData>',
    ],
    ['cut.json', '{"sites": [{"id": 1, "name": "S1"'],
  ])('of which a file is cut off writes nothing, even where good rows are to be kept: %s', async (name, text) => {
    const folder = workspace()
    const ran = await mainstay('import', file(folder, name, text), '--into', folder, '--good-rows')
    expect(ran.code).toBe(3)
    expect(await currentImports(folder)).toBeUndefined()
  })

  it.each([
    ['elements.csv', 'element,sote,vendor\nE1,S1,Nokia\n', 'sites.csv', 'site\nS9\n', 'tables'],
    ['devices.json', '[{"id":1,"name":"d1"},{"id":2,,}]', 'sites.json', '[{"id":1,"name":"S9"}]', 'netbox'],
  ])('of which nothing could be read of one file writes no good rows of another: %s', async (...given) => {
    const [bad, badText, good, goodText, format] = given
    const folder = workspace()
    const files = [file(folder, bad, badText), file(folder, good, goodText)]
    const ran = await mainstay('import', ...files, '--into', folder, '--as', format, '--good-rows')
    expect([ran.code, ran.err]).toEqual([3, expect.stringContaining(`error: ${files[0]} line 1`)])
    expect(existsSync(join(folder, 'imports'))).toBe(false)
  })

  it('with any error writes nothing, tells all of them, and ends with code 3', async () => {
    const folder = workspace()
    const bad = `${ELEMENTS}G3,S9,Nokia,ran.5g.gnp,2021-02-30\nG1,S1,Nokia,ran.5g.gnb,2021-01-01\n`
    const errors = join(folder, 'errors.csv')
    const ran = await mainstay('import', file(folder, 'elements.csv', bad), '--into', folder, '--errors', errors)
    expect(ran.code).toBe(3)
    expect(existsSync(join(folder, 'imports'))).toBe(false)
    expect(ran.err).toContain('elements.csv line 4, column function: unknown network function `ran.5g.gnp`')
    expect(ran.err).toContain('did you mean `ran.5g.gnb`?')
    expect(ran.err).toContain('elements.csv line 4, column inService: no such date `2021-02-30`')
    expect(ran.err).toContain('line 5')
    expect(readFileSync(errors, 'utf8').split('\r\n').length).toBeGreaterThan(3)
  })

  it('of which good rows are kept never forgets the others: each check says so, and the same import again', async () => {
    const folder = workspace()
    const path = file(folder, 'elements.csv', `${ELEMENTS}G3,S1,Nokia,ran.5g.gnp,2021-02-30\nG4,S1,Nokia,olt,2021\n`)
    const request = ['import', path, '--into', folder, '--source', 'ems', '--good-rows']
    const left = '2 rows with errors (elements.csv line 4, elements.csv line 5)'
    const ran = await mainstay(...request)
    expect([ran.code, ran.out.split('\n').slice(-3)]).toEqual([
      0,
      [`left out: ${left}; every check of the workspace says so`, 'written', ''],
    ])
    expect((await mainstay(...request)).out).toContain(
      `left out: ${left}; every check of the workspace says so\nnothing changed, nothing written\n`,
    )
    const warning = {
      code: 'ignored',
      severity: 'warning',
      file: 'imports: source ems',
      problem: `${left} left out when it was imported: nothing is judged of them`,
    }
    const told = JSON.parse((await mainstay('check', folder, '--format', 'json')).out)
    expect(told.faults.shown).toContainEqual(expect.objectContaining(warning))
    expect(told.leftOut).toEqual([{ source: 'ems', rows: 2, first: ['elements.csv line 4', 'elements.csv line 5'] }])
    for (const format of ['text', 'html']) {
      const { out } = await mainstay('check', folder, '--format', format)
      expect(out).toContain('2 rows with errors')
      expect(out.replaceAll(/\s+/gu, ' ')).toContain('2 rows left out when ems was imported')
    }
    writeFileSync(path, ELEMENTS)
    await mainstay('import', path, '--into', folder, '--source', 'ems')
    expect((await mainstay('check', folder)).err).not.toContain('rows with errors')
  })

  it('of which good rows are kept believes neither of two rows of one key, unless they say the same', async () => {
    const folder = workspace()
    const header = ELEMENTS.split('\n', 1)[0]!
    const rows = ['A,S1,Nokia', 'B,S1,Nokia', 'B,S1,Huawei', 'C,S1,Nokia', 'C,S1,Nokia', 'D,S1,Nokia', 'D,S1,Nokia,olt']
    const text = [header, ...rows.map((row) => row.padEnd(row.length + 4 - row.split(',').length, ',') + ',')]
    const path = file(folder, 'elements.csv', `${text.join('\n')}\n`)
    const other = file(folder, 'elements.2.csv', `${header}\nA,S2,Nokia,,\nE,S2,Nokia,,\n`)
    const ran = await mainstay('import', path, other, '--into', folder, '--good-rows', '--format', 'json')
    const told = JSON.parse(ran.out)
    expect(told.differences.map(({ added }: { added: string[] }) => added)).toEqual([['C', 'E']])
    expect(told.leftOut).toEqual({ rows: 6, first: [2, 3, 4, 7, 8].map((line) => `elements.csv line ${line}`) })
    expect(ran.err.match(/same element as on/g)).toHaveLength(4)
    const { err } = await mainstay('check', folder)
    expect(err).toContain('6 rows with errors')
    expect(err).not.toContain('error: ')
  })

  it('of which good rows are kept leaves out what refers to a row left out, and what another source has', async () => {
    const folder = workspace()
    await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', folder, '--source', 'erp')
    const elements = 'element,site,hostedOn,inService\nG1,S1,,2021\nA,S9,,2021\nB,,A,2021\nC,,B,2021\nD,S1,,2021\n'
    const path = file(folder, 'elements.2.csv', elements)
    const ran = await mainstay('import', path, '--into', folder, '--source', 'ems', '--good-rows', '--format', 'json')
    const told = JSON.parse(ran.out)
    expect(told.differences.map(({ added }: { added: string[] }) => added)).toEqual([['D']])
    expect(told.leftOut.first).toEqual([2, 3, 4, 5].map((line) => `elements.2.csv line ${line}`))
    expect(ran.err).toContain('line 5, column hostedOn: unknown element `B`')
    expect((await mainstay('check', folder)).err).not.toContain('error: ')
  })

  it('of which good rows are kept is refused where rows refer to one at fault through very many others', async () => {
    const folder = workspace()
    const hosted = (count: number) => Array.from({ length: count }, (_, row) => `E${row + 1},,E${row},2021\n`).join('')
    const header = 'element,site,hostedOn,inService\nE0,S9,,2021\nOK,S1,,2021\n'
    const importing = (count: number) =>
      mainstay('import', file(folder, 'elements.csv', header + hosted(count)), '--into', folder, '--good-rows')
    expect((await importing(98)).code).toBe(0)
    const ran = await importing(99)
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('100 unknown-reference, 1 contradiction')
  })

  it('of which good rows are kept loses none of them for the fault of a file of the workspace with the same name', async () => {
    const folder = workspace()
    const header = 'element,site,vendor,function,inService\n'
    writeFileSync(
      join(folder, 'elements.csv'),
      `${header}H1,S1,Nokia,access.fttp.olt,2021\nH2,S9,Nokia,access.fttp.olt,2021\n`,
    )
    const rows = `${header}A,S1,Nokia,access.fttp.olt,2021\nB,S2,Nokia,access.fttp.olt,2021\nC,S9,Nokia,access.fttp.olt,2021\n`
    const cwd = dirname(file(folder, 'elements.csv', rows))
    const command = fileURLToPath(new URL('../../bin/mainstay.mjs', import.meta.url))
    const options = ['--into', '..', '--good-rows', '--format', 'json']
    const ran = spawnSync(process.execPath, [command, 'import', 'elements.csv', ...options], { cwd, encoding: 'utf8' })
    const told = JSON.parse(ran.stdout)
    expect(told.differences.map(({ added }: { added: string[] }) => added)).toEqual([['A', 'B']])
    expect(told.leftOut).toEqual({ rows: 1, first: ['elements.csv line 4'] })
    expect(ran.stderr.match(/error: .*unknown site/g)).toEqual([
      'error: elements.csv line 4, column site: unknown site',
    ])
  })

  it('is not refused for what is wrong with the workspace already', async () => {
    const folder = workspace()
    writeFileSync(join(folder, 'elements.csv'), 'element,site,hostedOn\nH1,S9,\nH2,S1,A\n')
    const rows = 'element,site,vendor,function,inService\nA,S1,Nokia,access.fttp.olt,2021\n'
    expect(await mainstay('import', file(folder, 'elements.2.csv', rows), '--into', folder)).toMatchObject({
      code: 0,
      err: '',
    })
  })

  describe.each([{ options: [] }, { options: ['--good-rows'] }])('of something else: $options', ({ options }) => {
    const importing = async (others: Readonly<Record<string, string>>, name: string, rows: string) => {
      const folder = workspace()
      for (const [other, text] of Object.entries(others)) writeFileSync(join(folder, other), text)
      const ran = await mainstay('import', file(folder, name, rows), '--into', folder, '--as', 'tables', ...options)
      return { code: ran.code, err: ran.err, check: (await mainstay('check', folder)).err }
    }
    const plan = 'date,action,selector,quantity\n2027-01-01,remove,vendor=Nokia,9\n'
    const header = 'element,vendor,function,inService,site\n'
    const nokia = (element: string, site = 'S1') => `${element},Nokia,ran.5g.gnb,2020-01-01,${site}\n`

    it('is not refused for a fault that now counts more of it', async () => {
      const short = await importing(
        { 'plan.csv': plan, 'elements.csv': header + nokia('A') },
        'e.csv',
        header + nokia('B'),
      )
      expect(short).toMatchObject({ code: 0, err: '', check: expect.stringContaining('only 2 elements meet') })
      const totals = 'measure,count,on\nelements,9999999,2023-07-01\n'
      const more = await importing(
        { 'totals.csv': totals, 'elements.csv': header + nokia('A') },
        'e.csv',
        header + nokia('B'),
      )
      expect(more).toMatchObject({ code: 0, err: '', check: expect.stringContaining('the tables show 2') })
    })

    it('is not refused for what was not told before, for it only followed from errors that the import mends', async () => {
      const mended = await importing(
        { 'plan.csv': plan, 'elements.csv': header + nokia('A', 'S9') },
        's.csv',
        'site\nS9\n',
      )
      expect(mended).toMatchObject({ code: 0, err: '', check: expect.stringContaining('only 1 element meets') })
    })

    it('is not refused for rows that still refer to nothing, once the table they refer to is there', async () => {
      const parts = 'element,part\nA,P1\nA,P2\n'
      const others = { 'elements.csv': header + nokia('A'), 'units.csv': parts }
      const begun = await importing(others, 'p.csv', 'part,manufacturer\nP1,Nokia\n')
      expect(begun).toMatchObject({ code: 0, err: '', check: expect.stringContaining('unknown part `P2`') })
    })

    it('is refused for a fault it brings beside one that was there', async () => {
      const remove = (day: string) => `date,action,element\n${day},remove,A\n`
      const others = { 'plan.csv': remove('2027-01-01'), 'elements.csv': header + nokia('A', 'S9') }
      const twice = await importing(others, 'p.csv', remove('2026-01-01'))
      expect(twice.code).toBe(3)
      expect(twice.err).toContain('plan.csv line 2, column element: already removed by an earlier row')
      expect(twice.err).not.toContain('S9')
    })
  })

  it.each([{ options: [] }, { options: ['--good-rows'] }])(
    'is refused where it takes away what the workspace refers to: $options',
    async ({ options }) => {
      const folder = workspace()
      const request = ['--into', folder, '--source', 'places']
      await mainstay('import', file(folder, 'places.csv', 'site\nS3\nS4\n'), ...request, '--as', 'tables')
      writeFileSync(join(folder, 'elements.csv'), 'element,site\nH1,S3\nH2,S9\n')
      const ran = await mainstay('import', file(folder, 'sites.csv', 'site\nS4\n'), ...request, ...options)
      expect([ran.code, ran.err.split('; ')[0]]).toEqual([
        3,
        `error: ${join(folder, 'elements.csv')} line 2, column site: unknown site \`S3\``,
      ])
      expect(ran.err).not.toContain('S9')
    },
  )

  it.each([{ options: [] }, { options: ['--good-rows'] }])(
    'is refused where columns it joins contradict rows of others: $options',
    async ({ options }) => {
      const folder = workspace()
      writeFileSync(join(folder, 'elements.csv'), 'element,site,inService\nH1,S1,2021\n')
      const mapping = file(
        folder,
        'ends.yaml',
        "format: tables\nsources: [{file: 'ends.csv', table: elements, join: true, columns: {element: Id, outOfService: End}}]\n",
      )
      const path = file(folder, 'ends.csv', 'Id,End\nH1,2020-01-01\n')
      const ran = await mainstay('import', path, '--into', folder, '--mapping', mapping, '--as', 'tables', ...options)
      expect([ran.code, ran.err]).toEqual([3, expect.stringContaining('outOfService before inService')])
    },
  )

  it('of a file that the workspace reads where it lies is refused', async () => {
    const folder = workspace()
    const path = join(folder, 'sites.csv')
    const ran = await mainstay('import', path, '--into', folder)
    expect([ran.code, ran.err.split(';')[0]]).toEqual([
      3,
      `error: ${path}: a table of this workspace already: its rows would stand in it twice`,
    ])
  })

  it('of which every row is at fault is advised to mend, and neither to keep the good rows again nor to empty', async () => {
    const folder = workspace()
    const request = ['--into', folder, '--source', 'ems', '--good-rows']
    const bad = 'element,site,vendor,function,inService\nA,S9,Nokia,access.fttp.olt,2021\n'
    for (const problem of ['no row without errors', 'no row of elements, of which source ems has 2']) {
      const ran = await mainstay('import', file(folder, 'elements.csv', bad), ...request)
      expect([ran.code, ran.err]).toEqual([3, expect.stringContaining(problem)])
      expect(ran.err).toContain('; expected the errors mended: nothing else is left')
      expect(ran.err).not.toContain('--empty')
      expect(ran.out).toContain('\nrefused: nothing was written; mend the errors\n')
      await mainstay('import', file(folder, 'elements.csv', ELEMENTS), ...request)
    }
  })

  it('that is refused is advised to try its good rows only where it has some', async () => {
    const folder = workspace()
    const ask = async (content: string) => {
      const path = file(folder, 'elements.csv', content)
      return (await mainstay('import', path, '--into', folder, '--source', 'ems')).out.split('\n').at(-2)
    }
    const mend = 'refused: nothing was written; mend the errors'
    const [header] = ELEMENTS.split('\n')
    const bad = 'G3,S9,Nokia,ran.5g.gnb,2021-01-01\n'
    expect(await ask(`${ELEMENTS}${bad}`)).toBe(
      `${mend}, or try --good-rows, which keeps the rows that can stand without them`,
    )
    expect(await ask(`${header}\nG3,S1,Nokia,ran.5g.gnb,soon\n`)).toBe(mend)
    expect(await ask(ELEMENTS)).toBe('written')
    expect(await ask(`${header}\n`)).toBe(mend)
  })

  it('of which good rows are kept keeps none that a check would find impossible in the estate they make', async () => {
    const folder = workspace()
    const header = 'element,site,vendor,function,status,inService,outOfService,procured,installed\n'
    const elements = [
      'A,S1,Huawei,ran.5g.gnb,inService,2010-02-01,2012-01-01,,',
      'B,S1,Nokia,ran.5g.gnb,inService,2010-02-01,,2015-01-01,2010-01-01',
      'C,S1,Nokia,ran.5g.gnb,inService,2010-02-01,,,',
      'D,S1,Nokia,ran.5g.gnb,inService,2010-02-01,,,',
    ]
    const plan = [
      '2025-01-01,remove,C,',
      '2025-06-01,remove,C,',
      '2025-06-01,remove,,vendor=Nonesuch',
      '2025-06-01,remove,D,',
    ]
    const waivers = ['NO-SUCH-RULE,element=C,M,2024-01-01,2024-12-31']
    const paths = [
      file(folder, 'elements.csv', `${header}${elements.join('\n')}\n`),
      file(folder, 'plan.csv', `date,action,element,selector\n${plan.join('\n')}\n`),
      file(folder, 'waivers.csv', `rule,scope,approver,from,until\n${waivers.join('\n')}\n`),
    ]
    const ran = await mainstay('import', ...paths, '--into', folder, '--good-rows', '--format', 'json')
    const told = JSON.parse(ran.out)
    expect(told.outcome).toBe('written')
    expect(told.rows.map(({ rows }: { rows: number }) => rows)).toEqual([2, 2, 0])
    expect((await mainstay('check', folder)).err).not.toContain('error: ')
    expect((await mainstay('import', ...paths, '--into', folder)).code).toBe(3)
  })

  it('of more bad rows than are listed counts all of them, and lists the first', async () => {
    const folder = workspace()
    const rows = Array.from({ length: 9 }, (_, row) => `B${row},S1,Nokia,ran.5g.gnp,2021-01-01\n`).join('')
    const path = file(folder, 'elements.csv', ELEMENTS + rows)
    const ran = await mainstay('import', path, '--into', folder, '--good-rows', '--format', 'json')
    expect(JSON.parse(ran.out).leftOut).toEqual({
      rows: 9,
      first: [4, 5, 6, 7, 8].map((line) => `elements.csv line ${line}`),
    })
  })

  it.each([
    ['a file of the table without rows', 'elements.csv', ELEMENTS.split('\n', 1)[0]!],
    ['another table', 'sites.csv', 'site\nS9\n'],
  ])('of which nothing is left, by %s, is refused unless that is meant', async (_, name, text) => {
    const folder = workspace()
    const request = ['--into', folder, '--source', 'ems']
    await mainstay('import', file(folder, 'elements.csv', ELEMENTS), ...request)
    const before = await currentImports(folder)
    const path = file(folder, name, text)
    for (const option of ['--good-rows', '--dry-run']) {
      const ran = await mainstay('import', path, ...request, option)
      expect([ran.code, ran.err]).toEqual([
        3,
        expect.stringContaining(
          `error: ${path}: no row of elements, of which source ems has 2: they would all be gone; expected files with all of the source, \`--source\` with another name for other facts, or \`--empty\` to take them away\n`,
        ),
      ])
      expect(await currentImports(folder)).toBe(before)
    }
    expect(await mainstay('import', path, ...request, '--empty')).toMatchObject({ code: 0, err: '' })
    expect(await currentImports(folder)).not.toBe(before)
  })

  it.each([
    ['elements.csv', ELEMENTS.split('\n', 1)[0]!, 'tables', 'no row of any table'],
    ['devices.json', '[]', 'netbox', 'no row of any table'],
    ['what.json', '[{"id": 1}, {"id": 2}]', 'netbox', 'nothing but 2 records of a kind that cannot be told'],
  ])('that brings nothing is refused: %s with %s', async (name, text, format, problem) => {
    const folder = workspace()
    const ran = await mainstay('import', file(folder, name, text), '--into', folder, '--as', format, '--good-rows')
    expect(ran.code).toBe(3)
    expect(ran.err).toContain(problem)
    expect(existsSync(join(folder, 'imports'))).toBe(false)
  })

  it('of which nothing was recognised gets no mapping to review', async () => {
    const folder = workspace()
    const path = file(folder, 'devices.json', '{"count": 0, "next": null, "previous": null, "results": []}')
    const mapping = join(folder, 'netbox.yaml')
    const ran = await mainstay('import', path, '--suggest-mapping', mapping)
    expect([ran.code, ran.err]).toEqual([
      3,
      expect.stringContaining(`error: ${path}: nothing that a mapping speaks of was recognised; expected devices`),
    ])
    expect(existsSync(mapping)).toBe(false)
  })

  it.each([
    ['cut.json', 'netbox', '{"sites": [{"id": 1, "name": "S1"}, {"id": 2,', 'the file ends in the middle'],
    [
      'cut.xml',
      'bulk-cm',
      '<bulkCmConfigDataFile xmlns="http://www.3gpp.org/ftp/specs/archive/32_series/32.615#configData"><configData>',
      'the file ends before `configData` is closed',
    ],
    ['cut.xlsx', 'tables', 'PK\x03\x04 and no more', 'cut off'],
  ])(
    'of which a file cannot be read wholly tells that alone, and never that rows are gone: %s',
    async (name, as, text, problem) => {
      const folder = workspace()
      await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', folder, '--source', 'ems')
      const options = ['--into', folder, '--source', 'ems', '--as', as]
      const ran = await mainstay('import', file(folder, name, text), ...options)
      expect(ran.code).toBe(3)
      expect(ran.err.trimEnd().split('\n')).toEqual([
        expect.stringContaining(problem),
        expect.stringMatching(/^1 error, 0 warnings/),
      ])
      expect(ran.out).not.toContain('gone')
    },
  )

  it('of which the only row of a table is at fault does not tell that there is none', async () => {
    const folder = workspace()
    await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', folder, '--source', 'ems')
    const bad = ELEMENTS.split('\n').slice(0, 2).join('\n').replace('2021-01-01', 'soon')
    const ran = await mainstay('import', file(folder, 'bad.csv', bad), '--into', folder, '--source', 'ems')
    expect(ran.code).toBe(3)
    expect(ran.err.trimEnd().split('\n')).toEqual([
      expect.stringContaining('`soon`'),
      expect.stringMatching(/^1 error, 0 warnings/),
    ])
  })

  it('as a dry run writes nothing and says the same', async () => {
    const folder = workspace()
    const ran = await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', folder, '--dry-run')
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.out).toContain('2 added')
    expect(existsSync(join(folder, 'imports'))).toBe(false)
  })

  it('of a file nobody knows is refused with the formats there are', async () => {
    const folder = workspace()
    const ran = await mainstay('import', file(folder, 'what.bin', 'words that are no table'), '--into', folder)
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('bulk-cm, netbox, device-type-library, tables')
  })
})

describe('what an import tells', () => {
  it('counts rows that are only joined to those of another source as columns', async () => {
    const folder = workspace()
    await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', folder, '--source', 'ems')
    const mapping = file(
      folder,
      'map.yaml',
      'format: tables\nsources:\n  - file: erp.csv\n    table: elements\n    join: true\n    columns: {element: element, product: product}\n',
    )
    const erp = file(folder, 'erp.csv', 'element,product\nG1,AirScale\nG2,AirScale\n')
    const ran = await mainstay('import', erp, '--into', folder, '--source', 'erp', '--mapping', mapping)
    expect([ran.err, ran.out]).toEqual([
      '',
      'erp (tables): columns in 2 rows of elements\n  columns of elements: 2 added, 0 changed, 0 gone, 0 as before\nwritten\n',
    ])
  })

  it('refuses a file that is given twice, once', async () => {
    const folder = workspace()
    const path = file(folder, 'elements.csv', ELEMENTS)
    const { code, err } = await mainstay('import', path, `${folder}/./incoming/elements.csv`, '--into', folder)
    expect(code).toBe(3)
    expect(err.split('\n')[0]).toBe(
      `error: ${folder}/./incoming/elements.csv: the same file as ${path}; expected each file once`,
    )
  })

  it('names each file as it was given, so that two of one name are told apart', async () => {
    const folder = workspace()
    const [north, south] = ['north', 'south'].map((name) => {
      mkdirSync(join(folder, name))
      const path = join(folder, name, 'elements.csv')
      writeFileSync(path, ELEMENTS)
      return path
    })
    const { err } = await mainstay('import', north!, south!, '--into', folder)
    expect(err).toContain(
      `error: ${south} line 2, column element: same element as on ${north} line 2 \`G1\`; expected each once`,
    )
  })

  it.each(['', '  \n'])('calls a file without text by that: `%s`', async (text) => {
    const folder = workspace()
    const path = file(folder, 'devices.json', text)
    const { code, err } = await mainstay('import', path, '--into', folder)
    expect([code, err.split('\n')[0]]).toEqual([3, `error: ${path}: file without text; expected an export with rows`])
  })
})

const RECORD = { source: 'ems', format: 'tables', files: [] }
const tables = (text: string) => [{ name: 'elements', chunks: [text], isLarge: false }]

describe('the folder of imports', () => {
  it('is named by its content: the same facts give the same name', async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()]
    expect(await replaceSource(one, RECORD, tables(ELEMENTS))).toBe(await replaceSource(two, RECORD, tables(ELEMENTS)))
  })

  it('keeps the other sources, and every earlier state', async () => {
    const folder = temporaryFolder()
    await replaceSource(folder, { ...RECORD, source: 'first' }, tables(ELEMENTS))
    await replaceSource(folder, { ...RECORD, source: 'second' }, tables(ELEMENTS))
    expect(
      (await listTableFiles(folder, () => undefined)).map(({ name }) => name.split('/').slice(2).join('/')),
    ).toEqual(['first/elements.csv', 'second/elements.csv'])
    expect(readdirSync(join(folder, 'imports')).filter((name) => /^[0-9a-f]{64}$/.test(name))).toHaveLength(2)
  })

  it('keeps a large table as Parquet, read back as it was', async () => {
    const folder = workspace()
    const text = 'element,site,vendor,function,inService,traffic\r\nG1,S1,"Huawei, Ltd",ran.5g.gnb,2021-01-01,12.5\r\n'
    await replaceSource(folder, RECORD, [{ name: 'elements', chunks: [text], isLarge: true }])
    const [, elements] = await listTableFiles(folder, () => undefined)
    expect(elements).toMatchObject({ table: 'elements', form: 'parquet' })
    const ran = await mainstay('check', folder, '--format', 'json')
    expect(JSON.parse(ran.out)).toMatchObject({ estate: { elements: 1 }, unresolvedVendors: [] })
  })

  it('refuses a source whose name would leave the folder', async () => {
    await expect(
      replaceSource(temporaryFolder(), { ...RECORD, source: '../outside' }, tables(ELEMENTS)),
    ).rejects.toThrow('cannot name a source')
  })

  it('lets one import run at a time, and takes over the lock of a process that is gone', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'imports'))
    writeFileSync(join(folder, 'imports', '.lock'), String(process.ppid))
    await expect(replaceSource(folder, RECORD, tables(ELEMENTS))).rejects.toThrow('another import')
    writeFileSync(join(folder, 'imports', '.lock'), '999999999')
    await expect(replaceSource(folder, RECORD, tables(ELEMENTS))).resolves.toMatch(/^[0-9a-f]{64}$/)
  })

  it('killed at any moment holds the old state or the new one, whole', async () => {
    const folder = temporaryFolder()
    await replaceSource(folder, RECORD, tables('element\nold\n'))
    const script = `
      const { replaceSource } = await import(${JSON.stringify(new URL('../../dist/store/workspace-folder.js', import.meta.url).href)})
      const chunks = ['element\\n', ...Array.from({ length: 20000 }, (_, i) => 'new ' + i + '\\n')]
      await replaceSource(${JSON.stringify(folder)}, { source: 'ems', format: 'tables', files: [] }, [{ name: 'elements', chunks, isLarge: false }])`
    const seen = new Set<string>()
    for (let delayMs = 0; delayMs < 240; delayMs += 12) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      child.kill('SIGKILL')
      await ended
      const [elements] = await listTableFiles(folder, () => undefined)
      const text = readFileSync(elements!.path, 'utf8')
      seen.add(text.startsWith('element\nold') ? 'old' : fingerprintText(text))
    }
    expect([...seen].every((state) => state === 'old' || state.length === 64)).toBe(true)
    expect(seen.size).toBeLessThanOrEqual(2)
    expect(seen.has('old')).toBe(true)
  })
})

describe('an import of columns for rows that another source owns', () => {
  const MAPPING = `format: tables
sources:
  - file: dates.csv
    table: elements
    key: element
    join: true
    columns:
      inService: {from: live}
`

  it('leaves a workspace that can be checked, and changes nothing the second time', async () => {
    const folder = workspace()
    const rows = 'element,site,vendor,function\nG1,S1,Huawei,ran.5g.gnb\nG2,S2,Nokia,ran.5g.gnb\n'
    await mainstay('import', file(folder, 'elements.csv', rows), '--into', folder, '--source', 'ems')
    const dates = file(folder, 'dates.csv', 'element,live\nG1,2021-01-01\nG2,2022-02-02\n')
    const request = ['import', dates, '--as', 'tables', '--into', folder, '--source', 'erp']
    const mapping = file(folder, 'dates.yaml', MAPPING)
    const joined = await mainstay(...request, '--mapping', mapping)
    expect(joined).toMatchObject({ code: 0, err: '' })
    const checked = await mainstay('check', folder)
    expect(checked.err).not.toContain('error')
    expect(checked.code).not.toBe(3)
    expect((await mainstay(...request, '--mapping', mapping)).out).toContain('nothing changed')
  })
})

describe('an import that cannot begin', () => {
  it('into a folder that is no workspace makes nothing', async () => {
    const folder = temporaryFolder()
    const ran = await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', join(folder, 'net'))
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('no such folder')
    expect(existsSync(join(folder, 'net'))).toBe(false)
  })

  it('tells every file that is missing, the mapping too', async () => {
    const folder = workspace()
    const ran = await mainstay('import', 'gone.csv', 'lost.csv', '--into', folder)
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('gone.csv: no such file')
    expect(ran.err).toContain('lost.csv: no such file')
    const elements = file(folder, 'elements.csv', ELEMENTS)
    const other = await mainstay('import', elements, '--into', folder, '--as', 'tables', '--mapping', 'nowhere.yaml')
    expect(other.code).toBe(3)
    expect(other.err).toContain('nowhere.yaml: no such file')
  })
})

describe('what a killed import leaves behind', () => {
  it('is cleared by the next, and a lock that bears the number of this process is taken over', async () => {
    const folder = workspace()
    mkdirSync(join(folder, 'imports', '.making-999999'), { recursive: true })
    writeFileSync(join(folder, 'imports', '.lock'), String(process.pid))
    const ran = await mainstay('import', file(folder, 'elements.csv', ELEMENTS), '--into', folder, '--source', 'ems')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(readdirSync(join(folder, 'imports')).filter((name) => name.startsWith('.'))).toEqual([])
  })
})

describe('a manifest', () => {
  it('that names a jurisdiction no pack has is refused with the code that is meant', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'mainstay.yaml'), 'workspace: 1\noperator: {name: North Mobile}\njurisdictions: [UK]\n')
    const ran = await mainstay('check', folder)
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('no rule pack of jurisdiction `UK`')
    expect(ran.err).toContain('did you mean `GB`?')
  })
})
