import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { textAt } from '#model/fact-table.ts'
import { describeFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { listScenarios } from './list-scenarios.ts'
import { loadScenario } from './load-scenario.ts'

const MANIFEST = 'workspace: 1\noperator: {name: Us}\njurisdictions: [GB]\nasOf: 2020-06-19\ncurrency: GBP\n'
const SCENARIO = 'scenario: 1\nuntil: 2027-12-31\ndisruptions: []\n'

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-scenario-'))
  for (const [name, text] of Object.entries({ 'mainstay.yaml': MANIFEST, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

async function load(folder: string, scenario?: string) {
  const log = new FaultLog()
  const request = { workspace: folder, today: parseDay('2026-01-01')!, ...(scenario === undefined ? {} : { scenario }) }
  return { loaded: await loadScenario(request, log), told: log.kept.map(describeFault), log }
}

describe('the scenario asked for', () => {
  const two = { 'scenarios/hard.yaml': SCENARIO, 'scenarios/b-soft.yml': SCENARIO }

  it('is one of the folder, by its name', async () => {
    const folder = folderWith(two)
    expect((await listScenarios(folder, () => undefined)).map(({ name }) => name)).toEqual(['b-soft', 'hard'])
    const { loaded, told } = await load(folder, 'hard')
    expect(told).toEqual([])
    expect(loaded!.scenario).toMatchObject({
      name: 'hard',
      scenario: { until: '2027-12-31' },
      input: { name: 'scenarios/hard.yaml', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })

  it('need not be named where there is but one', async () => {
    expect((await load(folderWith({ 'scenarios/only.yaml': SCENARIO }))).loaded!.scenario!.name).toBe('only')
    expect((await load(folderWith(two))).told).toEqual([
      '--scenario: one of 2 scenarios is meant, and not said which; expected one of b-soft, hard',
    ])
    expect((await load(folderWith({}))).told).toEqual([
      'scenarios: no scenario in this workspace; expected a file such as `scenarios/cut-off.yaml`, which says what is taken away from when on',
    ])
  })

  it('that there is not is told with the nearest that is', async () => {
    const { loaded, told } = await load(folderWith(two), 'herd')
    expect(loaded!.scenario).toBeUndefined()
    expect(told).toEqual([
      'scenario: unknown scenario `herd`; expected one of b-soft, hard, or the path of a YAML file; did you mean `hard`?',
    ])
  })

  it('of which there are two of one name is none', async () => {
    const { loaded, told } = await load(folderWith({ ...two, 'scenarios/hard.yml': SCENARIO }), 'hard')
    expect(loaded!.scenario).toBeUndefined()
    expect(told).toEqual([
      'scenarios/hard.yml: same name as scenarios/hard.yaml; expected a name of its own, or only one of the two files',
    ])
  })

  it('may be a file from elsewhere, whose faults say so', async () => {
    const given = join(folderWith({ 'mine.yaml': SCENARIO }), 'mine.yaml')
    expect((await load(folderWith({}), given)).loaded!.scenario).toMatchObject({
      name: 'mine',
      input: { name: given, given: true },
    })
    const { told, log } = await load(folderWith({}), 'nowhere.yaml')
    expect(told).toEqual(['nowhere.yaml: no such file; expected the path of a file'])
    expect(log.kept[0]!.origin).toBe('given')
  })
})

describe('a scenario is held against its workspace', () => {
  const parts = 'part,class,price,currency\nRRU,radio,10,USD\nBBU,radio,10,\n'

  it('in all it names, and begins on the as-of date of the manifest', async () => {
    const folder = folderWith({
      'parts.csv': parts,
      'scenarios/a.yaml': `scenario: 1
until: 2020-06-18
disruptions: [{disruption: x, vendors: [huawai], parts: [RUU], stops: {repairs: 2020-06-18}}]
assumptions: {classes: {fans: {source: us}}}
`,
    })
    const { loaded, told } = await load(folder, 'a')
    expect(loaded!.scenario).toBeUndefined()
    expect(told).toEqual([
      'scenarios/a.yaml line 1, key exchangeRates: no rate for the currency of 1 part `USD`; expected `USD: {rate: ..., on: YYYY-MM-DD}`; until then the price of these parts is unknown',
      'scenarios/a.yaml line 2, key until: horizon ends before it begins on the as-of date 2020-06-19 `2020-06-18`; expected 2020-06-19 or later',
      'scenarios/a.yaml line 3, key disruptions[0].vendors[0]: unknown vendor `huawai`; expected an id of the vendor registry; did you mean `huawei`?',
      'scenarios/a.yaml line 3, key disruptions[0].parts[0]: unknown part `RUU`; expected one of the parts; did you mean `RRU`?',
      'scenarios/a.yaml line 4, key assumptions.classes.fans: class that no part has `fans`; expected radio, or `*`',
    ])
  })

  it('does not begin today where the as-of date of the manifest cannot be read', async () => {
    const folder = folderWith({
      'mainstay.yaml': MANIFEST.replace('2020-06-19', '2020-06-31'),
      'scenarios/a.yaml': SCENARIO.replace('2027', '2021'),
    })
    expect((await load(folder, 'a')).told).toEqual([expect.stringContaining('mainstay.yaml line 4, key asOf')])
  })

  it('without a currency of its own has prices that count as unknown', async () => {
    const folder = folderWith({
      'mainstay.yaml': MANIFEST.replace('currency: GBP\n', ''),
      'parts.csv': `${parts}PSU,power,5,\nFAN,power,,\n`,
      'scenarios/a.yaml': SCENARIO,
    })
    expect((await load(folder, 'a')).told).toContain(
      'parts.csv line 3, column currency: price in no currency (2 rows), which counts as unknown; expected a currency, or one for all prices under `currency` in mainstay.yaml',
    )
  })
})

describe('the vendors of parts and stock', () => {
  it('that nobody knows are told once a name, for a disruption may take them away or not', async () => {
    const folder = folderWith({
      'parts.csv': 'part,manufacturer,repairer\nRRU,Huawei,Acme Repairs\nBBU,Huawai,Acme Repairs\nPSU,unknown,us\n',
      'depots.csv': 'depot,owner\nLEEDS,US\nYORK,\n',
      'stock.csv': 'depot,part,quantity,titleOwner\nLEEDS,RRU,1,Us\nYORK,RRU,1,Nokia\n',
      'scenarios/a.yaml': SCENARIO,
    })
    expect((await load(folder, 'a')).told).toEqual([
      'parts.csv line 3, column manufacturer: unknown vendor `Huawai`; expected a name of the vendor registry, or an entry for it in `vendors/` of the workspace; did you mean `huawei`?',
      'parts.csv line 2, column repairer: unknown vendor (2 rows) `Acme Repairs`; expected a name of the vendor registry, or an entry for it in `vendors/` of the workspace',
    ])
  })
})

describe('a vendor cut off', () => {
  const cutOff = (vendor: string) =>
    `scenario: 1\nuntil: 2027-12-31\ndisruptions: [{disruption: x, vendors: [${vendor}], stops: {repairs: 2021-01-01}}]\n`
  const told = async (vendor: string, files: Record<string, string>) =>
    (await load(folderWith({ 'scenarios/a.yaml': cutOff(vendor), ...files }))).told

  it('that supplies nothing of the network is told, but not its owner', async () => {
    const parts = { 'parts.csv': 'part,manufacturer,repairer\nRRU,Huawei,Nokia\n' }
    expect(await told('zte', parts)).toEqual([expect.stringContaining('it takes away nothing `zte`')])
    for (const vendor of ['huawei', 'huawei-holding', 'nokia']) expect(await told(vendor, parts)).toEqual([])
  })

  it('may supply what nobody says the maker of', async () => {
    expect(await told('zte', { 'parts.csv': 'part,manufacturer\nRRU,\nBBU,Huawei\n' })).toEqual([])
    expect(await told('zte', { 'parts.csv': 'part,manufacturer\nRRU,Acme Radio\n' })).toEqual([
      expect.stringContaining('unknown vendor `Acme Radio`'),
    ])
  })

  it('is told beside stock that is its own', async () => {
    const files = {
      'parts.csv': 'part,manufacturer\nRRU,Huawei\n',
      'depots.csv': 'depot\nLEEDS\n',
      'stock.csv': 'depot,part,quantity,titleOwner\nLEEDS,RRU,1,ZTE\n',
    }
    expect(await told('zte', files)).toEqual([])
  })
})

describe('the plan of a scenario', () => {
  const HEADER = 'date,action,element\n'
  const files = {
    'elements.csv': 'element\nA\nB\n',
    'plan.csv': `${HEADER}2021-01-01,remove,A\n`,
    'plan.2.csv': `${HEADER}2021-01-01,remove,B\n`,
    'variants/plan-slip.csv': `${HEADER}2023-01-01,remove,A\n`,
  }
  const planned = ({ facts }: { facts: readonly Parameters<typeof textAt>[0][] }) =>
    facts
      .filter(({ schema }) => schema.name === 'plan')
      .flatMap((table) =>
        Array.from({ length: table.rowCount }, (_, row) => `${table.file} ${textAt(table, 'element', row)}`),
      )

  it('is read in the place of every other, and is an input of the answer', async () => {
    const folder = folderWith({
      ...files,
      'scenarios/slip.yaml': `plan: variants/plan-slip.csv\n${SCENARIO}`,
      'scenarios/as-planned.yaml': SCENARIO,
    })
    const slip = await load(folder, 'slip')
    expect(slip.told).toEqual([])
    expect(planned(slip.loaded!.workspace)).toEqual(['variants/plan-slip.csv A'])
    expect(slip.loaded!.workspace.inputs.map(({ name }) => name)).toEqual([
      'mainstay.yaml',
      'elements.csv',
      'variants/plan-slip.csv',
    ])
    const asPlanned = await load(folder, 'as-planned')
    expect(planned(asPlanned.loaded!.workspace)).toEqual(['plan.2.csv B', 'plan.csv A'])
  })

  it('is no unread file where it lies beside the tables', async () => {
    const folder = folderWith({ ...files, 'plan-b.csv': HEADER, 'scenarios/a.yaml': `plan: plan-b.csv\n${SCENARIO}` })
    expect((await load(folder, 'a')).told).toEqual([])
  })

  it('that there is not is told with the nearest that is', async () => {
    const folder = folderWith({ ...files, 'scenarios/a.yaml': `plan: variants/plan-slipp.csv\n${SCENARIO}` })
    expect((await load(folder, 'a')).told).toEqual([
      'scenarios/a.yaml line 1, key plan: no such file in the workspace `variants/plan-slipp.csv`; expected the file whose rows are read as the plan; did you mean `variants/plan-slip.csv`?',
    ])
    const within = folderWith({ ...files, 'scenarios/a.yaml': `plan: plan.csv/plan.csv\n${SCENARIO}` })
    expect((await load(within, 'a')).told).toEqual([expect.stringContaining('no such file in the workspace')])
  })

  it('has its own faults told with those of the scenario', async () => {
    const folder = folderWith({
      ...files,
      'variants/plan-bad.csv': `${HEADER}2021-02-30,remove,A\nnever,remove,B\n`,
      'scenarios/a.yaml': `plan: variants/plan-bad.csv\nbudget: -1\n${SCENARIO}`,
    })
    expect((await load(folder, 'a')).told).toEqual([
      expect.stringContaining('variants/plan-bad.csv line 2, column date: no such date `2021-02-30`'),
      expect.stringContaining('variants/plan-bad.csv line 3, column date: a change that is never made'),
      expect.stringContaining('scenarios/a.yaml line 2, key budget: number too small `-1`'),
    ])
  })
})
