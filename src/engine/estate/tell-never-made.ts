// Which rows speak of elements that the plan was thought to make, and never makes?
//
// That a row of the plan may make an element of some name is seen from its text; whether it does, from the estate alone.

import { type FactTable, type TextColumn, textAt } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { withLeftOut } from '#model/left-out-rows.ts'
import { placeOf } from '#model/place.ts'
import type { Absences } from './absences.ts'
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
      const faults = faultsOfNames(cells, loading)
      if (faults.size === 0) continue
      for (let row = 0; row < table.rowCount; row++) {
        const fault = faults.get(cells.codes[row]!)
        if (fault && isNaming(table, row)) loading.report({ ...fault, ...placeOf(table, row), column })
      }
    }
  }
}

type NameFault = Omit<Fault, 'file' | 'line' | 'column'>

/** By number of the text. That nothing has a name of any other form is told where the rows are held against one another. */
function faultsOfNames({ dictionary }: TextColumn, { entities, absences }: Loading): ReadonlyMap<number, NameFault> {
  const faults = new Map<number, NameFault>()
  for (let code = 1; code < dictionary.length; code++) {
    if (entities.findOf(dictionary, code) !== undefined) continue
    const name = dictionary.at(code)!
    if (absences.isPlannedInVain(name)) faults.set(code, describeInVain(name))
    else if (absences.mayBePlanned(name) && !absences.mayHave(name)) faults.set(code, describeUnknown(name, absences))
  }
  return faults
}

/** Why its row makes nothing was told, or is seen from the inventory, which goes before the plan. */
function describeInVain(name: string): NameFault {
  return {
    code: 'unknown-reference',
    severity: 'warning',
    text: quoteForFault(name),
    problem: 'the plan names this element and, as the inventory stands, makes none: nothing is judged of the row',
    expected: 'an element of the inventory, or one that the plan makes',
  }
}

function describeUnknown(name: string, { why }: Absences): NameFault {
  const end = name.lastIndexOf('~')
  const [old, date] = [quoteForFault(name.slice(0, end)), name.slice(end + 1)]
  const expected = `one of the elements; as the inventory stands, no row of the plan replaces \`${old}\` on ${date}`
  return {
    code: 'unknown-reference',
    severity: why === undefined ? 'error' : 'warning',
    text: quoteForFault(name),
    problem: 'unknown element',
    expected: why === undefined ? expected : `${expected}; a warning only, for ${why}`,
  }
}
