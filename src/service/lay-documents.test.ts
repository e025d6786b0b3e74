import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { describeFault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { findTable } from '#model/tables.ts'
import { layDocuments } from './lay-documents.ts'
import { sortArrived } from './sort-arrived.ts'

const OWN = 'rules/by-hand.yaml'
const ACME = 'vendors:\n  - {id: acme, name: Acme Radios}\n'
const SCENARIO = `scenario: 1
until: 2025-06-29
disruptions:
  - {disruption: cut-off, vendors: [acme], stops: {newUnits: 2024-10-01}}
target: {survival: 0.95}
`

describe('documents that are brought in', () => {
  let folder: string
  const inWorkspace = (name: string): string => join(folder, 'workspace', name)
  const read = (name: string): string => readFileSync(inWorkspace(name), 'utf8')
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lay-documents-'))
    cpSync('examples/by-hand', join(folder, 'workspace'), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function lay(came: Readonly<Record<string, string>>, facts: readonly FactTable[] = []) {
    for (const [name, text] of Object.entries(came)) write(join(folder, 'came', name), text)
    const { documents } = await sortArrived(join(folder, 'came'), Object.keys(came))
    const log = new FaultLog()
    const asked = { workspace: join(folder, 'workspace'), folder: join(folder, 'came'), documents, facts }
    const { places, difference } = await layDocuments({ ...asked, today: parseDay('2024-07-01')! }, log)
    const told = log.kept.map((fault) => `${fault.severity}: ${describeFault(fault)}`.replaceAll(inWorkspace(''), '…'))
    return { places: [...places], difference, told }
  }

  it('never write a rule pack over another that lies in a file of its name, and say which one stays', async () => {
    const before = read(OWN)
    const draft = before.replace('pack: by-hand', 'pack: by-hand-draft').replace('status: in-force', 'status: proposed')
    const { places, difference, told } = await lay({ [OWN]: draft })
    expect(places).toEqual(['rules/by-hand-draft.yaml'])
    expect([difference.added, difference.changed].map((rows) => rows.map(({ key }) => key))).toEqual([
      ['rules/by-hand-draft.yaml'],
      [],
    ])
    expect(told).toEqual([
      'warning: rules/by-hand.yaml line 2, key pack: `by-hand-draft` is another pack than `by-hand`, which the workspace has in rules/by-hand.yaml: that one stays, and this one is added as rules/by-hand-draft.yaml; expected `pack: by-hand`, to write that one anew; or both, of which `rulePacks` in mainstay.yaml may name the one to be judged by',
    ])
    expect(read(OWN)).toBe(before)
    expect(read('rules/by-hand-draft.yaml')).toBe(draft)
    // The same once more is written anew where it lies.
    expect(await lay({ [OWN]: `${draft}# once more\n` })).toMatchObject({
      places: ['rules/by-hand-draft.yaml'],
      told: [],
    })
    expect((await lay({ 'rules/other.yaml': before })).places).toEqual([OWN])
  })

  it('tell what other files are at fault through them, and not what was so before', async () => {
    write(inWorkspace('vendors/own.yaml'), ACME)
    write(inWorkspace('scenarios/acme.yaml'), SCENARIO)
    write(inWorkspace('scenarios/long-wrong.yaml'), SCENARIO.replace('scenario: 1', 'scenario: 7'))
    write(inWorkspace(OWN), read(OWN).replace('{vendor: huawei,', '{vendor: acme,'))
    const remedy = 'at fault only through the files that came: mend those, or bring this one along as it should be then'
    const { told } = await lay({ 'own.yaml': ACME.replace('id: acme', 'id: acme-radios') })
    expect(told.map((fault) => fault.split('; did you')[0])).toEqual([
      `error: …/rules/by-hand.yaml line 28, key designations.limited.entries[0].vendor: unknown vendor \`acme\`; expected an id of the vendor registry; ${remedy}`,
      `error: …/scenarios/acme.yaml line 4, key disruptions[0].vendors[0]: unknown vendor \`acme\`; expected an id of the vendor registry; ${remedy}`,
      `error: …/scenarios/long-wrong.yaml line 4, key disruptions[0].vendors[0]: unknown vendor \`acme\`; expected an id of the vendor registry; ${remedy}`,
    ])
  })

  it('hold a manifest against scenarios, packs, and what tables name that stay beside it', async () => {
    write(
      inWorkspace('scenarios/acme.yaml'),
      SCENARIO.replace('[acme]', '[huawei]').replace('target:', 'budget: 100\ntarget:'),
    )
    const elements = new FactTableBuilder(findTable('elements')!, 'elements.csv', ['operators'])
    elements.addRow(['Handwerk Mobile:1'], 7, () => undefined)
    const manifest = read('mainstay.yaml')
    const tell = async (text: string) => (await lay({ 'mainstay.yaml': text }, [elements.finish()])).told
    expect(
      await tell(manifest.replace('name: Handwerk Mobile', 'name: Fernwerk').replace('currency: GBP\n', '')),
    ).toEqual([
      expect.stringMatching(
        /^warning: …\/elements\.csv line 7, column operators: no row names Fernwerk.*`Handwerk Mobile`/,
      ),
      expect.stringMatching(/^error: …\/scenarios\/acme\.yaml line 5, key budget: an amount of no currency/),
    ])
  })

  it('warn of a pack that takes the place of one that is shipped', async () => {
    const shipped = readFileSync('rules/uk-dvd-2022.yaml', 'utf8')
    expect((await lay({ 'rules/mine.yaml': shipped })).told).toEqual([
      expect.stringMatching(
        /^warning: rules\/mine\.yaml line \d+, key pack: `uk-dvd-2022` comes with Mainstay: this workspace is judged by this pack in its place, .*; expected a name of its own, such as `uk-dvd-2022-own`, with `basedOn: \[uk-dvd-2022\]`/,
      ),
    ])
  })

  it('refuse a pack that says it was written from one that nobody knows', async () => {
    const text = read(OWN).replace('pack: by-hand', 'pack: mine\nbasedOn: [by-hand, uk-dvd-2022, uk-dvd-2023]')
    expect((await lay({ 'rules/mine.yaml': text })).told).toEqual([
      'error: rules/mine.yaml line 3, key basedOn[2]: unknown rule pack `uk-dvd-2023`; expected one of the packs shipped, or of the folder `rules`',
    ])
  })
})
