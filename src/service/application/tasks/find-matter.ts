// Names all that matters to a rule of a result: judges its pack anew, as it was judged, and lists it where that is the same answer.

import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseDay } from '#base/calendar.ts'
import { TABLE_OF_SUBJECT, type MatterAnswer } from '#contract/application/matter-text.ts'
import { unitOf } from '#model/place.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { MatterEntry, RuleResult, RulesReport } from '#model/verdict.ts'
import { readResult } from '#store/result-file.ts'
import { checkRules } from '../../check-rules.ts'
import { folderOfMatter, type FoundMatter, MATTER_NAMES, MATTER_TOLD, type NamedMatter } from '../matter-files.ts'
import { LineFile } from '../line-file.ts'
import { packsAsked } from './analyse-rules.ts'
import { faultyOutcome } from './faulty.ts'
import type { MatterTask, TaskOutcome, TaskWatch } from './task.ts'

/** The heaviest, where there are more: they are put in order in memory. */
const MOST_NAMED = 1_000_000
/** Of a rule nobody asked about yet, of the same pack: it is judged with it. */
const MOST_BESIDES = 20_000
const NAMES_A_LINE = 1000

export async function findMatter(task: MatterTask, { progress, signal }: TaskWatch): Promise<TaskOutcome> {
  const { snapshots, snapshot, scratch, results, result, pack, rule, question, draft, matter } = task
  const report = JSON.parse(await readResult(results, result)) as RulesReport
  const kept = report.rules.find((one) => one.pack === pack && one.rule === rule)
  if (!kept) throw new Error(`the result has no rule \`${rule}\` of a pack \`${pack}\``)
  const ownPack = draft && join(scratch, `${draft.name}.yaml`)
  if (ownPack !== undefined) await writeFile(ownPack, draft!.text)
  const log = new FaultLog()
  const judged = await checkRules(
    {
      workspace: join(snapshots, snapshot, 'inputs'),
      ...packsAsked(question, ownPack),
      ...daysOf(report, kept),
      alone: pack,
      // Whoever may not see them is shown none of their rows.
      showsWithheld: true,
    },
    log,
    (...told) => {
      signal.throwIfAborted()
      progress(...told)
    },
  )
  if (!judged) return faultyOutcome(log)
  progress('listing what matters')
  for (const [place, one] of judged.report.rules.entries()) {
    const told = report.rules.find((other) => other.pack === pack && other.rule === one.rule)
    const isWanted = one.rule === rule || (told !== undefined && told.matter.total <= MOST_BESIDES)
    const folder = folderOfMatter(matter, { pack, rule: one.rule })
    if (!isWanted || !told || !isSame(one, told) || existsSync(folder)) continue
    const made = join(scratch, String(place))
    await write(made, told, judged.matterOf(place, MOST_NAMED), signal)
    await putInPlace(made, folder)
  }
  return { kind: 'matter', found: existsSync(folderOfMatter(matter, { pack, rule })) ? 'all' : 'another answer' }
}

async function write(
  folder: string,
  { title, matter: { on, total } }: RuleResult,
  entries: Iterable<MatterEntry>,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(folder)
  const tables = await writeNames(entries, new LineFile(join(folder, MATTER_NAMES)), signal)
  const told: FoundMatter = { title, on, total, tables }
  await writeFile(join(folder, MATTER_TOLD), JSON.stringify(told))
}

/** Another process may have found the same meanwhile. */
async function putInPlace(made: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  await rename(made, folder).catch((error: unknown) => {
    if (!existsSync(folder)) throw error
  })
}

/** The very days of the report: what was left open then may be another day by now. */
function daysOf({ asOf, knownAt, inventoryDate, horizon }: RulesReport, { matter }: RuleResult) {
  return {
    today: parseDay(inventoryDate)!,
    asOf: parseDay(asOf)!,
    knownAt: parseDay(knownAt)!,
    from: parseDay(horizon.from)!,
    to: parseDay(horizon.to)!,
    matterOn: parseDay(matter.on)!,
  }
}

/** Names may be withheld in the one that is kept. */
function isSame(found: RuleResult, kept: RuleResult): boolean {
  const listed = ({ matter: { on, metric, total, entries } }: RuleResult): string =>
    JSON.stringify([on, metric, total, entries.map(({ subject, answer, weight }) => [subject, answer, weight])])
  return listed(found) === listed(kept)
}

async function writeNames(
  entries: Iterable<MatterEntry>,
  file: LineFile,
  signal: AbortSignal,
): Promise<FoundMatter['tables']> {
  const gathered = new Map<string, NamedMatter>()
  const counts = new Map<string, Record<MatterAnswer, number>>()
  const flush = async (named: NamedMatter): Promise<void> => {
    file.write(named)
    named.names.length = 0
    await file.drained()
    signal.throwIfAborted()
  }
  for (const entry of entries) {
    const table = TABLE_OF_SUBJECT[entry.subject]
    const answer = entry.answer === 'yes' ? 'certain' : 'possible'
    const count = counts.get(table) ?? { certain: 0, possible: 0 }
    count[answer] += 1
    counts.set(table, count)
    const key = `${table} ${answer}`
    const named = gathered.get(key) ?? { table, answer, names: [] }
    gathered.set(key, named)
    named.names.push(entry.subject === 'change' ? placeOf(entry) : entry.identifier)
    if (named.names.length === NAMES_A_LINE) await flush(named)
  }
  for (const named of gathered.values()) if (named.names.length > 0) await flush(named)
  await file.end()
  return [...counts].map(([table, count]) => ({ table, ...count }))
}

/** A planned change has no name: it is told by where it stands in the workspace. */
function placeOf(entry: MatterEntry): string {
  const place = { file: '', ...(entry.imported ?? entry) }
  const unit = unitOf(place)
  return [place.file, place.sheet, unit && place[unit]].filter((text) => text !== undefined && text !== '').join(' ')
}
