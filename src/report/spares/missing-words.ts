// What would be needed of a part and cannot be had, in words.

import { formatNumber } from '#base/format-number.ts'
import type { UnobtainableRow } from '#model/spares-report.ts'

/** What {@link sayMissing} counts. */
export const WHAT_IS_MISSING = 'would have to be on the shelf on the first day for what was asked'

/** `398 more`, `8 instead of the 10 to buy`, `5 more beside the 3 to buy`. */
export function sayMissing({ missing, bought, isInPlaceOfBought }: UnobtainableRow): string {
  const units = formatNumber(missing)
  if (bought === 0) return `${units} more`
  const toBuy = `the ${formatNumber(bought)} to buy`
  return isInPlaceOfBought ? `${units} instead of ${toBuy}` : `${units} more beside ${toBuy}`
}
