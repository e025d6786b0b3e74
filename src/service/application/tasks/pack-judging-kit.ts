// Packs what other rules can be judged by as those of a result were.

import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { parseDay } from '#base/calendar.ts'
import { packValue } from '#base/packed-value.ts'
import { buildEstate } from '#engine/estate/index.ts'
import { packKit, type SentKit } from '#engine/rules/index.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RulesReport } from '#model/verdict.ts'
import { readResult } from '#store/result-file.ts'
import { askQuestion } from '../../ask-question.ts'
import { loadWorkspace } from '../../load-workspace.ts'
import { faultyOutcome } from './faulty.ts'
import type { KitTask, TaskOutcome, TaskWatch } from './task.ts'

/** Above, sending them is no matter of a moment: of as many it takes 46 MB (`npm run bench:judging-kit`). */
export const MOST_SUBJECTS_SENT = 1_500_000

export async function packJudgingKit(
  { snapshots, snapshot, results, result, kit, scratch }: KitTask,
  { progress, signal }: TaskWatch,
): Promise<TaskOutcome> {
  const report = JSON.parse(await readResult(results, result)) as RulesReport
  const log = new FaultLog()
  const workspace = await loadWorkspace(join(snapshots, snapshot, 'inputs'), log, progress)
  if (!workspace) return faultyOutcome(log)
  signal.throwIfAborted()
  progress('packing the network')
  const { asOf, knownAt, horizon } = report
  const days = horizon.asked ?? horizon
  const question = askQuestion(
    workspace,
    {
      today: parseDay(asOf)!,
      asOf: parseDay(asOf)!,
      knownAt: parseDay(knownAt)!,
      from: parseDay(days.from)!,
      to: parseDay(days.to)!,
    },
    [],
  )
  // The day the tables are of may have been the day on which it was asked.
  const asked = { ...question, inventoryDate: parseDay(report.inventoryDate)! }
  const { book } = workspace.vendors
  const { estate } = buildEstate(asked, book)
  const chosen = new Set(workspace.chosenPacks)
  const sent: SentKit =
    estate.subjectCount > MOST_SUBJECTS_SENT
      ? { kind: 'too large', subjects: estate.subjectCount, most: MOST_SUBJECTS_SENT }
      : {
          kind: 'kit',
          kit: packKit(asked, estate, book),
          packs: workspace.packs.map((loaded) => ({ pack: loaded.pack, isJudged: chosen.has(loaded) })),
        }
  const made = join(scratch, 'kit.gz')
  await pipeline(Readable.from([packValue(sent)]), createGzip({ level: 6 }), createWriteStream(made, { flush: true }))
  await mkdir(dirname(kit), { recursive: true })
  await rename(made, kit)
  return { kind: 'packed' }
}
