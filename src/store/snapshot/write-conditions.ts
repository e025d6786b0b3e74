// Conditions on the rows of a table as SQL: what people wrote is only ever a bound value, never a part of the statement.

import { CONDITION_OPERATORS, type ConditionOperator } from '#model/condition-operators.ts'
import { DuckDBDateValue, type DuckDBValue } from '@duckdb/node-api'
import { nearestName } from '#base/near-name.ts'
import {
  type CellProblem,
  type Column,
  type ColumnKind,
  isUnknownDate,
  readAmount,
  readDate,
  readNumber,
  readText,
} from '#model/column.ts'
import { storageOf } from '#model/fact-column.ts'
import { quoteForFault } from '#model/fault.ts'
import { quoteName } from '../sql-text.ts'
import { CELL_BORDER, comparedBy, isSearched, SEARCHED_NAMES, SEARCHED_TEXTS } from './stored-column.ts'
import type { Condition, QueryFault } from './table-query.ts'

const TEXT_OPERATORS: readonly ConditionOperator[] = ['is', 'isNot', 'contains', 'startsWith', 'isBlank', 'isNotBlank']
const ORDERED_OPERATORS: readonly ConditionOperator[] = ['is', 'isNot', 'atLeast', 'atMost', 'isBlank', 'isNotBlank']

export function operatorsOf(column: Column): readonly ConditionOperator[] {
  return storageOf(column) === 'text' ? TEXT_OPERATORS : ORDERED_OPERATORS
}

/** Kinds whose cells hold several, separated by `|`. */
export function holdsSeveral(kind: ColumnKind): boolean {
  return kind === 'list' || kind === 'choices' || kind === 'functions' || kind === 'shares'
}

export const LONGEST_SEARCH = 200
const MOST_CONDITIONS = 50
const MOST_VALUES = 500

type Report = (fault: QueryFault) => void

/** Part of a statement, with what is bound in it. */
export class Bound {
  readonly values: DuckDBValue[] = []

  bind(value: DuckDBValue): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** `TRUE` where nothing is asked; undefined where a condition is refused, which is told. */
export function writeConditions(
  columns: readonly Column[],
  { conditions = [], search = '' }: { readonly conditions?: readonly Condition[]; readonly search?: string },
  bound: Bound,
  report: Report,
): string | undefined {
  if (!areFew('conditions', 'conditions', conditions.length, MOST_CONDITIONS, report)) return undefined
  const parts = conditions.map((condition, index) =>
    writeCondition(columns, condition, `conditions[${index}]`, bound, report),
  )
  parts.push(writeSearch(columns, search, bound, report))
  if (parts.some((part) => part === undefined)) return undefined
  return parts.filter((part) => part !== 'TRUE').join(' AND ') || 'TRUE'
}

/** Whether there are no more of them than a question may have; where there are, it is told. */
export function areFew(at: string, what: string, count: number, most: number, report: Report): boolean {
  if (count <= most) return true
  report({
    code: 'out-of-bounds',
    at,
    text: String(count),
    problem: `too many ${what}`,
    expected: `at most ${most}`,
  })
  return false
}

function writeSearch(columns: readonly Column[], search: string, bound: Bound, report: Report): string | undefined {
  if (search.length > LONGEST_SEARCH) {
    report(tooLong('search', search))
    return undefined
  }
  const words = search.split(/\s+/u).filter((word) => word !== '')
  const searched = columns.some(isSearched) ? [SEARCHED_NAMES, SEARCHED_TEXTS] : []
  const parts = words.map((word) => {
    if (word.includes(CELL_BORDER)) return 'FALSE'
    const value = bound.bind(word)
    const found = searched.map((text) => `contains(${text}, lower(${value}))`)
    return `(${found.join(' OR ') || 'FALSE'})`
  })
  return parts.join(' AND ') || 'TRUE'
}

export function tooLong(at: string, text: string): QueryFault {
  return {
    code: 'out-of-bounds',
    at,
    text: quoteForFault(text),
    problem: 'text too long',
    expected: `at most ${LONGEST_SEARCH} characters`,
  }
}

/** The column of that name; undefined where there is none, which is told. */
export function findColumn(columns: readonly Column[], name: string, at: string, report: Report): Column | undefined {
  const found = columns.find((column) => column.name === name)
  if (found) return found
  const names = columns.map((column) => column.name)
  const didYouMean = nearestName(name, names)
  report({
    code: 'unknown-column',
    at,
    text: quoteForFault(name),
    problem: 'no such column in this snapshot',
    expected: names.join(', '),
    ...(didYouMean === undefined ? {} : { didYouMean }),
  })
  return undefined
}

function writeCondition(
  columns: readonly Column[],
  condition: Condition,
  at: string,
  bound: Bound,
  report: Report,
): string | undefined {
  const { operator, values = [] } = condition
  const column = findColumn(columns, condition.column, `${at}.column`, report)
  if (!column || !isFitting(column, condition, at, report)) return undefined
  if (operator === 'isBlank') return `${quoteName(column.name)} IS NULL`
  if (operator === 'isNotBlank') return `${quoteName(column.name)} IS NOT NULL`
  const parts = values.map((text, index) =>
    writeValue(column, operator, text, bound, (problem) => {
      report(refuseValue(`${at}.values[${index}]`, text, problem))
    }),
  )
  if (parts.some((part) => part === undefined)) return undefined
  const any = `(${parts.join(' OR ')})`
  // What is compared with a blank is neither true nor false in SQL.
  return operator === 'isNot' ? `NOT coalesce(${any}, FALSE)` : any
}

function refuseValue(at: string, text: string, { problem, expected, didYouMean }: CellProblem): QueryFault {
  return {
    code: 'invalid-value',
    at,
    text: quoteForFault(text),
    problem,
    expected,
    ...(didYouMean === undefined ? {} : { didYouMean }),
  }
}

function isFitting(column: Column, { operator, values = [] }: Condition, at: string, report: Report): boolean {
  const fitting = operatorsOf(column)
  if (!fitting.includes(operator)) {
    const didYouMean = nearestName(operator, fitting)
    report({
      code: 'unknown-operator',
      at: `${at}.operator`,
      text: quoteForFault(operator),
      problem: CONDITION_OPERATORS.includes(operator)
        ? `does not fit a column of kind ${column.kind}`
        : 'no such operator',
      expected: fitting.join(', '),
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
    return false
  }
  const [least, most] =
    operator === 'isBlank' || operator === 'isNotBlank'
      ? [0, 0]
      : operator === 'atLeast' || operator === 'atMost'
        ? [1, 1]
        : [1, MOST_VALUES]
  if (values.length >= least && values.length <= most) return true
  report({
    code: 'out-of-bounds',
    at: `${at}.values`,
    text: String(values.length),
    problem: `wrong number of values for \`${operator}\``,
    expected: least === most ? String(least) : `${least} to ${most}`,
  })
  return false
}

function writeValue(
  column: Column,
  operator: ConditionOperator,
  text: string,
  bound: Bound,
  refuse: (problem: CellProblem) => undefined,
): string | undefined {
  if (text.trim() === '') {
    refuse({ code: 'invalid-value', problem: 'a blank value', expected: 'a value, or the operator `isBlank`' })
    return undefined
  }
  const [first, second] = comparedBy(column).map(quoteName)
  switch (storageOf(column)) {
    case 'date': {
      const reading = readDate({ ...column, isExact: false }, text.trim())
      if ('problem' in reading) return refuse(reading.problem)
      const { earliest, latest } = reading.value
      const isUnknown = isUnknownDate(earliest, latest)
      if (isUnknown && isOrdering(operator)) return refuse(NO_ORDER)
      const day = (value: number): DuckDBValue => new DuckDBDateValue(value)
      return writeSpan(operator, [first!, second!], { low: day(earliest), high: day(latest), isUnknown }, bound)
    }
    case 'amount': {
      const reading = readAmount(column, text.trim())
      if ('problem' in reading) return refuse(reading.problem)
      const scale = 10 ** (column.decimals ?? 0)
      const { low, high } = reading.value
      const isUnknown = high === Number.POSITIVE_INFINITY
      if (isUnknown && isOrdering(operator)) return refuse(NO_ORDER)
      return writeSpan(operator, [first!, second!], { low: low / scale, high: high / scale, isUnknown }, bound)
    }
    case 'number': {
      const { minimum: _minimum, maximum: _maximum, ...unbounded } = column
      const reading = readNumber(unbounded, text.trim())
      if ('problem' in reading) return refuse(reading.problem)
      const sign = operator === 'atLeast' ? '>=' : operator === 'atMost' ? '<=' : '='
      return `${first} ${sign} ${bound.bind(reading.value)}::DOUBLE`
    }
    case 'text':
      return writeText(column, operator, text, bound, refuse)
  }
}

function isOrdering(operator: ConditionOperator): boolean {
  return operator === 'atLeast' || operator === 'atMost'
}

const NO_ORDER: CellProblem = {
  code: 'invalid-value',
  problem: 'what is unknown is neither before nor after',
  expected: 'a value that is known, or the operator `is`',
}

/** Certainly within the span, whatever the true value is. Everything would be within what is unknown: it finds its like. */
function writeSpan(
  operator: ConditionOperator,
  [first, second]: readonly [string, string],
  { low, high, isUnknown }: { readonly low: DuckDBValue; readonly high: DuckDBValue; readonly isUnknown: boolean },
  bound: Bound,
): string {
  if (operator === 'atLeast') return `${first} >= ${bound.bind(low)}`
  if (operator === 'atMost') return `${second} <= ${bound.bind(high)}`
  const [from, until] = isUnknown ? ['=', '='] : ['>=', '<=']
  return `(${first} ${from} ${bound.bind(low)} AND ${second} ${until} ${bound.bind(high)})`
}

function writeText(
  column: Column,
  operator: ConditionOperator,
  text: string,
  bound: Bound,
  refuse: (problem: CellProblem) => undefined,
): string | undefined {
  if (text.length > LONGEST_SEARCH && operator !== 'is' && operator !== 'isNot') {
    refuse({ code: 'invalid-value', problem: 'text too long', expected: `at most ${LONGEST_SEARCH} characters` })
    return undefined
  }
  const name = quoteName(column.name)
  if (operator === 'is' || operator === 'isNot') {
    const reading = readText(column, text.trim())
    if ('problem' in reading) return refuse(reading.problem)
    return `${name} = ${bound.bind(reading.value)}`
  }
  const value = bound.bind(holdsSeveral(column.kind) ? text.trim() : text)
  if (!holdsSeveral(column.kind))
    return `${operator === 'contains' ? 'contains' : 'starts_with'}(lower(${name}), lower(${value}))`
  const items = itemsOf(column)
  return operator === 'contains'
    ? `list_contains(${items}, lower(${value}))`
    : `len(list_filter(${items}, lambda item: starts_with(item, lower(${value})))) > 0`
}

/** What the cells hold, in small letters; of shares the names. */
function itemsOf({ name, kind }: Column): string {
  const items = `string_split(lower(${quoteName(name)}), '|')`
  return kind === 'shares' ? `list_transform(${items}, lambda item: regexp_replace(item, ':[0-9]+$', ''))` : items
}
