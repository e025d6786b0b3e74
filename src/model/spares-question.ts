// Everything the spares analysis depends on, named: the same question gives the same answer, byte for byte.

import type { CivilDay } from '#base/calendar.ts'
import type { FactTable } from './fact-table.ts'
import type { Scenario } from './scenario.ts'
import type { Manifest } from './workspace.ts'

export interface SparesQuestion {
  /** Rows of the workspace tables, checked by the reader. */
  readonly facts: readonly FactTable[]
  readonly operator: Manifest['operator']
  readonly inventoryDate: CivilDay
  readonly knownAt: CivilDay
  /** ISO 4217; undefined where the manifest states none: nothing is summed then but prices without a currency. */
  readonly currency: string | undefined
  /** First and last day reckoned. */
  readonly from: CivilDay
  readonly until: CivilDay
  readonly scenario: Scenario
  /** A part that alone is reckoned, with those it shares its spares with; undefined: all. */
  readonly only?: string
}
