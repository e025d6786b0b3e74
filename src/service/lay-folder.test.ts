import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { describeFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { layFolder } from './lay-folder.ts'

describe('a folder that is laid into a workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lay-folder-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is told which of its files finds a folder in its place, or a file where a folder would be', async () => {
    const [workspace, came] = [join(folder, 'workspace'), join(folder, 'came')]
    cpSync('examples/by-hand', workspace, { recursive: true })
    mkdirSync(join(workspace, 'variants', 'plan.csv'), { recursive: true })
    for (const name of ['variants', 'sites.csv']) mkdirSync(join(came, name), { recursive: true })
    const tables = ['variants/plan.csv', 'sites.csv/plan.csv']
    for (const name of tables) writeFileSync(join(came, name), 'date,action,element\n')
    const log = new FaultLog()
    const isTold = () => false
    const asked = { workspace, before: undefined, folder: came, tables, isTold, today: parseDay('2024-07-01')! }
    await layFolder(asked, log, () => undefined)
    const problem = 'the workspace has a folder in its place, or a file where it has a folder'
    expect(log.kept.filter(({ severity }) => severity === 'error').map(describeFault)).toEqual(
      tables.map((name) => `${name}: ${problem}; expected another name for the file, or for the folder it lies in`),
    )
  })
})
