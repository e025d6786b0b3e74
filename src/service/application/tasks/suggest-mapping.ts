// Looks into files that came for what a mapping of them has to say. In a process, for a file may unpack to a great deal.

import { basename, join } from 'node:path'
import { FaultLog } from '#model/fault-log.ts'
import { sortArrived } from '../../sort-arrived.ts'
import { suggestMapping as suggest } from '../../suggest-mapping.ts'
import { faultyOutcome } from './faulty.ts'
import type { SuggestTask, TaskOutcome } from './task.ts'

export async function suggestMapping({ files, fileNames, format }: SuggestTask): Promise<TaskOutcome> {
  const log = new FaultLog()
  const { rest } = await sortArrived(files, fileNames)
  const paths = rest.map((name) => join(files, name))
  const suggested = await suggest({ files: paths, ...(format === undefined ? {} : { format }) }, log)
  if (suggested === undefined) return faultyOutcome(log, { files })
  const sources = suggested.tables.map(({ file, kind, sheet, columns, rows }) => ({
    file: basename(file),
    kind,
    ...(sheet === undefined ? {} : { sheet }),
    columns: columns.map(({ name, samples }) => ({ name, samples: [...samples] })),
    rows: rows.map((row) => [...row]),
  }))
  return { kind: 'suggested', suggestion: { format: suggested.format, text: suggested.text, sources } }
}
