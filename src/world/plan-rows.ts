// Writes rows of plan.csv, each with the days on which it was known, and puts them into the order of plan and date.

import type { CivilDay } from '#base/calendar.ts'
import { addMonths } from '#base/calendar.ts'
import type { FactTable } from '#model/fact-table.ts'
import { PLAN } from '#model/tables.ts'
import { productOf } from './catalogue.ts'
import { TableRows } from './table-rows.ts'
import { addWrittenRow, type WrittenRow } from './written-rows.ts'

export interface PlannedChange {
  readonly date: CivilDay
  readonly action: 'install' | 'replace' | 'remove'
  readonly element: string
  readonly successor?: string
  readonly site?: string
  readonly vendor?: string
  readonly suppliers?: { readonly [role: string]: string | undefined }
  readonly product?: string
  readonly operators?: string
  readonly function?: string
  readonly technologies?: string
  readonly bands?: string
  readonly trafficKbits?: number
  readonly premises?: number
  /** The row holds from then on, when it differs from the plan's. */
  readonly knownFrom?: CivilDay
  /** The row holds until then, instead of until the plan's end; never longer than its own date. */
  readonly knownUntil?: CivilDay
}

interface PlanFrame {
  readonly number: number
  readonly knownFrom: CivilDay
  readonly knownUntil?: CivilDay
  readonly notified?: CivilDay
  readonly laterByMonths?: number
}

export class PlanRows {
  readonly #rows: TableRows
  readonly #planOfRow: number[] = []
  #frame: PlanFrame = { number: 0, knownFrom: 0 }

  constructor(file: string) {
    this.#rows = new TableRows(PLAN, file)
  }

  beginPlan(frame: PlanFrame): void {
    this.#frame = frame
  }

  add(change: PlannedChange): void {
    const rows = this.#rows
    const row = rows.begin()
    const date = this.#moved(change.date)
    rows.dates('date').set(row, date)
    rows.texts('action').set(row, change.action)
    rows.texts('element').setUnique(row, change.element)
    const product = change.product ?? productOf(change.vendor ?? '', change.function ?? '').product
    for (const [column, text] of [
      ['successor', change.successor],
      ['site', change.site],
      ['vendor', change.vendor],
      ['product', product],
      ['operators', change.operators],
      ['function', change.function],
      ['technologies', change.technologies],
      ['bands', change.bands],
    ] as const)
      if (text !== undefined) rows.texts(column).set(row, text)
    for (const [role, supplier] of Object.entries(change.suppliers ?? {}))
      if (supplier !== undefined) rows.texts(`${role}Vendor`).set(row, supplier)
    if (change.trafficKbits !== undefined) rows.amounts('traffic').set(row, change.trafficKbits)
    if (change.premises !== undefined) rows.amounts('premises').set(row, change.premises)
    this.#setKnown(row, date, change)
  }

  #moved(date: CivilDay): CivilDay {
    return addMonths(date, this.#frame.laterByMonths ?? 0)
  }

  /** What is due is done or lapsed: from its own date on a row tells nothing that the inventory does not. */
  #setKnown(row: number, date: CivilDay, change: PlannedChange): void {
    const { number, knownFrom, knownUntil, notified } = this.#frame
    this.#planOfRow.push(number)
    this.#rows.dates('knownFrom').set(row, change.knownFrom ?? knownFrom)
    const until = Math.min(date, change.knownUntil ?? knownUntil ?? date)
    if (change.knownUntil !== undefined || knownUntil !== undefined) this.#rows.dates('knownUntil').set(row, until)
    if (notified !== undefined) this.#rows.dates('notified').set(row, notified)
  }

  addWritten(written: WrittenRow): void {
    const row = addWrittenRow(this.#rows, written)
    const { number, knownFrom, knownUntil } = this.#frame
    this.#planOfRow.push(number)
    const dates = this.#rows.dates('date')
    const date = this.#moved(dates.earliestAt(row))
    dates.set(row, date)
    if (written.knownFrom === undefined) this.#rows.dates('knownFrom').set(row, knownFrom)
    if (written.knownUntil === undefined && knownUntil !== undefined)
      this.#rows.dates('knownUntil').set(row, Math.min(date, knownUntil))
  }

  get rowCount(): number {
    return this.#rows.rowCount
  }

  finish(): FactTable {
    const count = this.#rows.rowCount
    const dates = this.#rows.dates('date')
    const keys = new Float64Array(count)
    for (let row = 0; row < count; row++)
      keys[row] = (this.#planOfRow[row]! * 2 ** 17 + dates.earliestAt(row)) * 2 ** 25 + row
    keys.sort()
    return this.#rows.finish(Uint32Array.from(keys, (key) => key % 2 ** 25))
  }
}
