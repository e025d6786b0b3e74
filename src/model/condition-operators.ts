// How a column of a row is compared with what somebody looks for. Apart from the schemas, for a browser that needs no others.

export const CONDITION_OPERATORS = [
  'is',
  'isNot',
  'contains',
  'startsWith',
  'atLeast',
  'atMost',
  'isBlank',
  'isNotBlank',
] as const

/**
 * - `is`: any of the values. Of a date or an amount: certainly within one of them, so that `2025-03` finds all days of
 *   March; `unknown` finds what says so. Of the kinds that hold several: all of them, as the cell has them.
 * - `isNot`: whatever `is` does not find, blanks among it.
 * - `contains`: any of the values stands in the text, in whatever case; of the kinds that hold several, is one of them.
 * - `startsWith`: the text begins with any of the values, in whatever case; of the kinds that hold several, one of them does.
 * - `atLeast`, `atMost`: certainly not before or after, or below or above, the one value.
 * - `isBlank`, `isNotBlank`: without values.
 */
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number]
