// Everything the rules analysis depends on, named: the same question gives the same answer, byte for byte.

import type { CivilDay } from '#base/calendar.ts'
import type { FactTable } from './fact-table.ts'
import type { RulePack } from './rule.ts'
import type { Manifest } from './workspace.ts'

export interface RulesQuestion {
  /** Rows of the workspace tables, checked by the reader. */
  readonly facts: readonly FactTable[]
  readonly packs: readonly RulePack[]
  readonly operator: Manifest['operator']
  readonly inventoryDate: CivilDay
  readonly asOf: CivilDay
  readonly knownAt: CivilDay
  readonly historyKnownFrom?: CivilDay
  /** Days to judge, both included. The engine takes in the as-of date, and enough after it that every known rule becomes due. */
  readonly horizon: Horizon
  /** Names of the scenarios of the workspace: under each of them rules that ask for stock are judged, by another question. */
  readonly scenarios?: readonly string[]
  /** How many of the subjects, or sites, that make its figure what it is each rule names; a hundred unless stated. */
  readonly matterPerRule?: number
  /** The day they are told of, which the horizon takes in; else of each rule the as-of date, or that of the next breach. */
  readonly matterOn?: CivilDay
}

/** Days judged, both included. */
export interface Horizon {
  readonly from: CivilDay
  readonly to: CivilDay
}
