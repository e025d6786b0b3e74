// How one pack differs from another: in what they state and, of a network, in what each alone says of it.

import { parseDay } from '#base/calendar.ts'
import { FaultLog } from '#model/fault-log.ts'
import type { RulesReport } from '#model/verdict.ts'
import type { CheckRequest } from './check-rules.ts'
import { comparePacks, type PackDifference, type SidesJudged } from './compare-packs.ts'
import { judgeWorkspace } from './judge-workspace.ts'
import { type LoadedPack, pickPacks } from './load-packs.ts'
import { loadWorkspace, type Progress, type Workspace } from './load-workspace.ts'
import { loadPacksAtHand } from './show-rules.ts'

/** The difference, judged where `request` names a network; undefined where there are errors, which the log holds. */
export async function diffPacks(
  before: string,
  after: string,
  request: CheckRequest | undefined,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<PackDifference | undefined> {
  const workspace = request && (await loadWorkspace(request.workspace, log, progress))
  if (request && !workspace) return undefined
  const atHand = workspace ? { ...workspace, book: workspace.vendors.book } : await loadPacksAtHand(undefined, log)
  const [old, next] = await pickPacks([before, after], atHand, 'command line', log.report)
  if (!old || !next) return undefined
  if (!workspace) return comparePacks(old.pack, next.pack)
  const judged = judgeApart(workspace, request!, old, next, log, progress)
  return judged && comparePacks(old.pack, next.pack, judged)
}

/** What each pack alone says: they may have one name, and the same rules. */
function judgeApart(
  loaded: Workspace,
  request: CheckRequest,
  before: LoadedPack,
  after: LoadedPack,
  log: FaultLog,
  progress: Progress,
): SidesJudged | undefined {
  // A waiver may be of a rule that only one of the two has.
  const workspace = { ...loaded, packs: [...loaded.packs, before, after] }
  const first = judgeWorkspace(workspace, [before], request, log, progress)
  if (!first) return undefined
  // What the network makes one remark under either pack has been said under the first.
  const errorsOnly = new FaultLog((fault) => {
    if (fault.severity === 'error') log.report(fault)
  })
  const judge = (pack: LoadedPack, asked: CheckRequest) =>
    judgeWorkspace(workspace, [pack], asked, errorsOnly, progress)?.report
  const second = judge(after, request)
  if (!second) return undefined
  // A later duty lengthens the horizon: a side that looks less far would know less of what breaks, and not break less.
  const to = [first.report, second]
    .map(({ horizon }) => horizon.to)
    .sort()
    .at(-1)!
  const alike = (pack: LoadedPack, report: RulesReport) =>
    report.horizon.to === to ? report : judge(pack, { ...request, to: parseDay(to)! })!
  return { before: alike(before, first.report).rules, after: alike(after, second).rules }
}
