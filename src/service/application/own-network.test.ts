import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { FaultLog } from '#model/fault-log.ts'
import { pathsOfWorkspace } from '#model/workspace-path.ts'
import { importSource } from '../import-source.ts'
import { initWorkspace } from '../init-workspace.ts'
import { adoptDraft } from './adopt-draft.ts'
import { askAnalysis } from './analyses.ts'
import { acceptArrival, getArrival, listArrivalDifference, listArrivalFaults, previewArrival } from './arrivals.ts'
import { checkDraft, createDraft } from './drafts.ts'
import { arriveTogether, jobEnds, openedWithExample, PATIENCE_MS } from './fixtures/with-example.ts'
import { getOverview } from './overview.ts'
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

const OWN_PACK = readFileSync('examples/by-hand/rules/by-hand.yaml', 'utf8')
  .replace('pack: by-hand', 'pack: own')
  .replace(/^rules:[^]*?(?=^ {2}- id: HAND-CAP-TRAFFIC)/m, (rules) => rules.replace('HAND-CAP-SITES', 'OWN-1'))

describe('one’s own network', { timeout: PATIENCE_MS }, () => {
  const opened = openedWithExample('by-hand')
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-own-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  let workspace: string
  beforeAll(async () => {
    const from = { kind: 'empty' as const, operator: 'Own Networks', jurisdictions: ['GB'] }
    const { id, job } = await createWorkspace(opened.application, opened.asker, { name: 'Own', from })
    await jobEnds(opened.application, job!)
    workspace = id
  }, PATIENCE_MS)

  async function previewed(id: string) {
    const { job } = await previewArrival(opened.application, opened.asker, id, {})
    expect((await jobEnds(opened.application, job!)).problem).toBeUndefined()
    return getArrival(opened.application, opened.asker, id)
  }

  async function accepted(id: string): Promise<void> {
    const { state } = await getArrival(opened.application, opened.asker, id)
    expect(state === 'received' ? (await previewed(id)).state : state).toBe('previewed')
    const { job } = await acceptArrival(opened.application, opened.asker, id)
    expect((await jobEnds(opened.application, job!)).state).toBe('done')
  }

  const bring = (texts: Readonly<Record<string, string>>) => arriveTogether(opened.application, workspace, texts)
  const facts = () => getWorkspaceFacts(opened.application, opened.asker, workspace)
  const faultsOf = async (id: string) =>
    (await listArrivalFaults(opened.application, opened.asker, id, {}, {})).items.map(
      ({ file, line, problem }) => `${file} ${line}: ${problem}`,
    )

  it('is told by its manifest and scenarios, which an import shows key by key and takes in', async () => {
    const id = await bring({ 'mainstay.yaml': MANIFEST, 'cut-off.yaml': SCENARIO })
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
    expect(await facts()).toMatchObject({
      asOf: '2026-09-01',
      scenarios: ['cut-off'],
      withholds: ['natsec', 'dark'],
    })
  })

  it('is not changed by a file with a fault: each is told once, beside those of the tables', async () => {
    const { head } = await getWorkspace(opened.application, opened.asker, workspace)
    const id = await bring({
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
    const shown = { 'mainstay.yaml': MANIFEST.replace('[natsec, dark]', '[]'), 'sites.csv': 'site,tags\nS-1,dark\n' }
    const id = await bring(shown)
    await previewed(id)
    const viewer = { ...opened.asker, role: 'viewer' } as const
    const seen = await listArrivalDifference(opened.application, viewer, id, {}, {})
    expect([seen.items.map(({ key }) => key), seen.withheld]).toEqual([['mainstay.yaml'], 1])
  })

  it('is answered under a draft, which the overview names; the draft becomes a file of it, the same when adopted again', async () => {
    const draft = await createDraft(opened.application, opened.asker, workspace, {
      kind: 'scenario',
      name: 'late',
      text: SCENARIO,
    })
    const question = { kind: 'spares' as const, draft: { id: draft.id, version: draft.version } }
    const { analysis } = await askAnalysis(opened.application, opened.asker, workspace, { question })
    expect((await jobEnds(opened.application, analysis.job!)).state).toBe('done')
    const overview = await getOverview(opened.application, opened.asker, workspace)
    expect(overview).toMatchObject({ spares: [], ofDrafts: [{ analysis: analysis.id, scenario: 'late' }] })
    const adopt = async (version: number) =>
      (await adoptDraft(opened.application, opened.asker, workspace, draft.id, new Set([`v${version}`]))).id
    await expect(adopt(draft.version + 1)).rejects.toThrow('it is at version 1')
    await accepted(await adopt(draft.version))
    expect((await facts()).scenarios).toEqual(['cut-off', 'late'])
    expect((await previewed(await adopt(draft.version))).preview?.changesNothing).toBe(true)
  })

  it('has a draft of rules that was brought in as its own pack: the draft has no fault for that, and is judged in its place', async () => {
    const { application, asker } = opened
    const stays = new AbortController().signal
    const from = 'uk-dvd-2022'
    const draft = await createDraft(application, asker, workspace, { kind: 'rule-pack', name: 'ours', from })
    await accepted((await adoptDraft(application, asker, workspace, draft.id, '*')).id)
    const { packs } = await facts()
    expect(packs.find(({ pack }) => pack === 'ours')).toMatchObject({ origin: 'workspace', file: 'rules/ours.yaml' })
    expect(await checkDraft(application, asker, draft.id, draft.text, stays)).toEqual([])
    const ofAnother = draft.text.replace('pack: ours', `pack: ${from}`)
    expect((await checkDraft(application, asker, draft.id, ofAnother, stays)).map(({ problem }) => problem)).toEqual([
      'another pack has this name',
    ])
    const question = { kind: 'rules' as const, draft: { id: draft.id, version: draft.version } }
    const { analysis } = await askAnalysis(application, asker, workspace, { question })
    expect((await jobEnds(application, analysis.job!)).problem).toBeUndefined()
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
    await accepted(await bring(texts))
    const { inputs, snapshot } = await facts()
    expect(inputs.map(({ name }) => name)).toContain(`imports/${imported!.digest}/ems/sites.csv`)
    expect(snapshot.tables).toContainEqual({ table: 'sites', rows: 2 })
    // The same again changes nothing; without one of its files it is told that something is missing.
    expect((await previewed(await bring(texts))).preview?.changesNothing).toBe(true)
    const { [`imports/${imported!.digest}/ems/sites.csv`]: _missing, ...others } = texts
    const partly = await bring({ ...others, 'imports/plan.csv': 'date,action,element\n' })
    expect((await previewed(partly)).state).toBe('refused')
    expect(await faultsOf(partly)).toEqual([
      'imports/plan.csv undefined: not read: it lies among the imports, and is of none of them',
      'imports/CURRENT undefined: the files of the import it names are not all here, or not as they were imported',
    ])
  })

  it('is told what a manifest or pack that comes alone leaves in its tables without meaning', async () => {
    const tables = {
      'mainstay.yaml': MANIFEST,
      'elements.csv':
        'element,site,vendor,function,operators\nE-1,S-1,Nokia,ran.5g.gnb,Own Networks:1\nE-2,S-2,Nokia,ran.5g.gnb,Own Networks:1\n',
      'waivers.csv': 'rule,scope,approver,from,until\nOWN-1,*,board,2024-01-01,2027-01-01\n',
      'rules/own.yaml': OWN_PACK,
    }
    await accepted(await bring(tables))
    const renamed = await bring({ 'mainstay.yaml': MANIFEST.replace('Own Networks', 'Fernwerk') })
    expect(await previewed(renamed)).toMatchObject({ state: 'previewed', preview: { errors: 0, warnings: 1 } })
    expect(await faultsOf(renamed)).toEqual([
      'the workspace’s own elements.csv 2: no row names Fernwerk, so rows that name operators do not count as this network',
    ])
    const without = await bring({ 'rules/own.yaml': OWN_PACK.replace('OWN-1', 'OWN-2') })
    expect((await previewed(without)).state).toBe('refused')
    expect(await faultsOf(without)).toEqual(['the workspace’s own waivers.csv 2: unknown rule'])
    const told = await listArrivalFaults(opened.application, opened.asker, without, {}, {})
    expect(told.items[0]!.expected).toBe(
      'a rule of some pack; at fault only through the files that came: mend those, or bring this one along as it should be then',
    )
  })
})
