// Whether the selectors of a table can be read, and are there where nothing else names what is meant.

import { type FactTable, textAt } from './fact-table.ts'
import type { Fault } from './fault.ts'
import { placeOf } from './place.ts'
import { readSelector } from './selector.ts'
import { INTERCHANGE } from './spares-tables.ts'

/** The columns that hold selectors, by table. */
export const SELECTOR_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['plan', 'selector'],
  ['waivers', 'scope'],
  ['authorisations', 'selector'],
  ['interchange', 'condition'],
])

/** `isLeftOut`: of rows with other faults, where a blank cell may be one that could not be read. */
export function checkSelectors(table: FactTable, isLeftOut: boolean, report: (fault: Fault) => void): void {
  const column = SELECTOR_COLUMNS.get(table.schema.name)
  if (column === undefined) return
  for (let row = 0; row < table.rowCount; row++) {
    const text = textAt(table, column, row)
    if (text === '' && (isLeftOut || !needsSelector(table, row))) continue
    const reading = readSelector(text)
    if (!('problem' in reading)) continue
    report({ ...reading.problem, severity: 'error', ...placeOf(table, row), column })
  }
}

/** An authorisation that is pending says nothing yet; a substitute without a condition is one everywhere. */
function needsSelector(table: FactTable, row: number): boolean {
  if (table.schema === INTERCHANGE) return false
  const text = (column: string) => textAt(table, column, row)
  return text('element') === '' && text('action') !== 'install' && text('status') !== 'pending'
}
