// Where the rows of the network behind a figure are shown: a table, with a condition for them.

import { formatCondition } from '#contract/application/condition-text.ts'
import { formatSearch } from '../address/search.ts'

/** As many, and as long a text, as the server takes of one condition. */
const MOST_VALUES = 100
const LONGEST_CONDITION = 4000

/** The first of them, as many as one condition bears. */
export function bearable(column: string, values: readonly string[]): string[] {
  let kept = values.slice(0, MOST_VALUES)
  while (formatCondition({ column, operator: 'is', values: kept }).length > LONGEST_CONDITION) kept = kept.slice(0, -1)
  return kept
}

export function networkAddress(
  workspace: string,
  table: string,
  column: string,
  values: readonly string[],
  snapshot?: string,
): string {
  const where = formatCondition({ column, operator: 'is', values: bearable(column, values) })
  return `/w/${workspace}/network${formatSearch({ ...(snapshot === undefined ? {} : { snapshot }), table, where })}`
}
