// What the rows of a workspace name, whatever is known of it on a day.

import { type FactTable, textAt } from './fact-table.ts'
import { TextIndex } from './text-index.ts'

/** The keys of a table of one key column, in the order of its rows. */
export function collectKeys(tables: readonly FactTable[]): TextIndex {
  const index = new TextIndex()
  for (const table of tables) {
    const column = table.columns.get(table.schema.key[0]!)
    if (column?.kind !== 'text') continue
    for (let row = 0; row < table.rowCount; row++) index.addOf(column.dictionary, column.codes[row]!)
  }
  return index
}

/** Elements of the inventory, and those that the plan makes. */
export function namesOfElements(tables: readonly FactTable[]): TextIndex {
  const index = collectKeys(tables.filter(({ schema }) => schema.name === 'elements'))
  for (const plan of tables) {
    if (plan.schema.name !== 'plan') continue
    for (let row = 0; row < plan.rowCount; row++) {
      index.add(elementMadeBy(plan, row))
      // What a row left out does, that could not be read, may be to make its element.
      if (textAt(plan, 'action', row) === '') index.add(textAt(plan, 'element', row))
    }
  }
  return index
}

/** The name that a row of the plan gives to a new element; '' where it makes none, or names it after the old one. */
export function elementMadeBy(plan: FactTable, row: number): string {
  return textAt(plan, 'action', row) === 'install' ? textAt(plan, 'element', row) : textAt(plan, 'successor', row)
}
