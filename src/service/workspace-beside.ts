// What a workspace says beside the files of an import: what the source said before, and all else.

import { join, resolve } from 'node:path'
import type { StatedTables } from '#intake/read-tables.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { listTableFiles, type TableFile } from '#store/workspace-folder.ts'
import { type Progress, readTableFiles } from './load-workspace.ts'

export interface WorkspaceBeside {
  readonly earlier: StatedTables
  readonly others: StatedTables
}

/** Files are named as they lie from here. */
export async function readWorkspaceBeside(
  workspace: string,
  source: string,
  progress: Progress,
): Promise<WorkspaceBeside> {
  const untold = () => undefined
  const files = (await listTableFiles(workspace, untold)).map((file) => ({ ...file, name: join(workspace, file.name) }))
  const isEarlier = (file: TableFile) => file.source === source
  return {
    // Its files are ours, and were without fault when they were written.
    earlier: await readTableFiles(files.filter(isEarlier), untold, untold),
    others: await readTableFiles(
      files.filter((file) => !isEarlier(file)),
      untold,
      progress,
    ),
  }
}

/** A table that the workspace reads where it lies would say all of its rows twice. */
export function refuseOwnFiles(
  files: readonly string[],
  { others: { owned, joined } }: WorkspaceBeside,
  log: FaultLog,
): boolean {
  const own = new Set([...owned, ...joined].map(({ file }) => resolve(file)))
  const refused = files.filter((file) => own.has(resolve(file)))
  for (const file of refused)
    log.report({
      code: 'contradiction',
      severity: 'error',
      file,
      problem: 'a table of this workspace already: its rows would stand in it twice',
      expected: 'a file from elsewhere; this one is read where it lies',
    })
  return refused.length > 0
}
