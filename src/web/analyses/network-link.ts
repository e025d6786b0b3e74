// Where the rows of the network behind a figure are shown: a table, with a condition for them.

import { formatCondition } from '#contract/application/condition-text.ts'
import { formatSearch } from '../address/search.ts'

/** As many as the server takes of one condition. */
const MOST_VALUES = 100

export function networkAddress(
  workspace: string,
  table: string,
  column: string,
  values: readonly string[],
  snapshot?: string,
): string {
  const where = formatCondition({ column, operator: 'is', values: values.slice(0, MOST_VALUES) })
  return `/w/${workspace}/network${formatSearch({ ...(snapshot === undefined ? {} : { snapshot }), table, where })}`
}
