// Where the rows of the network behind a figure are shown: a table, with what is asked of it.

import { formatSearch } from '../address/search.ts'

export interface RowsLinked {
  readonly table: string
  readonly snapshot?: string
  /** As the address has a condition. */
  readonly where?: string
  readonly matter?: string
}

export function networkAddress(workspace: string, { snapshot, table, where, matter }: RowsLinked): string {
  return `/w/${workspace}/network${formatSearch({ snapshot, table, matter, where })}`
}
