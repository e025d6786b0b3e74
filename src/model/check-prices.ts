// Whether every price is in some currency: one of none is an amount that cannot be summed with another.

import { type FactTable, textAt } from './fact-table.ts'
import type { Fault } from './fault.ts'
import { placeOf } from './place.ts'

/** One warning a file of parts, at the first of its prices that neither the row nor the manifest gives a currency. */
export function checkPrices(
  tables: readonly FactTable[],
  currencyOfManifest: string | undefined,
  report: (fault: Fault) => void,
): void {
  if (currencyOfManifest !== undefined) return
  for (const table of tables) {
    if (table.schema.name !== 'parts') continue
    const rows = rowsPricedInNone(table)
    if (rows.length === 0) continue
    report({
      code: 'missing-value',
      severity: 'warning',
      ...placeOf(table, rows[0]!),
      column: 'currency',
      problem: `price in no currency${rows.length === 1 ? '' : ` (${rows.length} rows)`}, which counts as unknown`,
      expected: 'a currency, or one for all prices under `currency` in mainstay.yaml',
    })
  }
}

function rowsPricedInNone(table: FactTable): number[] {
  return Array.from({ length: table.rowCount }, (_, row) => row).filter(
    (row) => hasPrice(table, row) && textAt(table, 'currency', row) === '',
  )
}

/** What is not known, or not in which currency, is no price. */
export function hasPrice(table: FactTable, row: number): boolean {
  const price = table.columns.get('price')
  return price?.kind === 'amount' && Number.isFinite(price.high[row]) && textAt(table, 'currency', row) !== 'unknown'
}

/** Three capital letters, as ISO 4217 has them. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}
