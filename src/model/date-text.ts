// A date cell as a person reads it.

import { formatDateSpan } from '#base/date-span.ts'
import { isBlankDate } from './column.ts'
import type { FactTable } from './fact-table.ts'

/** '' where blank or where the source has no such column. */
export function dateTextAt(table: FactTable, columnName: string, row: number): string {
  const column = table.columns.get(columnName)
  if (column?.kind !== 'date') return ''
  const [earliest, latest] = [column.earliest[row]!, column.latest[row]!]
  return isBlankDate(earliest, latest) ? '' : formatDateSpan({ earliest, latest })
}
