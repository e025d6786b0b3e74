// What a column of a workspace file may hold. One description makes the reader, the templates and the documentation.

import { BEFORE_ALL, FIRST_DAY, formatDay, LAST_DAY } from '#base/calendar.ts'
import { type DateSpan, isBeyondCalendar, NEVER, parseDateSpan, UNKNOWN_DATE } from '#base/date-span.ts'
import { nearestName } from '#base/near-name.ts'
import { FUNCTION_IDS, isFunctionId } from './network-function.ts'

/**
 * - `identifier`: a name of ours or of another row (`references`).
 * - `text`: anything on one line.
 * - `vendor`: a vendor as the source wrote it; resolved later, never guessed.
 * - `function`, `functions`: nodes of the function tree.
 * - `choice`, `choices`: one or several of `choices`, several separated by `|`.
 * - `list`: free words separated by `|`.
 * - `shares`: `name:weight|name:weight`, whole weights.
 * - `date`: see base/date-span.ts.
 * - `amount`: a number not below zero, exact, ranged (`10..12`) or `unknown`; held as an integer of 10^-decimals of the unit.
 * - `number`: a plain number within limits.
 */
export type ColumnKind =
  | 'identifier'
  | 'text'
  | 'vendor'
  | 'function'
  | 'functions'
  | 'choice'
  | 'choices'
  | 'list'
  | 'shares'
  | 'date'
  | 'amount'
  | 'number'

export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  /** One sentence for the documentation and the template. */
  readonly about: string
  readonly example: string
  readonly required?: boolean
  /** Of a date: what is decided or measured on it hangs on one day, so that a range or `unknown` is refused. */
  readonly isExact?: boolean
  readonly choices?: readonly string[]
  /** Table whose key this identifier must be found in; where another column of the row says which, by its words. */
  readonly references?: string | ReferenceByColumn
  readonly unit?: string
  /** Decimal digits kept of an amount. */
  readonly decimals?: number
  readonly minimum?: number
  readonly maximum?: number
}

export interface ReferenceByColumn {
  readonly column: string
  readonly tables: { readonly [word: string]: string }
}

/** A file of the workspace: `<name>.csv` or `<name>.parquet`. */
export interface TableSchema {
  readonly name: string
  readonly about: string
  /** Columns that together name a row; empty where rows have no name of their own. */
  readonly key: readonly string[]
  /** Many sources name what it lists, for theirs stands on it or is of it: such rows are one ({@link uniteSharedRows}). */
  readonly isShared?: true
  readonly columns: readonly Column[]
}

export const LONGEST_IDENTIFIER = 200
export const LONGEST_TEXT = 4000

export interface CellProblem {
  readonly code: 'invalid-value' | 'impossible-date'
  readonly problem: string
  readonly expected: string
  readonly didYouMean?: string
}

export type Reading<Value> = { readonly value: Value } | { readonly problem: CellProblem }

function refuse<Value>(problem: string, expected: string, didYouMean?: string): Reading<Value> {
  return { problem: { code: 'invalid-value', problem, expected, ...(didYouMean === undefined ? {} : { didYouMean }) } }
}

/** Length up to which every text is a good cell of the column, just as it stands; 0 where {@link readText} must tell. */
export function longestFreeText({ kind }: Column): number {
  if (kind === 'identifier') return LONGEST_IDENTIFIER
  return kind === 'text' || kind === 'vendor' ? LONGEST_TEXT : 0
}

/** Reads a non-blank cell of a textual kind into its canonical text: lists sorted and without repetition. */
export function readText(column: Column, text: string): Reading<string> {
  switch (column.kind) {
    case 'identifier':
      if (text.length > LONGEST_IDENTIFIER)
        return refuse('identifier too long', `at most ${LONGEST_IDENTIFIER} characters`)
      return { value: text }
    case 'function':
      return text === 'unknown' || isFunctionId(text) ? { value: text } : refuseFunction(text)
    case 'functions':
      if (text === 'unknown') return { value: text }
      return readList(text, (item) => (isFunctionId(item) ? undefined : refuseFunction(item)))
    case 'choice':
      // What must be stated says what the row is: an action that is not known cannot be carried out.
      return column.choices!.includes(text) || (text === 'unknown' && column.required !== true)
        ? { value: text }
        : refuseChoice(column, text)
    case 'choices':
      if (text === 'unknown') return { value: text }
      return readList(text, (item) => (column.choices!.includes(item) ? undefined : refuseChoice(column, item)))
    case 'list':
      return readList(text, () => undefined)
    case 'shares':
      return text === 'unknown' ? { value: text } : readShares(text)
    default:
      if (text.length > LONGEST_TEXT) return refuse('text too long', `at most ${LONGEST_TEXT} characters`)
      return { value: text }
  }
}

function refuseFunction(text: string): Reading<never> {
  return refuse(
    'unknown network function',
    'a node of the function tree, such as `ran.5g.gnb`',
    nearestName(text, FUNCTION_IDS),
  )
}

function refuseChoice(column: Column, text: string): Reading<never> {
  return refuse(`unknown ${column.name}`, column.choices!.join(', '), nearestName(text, column.choices!))
}

function readList(text: string, check: (item: string) => Reading<never> | undefined): Reading<string> {
  const items = new Set<string>()
  for (const part of text.split('|')) {
    const item = part.trim()
    if (item === '') continue
    const refused = check(item)
    if (refused) return refused
    items.add(item)
  }
  return { value: [...items].sort().join('|') }
}

const SHARES_EXPECTED = 'names with whole weights, such as `North Mobile:60|South Mobile:40`'

function readShares(text: string): Reading<string> {
  const shares = new Map<string, number>()
  for (const part of text.split('|')) {
    const item = part.trim()
    if (item === '') continue
    const colon = item.lastIndexOf(':')
    const name = (colon < 0 ? item : item.slice(0, colon)).trim()
    const weight = colon < 0 ? 1 : Number(item.slice(colon + 1).trim())
    if (name === '' || !Number.isInteger(weight) || weight < 1 || weight > 1_000_000)
      return refuse('no share', SHARES_EXPECTED)
    if (shares.has(name)) return refuse('the same name twice', SHARES_EXPECTED)
    shares.set(name, weight)
  }
  return {
    value: [...shares]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, weight]) => `${name}:${weight}`)
      .join('|'),
  }
}

/** The parts of a canonical `shares` cell. */
export function splitShares(canonical: string): { name: string; weight: number }[] {
  if (canonical === '' || canonical === 'unknown') return []
  return canonical.split('|').map((item) => {
    const colon = item.lastIndexOf(':')
    return { name: item.slice(0, colon), weight: Number(item.slice(colon + 1)) }
  })
}

export function splitList(canonical: string): string[] {
  return canonical === '' || canonical === 'unknown' ? [] : canonical.split('|')
}

/** Reads a non-blank date cell. */
export function readDate({ isExact, required }: Column, text: string): Reading<DateSpan> {
  const span = parseDateSpan(text)
  const isDay = span !== undefined && span.earliest === span.latest && span.latest < NEVER.latest
  if (span && (isDay || isExact !== true)) return { value: span }
  if (!span && isBeyondCalendar(text)) {
    const never = isExact ? '' : ', or `never`'
    const expected = `days from ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}${never}`
    return { problem: { code: 'impossible-date', problem: 'date beyond the calendar', expected } }
  }
  const isDateLike = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(text)
  return {
    problem: {
      code: 'impossible-date',
      problem: span ? 'not an exact day' : isDateLike ? 'no such date' : 'not a date',
      expected: isExact ? `YYYY-MM-DD${required ? '' : ', or blank'}` : ANY_DATE,
    },
  }
}

const ANY_DATE = 'YYYY-MM-DD, YYYY-MM, YYYY-Q1, YYYY, a range `A..B`, or `unknown`'

/** An amount within `[low, high]`, integers of 10^-decimals of the column's unit; unknown is `[0, Infinity]`. */
export interface AmountRange {
  readonly low: number
  readonly high: number
}

const AMOUNT = /^(\d{1,15})(?:\.(\d{1,9}))?$/

function readPlainAmount(text: string, decimals: number): number | undefined {
  const match = AMOUNT.exec(text)
  if (!match) return undefined
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return undefined
  const value = Number(match[1]) * 10 ** decimals + Number(fraction.padEnd(decimals, '0') || 0)
  return Number.isSafeInteger(value) ? value : undefined
}

/** Reads a non-blank amount cell: `120`, `99.5`, `90..120`, `unknown`. */
export function readAmount(column: Column, text: string): Reading<AmountRange> {
  if (text === 'unknown') return { value: { low: 0, high: Number.POSITIVE_INFINITY } }
  const decimals = column.decimals ?? 0
  const expected = `a number not below 0${decimals === 0 ? ' without decimals' : ` with at most ${decimals} decimals`}, a range \`A..B\`, or \`unknown\``
  const separator = text.indexOf('..')
  const low = readPlainAmount(separator < 0 ? text : text.slice(0, separator).trim(), decimals)
  const high = separator < 0 ? low : readPlainAmount(text.slice(separator + 2).trim(), decimals)
  if (low === undefined || high === undefined) return refuse('not an amount', expected)
  if (low > high) return refuse('range runs backwards', expected)
  if (column.maximum !== undefined && high > column.maximum * 10 ** decimals)
    return refuse('amount too large', `at most ${column.maximum}`)
  return { value: { low, high } }
}

/** What a number keeps of its decimals: a calculation writes more of them than it knows. */
const DECIMALS_KEPT = 15

/** Reads a non-blank number cell. */
export function readNumber(column: Column, text: string): Reading<number> {
  const value = /^[-+]?\d{1,15}(\.\d+)?$/.test(text) ? toDecimalsKept(text) : Number.NaN
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = column
  if (Number.isNaN(value) && /^[-+]?\d+(\.\d+)?$/.test(text))
    return refuse('number of too many digits', 'at most 15 before the point')
  if (Number.isNaN(value)) return refuse('not a number', 'a decimal number such as `51.5074`')
  if (value < minimum || value > maximum) return refuse('number out of range', `${minimum} to ${maximum}`)
  return { value }
}

function toDecimalsKept(text: string): number {
  const [, decimals = ''] = text.split('.')
  return decimals.length > DECIMALS_KEPT ? Number(Number(text).toFixed(DECIMALS_KEPT)) : Number(text)
}

/** How a blank date is held: a span that runs backwards, so that it can never be mistaken for a date. */
export const BLANK_DATE: DateSpan = { earliest: 1, latest: 0 }

export function isBlankDate(earliest: number, latest: number): boolean {
  return earliest > latest
}

export function isUnknownDate(earliest: number, latest: number): boolean {
  return earliest <= BEFORE_ALL && latest >= UNKNOWN_DATE.latest
}
