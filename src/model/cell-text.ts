// How a cell is written, as a file of the workspace has it once quotes and guards are taken away.

import { formatDateSpan } from '#base/date-span.ts'
import { type Column, isBlankDate } from './column.ts'
import type { FactColumn } from './fact-column.ts'

/** '' where blank. */
export function spellDate(earliest: number, latest: number): string {
  return isBlankDate(earliest, latest) ? '' : formatDateSpan({ earliest, latest })
}

/** Of whole 10^-decimals of a unit, in the unit; '' where blank. */
export function spellAmount(low: number, high: number, decimals: number): string {
  if (Number.isNaN(low)) return ''
  if (high === Number.POSITIVE_INFINITY) return 'unknown'
  const lowText = spellScaled(low, decimals)
  return low === high ? lowText : `${lowText}..${spellScaled(high, decimals)}`
}

/** A whole number of 10^-decimals as a decimal number, without trailing zeros. */
function spellScaled(amount: number, decimals: number): string {
  const scale = 10 ** decimals
  const whole = Math.floor(amount / scale)
  const rest = amount - whole * scale
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(decimals, '0').replace(/0+$/, '')}`
}

/**
 * With as many decimals as a cell may have: a small number written with an exponent could not be read again. '' where
 * blank.
 */
export function spellNumber(value: number): string {
  if (Number.isNaN(value)) return ''
  const text = String(value)
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text
}

/** Spells the cells of a column by row. */
export function createCellSpeller(column: Column, cells: FactColumn): (row: number) => string {
  switch (cells.kind) {
    case 'text':
      return (row) => cells.dictionary.at(cells.codes[row]!)!
    case 'date': {
      // Days repeat in many rows; ranges do not.
      const days = new Map<number, string>()
      return (row) => {
        const earliest = cells.earliest[row]!
        const latest = cells.latest[row]!
        if (earliest !== latest) return spellDate(earliest, latest)
        let text = days.get(earliest)
        if (text === undefined) days.set(earliest, (text = spellDate(earliest, latest)))
        return text
      }
    }
    case 'amount':
      return (row) => spellAmount(cells.low[row]!, cells.high[row]!, column.decimals ?? 0)
    case 'number':
      return (row) => spellNumber(cells.values[row]!)
  }
}
