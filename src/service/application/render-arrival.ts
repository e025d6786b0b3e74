// Faults and changed rows of an arrival as CSV, for whoever mends the files elsewhere.

import type { ChangedRow } from '#contract/application/arrival.ts'
import type { Fault } from '#model/fault.ts'
import { writeCsvRow } from '#report/csv-row.ts'

export async function* renderFaultsAsCsv(faults: AsyncIterable<Fault>): AsyncGenerator<string> {
  yield writeCsvRow([
    'severity',
    'code',
    'file',
    'line',
    'row',
    'column',
    'text',
    'problem',
    'expected',
    'did you mean',
  ])
  for await (const { severity, code, file, line, row, column, text, problem, expected, didYouMean } of faults) {
    yield writeCsvRow([severity, code, file, line, row, column, text, problem, expected, didYouMean])
  }
}

export async function* renderChangesAsCsv(rows: AsyncIterable<ChangedRow>): AsyncGenerator<string> {
  yield writeCsvRow(['change', 'table', 'key', 'columns'])
  for await (const { change, table, key, columns } of rows) yield writeCsvRow([change, table, key, columns.join('|')])
}
