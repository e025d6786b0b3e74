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
  /** A file of the workspace in the place of which a draft of the same name of pack is judged, such as `rules/ours.yaml`. */
  readonly inPlaceOf?: string
  /** Draft packs to judge besides, by name or by path. */
  readonly withProposed?: readonly string[]
  /** Name of the one of these that is judged, and no other. */
  readonly alone?: string
  /** How whoever asks named the packs, so that faults are told in their words. */
  readonly wayOfAsking?: Partial<WayOfAsking>
}

/** Where packs and drafts were named, and what else whoever named them can do. */
export interface WayOfAsking {
  readonly packs: string
  readonly drafts: string
  /** What to do with a pack that is no draft, and with one that bears the name of another; nothing else, if left out. */
  readonly insteadOfDraft?: string
  readonly insteadOfName?: string
}

const UNNAMED: WayOfAsking = { packs: 'the packs asked about', drafts: 'the drafts asked about' }

/** The judgement; undefined where the workspace has errors, which the log holds. */
export async function checkRules(
  request: CheckRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<Judgement | undefined> {
  const workspace = await loadWorkspace(request.workspace, log, progress)
  if (!workspace) return undefined
  const { alone } = request
  const asked = await packsAsked(workspace, request, log)
  const packs = alone === undefined ? asked : asked.filter(({ pack }) => pack.pack === alone)
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
  { packs, withProposed, inPlaceOf, ...request }: CheckRequest,
  { report }: FaultLog,
): Promise<LoadedPack[]> {
  const atHand = { ...workspace, book: workspace.vendors.book }
  const wayOfAsking = { ...UNNAMED, ...request.wayOfAsking }
  const chosen = packs ? await pickPacks(packs, atHand, wayOfAsking.packs, report) : workspace.chosenPacks
  const drafts = await pickPacks(withProposed ?? [], atHand, wayOfAsking.drafts, report, chosen)
  const judged = new Map<string, LoadedPack>()
  const isReplaced = ({ pack, origin, input }: LoadedPack): boolean =>
    origin === 'workspace' && input.name === inPlaceOf && drafts.some((draft) => draft.pack.pack === pack.pack)
  for (const loaded of [...new Set(chosen.filter((one) => !isReplaced(one))), ...drafts]) {
    const { pack } = loaded
    const twin = judged.get(pack.pack)
    if (twin && twin !== loaded) report(describeTwin(loaded, twin, wayOfAsking))
    else if (twin) report(describeNeedless(pack, wayOfAsking))
    else if (!chosen.includes(loaded) && pack.status !== 'proposed') report(describeNoDraft(pack, wayOfAsking))
    if (!twin) judged.set(pack.pack, loaded)
  }
  return [...judged.values()]
}

function describeNeedless({ pack, status }: RulePack, { drafts }: WayOfAsking): Fault {
  return {
    code: 'ignored',
    severity: 'warning',
    file: drafts,
    text: pack,
    problem: `judged anyway, with status ${status}`,
    expected: 'a draft that is not among the packs judged',
  }
}

/** What is in force fails a check that it breaks: it must not come in as a draft, which never does. */
function describeNoDraft({ pack, status }: RulePack, { drafts, insteadOfDraft }: WayOfAsking): Fault {
  return {
    code: 'contradiction',
    severity: 'error',
    file: drafts,
    text: pack,
    problem: `no draft: its status is ${status}`,
    expected: withRemedy('a pack of status proposed', insteadOfDraft),
  }
}

function describeTwin({ pack, input }: LoadedPack, twin: LoadedPack, { insteadOfName }: WayOfAsking): Fault {
  return {
    code: 'duplicate-key',
    severity: 'error',
    file: input.name,
    column: 'pack',
    text: pack.pack,
    problem: `same name as the pack of ${twin.input.name}, which is judged too`,
    expected: withRemedy('a name of its own', insteadOfName),
  }
}

function withRemedy(expected: string, other: string | undefined): string {
  return other === undefined ? expected : `${expected}; ${other}`
}
