// Files that are damaged, or made to do harm: each ends in one clear error, and nothing falls over.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const INVENTORY = 'element,vendor,inService\nA,Nokia,2020-01-01\n'
const MANIFEST = 'workspace: 1\noperator: {name: North Mobile}\njurisdictions: [GB]\ninventoryDate: 2026-10-01\n'

function makeWorkspace(files: { readonly [name: string]: string | Uint8Array }): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries({ 'mainstay.yaml': MANIFEST, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const unfolding = (levels: number) =>
  Array.from({ length: levels }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(10).fill(n === 0 ? 'x' : `*l${n}`)}]`)

const long = 'x'.repeat(3_000_000)

describe('a file of a workspace', () => {
  it.each([
    ['elements.csv with a NUL', 'elements.csv', 'element\nA\0B\n', 'elements.csv line 2: NUL byte `A\\x00B`'],
    ['elements.csv with a field of 3 MB', 'elements.csv', `element\n${long}\n`, 'elements.csv line 2: record too long'],
    [
      'elements.csv with a quote never closed',
      'elements.csv',
      `element\n"${long}\n`,
      'elements.csv line 2: quote that opens here is never closed',
    ],
    ['elements.csv that is an archive', 'elements.csv', 'PK\x03\x04', 'elements.csv: no CSV: this is a ZIP archive'],
    ['elements.parquet of noise', 'elements.parquet', long, 'elements.parquet: Parquet file cannot be read'],
    ['elements.parquet of nothing', 'elements.parquet', '', 'elements.parquet: Parquet file cannot be read'],
    [
      'mainstay.yaml nested without end',
      'mainstay.yaml',
      `a: ${'['.repeat(5000)}`,
      'mainstay.yaml line 1: nested too deeply; expected at most 40 levels',
    ],
    [
      'mainstay.yaml whose aliases unfold',
      'mainstay.yaml',
      `${unfolding(7).join('\n')}\n`,
      'mainstay.yaml line 2: too many aliases; expected at most 1000',
    ],
    [
      'mainstay.yaml with the key of every object',
      'mainstay.yaml',
      `${MANIFEST}__proto__: {polluted: 1}\n`,
      'mainstay.yaml line 5, key __proto__: unknown key `__proto__`',
    ],
    [
      'imports/CURRENT that leads out of the folder',
      'imports/CURRENT',
      '../../etc',
      'imports/CURRENT: names no import `../../etc`; expected the name of a folder beside it',
    ],
    [
      'imports/CURRENT copied without the imports',
      'imports/CURRENT',
      `${'0'.repeat(64)}\n`,
      `imports/CURRENT: names an import that is not there \`${'0'.repeat(64)}\`; expected the whole folder`,
    ],
    [
      'a registry in UTF-16',
      'vendors/own.yaml',
      Uint8Array.of(0xff, 0xfe, 0x76, 0x00),
      'vendors/own.yaml: line 1 is not UTF-8 text',
    ],
    ['a pack cut off in a list', 'rules/own.yaml', 'pack: own\nrules: [', 'rules/own.yaml line 2: '],
  ])('%s is refused with one clear error', async (_, name, content, said) => {
    const files = name.startsWith('elements') ? { [name]: content } : { 'elements.csv': INVENTORY, [name]: content }
    const { code, err } = await mainstay('check', makeWorkspace(files))
    expect(code).toBe(3)
    const errors = err.split('\n').filter((line) => line.startsWith('error: '))
    expect(errors).toEqual([expect.stringContaining(said)])
    expect(err.length).toBeLessThan(1000)
  })

  it('may name its elements like the properties of every object', async () => {
    const folder = makeWorkspace({
      'elements.csv': 'element,vendor,inService\n__proto__,constructor,2020-01-01\ntoString,valueOf,2020-01-01\n',
      'plan.csv': 'date,action,element,vendor\n2027-01-01,replace,__proto__,Nokia\n2027-01-01,remove,toString,\n',
    })
    const { code, err, out } = await mainstay('check', folder, '--format', 'json')
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out).estate).toMatchObject({ elements: 2, plannedChanges: 2 })
  })
})

describe('what the system does not let be read', () => {
  it('is a fault in words beside the others: a folder in the place of a table, links in a circle', async () => {
    const folder = makeWorkspace({ 'elements.csv': INVENTORY, 'sites.csv/inner.txt': '' })
    symlinkSync('plan.csv', join(folder, 'plan.csv'))
    mkdirSync(join(folder, 'rules'))
    symlinkSync('own.yaml', join(folder, 'rules', 'own.yaml'))
    const { code, err } = await mainstay('check', folder)
    expect([code, err.split('\n').filter((line) => line.startsWith('error: '))]).toEqual([
      3,
      [
        'error: rules/own.yaml: cannot be read: its links lead round in a circle; expected a file this user may read',
        'error: plan.csv: cannot be read: its links lead round in a circle; expected a file this user may read',
        'error: sites.csv: cannot be read: it is a folder; expected a file this user may read',
      ],
    ])
  })

  it('is no import that is not there', async () => {
    const folder = makeWorkspace({ 'elements.csv': INVENTORY })
    symlinkSync('imports', join(folder, 'imports'))
    const { code, err } = await mainstay('check', folder)
    expect([code, err.split('\n')[0]]).toEqual([
      3,
      'error: imports/CURRENT: cannot be read: its links lead round in a circle; expected a folder `imports` this user may read',
    ])
  })

  it('is said of the folder itself, and not that it is empty', async () => {
    const link = join(temporaryFolder(), 'net')
    symlinkSync('net', link)
    const { code, err } = await mainstay('check', link)
    expect([code, err.split('\n')[0]]).toEqual([
      3,
      `error: ${link}: the folder cannot be read: its links lead round in a circle; expected a folder this user may read`,
    ])
  })
})
