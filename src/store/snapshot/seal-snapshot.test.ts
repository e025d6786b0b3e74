import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FaultLog } from '#model/fault-log.ts'
import { loadWorkspace, type Workspace } from '#service/load-workspace.ts'
import { makeExample } from '#service/make-example.ts'
import { sealSnapshot, type Sealing } from './seal-snapshot.ts'
import { openTables } from './table-reader.ts'
import { verifySnapshot } from './verify-snapshot.ts'

const folder = mkdtempSync(join(tmpdir(), 'mainstay-seal-'))
afterAll(() => rmSync(folder, { recursive: true }))

const DIGEST = 'd'.repeat(64)
const OLD = 'e'.repeat(64)

/** A small workspace with an import, an old import, a lock, a scenario and the plan it names. */
function writeWorkspace(name: string): string {
  const workspace = join(folder, name)
  const write = (file: string, text: string): void => {
    const path = join(workspace, file)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, text)
  }
  write('mainstay.yaml', 'workspace: 1\noperator: { name: North }\njurisdictions: []\nrulePacks: []\n')
  write('sites.csv', 'site,name\nS1,Leeds\n')
  write('notes.txt', 'not read')
  write('scenarios/slip.yaml', 'scenario: slip\nplan: variants/plan-slip.csv\n')
  write('variants/plan-slip.csv', 'date,action,element\n')
  write('imports/CURRENT', `${DIGEST}\n`)
  write('imports/.lock', '1')
  write(`imports/${DIGEST}/netbox/elements.csv`, 'element,site\nE1,S1\n')
  write(`imports/${DIGEST}/netbox/source.json`, '{"source":"netbox","format":"netbox","files":[]}')
  write(`imports/${OLD}/netbox/elements.csv`, 'element,site\nE0,S1\n')
  return workspace
}

async function load(workspace: string): Promise<Workspace> {
  return (await loadWorkspace(workspace, new FaultLog()))!
}

async function seal(workspace: string, snapshots: string): Promise<Sealing> {
  const { facts, inputs } = await load(workspace)
  return sealSnapshot({ workspace, facts, loaded: inputs, snapshots, product: 'test' })
}

describe('sealing a workspace', () => {
  it('takes what it is read from, of its imports the current one, and loads again as it was', async () => {
    const workspace = writeWorkspace('small')
    const { sealed, folder: sealedFolder, isNew } = await seal(workspace, join(folder, 'small-snapshots'))
    expect(isNew).toBe(true)
    expect(sealed.inputs.map(({ name }) => name)).toEqual([
      'imports/CURRENT',
      `imports/${DIGEST}/netbox/elements.csv`,
      `imports/${DIGEST}/netbox/source.json`,
      'mainstay.yaml',
      'scenarios/slip.yaml',
      'sites.csv',
      'variants/plan-slip.csv',
    ])
    const again = await load(join(sealedFolder, 'inputs'))
    expect(again.inputs).toEqual((await load(workspace)).inputs)
  })

  it('again gives the same digest and writes nothing; another content gives another', async () => {
    const workspace = writeWorkspace('again')
    const snapshots = join(folder, 'again-snapshots')
    const first = await seal(workspace, snapshots)
    const written = statSync(join(first.folder, 'sealed.json')).mtimeMs
    const second = await seal(workspace, snapshots)
    expect([second.digest, second.isNew]).toEqual([first.digest, false])
    expect(statSync(join(first.folder, 'sealed.json')).mtimeMs).toBe(written)
    appendFileSync(join(workspace, 'sites.csv'), 'S2,York\n')
    expect((await seal(workspace, snapshots)).digest).not.toBe(first.digest)
    expect(readdirSync(snapshots).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('refuses a link out of the folder and a file that changed since it was loaded, and leaves nothing', async () => {
    const workspace = writeWorkspace('links')
    const snapshots = join(folder, 'links-snapshots')
    const { facts, inputs } = await load(workspace)
    appendFileSync(join(workspace, 'sites.csv'), 'S2,York\n')
    const request = { workspace, facts, loaded: inputs, snapshots, product: 'test' }
    await expect(sealSnapshot(request)).rejects.toThrow('`sites.csv` changed while it was read')
    writeFileSync(join(folder, 'outside.csv'), 'part\nP\n')
    symlinkSync(join(folder, 'outside.csv'), join(workspace, 'parts.csv'))
    await expect(seal(workspace, snapshots)).rejects.toThrow('`parts.csv` is a link')
    expect(existsSync(snapshots) ? readdirSync(snapshots) : []).toEqual([])
  })

  it('clears what a killed one left behind, and not what another is making', async () => {
    const snapshots = join(folder, 'killed-snapshots')
    const waiting = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
    const killed = spawn(process.execPath, ['-e', ''])
    await once(killed, 'exit')
    const left = `.making-${hostname()}-${killed.pid}-0`
    const others = [`.making-${hostname()}-${waiting.pid}-0`, '.making-elsewhere-1-0']
    for (const name of [left, ...others]) mkdirSync(join(snapshots, name, 'tables'), { recursive: true })
    await seal(writeWorkspace('killed'), snapshots)
    waiting.kill()
    expect(
      readdirSync(snapshots)
        .filter((name) => name.startsWith('.'))
        .sort(),
    ).toEqual([...others].sort())
  })

  it('killed at any moment leaves nothing or the whole', async () => {
    const workspace = writeWorkspace('kill-often')
    const snapshots = join(folder, 'kill-often-snapshots')
    const dist = new URL('../../../dist/', import.meta.url).href
    // Says when it begins, so that it is killed while it seals, and not while it loads.
    const script = `
      import { FaultLog } from '${dist}model/fault-log.js'
      import { loadWorkspace } from '${dist}service/load-workspace.js'
      import { sealSnapshot } from '${dist}store/snapshot/index.js'
      const [workspace, snapshots] = process.argv.slice(1)
      const { facts } = await loadWorkspace(workspace, new FaultLog())
      console.log('begins')
      await sealSnapshot({ workspace, facts, snapshots, product: 'test' })`
    for (let attempt = 0; attempt < 6; attempt++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, workspace, snapshots])
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
      await new Promise((resolve) => {
        setTimeout(resolve, attempt * 25)
      })
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      const there = existsSync(snapshots) ? readdirSync(snapshots).filter((name) => !name.startsWith('.')) : []
      for (const name of there) expect((await verifySnapshot(join(snapshots, name))).damages).toEqual([])
    }
    const { sealed } = await seal(workspace, snapshots)
    expect((await verifySnapshot(join(snapshots, sealed.digest))).damages).toEqual([])
    appendFileSync(join(workspace, 'sites.csv'), 'S2,York\n')
    await seal(workspace, snapshots)
    expect(readdirSync(snapshots).filter((name) => name.startsWith('.'))).toEqual([])
  }, 240_000)

  it('ends with the reason of a signal, and leaves nothing', async () => {
    const workspace = writeWorkspace('aborted')
    const snapshots = join(folder, 'aborted-snapshots')
    const { facts } = await load(workspace)
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(sealSnapshot({ workspace, facts, snapshots, product: 'test', signal })).rejects.toThrow('cancelled')
    expect(readdirSync(snapshots)).toEqual([])
  })
})

describe('the example world', () => {
  const workspace = join(folder, 'example')
  let sealing: Sealing
  beforeAll(async () => {
    await makeExample('stockpile-2020', workspace)
    sealing = await seal(workspace, join(folder, 'example-snapshots'))
  }, 240_000)

  it('is sealed whole, and its tables have as many rows as its files', async () => {
    expect(await verifySnapshot(sealing.folder)).toMatchObject({ digest: sealing.digest, damages: [] })
    const reader = await openTables(sealing.folder)
    for (const { name, rows } of reader.tables()) {
      const lines = readFileSync(join(workspace, `${name}.csv`), 'utf8')
        .trimEnd()
        .split('\n')
      expect([name, rows]).toEqual([name, lines.length - 1])
    }
    const page = await reader.page({
      table: 'elements',
      conditions: [{ column: 'vendor', operator: 'is', values: ['Huawei'] }],
      limit: 1,
    })
    expect(page).toMatchObject({ value: { matched: 18_500, total: 86_731 } })
    reader.close()
  })

  it('shows a changed byte, a missing file and one too many, each once', async () => {
    const file = join(sealing.folder, 'inputs', 'sites.csv')
    const bytes = readFileSync(file)
    bytes[1000]! ^= 1
    writeFileSync(file, bytes)
    rmSync(join(sealing.folder, 'tables', 'units.parquet'))
    writeFileSync(join(sealing.folder, 'inputs', 'more.csv'), '')
    const { damages } = await verifySnapshot(sealing.folder)
    expect(damages.map(({ kind, file: name }) => [kind, name])).toEqual([
      ['too many', 'inputs/more.csv'],
      ['changed', 'inputs/sites.csv'],
      ['missing', 'tables/units.parquet'],
    ])
    const list = join(sealing.folder, 'sealed.json')
    writeFileSync(list, readFileSync(list, 'utf8').replace('"name": "sites.csv"', '"name": "sitez.csv"'))
    const listed = (await verifySnapshot(sealing.folder)).damages.map(({ kind, file: name }) => [kind, name])
    expect(listed).toContainEqual(['changed', 'sealed.json'])
    rmSync(list)
    expect((await verifySnapshot(sealing.folder)).damages).toMatchObject([{ kind: 'missing', file: 'sealed.json' }])
  })
})
