// What a cell of a mapped column says in our way of writing.

import { FIRST_DAY, formatDay, LAST_DAY } from '#base/calendar.ts'
import { isBeyondCalendar, parseDateSpan } from '#base/date-span.ts'
import type { Column } from './column.ts'
import type { ColumnSource } from './column-mapping.ts'
import { compileDateFormat } from './date-format.ts'
import type { CellTranslation } from './fact-table.ts'

/** The translation a mapping asks for; undefined where cells are taken as they are. */
export function createTranslation(source: ColumnSource, column: Column): CellTranslation | undefined {
  const { values, blanks, dateFormat, decimalComma } = source
  const ours = new Map([...(blanks ?? []).map((text) => [text, ''] as const), ...Object.entries(values ?? {})])
  const readPart =
    dateFormat !== undefined && column.kind === 'date'
      ? createDateTranslation(dateFormat)
      : decimalComma === true
        ? translateDecimalComma
        : undefined
  if (ours.size === 0 && readPart === undefined) return undefined
  return (text) => {
    const known = ours.get(text)
    if (known !== undefined) return { value: known }
    return text === '' || text === 'unknown' || readPart === undefined ? { value: text } : readPart(text)
  }
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** Cells of a workbook that are dates arrive so, whatever format its texts have. */
const ISO_DATE_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}$/

function createDateTranslation(format: string): CellTranslation {
  const readFormatted = compileDateFormat(format)
  if (!readFormatted) throw new Error(`no date format: ${format}`)
  const acceptsIso = !format.startsWith('YYYY')
  return (text) => {
    const date = readFormatted(text)
    if (date !== undefined && parseDateSpan(date)) return { value: date }
    const day = ISO_DATE_TIME.exec(text)?.[1]
    if (date === undefined && day !== undefined && parseDateSpan(day)) return { value: day }
    if (text === 'never' || (acceptsIso && ISO_DATE.test(text))) return { value: text }
    if (date !== undefined && isBeyondCalendar(date)) {
      const expected = `a date ${format} from ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}`
      return { problem: { code: 'impossible-date', problem: 'date beyond the calendar', expected } }
    }
    const expected = `a date ${format}`
    return {
      problem: { code: 'impossible-date', problem: date === undefined ? 'not a date' : 'no such date', expected },
    }
  }
}

const DECIMAL_COMMA = /^[-+]?(\d{1,3}([. \u00a0\u202f]\d{3})+|\d+)(,\d+)?$/

function translateDecimalComma(text: string): ReturnType<CellTranslation> {
  const parts = text.split('..').map((part) => part.trim())
  if (parts.length <= 2 && parts.every((part) => DECIMAL_COMMA.test(part)))
    return { value: parts.map((part) => part.replace(/[. \u00a0\u202f]/g, '').replace(',', '.')).join('..') }
  return {
    problem: {
      code: 'invalid-value',
      problem: 'not a number',
      expected: 'a number with a decimal comma, such as `1.234,5`',
    },
  }
}
