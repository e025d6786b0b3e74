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
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number]
