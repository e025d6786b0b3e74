// Whether each row of the plan is carried out as it reads: a cell that its action does not look at would be lost.

import { AFTER_ALL } from '#base/calendar.ts'
import { isBlankDate } from './column.ts'
import type { FactColumn } from './fact-column.ts'
import { type FactTable, textAt } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { placeOf } from './place.ts'

type Action = 'install' | 'replace' | 'remove' | 'change'

const NEW_ELEMENT_ONLY = ['successor', 'kind', 'site', 'operators', 'function', 'traffic', 'premises', 'subscribers']

/** The columns an action does not look at; suppliers are those of a new element. */
const UNREAD: Readonly<Record<Action, readonly string[]>> = {
  install: ['selector', 'quantity', 'successor'],
  replace: ['kind'],
  remove: [...NEW_ELEMENT_ONLY, 'technologies', 'bands', 'softwareVersion'],
  change: NEW_ELEMENT_ONLY,
}

const HINTS: Readonly<Record<Action, string>> = {
  install: 'blank; it makes the one element named',
  replace: 'blank; the successor is of the kind of the old element',
  remove: 'blank, or action `replace`',
  change: 'blank, or action `replace`; a change alters technologies and bands',
}

/** One fault a cell that is not carried out, in order of rows. */
export function checkPlan(table: FactTable, report: (fault: Fault) => void): void {
  const suppliers = table.schema.columns
    .map((column) => column.name)
    .filter((name) => name === 'product' || name === 'vendor' || name.endsWith('Vendor'))
  const dates = table.columns.get('date')
  for (let row = 0; row < table.rowCount; row++) {
    const action = textAt(table, 'action', row) as Action
    if (
      dates?.kind === 'date' &&
      dates.earliest[row]! >= AFTER_ALL &&
      !isBlankDate(dates.earliest[row]!, dates.latest[row]!)
    )
      report(fault(table, row, 'date', 'a change that is never made', 'a day or a range of days, or no row', 'never'))
    const unread = action === 'remove' || action === 'change' ? [...UNREAD[action], ...suppliers] : UNREAD[action]
    for (const column of unread ?? []) {
      if (!isStated(table.columns.get(column), row)) continue
      report(fault(table, row, column, `not carried out by action ${action}`, HINTS[action]))
    }
    if (action === 'install') continue
    if (textAt(table, 'element', row) === '') checkQuantity(table, row, report)
    else
      for (const column of ['selector', 'quantity']) {
        if (!isStated(table.columns.get(column), row)) continue
        report(fault(table, row, column, 'not read where `element` names one', 'blank, or `element` blank'))
      }
  }
}

function checkQuantity(table: FactTable, row: number, report: (fault: Fault) => void): void {
  const quantity = table.columns.get('quantity')
  if (quantity?.kind !== 'amount' || quantity.high[row] !== 0) return
  report(fault(table, row, 'quantity', 'a change of nothing', 'how many, at least 1; blank for all; or no row', '0'))
}

function fault(
  table: FactTable,
  row: number,
  column: string,
  problem: string,
  expected: string,
  text = textAt(table, column, row),
): Fault {
  return {
    code: 'contradiction',
    severity: 'error',
    ...placeOf(table, row),
    column,
    ...(text === '' ? {} : { text: quoteForFault(text) }),
    problem,
    expected,
  }
}

function isStated(cells: FactColumn | undefined, row: number): boolean {
  switch (cells?.kind) {
    case 'text':
      return cells.dictionary.at(cells.codes[row]!) !== ''
    case 'date':
      return !isBlankDate(cells.earliest[row]!, cells.latest[row]!)
    case 'amount':
      return !Number.isNaN(cells.low[row]!)
    case 'number':
      return !Number.isNaN(cells.values[row]!)
    default:
      return false
  }
}
