// Imports the files of an arrival into a copy of the snapshot they are held against.

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDay } from '#base/calendar.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { importSource, type ImportResult } from '../../import-source.ts'
import { linkInputs } from './link-inputs.ts'
import type { ArrivalTask, TaskWatch } from './task.ts'

/** In the scratch folder of the task: the snapshot it is held against, to import into. */
export const WORKSPACE_FOLDER = 'workspace'

export interface ArrivalReading {
  /** Folder of the workspace with what was imported. */
  readonly workspace: string
  /** Undefined where the files could not be read at all, which the log says. */
  readonly result: ImportResult | undefined
}

export async function readArrival(
  { base, snapshots, files, fileNames, read, scratch, today }: ArrivalTask,
  isDryRun: boolean,
  log: FaultLog,
  { progress, signal }: TaskWatch,
): Promise<ArrivalReading> {
  const workspace = join(scratch, WORKSPACE_FOLDER)
  await mkdir(workspace)
  if (base !== undefined) await linkInputs(join(snapshots, base, 'inputs'), workspace)
  const mapping = read.mapping === undefined ? undefined : join(scratch, 'mapping.yaml')
  if (mapping !== undefined) await writeFile(mapping, read.mapping!)
  const result = await importSource(
    {
      workspace,
      files: fileNames.map((name) => join(files, name)),
      isDryRun,
      keepsGoodRows: read.keepsGoodRows ?? false,
      mayEmpty: read.mayEmpty ?? false,
      today: parseDay(today)!,
      ...(read.format === undefined ? {} : { format: read.format }),
      ...(read.source === undefined ? {} : { source: read.source }),
      ...(mapping === undefined ? {} : { mapping }),
      ...(read.replaces === undefined ? {} : { replaces: read.replaces }),
    },
    log,
    (...told) => {
      signal.throwIfAborted()
      progress(...told)
    },
  )
  // In this copy alone: the snapshot they are of keeps them.
  if (result?.outcome === 'written') for (const name of read.replaces ?? []) await rm(join(workspace, name))
  return { workspace, result }
}
