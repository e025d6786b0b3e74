// An invented network as a workspace holds it: the rows of its tables, and its manifest.

import type { FactTable } from '#model/fact-table.ts'
import type { Manifest } from '#model/workspace.ts'

export interface World {
  readonly manifest: Manifest
  /** Tables of the workspace, at most one of each schema. */
  readonly tables: readonly FactTable[]
  /** Further files to use instead of a table: the same plan, later. */
  readonly variants: readonly FactTable[]
}
