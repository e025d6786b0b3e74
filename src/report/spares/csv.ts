// The spares report as CSV tables: what to buy, one row a part with all its figures, and the steady state.

import type { SparesReport } from '#model/spares-report.ts'
import { writeCsvTable } from '../csv-table.ts'
import { STEADY_TABLE } from './steady-table.ts'
import { PARTS_TABLE } from './parts-table.ts'
import { PURCHASE_TABLE } from './purchase-table.ts'

/** One row a purchase: a part for a pool. */
export function renderPurchaseCsv(report: SparesReport): Generator<string> {
  return writeCsvTable(PURCHASE_TABLE.columns, PURCHASE_TABLE.rowsOf(report))
}

/** One row a part, in the order of the report. */
export function renderPartsCsv(report: SparesReport): Generator<string> {
  return writeCsvTable(PARTS_TABLE.columns, PARTS_TABLE.rowsOf(report))
}

/** One row a part and pool, as long as supply runs. */
export function renderSteadyCsv(report: SparesReport): Generator<string> {
  return writeCsvTable(STEADY_TABLE.columns, STEADY_TABLE.rowsOf(report))
}
