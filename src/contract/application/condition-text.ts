// A condition on the rows of a table as it stands in an address: `column~operator~value|value`, with `%` escapes.

import { CONDITION_OPERATORS } from '#model/condition-operators.ts'
import type { Condition } from './table.ts'

const ESCAPES: Readonly<Record<string, string>> = { '%': '%25', '~': '%7E', '|': '%7C' }

export function escapeText(text: string): string {
  return text.replace(/[%~|]/g, (character) => ESCAPES[character] ?? character)
}

export function unescapeText(text: string): string {
  return text.replace(/%(25|7E|7C)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

export function formatCondition({ column, operator, values }: Condition): string {
  const parts = [escapeText(column), operator, ...(values.length === 0 ? [] : [values.map(escapeText).join('|')])]
  return parts.join('~')
}

/** Undefined: it is no condition. */
export function parseCondition(text: string): Condition | undefined {
  const [column, operator, values, ...more] = text.split('~')
  const known = CONDITION_OPERATORS.find((one) => one === operator)
  if (column === undefined || column === '' || known === undefined || more.length > 0) return undefined
  return {
    column: unescapeText(column),
    operator: known,
    values: values === undefined ? [] : values.split('|').map(unescapeText),
  }
}

/** The key of a row, of one column or several, as one text. */
export function formatRowKey(values: readonly string[]): string {
  return values.map(escapeText).join('|')
}

export function parseRowKey(text: string): readonly string[] {
  return text.split('|').map(unescapeText)
}
