// What the files of a snapshot offer to ask about: whose network it is, its packs and scenarios.

import type { WorkspaceFacts } from '#contract/application/workspace.ts'
import type { Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { loadEstateSetting } from '../check-estate.ts'
import { listScenarios } from '../list-scenarios.ts'
import { loadPacks, loadVendors } from '../load-packs.ts'
import { packsOf } from '../load-workspace.ts'

/** Also where the manifest cannot be read: what it keeps secret nobody knows then. */
const USUALLY_WITHHELD = ['natsec']

/** Of a workspace folder: tags of sites kept secret. */
export async function readWithheldTags(folder: string): Promise<readonly string[]> {
  const setting = await loadEstateSetting(folder)
  return setting === undefined ? USUALLY_WITHHELD : (setting.manifest.withhold ?? USUALLY_WITHHELD)
}

/** Of a workspace folder: every rule pack that cannot be used, by its name, and its errors. A fault names the file. */
export async function readBrokenPacks(folder: string): Promise<ReadonlyMap<string, readonly Fault[]>> {
  const log = new FaultLog()
  const { book } = await loadVendors(folder, () => undefined)
  const { brokenPacks } = await loadPacks(folder, book, log.report)
  const errorsIn = (file: string): Fault[] =>
    log.kept.filter((fault) => fault.file === file && fault.severity === 'error')
  return new Map(brokenPacks.map(({ pack, file }) => [pack, errorsIn(file)]))
}

type InputFacts = Omit<WorkspaceFacts, 'snapshot' | 'inputs'>

/** Their faults are told by every analysis. */
export async function describeInputs(folder: string): Promise<InputFacts> {
  const untold = (): void => undefined
  const scenarios = (await listScenarios(folder, untold)).map(({ name }) => name)
  const setting = await loadEstateSetting(folder)
  if (!setting)
    return { operator: '', jurisdictions: [], packs: [], scenarios, vendors: [], withholds: USUALLY_WITHHELD }
  const { manifest, packs } = setting
  const chosen = new Set(packsOf(manifest, setting, () => ({ file: 'mainstay.yaml', line: 1, column: '' }), untold))
  return {
    operator: manifest.operator.name,
    ...(manifest.asOf === undefined ? {} : { asOf: manifest.asOf }),
    jurisdictions: [...manifest.jurisdictions],
    packs: packs.map((loaded) => ({
      pack: loaded.pack.pack,
      title: loaded.pack.title,
      jurisdiction: loaded.pack.jurisdiction,
      status: loaded.pack.status,
      origin: loaded.origin === 'workspace' ? 'workspace' : 'shipped',
      ...(loaded.origin === 'workspace' ? { file: loaded.input.name } : {}),
      isChosen: chosen.has(loaded),
    })),
    scenarios,
    vendors: [...setting.vendors.book.vendors.values()].map(({ id, name }) => ({ vendor: id, name })),
    withholds: [...(manifest.withhold ?? USUALLY_WITHHELD)],
  }
}
