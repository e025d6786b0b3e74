import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { readManifest } from '#intake/manifest/read.ts'
import { readScenario } from '#intake/scenario/read.ts'
import { describeFault } from '#model/fault.ts'
import { initWorkspace } from './init-workspace.ts'

it('the manifest and the scenario of a new workspace are read without a fault', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'mainstay-init-')), 'new')
  await initWorkspace(folder, parseDay('2026-01-01')!)
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  expect(readManifest('mainstay.yaml', read('mainstay.yaml')).faults.map(describeFault)).toEqual([])
  const { scenario, faults } = readScenario('scenario.yaml', read('templates/scenario.yaml'))
  expect(faults.map(describeFault)).toEqual([])
  expect(scenario!.disruptions).toHaveLength(1)
})
