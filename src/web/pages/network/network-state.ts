// What one looks at of the tables, as its address: which table, conditions, search, order, columns, the row that is open.

import type { Condition, Table } from '#contract/application/table.ts'
import { codecOf, list, type Misread, text, texts } from '../../address/codec.ts'
import { parseMatter } from '#contract/application/matter-text.ts'
import { parseCondition } from '#contract/application/condition-text.ts'

export const NETWORK = codecOf({
  table: text(),
  where: { ...texts(), misread: (all) => all.filter((one) => parseCondition(one) === undefined) },
  search: text(),
  /** Rows that matter so to a rule of an analysis; blank: whatever they matter to. */
  matter: { ...text(), misread: (all) => all.filter((one) => parseMatter(one) === undefined) },
  /** Columns in order, `-` before one: descending. */
  sort: list(),
  /** Blank: all that are filled. */
  columns: list(),
  /** The key of the row that is open. */
  row: text(),
})
export type NetworkState = ReturnType<typeof NETWORK.read>

export interface Sort {
  readonly column: string
  readonly isDescending: boolean
}

export function readSort(sort: readonly string[]): readonly Sort[] {
  return sort
    .filter((one) => one !== '' && one !== '-')
    .map((one) =>
      one.startsWith('-') ? { column: one.slice(1), isDescending: true } : { column: one, isDescending: false },
    )
}

/** Ascending, then descending, then not at all. */
export function nextSort(sort: readonly string[], column: string, isFurther: boolean): readonly string[] {
  const place = readSort(sort).findIndex((one) => one.column === column)
  const was = sort[place]
  const next = was === undefined ? [column] : was.startsWith('-') ? [] : [`-${column}`]
  if (!isFurther) return next
  return was === undefined ? [...sort, ...next] : sort.toSpliced(place, 1, ...next)
}

/** What is well written, and names no table or column of these. */
export function listUnknown(
  { table: chosen, where, sort, columns }: NetworkState,
  tables: readonly Table[],
  table: Table,
): readonly Misread[] {
  if (chosen !== '' && chosen !== table.table && !tables.some(({ table: name }) => name === chosen))
    return [{ name: 'table', text: chosen }]
  const isUnknown = (column: string): boolean => !table.columns.some(({ name }) => name === column)
  // Of what no row of the snapshot states nothing can be asked but whether it is blank.
  const isUnasked = ({ column, operator }: Condition): boolean =>
    isUnknown(column) ||
    (operator !== 'isBlank' &&
      operator !== 'isNot' &&
      !table.columns.some((one) => one.name === column && one.isFilled))
  return [
    ...where.filter((text) => readConditions([text]).some(isUnasked)).map((text) => ({ name: 'where', text })),
    ...sort.filter((text) => isUnknown(text.replace(/^-/, ''))).map((text) => ({ name: 'sort', text })),
    ...columns.filter(isUnknown).map((text) => ({ name: 'columns', text })),
  ]
}

/** Conditions of an address by hand that are none are left out, as the server would refuse them. */
export function readConditions(where: readonly string[]): readonly Condition[] {
  return where.map(parseCondition).filter((condition) => condition !== undefined)
}
