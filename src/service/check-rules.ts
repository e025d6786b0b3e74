// Is the network within the rules, on every date? Loads a workspace and judges it under the packs asked about.

import type { CivilDay } from '#base/calendar.ts'
import type { Fault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulePack } from '#model/rule.ts'
import type { RulesReport } from '#model/verdict.ts'
import { type Judgement, type JudgeRequest, judgeWorkspace } from './judge-workspace.ts'
import { type LoadedPack, pickPacks } from './load-packs.ts'
import { loadWorkspace, type Progress, type Workspace } from './load-workspace.ts'
import { warnOfFailingExamples } from './warn-of-failing-examples.ts'

export interface CheckRequest extends JudgeRequest {
  readonly workspace: string
  /** Packs to judge instead of the workspace's, by name or by path. */
  readonly packs?: readonly string[]
  /** Draft packs to judge besides, by name or by path. */
  readonly withProposed?: readonly string[]
}

/** The judgement; undefined where the workspace has errors, which the log holds. */
export async function checkRules(
  request: CheckRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<Judgement | undefined> {
  const workspace = await loadWorkspace(request.workspace, log, progress)
  if (!workspace) return undefined
  const packs = await packsAsked(workspace, request, log)
  progress('running the examples of own packs')
  warnOfFailingExamples(workspace, packs, log.report)
  return judgeWorkspace(workspace, packs, request, log, progress)
}

/** The reports of several days, one after the other; the workspace is read once. Ends where it has errors. */
export async function* checkOnDays(
  workspace: string,
  days: readonly CivilDay[],
  log: FaultLog,
  progress: Progress = () => undefined,
): AsyncGenerator<RulesReport> {
  const loaded = await loadWorkspace(workspace, log, progress)
  if (!loaded) return
  for (const day of days) {
    const judgement = judgeWorkspace(loaded, loaded.chosenPacks, { today: day, asOf: day }, log, progress)
    if (!judgement) return
    yield judgement.report
  }
}

/** The packs to judge: those of the workspace or those named instead, and the drafts besides; each name once. */
async function packsAsked(
  workspace: Workspace,
  { packs, withProposed }: CheckRequest,
  { report }: FaultLog,
): Promise<LoadedPack[]> {
  const atHand = { ...workspace, book: workspace.vendors.book }
  const chosen = packs ? await pickPacks(packs, atHand, '--packs', report) : workspace.chosenPacks
  const drafts = await pickPacks(withProposed ?? [], atHand, WITH_PROPOSED, report)
  const judged = new Map<string, LoadedPack>()
  for (const loaded of [...new Set(chosen), ...drafts]) {
    const { pack } = loaded
    const twin = judged.get(pack.pack)
    if (twin && twin !== loaded) report(describeTwin(loaded, twin))
    else if (twin) report(describeNeedless(pack))
    else if (!chosen.includes(loaded) && pack.status !== 'proposed') report(describeNoDraft(pack))
    if (!twin) judged.set(pack.pack, loaded)
  }
  return [...judged.values()]
}

const WITH_PROPOSED = '--with-proposed'

function describeNeedless({ pack, status }: RulePack): Fault {
  return {
    code: 'ignored',
    severity: 'warning',
    file: WITH_PROPOSED,
    text: pack,
    problem: `judged anyway, with status ${status}`,
    expected: 'a draft that is not among the packs judged',
  }
}

/** What is in force fails a check that it breaks: it must not come in as a draft, which never does. */
function describeNoDraft({ pack, status }: RulePack): Fault {
  return {
    code: 'contradiction',
    severity: 'error',
    file: WITH_PROPOSED,
    text: pack,
    problem: `no draft: its status is ${status}`,
    expected: 'a pack of status proposed; `--packs` judges any other',
  }
}

function describeTwin({ pack, input }: LoadedPack, twin: LoadedPack): Fault {
  return {
    code: 'duplicate-key',
    severity: 'error',
    file: input.name,
    column: 'pack',
    text: pack.pack,
    problem: `same name as the pack of ${twin.input.name}, which is judged too`,
    expected: 'a name of its own; or `mainstay rules diff`, which judges each by itself',
  }
}
