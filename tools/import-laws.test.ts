// Breaks each import law in a copy of the layout, and sees it caught.

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'import-laws-'))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true })
  writeFileSync(join(copy, path), text)
}

function checkLaws(): { passed: boolean; said: string } {
  try {
    return {
      passed: true,
      said: execFileSync('node', ['tools/check-laws.mjs'], { cwd: copy, encoding: 'utf8', stdio: 'pipe' }),
    }
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return { passed: false, said: stdout + stderr }
  }
}

beforeAll(() => {
  for (const file of [
    '.dependency-cruiser.mjs',
    'package.json',
    'tsconfig.json',
    'tsconfig.base.json',
    'tools/check-laws.mjs',
  ])
    cpSync(join(root, file), join(copy, file), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const part of readdirSync(join(root, 'src'))) {
    cpSync(join(root, 'src', part, 'tsconfig.json'), join(copy, 'src', part, 'tsconfig.json'))
    write(`src/${part}/thing.ts`, 'export const thing = 1\n')
  }
  write('src/engine/spares/index.ts', "export { inner } from './inner.ts'\n")
  write('src/engine/spares/inner.ts', 'export const inner = 1\n')
  write('src/engine/rules/index.ts', 'export {}\n')
  write('src/intake/xlsx/read.ts', 'export {}\n')
  write('src/intake/csv/read.ts', "import './scan.ts'\n")
  write('src/intake/csv/scan.ts', 'export {}\n')
  write('src/intake/netbox/read-export.ts', "import '../csv/scan.ts'\n")
  write('src/store/parquet.ts', "import '@duckdb/node-api'\n")
  write('src/base/good.test.ts', 'export {}\n')
})

afterAll(() => rmSync(copy, { recursive: true }))

describe('the import laws', () => {
  it('pass the layout as it stands', () => {
    expect(checkLaws()).toMatchObject({ passed: true })
  })

  it.each([
    ['a sibling imports a sibling', 'src/engine/bad.ts', "import '#store/thing.ts'\n", 'engine-stays-in-its-lane'],
    [
      'an arrow runs upwards',
      'src/model/bad.ts',
      "import type {} from '#service/thing.ts'\n",
      'model-stays-in-its-lane',
    ],
    ['a pure part opens files', 'src/engine/bad.ts', "import 'node:fs'\n", 'pure-parts-do-no-io'],
    ['the browser opens files', 'src/web/bad.tsx', "import 'node:fs'\n", 'the-browser-has-no-node'],
    ['two files need each other', 'src/base/thing.ts', "import './thing2.ts'\nexport const thing = 1\n", 'no-cycles'],
    [
      'types make a cycle',
      'src/base/thing.ts',
      "import type { other } from './thing2.ts'\nexport const thing = 1\n",
      'no-cycles',
    ],
    [
      'a part is reached by a relative path',
      'src/engine/bad.ts',
      "import '../model/thing.ts'\n",
      'across-parts-by-hash-import',
    ],
    [
      'a feature is entered past its index',
      'src/service/bad.ts',
      "import '#engine/spares/inner.ts'\n",
      'features-meet-at-their-index',
    ],
    [
      'a feature enters another past its index',
      'src/engine/rules/bad.ts',
      "import '../spares/inner.ts'\n",
      'engine-features-meet-at-their-index',
    ],
    ['the product depends on a test', 'src/base/bad.ts', "import './good.test.ts'\n", 'nothing-depends-on-a-test'],
    [
      'the database is used outside the store',
      'src/service/bad.ts',
      "import '@duckdb/node-api'\n",
      'only-store-touches-databases',
    ],
    [
      'a format reaches into another',
      'src/intake/netbox/bad.ts',
      "import '../bulk-cm/read.ts'\n",
      'formats-do-not-meet',
    ],
    [
      'a format reaches into one that no law names',
      'src/intake/gazetteer/read.ts',
      "import '../xlsx/read.ts'\n",
      'formats-do-not-meet',
    ],
    [
      'a format reaches into the tables of another, past the syntax they share',
      'src/intake/netbox/bad.ts',
      "import '../csv/read.ts'\n",
      'formats-do-not-meet',
    ],
  ])('are broken when %s, and say so', (_, path, text, law) => {
    write('src/base/thing2.ts', "import './thing.ts'\nexport const other = 1\n")
    write('src/intake/bulk-cm/read.ts', 'export {}\n')
    write(path, text)
    const { passed, said } = checkLaws()
    rmSync(join(copy, 'src/base/thing2.ts'))
    rmSync(join(copy, path))
    if (path === 'src/base/thing.ts') write(path, 'export const thing = 1\n')
    expect({ passed, said }).toEqual({ passed: false, said: expect.stringContaining(law) })
  })

  it.each([
    ['the files it binds', "from: { path: '^src/intake/([^/]+)/'", "from: { path: '^src/intakes/([^/]+)/'"],
    ['the files it keeps closed', "to: { path: '^src/intake/[^/]+/'", "to: { path: '^src/intakes/[^/]+/'"],
  ])('are broken when a law no longer finds %s', (_, as, otherwise) => {
    const laws = readFileSync(join(root, '.dependency-cruiser.mjs'), 'utf8')
    expect(laws).toContain(as)
    write('.dependency-cruiser.mjs', laws.replace(as, otherwise))
    const { passed, said } = checkLaws()
    write('.dependency-cruiser.mjs', laws)
    expect({ passed, said }).toEqual({
      passed: false,
      said: expect.stringContaining('formats-do-not-meet: speaks of files that there are not'),
    })
  })
})
