// Is the network within the rules, on every date? Loads a workspace and judges it under the packs asked about.

import type { CivilDay } from '#base/calendar.ts'
import type { FaultLog } from '#model/fault-log.ts'
import type { RulesReport } from '#model/verdict.ts'
import { type JudgeRequest, judgeWorkspace } from './judge-workspace.ts'
import { choosePacks, type LoadedPack } from './load-packs.ts'
import { loadWorkspace, type Progress, type Workspace } from './load-workspace.ts'

export interface CheckRequest extends JudgeRequest {
  readonly workspace: string
  /** Packs to judge instead of the workspace's. */
  readonly packs?: readonly string[]
  /** Draft packs to judge besides. */
  readonly withProposed?: readonly string[]
}

/** The report; undefined where the workspace has errors, which the log holds. */
export async function checkRules(
  request: CheckRequest,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<RulesReport | undefined> {
  const workspace = await loadWorkspace(request.workspace, log, progress)
  if (!workspace) return undefined
  return judgeWorkspace(workspace, packsAsked(workspace, request, log), request, log, progress)
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
    const report = judgeWorkspace(loaded, loaded.chosenPacks, { today: day, asOf: day }, log, progress)
    if (!report) return
    yield report
  }
}

function packsAsked(workspace: Workspace, { packs, withProposed }: CheckRequest, log: FaultLog): LoadedPack[] {
  const named = (names: readonly string[], option: string) =>
    choosePacks(workspace, names, { file: `--${option}` }, log.report)
  const base = packs ? named(packs, 'packs') : workspace.chosenPacks
  return [...new Set([...base, ...named(withProposed ?? [], 'with-proposed')])]
}
