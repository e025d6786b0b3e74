// Everything the stocking points of a network are made from, and what may be asked to be otherwise.

import type { Bars } from './barred.ts'
import type { ClosingDepots } from './closing-depots.ts'
import type { CutOffs } from './cut-offs.ts'
import type { FailureRate } from './failure-rate.ts'
import type { UsageSums } from './field-usage.ts'
import type { Families } from './families.ts'
import type { LateralSupply } from './lateral-supply.ts'
import type { Place, Pools } from './pools.ts'
import type { Shelf } from './shelf.ts'
import type { SiteWeights } from './site-weights.ts'
import type { SparePart } from './spare-parts.ts'
import type { Stated } from './stated.ts'
import type { SupplyToday } from './supply-today.ts'
import type { StepCalendar } from './step-calendar.ts'
import type { UnitRecords } from './unit-records.ts'

export interface SparesNetwork {
  readonly calendar: StepCalendar
  readonly parts: readonly SparePart[]
  /** After what the field said; undefined: not known, and the part is not reckoned. */
  readonly rates: readonly (Stated<FailureRate> | undefined)[]
  /** Share of draws that come back whole from repair as surely as anything: nothing was wrong with them. */
  readonly noFaultShares: readonly number[]
  /** What the field said, up to the first day. */
  readonly usage: UsageSums
  readonly cutOffs: readonly CutOffs[]
  readonly families: Families
  /** What rules forbid to put in. */
  readonly bars: Bars
  readonly pools: Pools
  readonly closing: ClosingDepots
  readonly lateralSupply: LateralSupply
  /** Heads of the families that alone are reckoned; undefined: all are. */
  readonly only: ReadonlySet<number> | undefined
  readonly units: UnitRecords
  readonly weights: SiteWeights
  /** By site of the estate. */
  readonly places: readonly Place[]
  readonly shelves: ReadonlyMap<number, Shelf>
  readonly today: SupplyToday
}

/** What is asked to be otherwise than the scenario has it. */
export interface Variation {
  /** Everything still to be taken out of service is so many months later; below 0: earlier. */
  readonly planSlipMonths?: number
  /**
   * Repairs stop so many months earlier (where they stop at all, or else so long before the last day); below 0: later, where
   * they stop.
   */
  readonly repairsEarlierMonths?: number
  /** Nothing taken out before so many months from the first day is used again. */
  readonly harvestLaterMonths?: number
  /** Everything fails so many times as often. */
  readonly rateFactor?: number
  /** So many times the share of what fails, or is taken out, is good again; all of it at the most. */
  readonly repairYieldFactor?: number
  readonly harvestYieldFactor?: number
  /** Everything ordered takes so many months longer. */
  readonly leadTimeMonths?: number
  readonly priceFactor?: number
}
