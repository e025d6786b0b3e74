// All that matters to a rule of an analysis: found once, by a process of its own, and asked of the tables as a condition.

import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { RulesQuestion } from '#contract/application/analysis.ts'
import type { Matter, MatterQuery } from '#contract/application/matter.ts'
import { type MatterCondition, parseMatter } from '#contract/application/matter-text.ts'
import { type Analysis, getAnalysis } from '#store/database/analyses.ts'
import { getDraft } from '#store/database/drafts.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import type { RulesReport } from '#model/verdict.ts'
import type { NamedRows } from '#store/snapshot/index.ts'
import type { Application, Asker } from './application.ts'
import { folderOfMatter, type FoundMatter, MATTER_NAMES, MATTER_TOLD, type NamedMatter } from './matter-files.ts'
import { readResultText } from './analyses.ts'
import { Refusal } from './refusal.ts'
import { Remembered } from './remembered.ts'
import { SharedWork } from './shared-work.ts'
import { runInProcess, TaskFailed } from './tasks/run-in-process.ts'
import type { MatterTask } from './tasks/task.ts'
import { Turns } from './turns.ts'
import { readSnapshot } from './workspaces.ts'

/** What is known of the rule of an analysis without looking for what matters to it. */
interface Asked extends MatterQuery {
  readonly workspace: string
  readonly analysis: Analysis
  readonly result: string
  readonly snapshotNumber: number
  /** Folder of what is found. */
  readonly folder: string
}

/** Which rules a result judges, by its digest. */
const rulesJudged = new Remembered<ReadonlySet<string>>(32)
/** By the folder each makes. */
const finding = new SharedWork<void>()
/** Each judges a whole network. */
const turns = new Turns(2)

export async function tellMatter(
  application: Application,
  asker: Asker,
  workspace: string,
  condition: Omit<MatterCondition, 'answer'>,
  signal: AbortSignal,
): Promise<Matter> {
  const asked = await readAsked(application, asker, workspace, condition)
  await find(application, asker, asked, signal)
  const told = JSON.parse(await readFile(join(asked.folder, MATTER_TOLD), 'utf8')) as FoundMatter
  const { analysis, snapshotNumber, pack, rule } = asked
  return { analysis: analysis.id, snapshot: analysis.snapshot, snapshotNumber, pack, rule, ...told }
}

/** The rows of a table of a snapshot that matter so; undefined where that is not asked. */
export async function rowsThatMatter(
  application: Application,
  asker: Asker,
  { workspace, table, snapshot }: { readonly workspace: string; readonly table: string; readonly snapshot: string },
  text: string | undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<NamedRows | undefined> {
  const condition = readMatter(text)
  if (!condition) return undefined
  const asked = await readAsked(application, asker, workspace, condition)
  const isOfPlan = table === 'plan'
  if (isOfPlan && asked.analysis.snapshot !== snapshot)
    throw new Refusal(
      'invalid-request',
      `planned changes are told by their place in snapshot ${asked.snapshotNumber}, of which the analysis is: ask of that snapshot`,
    )
  await find(application, asker, asked, signal)
  const { answer } = condition
  return {
    key: `${asked.folder} ${answer ?? ''}`,
    by: isOfPlan ? 'place' : 'key',
    names: () => readNames(asked.folder, (named) => named.table === table && (answer ?? named.answer) === named.answer),
  }
}

/** Which result the condition asks about: another is another answer. Throws a `Refusal` where it is not there, or no longer. */
export async function resultThatMatters(
  application: Application,
  asker: Asker,
  workspace: string,
  text: string | undefined,
): Promise<string | undefined> {
  const condition = readMatter(text)
  return condition && (await readAsked(application, asker, workspace, condition)).result
}

function readMatter(text: string | undefined): MatterCondition | undefined {
  if (text === undefined || text === '') return undefined
  const condition = parseMatter(text)
  if (condition) return condition
  throw new Refusal(
    'invalid-request',
    `\`${text.slice(0, 120)}\` names nothing that matters to a rule: it is written \`analysis~pack~rule\`, and \`~certain\` or \`~possible\` for those alone`,
  )
}

async function readAsked(
  { database, folders }: Application,
  asker: Asker,
  workspace: string,
  { analysis: id, pack, rule }: MatterCondition,
): Promise<Asked> {
  const { analysis, snapshotNumber } = await database.asMember(asker, async (acts) => {
    const found = await getAnalysis(acts, id)
    if (found.workspace !== workspace) throw new Refusal('not-found', 'there is no such analysis in this workspace')
    return { analysis: found, snapshotNumber: (await readSnapshot(acts, workspace, found.snapshot)).number }
  })
  if (analysis.kind !== 'rules') throw new Refusal('not-found', 'the analysis is one of spares, and judges no rules')
  const result = analysis.resultDigest
  if (result === null) throw new Refusal('not-ready', `the analysis is ${analysis.state}`)
  const folder = folderOfMatter(folders.matter(asker.organisation, result), { pack, rule })
  return { workspace, analysis, result, snapshotNumber, pack, rule, folder }
}

/** Once for all who ask, for as long as one of them waits. */
async function find(application: Application, asker: Asker, asked: Asked, signal: AbortSignal): Promise<void> {
  if (existsSync(asked.folder)) return
  await requireRule(application, asker, asked)
  const work = async (whileAsked: AbortSignal): Promise<void> => {
    const task = await taskOf(application, asker, asked)
    const outcome = await turns.take(whileAsked, () =>
      runInProcess({ kind: 'find-matter', task }, { progress: () => undefined, signal: whileAsked }),
    )
    if (outcome.kind === 'faulty')
      throw new Refusal('not-ready', 'what matters cannot be found: the rules can no longer be judged; judge them anew')
    if (outcome.kind !== 'matter') throw new Error(`what matters was to be found, and it was ${outcome.kind}`)
    if (outcome.found === 'another answer')
      throw new Refusal('not-ready', 'this rule would be answered otherwise by now: judge the rules anew')
  }
  await finding.join(asked.folder, signal, work).catch((error: unknown) => {
    if (signal.aborted) throw new TaskFailed('cancelled', 'cancelled')
    if (error instanceof TaskFailed && error.kind === 'refused') throw new Refusal('not-ready', error.message)
    throw error
  })
}

/** Before a process is begun for it. */
async function requireRule(application: Application, asker: Asker, { result, pack, rule }: Asked): Promise<void> {
  const rules = await rulesJudged.get(result, async () => {
    const report = JSON.parse(await readResultText(application, asker, result)) as RulesReport
    return new Set(report.rules.map((one) => nameOf(one)))
  })
  if (!rules.has(nameOf({ pack, rule })))
    throw new Refusal('not-found', `the analysis judges no rule \`${rule}\` of a pack \`${pack}\``)
}

const nameOf = ({ pack, rule }: MatterQuery): string => JSON.stringify([pack, rule])

async function taskOf(
  { database, folders, today }: Application,
  asker: Asker,
  { analysis, result, pack, rule }: Asked,
): Promise<MatterTask> {
  const question = analysis.parameters as unknown as RulesQuestion
  const { draft } = question
  const found = draft && (await database.asMember(asker, (acts) => getDraft(acts, draft.id)))
  if (found && !analysis.inputs.some(({ sha256 }) => sha256 === fingerprintText(found.text)))
    throw new Refusal('not-ready', `the draft \`${found.name}\` was changed since: judge by it anew`)
  const { organisation } = asker
  return {
    snapshot: analysis.snapshot,
    snapshots: folders.snapshots(organisation),
    scratch: folders.scratch,
    results: folders.results(organisation),
    today: today(),
    result,
    pack,
    rule,
    question,
    matter: folders.matter(organisation, result),
    ...(found && { draft: { name: found.name, text: found.text } }),
  }
}

async function* readNames(
  folder: string,
  isWanted: (named: NamedMatter) => boolean,
): AsyncGenerator<readonly string[]> {
  const lines = createInterface({ input: createReadStream(join(folder, MATTER_NAMES)), crlfDelay: Infinity })
  for await (const line of lines) {
    const named = JSON.parse(line) as NamedMatter
    if (isWanted(named)) yield named.names
  }
}
