// What a workspace says beside the files of an import: what the source said before, and all else.

import { join, resolve } from 'node:path'
import { nearestName } from '#base/near-name.ts'
import type { StatedTables } from '#intake/read-tables.ts'
import { quoteForFault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { listTableFiles, type TableFile } from '#store/workspace-folder.ts'
import { type Progress, readTableFiles } from './load-workspace.ts'

export interface WorkspaceBeside {
  readonly earlier: StatedTables
  readonly others: StatedTables
  /** Files kept by hand that may be replaced. */
  readonly byHand: readonly string[]
}

/** What an import takes the place of. */
export interface Replaced {
  readonly source: string
  /** Names of files kept by hand. */
  readonly replaces: readonly string[]
}

/** Files are named as they lie from here. */
export async function readWorkspaceBeside(
  workspace: string,
  { source, replaces }: Replaced,
  progress: Progress,
): Promise<WorkspaceBeside> {
  const untold = () => undefined
  const listed = await listTableFiles(workspace, untold)
  const byHand = listed.filter((file) => file.source === undefined).map(({ name }) => name)
  const replaced = new Set(replaces.filter((name) => byHand.includes(name)).map((name) => join(workspace, name)))
  const files = listed.map((file) => ({ ...file, name: join(workspace, file.name) }))
  const isEarlier = (file: TableFile) => file.source === source || replaced.has(file.name)
  return {
    byHand,
    // Its files are ours, and were without fault when they were written.
    earlier: await readTableFiles(files.filter(isEarlier), untold, untold),
    others: await readTableFiles(
      files.filter((file) => !isEarlier(file)),
      untold,
      progress,
    ),
  }
}

/** What is to be replaced has to be there: who names it wrongly would have its rows twice. */
export function refuseUnknownFiles(replaces: readonly string[], { byHand }: WorkspaceBeside, log: FaultLog): boolean {
  const unknown = replaces.filter((name) => !byHand.includes(name))
  for (const name of unknown) {
    const didYouMean = nearestName(name, byHand)
    log.report({
      code: 'unknown-setting',
      severity: 'error',
      file: 'replaces',
      text: quoteForFault(name),
      problem: 'no file of tables that the workspace keeps outside its imports',
      expected: byHand.length === 0 ? 'none: there is no such file' : byHand.join(', '),
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
  }
  return unknown.length > 0
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
