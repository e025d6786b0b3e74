// A table of the spares report, as a list of columns: CSV, workbook and documentation are made from the same lists.

import type { SparesReport } from '#model/spares-report.ts'
import type { ReportColumn } from '../csv-table.ts'

/** A table with its rows, in the order in which they are told. */
export interface SparesTable<Row> {
  readonly columns: readonly ReportColumn<Row>[]
  readonly rowsOf: (report: SparesReport) => readonly Row[]
}

/** Money in the currency itself: whole hundredths are exact in JSON alone. */
export const inCurrency = (hundredths: number | null | undefined): number | undefined =>
  hundredths === null || hundredths === undefined ? undefined : hundredths / 100
