// From a real NetBox export to a report: import, look at what could not be mapped, judge.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAll } from '#intake/source-file.ts'
import { DEMO_FIXTURE, DemoNetBox } from '../src/intake/netbox/fixtures/export-demo.ts'
import { mainstay } from './flows/command-line.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { findPublicFile } from './public-files.ts'

const fixture = findPublicFile(DEMO_FIXTURE)

describe.skipIf(fixture.isAbsent)(`the NetBox demonstration network${fixture.note}`, () => {
  it('is imported whole, judged, and honest about what nobody stated', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'mainstay.yaml'),
      'workspace: 1\noperator: {name: Demo}\njurisdictions: [US]\nrulePacks: [us-ndaa-889, eu-toolbox-2020]\nasOf: 2024-06-01\n',
    )
    const files: string[] = []
    for (const source of new DemoNetBox(fixture.path).pages(50)) {
      const file = join(folder, source.name)
      writeFileSync(file, await readAll(source))
      files.push(file)
    }
    const imported = await mainstay('import', ...files, '--into', folder)
    expect(imported.code).toBe(0)
    expect(imported.out).toContain('24 rows of sites')
    expect(imported.out).toContain('not brought in:')
    const checked = await mainstay('check', folder, '--format', 'json', '--fail-on', 'never')
    const report = JSON.parse(checked.out) as {
      estate: { sites: number; elements: number }
      rules: { rule: string; verdict: string }[]
    }
    expect(report.estate).toMatchObject({ sites: 24, elements: 284 })
    // No role is mapped to a function yet, and no date is stated: nothing that asks for one may be called met.
    expect(report.rules.map(({ verdict }) => verdict)).not.toContain('met')
  })
})
