// Whether stock says a lot twice in two ways: a blank condition is good and a blank state on hand, as if they were written.

import type { FactColumn, TextColumn } from './fact-column.ts'
import { type FactTable, textAt } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { placeOf, sayPlace } from './place.ts'
import { matchKeys, spellKey, tableOfRow } from './row-keys.ts'

/** What a blank cell means. */
const WHERE_BLANK: readonly (readonly [column: string, word: string])[] = [
  ['condition', 'good'],
  ['state', 'onHand'],
]

/** One fault a row that an earlier one says in another way; rows written alike have one key, and were told for that. */
export function checkStockLots(tables: readonly FactTable[], report: (fault: Fault) => void): void {
  if (tables.length === 0) return
  const { offsets, firstRows } = matchKeys(tables.map(spellOut))
  for (const [number, table] of tables.entries())
    for (let row = 0; row < table.rowCount; row++) {
      const first = firstRows[offsets[number]! + row]!
      if (first === offsets[number]! + row) continue
      const owner = tableOfRow(offsets, first)
      const [other, otherRow] = [tables[owner]!, first - offsets[owner]!]
      if (WHERE_BLANK.every(([column]) => textAt(table, column, row) === textAt(other, column, otherRow))) continue
      report({
        code: 'duplicate-key',
        severity: 'error',
        ...placeOf(table, row),
        column: table.schema.key.join(', '),
        text: quoteForFault(spellKey(table, row)),
        problem: `the same stock as on ${sayPlace(placeOf(other, otherRow))}`,
        expected: 'each once: a blank condition is `good`, a blank state `onHand`',
      })
    }
}

/** The table with words where it has blank cells that mean them. */
function spellOut(table: FactTable): FactTable {
  const columns = new Map<string, FactColumn>(table.columns)
  for (const [name, word] of WHERE_BLANK) columns.set(name, withWord(columns.get(name), word, table.rowCount))
  return { ...table, columns }
}

function withWord(column: FactColumn | undefined, word: string, rowCount: number): TextColumn {
  if (column?.kind !== 'text') return { kind: 'text', codes: new Uint32Array(rowCount).fill(1), dictionary: ['', word] }
  const texts = [...column.dictionary]
  const known = texts.indexOf(word)
  const meant = known < 0 ? texts.length : known
  const dictionary = known < 0 ? [...texts, word] : texts
  return { kind: 'text', codes: column.codes.map((code) => (code === 0 ? meant : code)), dictionary }
}
