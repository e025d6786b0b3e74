// What one looks at of the tables, as its address: which table, conditions, search, order, columns, the row that is open.

import type { Condition } from '#contract/application/table.ts'
import { codecOf, list, text, texts } from '../../address/codec.ts'
import { parseCondition } from '#contract/application/condition-text.ts'

export const NETWORK = codecOf({
  table: text(),
  where: texts(),
  search: text(),
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

/** Conditions of an address by hand that are none are left out, as the server would refuse them. */
export function readConditions(where: readonly string[]): readonly Condition[] {
  return where.map(parseCondition).filter((condition) => condition !== undefined)
}
