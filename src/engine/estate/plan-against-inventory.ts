// What an inventory of a later day says of a row of the plan: that it was done, or was not done by then.

import { AFTER_ALL, formatDay } from '#base/calendar.ts'
import { type DateSpan, formatDateSpan } from '#base/date-span.ts'
import { splitList } from '#model/column.ts'
import type { Origin } from '#model/estate.ts'
import { textAt } from '#model/fact-table.ts'
import { bandsOf, technologiesOf } from './configurations.ts'
import type { Loading } from './loading.ts'
import type { PlanRow } from './plan-row.ts'

/** Whether the inventory, of a later day than the row, has the element: then it tells how things went. */
export function isShown(row: PlanRow, entity: number, { entities, inventoryDate }: Loading): boolean {
  return row.date.latest < inventoryDate && entities.originOf(entity).table.schema.name === 'elements'
}

/** The days on which the row may be carried out on a subject: as it states, or later where it was not done by then. */
export function daysFor(row: PlanRow, subject: number, loading: Loading): DateSpan {
  if (!isShownUnaltered(row, subject, loading)) return row.date
  const { earliest, latest } = row.date
  const open = firstDayOpen(loading)
  // Where no day is left nobody knows when it is carried out.
  return latest < open ? { earliest: open, latest: AFTER_ALL } : { earliest: Math.max(earliest, open), latest }
}

/** The inventory shows the element as it was before the row, which is of a day before it, or may be. */
function isShownUnaltered(row: PlanRow, subject: number, { draft, entities, inventoryDate }: Loading): boolean {
  const inventory = entities.originOf(draft.entityOf[subject]!)
  if (inventory.table.schema.name !== 'elements' || row.date.earliest >= inventoryDate) return false
  if (row.action !== 'change') return true
  return !carriesAsPlanned(row, inventory, 'technologies') || !carriesAsPlanned(row, inventory, 'bands')
}

function carriesAsPlanned(row: PlanRow, inventory: Origin, field: 'technologies' | 'bands'): boolean {
  if (row.text(field) === '') return true
  const shown = shownBy(inventory, field, textAt(inventory.table, field, inventory.row))
  const planned = shownBy(inventory, field, row.text(field))
  return shown?.length === planned?.length && shown?.every((one) => planned!.includes(one)) === true
}

/** What the text says that an element with the function of the row carries, each once; undefined where nobody knows. */
function shownBy({ table, row }: Origin, field: 'technologies' | 'bands', text: string): string[] | undefined {
  const carried =
    field === 'technologies' ? technologiesOf(splitList(textAt(table, 'function', row)), text) : bandsOf(text)
  return carried && [...new Set(carried)]
}

/** The inventory does not say what the element carries of what the row states. */
function isUnsaid(row: PlanRow, subject: number, { draft, entities }: Loading): boolean {
  const inventory = entities.originOf(draft.entityOf[subject]!)
  return (['technologies', 'bands'] as const).every(
    (field) =>
      carriesAsPlanned(row, inventory, field) ||
      shownBy(inventory, field, textAt(inventory.table, field, inventory.row)) === undefined,
  )
}

/** The first day on which what the inventory shows unaltered may have been altered, as far as is known. */
function firstDayOpen({ inventoryDate, knownAt }: Loading): number {
  return knownAt >= inventoryDate ? inventoryDate : knownAt + 1
}

/** Tells of a row of which no day is left for some of its elements. */
export function tellContradicted(row: PlanRow, targets: readonly number[], loading: Loading): void {
  const open = firstDayOpen(loading)
  if (row.date.latest >= open) return
  const unaltered = targets.filter((subject) => isShownUnaltered(row, subject, loading))
  const count = unaltered.length
  if (count === 0) return
  const isAllUnsaid = row.action === 'change' && unaltered.every((subject) => isUnsaid(row, subject, loading))
  const day = formatDay(loading.inventoryDate)
  const what = row.text('element') === '' ? `${count} of the elements` : 'the element'
  const how = row.action === 'change' ? 'with other technologies or bands' : 'still there'
  row.warn(
    'date',
    isAllUnsaid
      ? `the inventory of ${day} does not say that ${what} ${count > 1 ? 'carry' : 'carries'} what the row states`
      : `the inventory of ${day} shows ${what} ${how}`,
    `a date from ${day} on or, if it was done, an inventory that shows it in place of this row; until then it counts as perhaps done from ${formatDay(open)} on`,
    formatDateSpan(row.date),
  )
}
