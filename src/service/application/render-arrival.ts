// Faults and changed rows of an arrival as CSV or JSON, for whoever mends the files elsewhere.

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

/** Each cell has a line of its own. */
export async function* renderChangesAsCsv(rows: AsyncIterable<ChangedRow>): AsyncGenerator<string> {
  yield writeCsvRow(['change', 'table', 'key', 'column', 'before', 'after'])
  for await (const { change, table, key, cells } of rows) {
    for (const { column, before, after } of cells) yield writeCsvRow([change, table, key, column, before, after])
  }
}

/** An array, one item a line. */
export async function* renderAsJson(items: AsyncIterable<Fault | ChangedRow>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const item of items) {
    yield before + JSON.stringify(item)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}
