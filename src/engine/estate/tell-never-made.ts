// Which rows speak of elements that the plan was thought to make, and never makes?
//
// That a row of the plan may make an element of some name is seen from its text; whether it does, from the estate alone.

import { type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import { quoteForFault } from '#model/fault.ts'
import { withLeftOut } from '#model/left-out-rows.ts'
import { placeOf } from '#model/place.ts'
import type { Loading } from './loading.ts'

/** Columns that name elements, and which rows of the table do; hosts are of the inventory. */
const NAMING = [
  { of: 'units', column: 'element', isNaming: () => true },
  { of: 'authorisations', column: 'element', isNaming: () => true },
  {
    of: 'weights',
    column: 'identifier',
    isNaming: (table: FactTable, row: number) => textAt(table, 'subject', row) === 'element',
  },
] as const

/** After the plan is carried out. */
export function tellNeverMade(facts: readonly FactTable[], loading: Loading): void {
  for (const { of, column, isNaming } of NAMING) {
    for (const table of withLeftOut(facts.filter(({ schema }) => schema.name === of))) {
      const cells = table.columns.get(column)
      if (cells?.kind !== 'text') continue
      const isMissing = namesNeverMade(cells, loading)
      if (!isMissing.includes(1)) continue
      for (let row = 0; row < table.rowCount; row++)
        if (isMissing[cells.codes[row]!] === 1 && isNaming(table, row)) tell(table, row, column, loading)
    }
  }
}

/** By number of the text. That nothing has a name of any other form is told where the rows are held against one another. */
function namesNeverMade({ dictionary }: TextColumn, { entities, absences }: Loading): Uint8Array {
  return Uint8Array.from({ length: dictionary.length }, (_, code) => {
    if (code === 0 || entities.findOf(dictionary, code) !== undefined) return 0
    const name = dictionary.at(code)!
    return Number(absences.mayBePlanned(name) && !absences.mayHave(name))
  })
}

function tell(table: FactTable, row: number, column: string, { absences: { why }, report }: Loading): void {
  const name = textAt(table, column, row)
  const [old, date] = [name.slice(0, name.lastIndexOf('~')), name.slice(name.lastIndexOf('~') + 1)]
  const expected = `one of the elements, or a \`replace\` on ${date} that means element \`${quoteForFault(old)}\``
  report({
    code: 'unknown-reference',
    severity: why === undefined ? 'error' : 'warning',
    ...placeOf(table, row),
    column,
    text: quoteForFault(name),
    problem: 'unknown element',
    expected: why === undefined ? expected : `${expected}; a warning only, for ${why}`,
  })
}
