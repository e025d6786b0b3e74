// Whether an import takes a source away, or a table of it, that nobody said is to go.

import type { ImportFormat, ImportReading } from '#intake/formats.ts'
import type { StatedTables } from '#intake/read-tables.ts'
import type { FaultLog } from '#model/fault-log.ts'
import { countByTable } from './compare-import.ts'

export interface EmptyingImport {
  readonly files: readonly string[]
  readonly format: ImportFormat
  readonly source: string
  /** What the source said before. */
  readonly earlier: StatedTables
  /** Files kept by hand whose rows it said, too. */
  readonly replaces: readonly string[]
  /** Rows are missing for their errors. */
  readonly hasErrors: boolean
}

/** An empty or a wrong file must not take a source away: whether it would is told, table by table. */
export function refuseEmptied(
  { files, format, source, earlier, replaces, hasErrors }: EmptyingImport,
  { tables, joined }: ImportReading,
  log: FaultLog,
): boolean {
  const file = files.length === 1 ? files[0]! : `${files[0]} and ${files.length - 1} more`
  const refuse = (problem: string, expected: string): void =>
    log.report({ code: 'missing-value', severity: 'error', file, problem, expected })
  const now = countByTable([...tables, ...joined], false)
  const had = countByTable([...earlier.owned, ...earlier.joined], false)
  const hasRows = (table: string) => now.some((one) => one.table === table && one.rows > 0)
  const emptied = had.filter(({ table, rows }) => rows > 0 && !hasRows(table))
  const remedy = hasErrors
    ? 'the errors mended: nothing else is left of the table'
    : `files with all of the source, \`--source\` with another name for other facts, or \`--empty\` to take them away`
  const holders = [`source ${source}`, ...replaces.map((name) => `\`${name}\``)]
  const held = `${holders.join(' and ')} ${holders.length === 1 ? 'has' : 'have'}`
  for (const { table, rows } of emptied)
    refuse(`no row of ${table}, of which ${held} ${rows}: they would all be gone`, remedy)
  if (emptied.length > 0) return true
  if (now.some(({ rows }) => rows > 0)) return false
  if (hasErrors) refuse('no row without errors', 'the errors mended: nothing else is left')
  else
    refuse(
      'no row of any table',
      `rows of the format ${format.name} (${format.about}), or \`--empty\` where none is meant`,
    )
  return true
}
