// What each of two packs alone says of one network: they may have one name, and the same rules.

import { FaultLog } from '#model/fault-log.ts'
import type { RuleResult } from '#model/verdict.ts'
import { type CheckRequest, checkRules } from './check-rules.ts'
import type { LoadedPack } from './load-packs.ts'
import type { Progress } from './load-workspace.ts'

/** The results of each pack; undefined where the workspace has errors, which the log holds. */
export async function judgePacksApart(
  request: CheckRequest,
  before: LoadedPack,
  after: LoadedPack,
  log: FaultLog,
  progress: Progress = () => undefined,
): Promise<{ before: readonly RuleResult[]; after: readonly RuleResult[] } | undefined> {
  const first = await checkRules({ ...request, packFiles: [before] }, log, progress)
  if (!first) return undefined
  // The workspace is read again, and what it makes one remark has been said.
  const errorsOnly = new FaultLog((fault) => {
    if (fault.severity === 'error') log.report(fault)
  })
  const second = await checkRules({ ...request, packFiles: [after] }, errorsOnly, progress)
  return second && { before: first.rules, after: second.rules }
}
