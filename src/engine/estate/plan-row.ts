// A row of plan.csv: what it states, and how faults name it.

import type { DateSpan } from '#base/date-span.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { type Place, placeOf } from '#model/place.ts'
import { elementMadeBy } from '#model/row-names.ts'
import { DateReader, Knowledge } from './history.ts'
import type { Loading } from './loading.ts'

export class PlanRow {
  readonly table: FactTable
  readonly tableNumber: number
  readonly row: number
  readonly date: DateSpan
  /** Told of: what it was to make may not be there. */
  isAtFault = false
  readonly #report: (fault: Fault) => void

  constructor(table: FactTable, tableNumber: number, row: number, date: DateSpan, report: (fault: Fault) => void) {
    this.table = table
    this.tableNumber = tableNumber
    this.row = row
    this.date = date
    this.#report = report
  }

  /** The cell as it stands; '' where it is blank. */
  text(column: string): string {
    return textAt(this.table, column, this.row)
  }

  get action(): string {
    return this.text('action')
  }

  /** The element it makes; '' where it makes none, or names it after the old one. */
  get made(): string {
    return elementMadeBy(this.table, this.row)
  }

  /** Undefined where blank. */
  amount(column: string): { readonly low: number; readonly high: number } | undefined {
    const cells = this.table.columns.get(column)
    if (cells?.kind !== 'amount' || Number.isNaN(cells.low[this.row]!)) return undefined
    return { low: cells.low[this.row]!, high: cells.high[this.row]! }
  }

  /** Undefined where blank. */
  span(column: string): DateSpan | undefined {
    const dates = new DateReader(this.table, [column])
    return dates.read(0, this.row) ? { earliest: dates.earliest, latest: dates.latest } : undefined
  }

  fault(column: string, problem: string, expected: string, text = this.text(column)): void {
    this.isAtFault = true
    this.#tell({ code: 'contradiction', severity: 'error', column, problem, expected, text })
  }

  warn(column: string, problem: string, expected: string, text = this.text(column)): void {
    this.#tell({ code: 'contradiction', severity: 'warning', column, problem, expected, text })
  }

  #tell({ text, ...fault }: Omit<Fault, keyof Place>): void {
    this.#report({ ...fault, ...placeOf(this.table, this.row), ...(text === '' ? {} : { text }) })
  }
}

/** The rows known on the day, in order of date, file and line. */
export function knownRowsInOrder(tables: readonly FactTable[], loading: Loading): PlanRow[] {
  const rows: PlanRow[] = []
  for (const table of tables) {
    // A plan needs no inventory date to be known: a row without knownFrom is known at any time.
    const knowledge = new Knowledge(table, loading.knownAt, Number.NEGATIVE_INFINITY)
    const dates = new DateReader(table, ['date'])
    const tableNumber = loading.entities.addTable(table)
    for (let row = 0; row < table.rowCount; row++) {
      if (knowledge.of(row) === 'no' || !dates.read(0, row)) {
        loading.absences.passOver()
        loading.absences.passOverPlanned({ table, row })
        continue
      }
      const { earliest, latest } = dates
      rows.push(new PlanRow(table, tableNumber, row, { earliest, latest }, loading.report))
    }
  }
  // Stable: rows of one day stay in the order of file and line.
  return rows.sort((left, right) => left.date.earliest - right.date.earliest)
}
