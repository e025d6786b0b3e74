import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { FaultLog } from '#model/fault-log.ts'
import { pathsOfWorkspace } from '#model/workspace-path.ts'
import { importSource } from '../import-source.ts'
import { initWorkspace } from '../init-workspace.ts'
import { adoptDraft } from './adopt-draft.ts'
import {
  acceptArrival,
  getArrival,
  listArrivalDifference,
  listArrivalFaults,
  previewArrival,
} from './arrivals.ts'
import { createDraft } from './drafts.ts'
import { arriveTogether, jobEnds, openedWithExample, PATIENCE_MS } from './fixtures/with-example.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'
import { createWorkspace, getWorkspace } from './workspaces.ts'

const today = parseDay('2026-09-01')!

const MANIFEST = `workspace: 1
operator: {name: Own Networks, tier: 1, addressedBy: [uk-dvd-2022]}
jurisdictions: [GB]
asOf: 2026-09-01
withhold: [natsec, dark]
`
const SCENARIO = `scenario: 1
until: 2030-12-31
disruptions:
  - {disruption: cut-off, vendors: [huawei], stops: {newUnits: 2027-01-01, repairs: 2027-01-01}}
target: {survival: 0.95}
`

describe('one’s own network', { timeout: PATIENCE_MS }, () => {
  const opened = openedWithExample('by-hand')
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-own-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function emptyWorkspace(name: string): Promise<string> {
    const from = { kind: 'empty' as const, operator: 'Own Networks', jurisdictions: ['GB'] }
    const { id, job } = await createWorkspace(opened.application, opened.asker, { name, from })
    await jobEnds(opened.application, job!)
    return id
  }

  async function previewed(id: string) {
    const { job } = await previewArrival(opened.application, opened.asker, id, {})
    expect((await jobEnds(opened.application, job!)).problem).toBeUndefined()
    return getArrival(opened.application, opened.asker, id)
  }

  async function accepted(id: string): Promise<void> {
    expect((await previewed(id)).state).toBe('previewed')
    const { job } = await acceptArrival(opened.application, opened.asker, id)
    expect((await jobEnds(opened.application, job!)).state).toBe('done')
  }

  const bring = (workspace: string, texts: Readonly<Record<string, string>>) =>
    arriveTogether(opened.application, workspace, texts)
  const facts = (workspace: string) => getWorkspaceFacts(opened.application, opened.asker, workspace)
  const faultsOf = async (id: string) =>
    (await listArrivalFaults(opened.application, opened.asker, id, {}, {})).items.map(
      ({ file, line, problem }) => `${file} ${line}: ${problem}`,
    )

  it('is told by its manifest and scenarios, which an import shows key by key and takes in', async () => {
    const workspace = await emptyWorkspace('told')
    const id = await bring(workspace, { 'mainstay.yaml': MANIFEST, 'cut-off.yaml': SCENARIO })
    const arrival = await previewed(id)
    expect(arrival).toMatchObject({ recognised: 'workspace', state: 'previewed' })
    expect(arrival.preview).toMatchObject({
      source: 'mainstay.yaml + 1',
      errors: 0,
      differences: [{ table: 'files', added: 1, changed: 1, gone: 0 }],
    })
    const { items } = await listArrivalDifference(opened.application, opened.asker, id, {}, {})
    expect(items.map(({ change, key }) => `${change} ${key}`)).toEqual([
      'added scenarios/cut-off.yaml',
      'changed mainstay.yaml',
    ])
    expect(items[1]!.cells).toContainEqual({ column: 'operator.addressedBy[0]', before: '', after: 'uk-dvd-2022' })
    await accepted(id)
    expect(await facts(workspace)).toMatchObject({
      asOf: '2026-09-01',
      scenarios: ['cut-off'],
      withholds: ['natsec', 'dark'],
    })
  })

  it('comes as the folder it is, with what was imported there', async () => {
    const own = join(folder, 'network')
    await initWorkspace(own, today)
    writeFileSync(join(own, 'mainstay.yaml'), MANIFEST)
    writeFileSync(join(folder, 'sites.csv'), 'site,name\nS-1,One\nS-2,Two\n')
    const request = { workspace: own, source: 'ems', isDryRun: false, keepsGoodRows: false, mayEmpty: false, today }
    const imported = await importSource({ ...request, files: [join(folder, 'sites.csv')] }, new FaultLog())
    expect(imported?.outcome).toBe('written')
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    const found = pathsOfWorkspace(paths, imported!.digest)!
    expect([...found.values()].filter((name) => !name.startsWith('imports/')).sort()).toEqual([
      'elements.csv',
      'mainstay.yaml',
      'plan.csv',
      'sites.csv',
    ])
    const texts = Object.fromEntries([...found].map(([path, name]) => [name, readFileSync(join(folder, path), 'utf8')]))
    const workspace = await emptyWorkspace('folder')
    await accepted(await bring(workspace, texts))
    const { inputs, snapshot } = await facts(workspace)
    expect(inputs.map(({ name }) => name)).toContain(`imports/${imported!.digest}/ems/sites.csv`)
    expect(snapshot.tables).toContainEqual({ table: 'sites', rows: 2 })
    // The same again changes nothing; without one of its files it is told that something is missing.
    expect((await previewed(await bring(workspace, texts))).preview?.changesNothing).toBe(true)
    const { [`imports/${imported!.digest}/ems/sites.csv`]: _missing, ...others } = texts
    const partly = await bring(workspace, others)
    expect((await previewed(partly)).state).toBe('refused')
    expect(await faultsOf(partly)).toEqual([
      'imports/CURRENT undefined: the files of the import it names are not all here, or not as they were imported',
    ])
  })

  it('is not changed by a file with a fault: each is told once, beside those of the tables', async () => {
    const workspace = await emptyWorkspace('faulty')
    const { head } = await getWorkspace(opened.application, opened.asker, workspace)
    const id = await bring(workspace, {
      'mainstay.yaml': MANIFEST.replace('tier: 1', 'tier: one'),
      'cut-off.yaml': SCENARIO.replace('2030-12-31', 'soon'),
      'again.yaml': SCENARIO.replace('scenario: 1', 'scenario: 1\nsenario: 2'),
      'elements.csv': 'element,site\nE-1,S-9\n',
    })
    const { state, preview } = await previewed(id)
    expect([state, preview?.mayHaveGoodRows]).toEqual(['refused', false])
    const faults = await faultsOf(id)
    expect(new Set(faults).size).toBe(faults.length)
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'again.yaml',
      'cut-off.yaml',
      'elements.csv',
      'mainstay.yaml',
    ])
    expect((await getWorkspace(opened.application, opened.asker, workspace)).head).toEqual(head)
  })

  it('keeps its sites secret until a manifest that shows them is accepted, in its preview too', async () => {
    const workspace = await emptyWorkspace('secret')
    await accepted(await bring(workspace, { 'mainstay.yaml': MANIFEST }))
    const shown = { 'mainstay.yaml': MANIFEST.replace('[natsec, dark]', '[]'), 'sites.csv': 'site,tags\nS-1,dark\n' }
    const id = await bring(workspace, shown)
    await previewed(id)
    const viewer = { ...opened.asker, role: 'viewer' } as const
    const seen = await listArrivalDifference(opened.application, viewer, id, {}, {})
    expect([seen.items.map(({ key }) => key), seen.withheld]).toEqual([['mainstay.yaml'], 1])
  })

  it('takes a draft in as its own, and writes the same file anew when it is adopted again', async () => {
    const workspace = await emptyWorkspace('drafted')
    const draft = await createDraft(opened.application, opened.asker, workspace, {
      kind: 'scenario',
      name: 'cut-off',
      text: SCENARIO,
    })
    await expect(
      adoptDraft(opened.application, opened.asker, workspace, { id: draft.id, version: 7 }),
    ).rejects.toThrow()
    const adopt = async () => (await adoptDraft(opened.application, opened.asker, workspace, draft)).id
    await accepted(await adopt())
    expect((await facts(workspace)).scenarios).toEqual(['cut-off'])
    expect((await previewed(await adopt())).preview?.changesNothing).toBe(true)
  })
})
