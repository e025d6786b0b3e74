// A first mapping of the files of another system, for a person to review.

import type { SuggestedMapping } from '#intake/formats.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { type FilesToImport, openImport } from './open-import.ts'

/** Undefined where it cannot be made, which the log says. */
export async function suggestMapping(
  request: FilesToImport,
  log: FaultLog,
): Promise<(SuggestedMapping & { readonly format: string }) | undefined> {
  const opened = await openImport(request, log)
  if (!opened) return undefined
  const { files, format } = opened
  if (!format.suggestMapping) {
    log.report({
      code: 'unmapped',
      severity: 'error',
      file: '--suggest-mapping',
      problem: `files of format ${format.name} have no mapping to suggest`,
    })
    return undefined
  }
  const suggested = await format.suggestMapping({ files, report: log.report })
  return suggested && { format: format.name, ...suggested }
}
