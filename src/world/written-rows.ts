// Rows that a recipe gives word for word, as they would stand in the file.

import { readAmount, readDate, readNumber, readText } from '#model/column.ts'
import { storageOf } from '#model/fact-table.ts'
import type { TableRows } from './table-rows.ts'

export type WrittenRow = { readonly [column: string]: string | number }

/** Adds one row; the recipe's reader has checked columns and values. */
export function addWrittenRow(rows: TableRows, written: WrittenRow): number {
  const row = rows.begin()
  for (const [name, value] of Object.entries(written)) {
    const column = rows.schema.columns.find((candidate) => candidate.name === name)
    if (!column) throw new Error(`table ${rows.schema.name} has no column ${name}`)
    const text = String(value)
    switch (storageOf(column)) {
      case 'date': {
        const reading = readDate(column, text)
        if ('problem' in reading) throw new Error(reading.problem.problem)
        rows.dates(name).set(row, reading.value.earliest, reading.value.latest)
        break
      }
      case 'amount': {
        const reading = readAmount(column, text)
        if ('problem' in reading) throw new Error(reading.problem.problem)
        rows.amounts(name).set(row, reading.value.low)
        break
      }
      case 'number': {
        const reading = readNumber(column, text)
        if ('problem' in reading) throw new Error(reading.problem.problem)
        rows.numbers(name).set(row, reading.value)
        break
      }
      default: {
        const reading = readText(column, text)
        if ('problem' in reading) throw new Error(reading.problem.problem)
        rows.texts(name).set(row, reading.value)
      }
    }
  }
  return row
}
