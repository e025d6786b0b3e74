// One row of a workspace table as a plain thing to ask, and rows of plain texts turned into workspace tables.

import type { DateSpan } from '#base/date-span.ts'
import { isBlankDate, splitList, splitShares } from '#model/column.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { describeFault } from '#model/fault.ts'
import { findTable } from '#model/tables.ts'

export interface FactRow {
  readonly table: string
  readonly file: string
  readonly line: number
  /** '' where blank. */
  text(column: string): string
  /** Undefined where blank; `unknown` is a span over all time. */
  date(column: string): DateSpan | undefined
  /** Undefined where blank; `unknown` reaches to Infinity. */
  amount(column: string): { readonly low: number; readonly high: number } | undefined
  list(column: string): string[]
  shares(column: string): { name: string; weight: number }[]
}

export function rowsOf(facts: readonly FactTable[], tableName: string): FactRow[] {
  const rows: FactRow[] = []
  for (const table of facts) {
    if (table.schema.name !== tableName) continue
    for (let row = 0; row < table.rowCount; row++) rows.push(readRow(table, row))
  }
  return rows
}

function readRow(table: FactTable, row: number): FactRow {
  const text = (name: string): string => {
    const column = table.columns.get(name)
    return column?.kind === 'text' ? column.dictionary.at(column.codes[row]!)! : ''
  }
  return {
    table: table.schema.name,
    file: table.file,
    line: table.ordinals[row]!,
    text,
    date(name) {
      const column = table.columns.get(name)
      if (column?.kind !== 'date') return undefined
      const [earliest, latest] = [column.earliest[row]!, column.latest[row]!]
      return isBlankDate(earliest, latest) ? undefined : { earliest, latest }
    },
    amount(name) {
      const column = table.columns.get(name)
      if (column?.kind !== 'amount') return undefined
      const [low, high] = [column.low[row]!, column.high[row]!]
      return Number.isNaN(low) ? undefined : { low, high }
    },
    list: (name) => splitList(text(name)),
    shares: (name) => splitShares(text(name)),
  }
}

/** Cells as they would stand in a CSV file; a cell not stated is blank. */
export type TextRow = { readonly [column: string]: string | undefined }
export type TextTables = { readonly [table: string]: readonly TextRow[] }

/** The tables a reader would hand over; rows it would refuse are a mistake of the test. */
export function readTextTables(tables: TextTables): FactTable[] {
  return Object.entries(tables).map(([name, rows]) => {
    const schema = findTable(name)
    if (!schema) throw new Error(`no table ${name}`)
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const builder = new FactTableBuilder(schema, `${name}.csv`, columns)
    for (const [index, row] of rows.entries()) {
      const fields = columns.map((column) => row[column] ?? '')
      builder.addRow(fields, index + 2, (fault) => {
        throw new Error(describeFault(fault))
      })
    }
    return builder.finish()
  })
}

/** Rows as a person reads them: the line, then every cell that says something. */
export function spellTextTables(tables: TextTables): string {
  const lines: string[] = []
  for (const [name, rows] of Object.entries(tables)) {
    if (rows.length === 0) continue
    lines.push(`${name}.csv`)
    for (const [index, row] of rows.entries()) {
      const cells = Object.entries(row).filter(([, cell]) => cell !== undefined && cell !== '')
      lines.push(`  line ${index + 2}: ${cells.map(([column, cell]) => `${column}=${cell}`).join('  ')}`)
    }
  }
  return lines.join('\n')
}
