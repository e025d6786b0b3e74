// Whether stock says a lot twice in two ways: a blank condition is good and a blank state on hand, as if they were written.

import { dateTextAt } from './date-text.ts'
import type { Origin } from './estate.ts'
import { type FactTable, textAt } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { placeOf, sayPlace } from './place.ts'
import { spellKey } from './row-keys.ts'
import { rowsOf } from './row-names.ts'

/** What a blank cell means. */
const WHERE_BLANK = { condition: 'good', state: 'onHand' } as const
const WORDED = ['condition', 'state'] as const

/** One fault a row that an earlier one says in another way; rows written alike have one key, and were told for that. */
export function checkStockLots(tables: readonly FactTable[], report: (fault: Fault) => void): void {
  // Mostly a column is written throughout, or nowhere: then nothing is said in two ways.
  if (!WORDED.some((column) => isWrittenBothWays(tables, column))) return
  const lots = new Map<string, Origin>()
  for (const { table, row } of rowsOf(tables)) {
    const lot = lotOf(table, row)
    const other = lots.get(lot)
    if (!other) lots.set(lot, { table, row })
    else if (WORDED.some((column) => textAt(table, column, row) !== textAt(other.table, column, other.row)))
      report({
        code: 'duplicate-key',
        severity: 'error',
        ...placeOf(table, row),
        column: table.schema.key.join(', '),
        text: quoteForFault(spellKey(table, row)),
        problem: `the same stock as on ${sayPlace(placeOf(other.table, other.row))}`,
        expected: 'each once: a blank condition is `good`, a blank state `onHand`',
      })
  }
}

function isWrittenBothWays(tables: readonly FactTable[], column: string): boolean {
  const has = (isWanted: (code: number) => boolean): boolean =>
    tables.some((table) => {
      const cells = table.columns.get(column)
      return cells?.kind === 'text' ? cells.codes.some(isWanted) : isWanted(0)
    })
  return has((code) => code === 0) && has((code) => code > 0)
}

function lotOf(table: FactTable, row: number): string {
  return [
    ...['depot', 'part', 'titleOwner'].map((column) => textAt(table, column, row)),
    ...WORDED.map((column) => textAt(table, column, row) || WHERE_BLANK[column]),
    ...['due', 'counted'].map((column) => dateTextAt(table, column, row)),
  ].join('\u0000')
}
