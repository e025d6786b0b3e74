// What a scenario says, held against the workspace it is asked of.

import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { nearestName } from '#base/near-name.ts'
import { VendorsOfSpares } from '#engine/vendors/index.ts'
import { readScenario, type ScenarioReading } from '#intake/scenario/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { OwnNames } from '#model/own-names.ts'
import { PartNames } from '#model/part-names.ts'
import { PoolNames } from '#model/pool-names.ts'
import type { Scenario } from '#model/scenario.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { type AskRequest, dayAsked } from './ask-question.ts'
import { listScenarios, nameOfScenario, type ScenarioFile } from './list-scenarios.ts'
import { type NamedInput, originOfFile } from './load-packs.ts'
import { isWorkspace, loadWorkspace, type Progress, type Workspace } from './load-workspace.ts'

export interface ScenarioRequest extends Pick<AskRequest, 'today' | 'asOf'> {
  readonly workspace: string
  /** By its name, or by the path of a YAML file; where there is but one it need not be said. */
  readonly scenario?: string
}

export interface LoadedScenario {
  /** Of its file, without the ending. */
  readonly name: string
  readonly scenario: Scenario
  readonly input: NamedInput
}

export interface WorkspaceInScenario {
  /** With the plan of the scenario. */
  readonly workspace: Workspace
  /** Absent where it cannot be used for its faults, which the log holds. */
  readonly scenario?: LoadedScenario
}

/** The workspace as the scenario has it; undefined where it cannot be read. The log holds every fault of both. */
export async function loadScenario(
  request: ScenarioRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<WorkspaceInScenario | undefined> {
  const { workspace: folder } = request
  if (!isWorkspace(folder, log)) return undefined
  const file = await findScenario(folder, request.scenario, log.report)
  const text = file && (await readTextFile(file.path, file.file, passOn(file, log)))
  const plan = file && text !== undefined ? findPlan(folder, file, readScenario(file.file, text), log) : undefined
  const workspace = await loadWorkspace(folder, log, progress, plan)
  if (!workspace) return undefined
  if (!file || text === undefined) return { workspace }
  const { manifest, isFramed, vendors, facts } = workspace
  const vendorsOfSpares = new VendorsOfSpares(facts, vendors.book, new OwnNames(manifest.operator))
  if (vendors.isWhole) vendorsOfSpares.tellDoubtful(log.report)
  const { scenario, faults } = readScenario(file.file, text, {
    // A day that cannot be read is not today.
    asOf: isFramed ? dayAsked(manifest, request) : undefined,
    currency: manifest.currency,
    vendors: vendors.isWhole
      ? { ids: new Set(vendors.book.vendors.keys()), maySupply: (vendor) => vendorsOfSpares.mayHave(vendor) }
      : undefined,
    parts: new PartNames(facts),
    pools: new PoolNames(facts),
  })
  for (const fault of faults) passOn(file, log)(fault)
  if (!scenario) return { workspace }
  const given = file.origin === 'workspace' ? {} : { [file.origin]: true }
  const input: NamedInput = { name: file.file, sha256: fingerprintText(text), ...given }
  return { workspace, scenario: { name: file.name, scenario, input } }
}

/** The file of the scenario asked for; a fault where it is not to be told which that is. */
async function findScenario(
  folder: string,
  wanted: string | undefined,
  report: (fault: Fault) => void,
): Promise<ScenarioFile | undefined> {
  if (wanted !== undefined && /\.ya?ml$/.test(wanted))
    return { name: nameOfScenario(wanted), file: wanted, path: wanted, origin: 'given' }
  const all = await listScenarios(folder, report)
  const found = wanted === undefined ? all : all.filter(({ name }) => name === wanted)
  if (found.length === 1) return found[0]
  report({ severity: 'error', ...describeChoice(all, found, wanted) })
  return undefined
}

function describeChoice(
  all: readonly ScenarioFile[],
  found: readonly ScenarioFile[],
  wanted: string | undefined,
): Omit<Fault, 'severity'> {
  const names = all.map(({ name }) => name)
  if (all.length === 0) {
    const expected = 'a file such as `scenarios/cut-off.yaml`, which says what is taken away from when on'
    const text = wanted === undefined ? {} : { text: quoteForFault(wanted) }
    return { code: 'missing-file', file: 'scenarios', ...text, problem: 'no scenario in this workspace', expected }
  }
  if (wanted === undefined)
    return {
      code: 'missing-value',
      file: '--scenario',
      problem: `one of ${all.length} scenarios is meant, and not said which`,
      expected: `one of ${names.join(', ')}`,
    }
  if (found.length > 1)
    return {
      code: 'duplicate-key',
      file: found[1]!.file,
      problem: `same name as ${found[0]!.file}`,
      expected: 'a name of its own, or only one of the two files',
    }
  const didYouMean = nearestName(wanted, names)
  return {
    code: 'unknown-reference',
    file: 'scenario',
    text: quoteForFault(wanted),
    problem: 'unknown scenario',
    expected: `one of ${names.join(', ')}, or the path of a YAML file`,
    ...(didYouMean === undefined ? {} : { didYouMean }),
  }
}

function passOn({ origin }: ScenarioFile, { report }: FaultLog): (fault: Fault) => void {
  return (fault) => report({ ...fault, ...originOfFile(origin) })
}

/** The plan of the scenario, if it has one that is there; what else is wrong with the key the scenario is told. */
function findPlan(
  folder: string,
  file: ScenarioFile,
  { sound: { plan }, faults, lineOf }: ScenarioReading,
  log: FaultLog,
): string | undefined {
  if (plan === undefined || faults.some(({ column }) => column === 'plan')) return undefined
  const path = join(folder, plan)
  if (existsSync(path)) return plan
  const nearest = nearestName(basename(plan), listTables(dirname(path)))
  passOn(
    file,
    log,
  )({
    code: 'missing-file',
    severity: 'error',
    file: file.file,
    line: lineOf('plan'),
    column: 'plan',
    text: quoteForFault(plan),
    problem: 'no such file in the workspace',
    expected: 'the file whose rows are read as the plan',
    ...(nearest === undefined ? {} : { didYouMean: [...plan.split('/').slice(0, -1), nearest].join('/') }),
  })
  return undefined
}

/** The names of what may be tables in a folder, which may be absent. */
function listTables(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return []
  return readdirSync(folder).filter((name) => /\.(csv|parquet)$/.test(name))
}
