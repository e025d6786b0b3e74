// The estate over time: every history of the network, built once, in columns that one sweep can read.
//
// A subject is an element, a unit or a contract; an element whose technologies or bands change is several, one after the
// other: where a change has no exact day, one of them carries one configuration or another. Subjects stand in the order of their sites, so that a site's subjects are neighbours. What subjects have in
// common is their class, so that a predicate is asked once a class and not once a subject.

import type { CivilDay } from '#base/calendar.ts'
import type { Trilean } from '#base/trilean.ts'
import type { DayColumn } from './day-column.ts'
import type { FactTable } from './fact-table.ts'
import type { ConditionEvent } from './rule.ts'
import type { SupplierRole, WeightMeasure } from './tables.ts'
import type { ResolutionSpell, VendorResolution } from './vendor.ts'

export type SubjectKind = 'element' | 'unit' | 'contract'

/** A supplier in one role: what the source wrote, and who that is. */
export interface Supplier {
  readonly role: SupplierRole
  readonly name: string
  /** `undefined`: the role must have a supplier, and nobody said whom. */
  readonly resolution: VendorResolution | undefined
  /** Where the product line passed from one vendor to another: who it is on each day, `resolution` being either. */
  readonly spells?: readonly ResolutionSpell[]
}

/** Who a supplier is on a day. */
export function resolutionOn({ resolution, spells }: Supplier, day: CivilDay): VendorResolution | undefined {
  return spells?.find(({ from, until }) => from <= day && day < until)?.resolution ?? resolution
}

/** What an element carries until it is changed. */
export interface Configuration {
  /** Stated and implied; `undefined`: not known. */
  readonly technologies: readonly string[] | undefined
  readonly bands: readonly string[] | undefined
}

/** What subjects of one kind have in common; every condition of a predicate but dates reads only this. */
export interface SubjectClass {
  readonly subject: SubjectKind
  readonly kind: 'physical' | 'virtual' | 'service' | 'unknown'
  /** Empty: unknown. One for elements and units, several for contracts. */
  readonly functions: readonly string[]
  /** One, or several where nobody knows which of them it carries; one of them it does. */
  readonly configurations: readonly Configuration[]
  /** Blank: not known; so is a blank region of a site. */
  readonly product: string
  /** `undefined`: not known; so are those of the site. Plain names, as of the region and the bands. */
  readonly tags: readonly string[] | undefined
  readonly suppliers: readonly Supplier[]
  /** It is on a site: `nowhere` without one, or `somewhere` where it must stand and nobody said on which. */
  readonly place: 'on a site' | 'somewhere' | 'nowhere'
  readonly region: string
  readonly siteTags: readonly string[] | undefined
  /** Whether the operator asked about is served, and its share of the weights, in lowest terms. */
  readonly served: Trilean
  readonly operatorShare: { readonly own: number; readonly whole: number }
}

/**
 * Days [certainFrom, certainUntil) on which a subject counts whatever the true dates are, inside [possibleFrom,
 * possibleUntil) on which it may. `certainFrom >= certainUntil`: on no day for certain. The first and the last day a
 * subject was there are both counted.
 */
export interface Windows {
  readonly possibleFrom: DayColumn
  readonly certainFrom: DayColumn
  readonly certainUntil: DayColumn
  readonly possibleUntil: DayColumn
}

/** The day of one event, as far as it is known. */
export interface EventColumn {
  readonly earliest: DayColumn
  readonly latest: DayColumn
}

/** A weight from a day on; `high` is Infinity where it is not known. */
export interface WeightStep {
  readonly from: CivilDay
  readonly low: number
  readonly high: number
}

/** Whole numbers of 10^-decimals of the measure's unit. `low` and `high` are one array where every weight is exact; NaN is unknown. */
export interface WeightColumn {
  readonly low: Float64Array
  readonly high: Float64Array
  /** Subjects (or sites) whose weight changes over time, with their steps in order of days. */
  readonly series: ReadonlyMap<number, readonly WeightStep[]>
}

export type WeightColumns = Partial<Record<WeightMeasure, WeightColumn>>

/** Where a subject was stated. */
export interface Origin {
  readonly table: FactTable
  readonly row: number
}

/** A change of `plan.csv`, carried out: what a notification duty looks at. */
export interface PlannedChange {
  readonly action: string
  readonly earliest: CivilDay
  readonly latest: CivilDay
  /** The subject it makes, or else one that it ends or alters. */
  readonly subject: number
  /** Classes of what it makes, ends and alters, in every configuration it had by then. */
  readonly classes: readonly number[]
  readonly notified: { readonly earliest: CivilDay; readonly latest: CivilDay } | undefined
  readonly origin: Origin
}

export interface Estate {
  readonly siteCount: number
  /** From this one on, sites stand for wherever the elements are that control totals miss: one each. */
  readonly firstMissingSite: number
  readonly siteIdentifierOf: (site: number) => string
  readonly findSite: (identifier: string) => number | undefined
  readonly siteWeights: WeightColumns
  /** What is shared is summed in this many parts: each operator's share is a whole number of them, or lies between two. */
  readonly operatorParts: number
  readonly subjectCount: number
  /** Subjects of site s are [siteStart[s], siteStart[s + 1]); those without a site come last, from siteStart[siteCount]. */
  readonly siteStart: Uint32Array
  readonly classes: readonly SubjectClass[]
  readonly classOf: Uint32Array
  readonly service: Windows
  readonly presence: Windows
  readonly events: Partial<Record<ConditionEvent, EventColumn>>
  readonly weights: WeightColumns
  /** How many a subject stands for; undefined: one each. */
  readonly quantity: WeightColumn | undefined
  /** Identity: the subjects of one element share it, whatever their configuration. */
  readonly entityOf: Uint32Array
  readonly entities: EntityNames
  /** Whether it has an element of this name, or a row that is not known on the day, or at fault, may speak of one. */
  readonly mayHaveElement: (identifier: string) => boolean
  /** Nothing that the tables speak of is left out for a fault, or for it is not known on the day. */
  readonly isWhole: boolean
  /** Entities of the elements of which a row of units states that there are none. */
  readonly statedWithoutUnits: ReadonlySet<number>
  readonly plannedChanges: readonly PlannedChange[]
  readonly counts: {
    readonly elements: number
    readonly units: number
    readonly contracts: number
    readonly plannedChanges: number
  }
}

/** Names and origins of elements, units and contracts, found when they are asked for. */
export interface EntityNames {
  readonly count: number
  identifierOf(entity: number): string
  originOf(entity: number): Origin | undefined
  /** The entity of an element identifier. */
  find(identifier: string): number | undefined
}
