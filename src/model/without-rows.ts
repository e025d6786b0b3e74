// A table without some of its rows.

import type { FactColumn, FactTable, JoinedCells } from './fact-table.ts'

/** What is left keeps its order, its places and where its joined cells came from. */
export function withoutRows(table: FactTable, rows: ReadonlySet<number>): FactTable {
  if (rows.size === 0) return table
  const keep = <Values extends Kept>(values: Values): Values =>
    values.filter((_, row) => !rows.has(row)) as unknown as Values
  const keepJoined = (cells: JoinedCells): JoinedCells => ({ ...cells, ordinals: keep(cells.ordinals) })
  const joined = table.joined && {
    joined: new Map(Array.from(table.joined, ([name, cells]) => [name, cells.map(keepJoined)] as const)),
  }
  return {
    ...table,
    rowCount: table.rowCount - rows.size,
    columns: new Map(Array.from(table.columns, ([name, column]) => [name, keepCells(column, keep)] as const)),
    ordinals: keep(table.ordinals),
    ...joined,
  }
}

type Kept = Uint32Array | Int32Array | Float64Array

function keepCells(column: FactColumn, keep: <Values extends Kept>(values: Values) => Values): FactColumn {
  switch (column.kind) {
    case 'text':
      return { ...column, codes: keep(column.codes) }
    case 'date':
      return { ...column, earliest: keep(column.earliest), latest: keep(column.latest) }
    case 'amount':
      return { ...column, low: keep(column.low), high: keep(column.high) }
    case 'number':
      return { ...column, values: keep(column.values) }
  }
}
