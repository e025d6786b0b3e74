// What a rule needs counted: a denominator, a numerator inside it, whose days, whose weights.
//
// Rules of different packs often ask the same; a measure is identified by what it asks, and counted once.

import type { Metric, Rule, Scope } from '#model/rule.ts'
import type { SupplierRole, WeightMeasure } from '#model/tables.ts'

export interface MeasureException {
  readonly scope: Scope
  /** Last day of the exception; undefined: without end. */
  readonly until: string | undefined
}

export interface Measure {
  readonly count: 'sites' | 'elements'
  readonly weight: WeightMeasure | undefined
  readonly reads: 'service' | 'presence'
  readonly isWeighted: boolean
  readonly isOperatorWeighted: boolean
  /** All must hold for the denominator. */
  readonly denominator: readonly Scope[]
  /** Undefined: the measure is a count of the denominator. */
  readonly numerator: Scope | undefined
  readonly exceptions: readonly MeasureException[]
  /** A subject counts only while such another one is on its site. */
  readonly onSiteWith: { readonly scope: Scope; readonly reads: 'service' | 'presence' } | undefined
  /** Counts subjects without a valid authorisation under this rule. */
  readonly regime: string | undefined
  /** Leaves out the days of subjects that a waiver of this rule covers. */
  readonly waiversOf: string | undefined
  /** Counts different vendors in this role. */
  readonly vendorsInRole: SupplierRole | undefined
}

const NOTHING_SPECIAL = {
  count: 'elements',
  weight: undefined,
  isWeighted: false,
  isOperatorWeighted: false,
  numerator: undefined,
  regime: undefined,
  waiversOf: undefined,
  vendorsInRole: undefined,
} as const

function exceptionsOf(rule: Rule): MeasureException[] {
  return (rule.exceptions ?? []).map((exception) => ({ scope: exception.scope, until: exception.until }))
}

function onSiteWith(rule: Rule): Measure['onSiteWith'] {
  return rule.when?.within === 'site'
    ? { scope: rule.when.present, reads: rule.when.reads ?? readingOf(rule) }
    : undefined
}

/** What is switched off is still there: a removal and a freeze read presence, unless the rule says otherwise. */
export function readingOf(rule: Rule): Measure['reads'] {
  return rule.reads ?? (rule.kind === 'removal' || rule.kind === 'freeze' ? 'presence' : 'service')
}

export function measureOfMetric(rule: Rule, metric: Metric): Measure {
  return {
    count: metric.count,
    weight: metric.weight,
    reads: readingOf(rule),
    isWeighted: metric.attribution === 'weighted' && metric.count === 'sites',
    isOperatorWeighted: metric.sharedSites === 'operatorWeight',
    denominator: metric.denominator ? [rule.scope, metric.denominator] : [rule.scope],
    numerator: metric.numerator,
    exceptions: exceptionsOf(rule),
    onSiteWith: onSiteWith(rule),
    regime: undefined,
    waiversOf: undefined,
    vendorsInRole: undefined,
  }
}

/** The subjects in breach of an exclusion, removal, freeze or authorisation; `isUnwaived` leaves out what is waived. */
export function measureOfBreach(rule: Rule, isUnwaived: boolean): Measure {
  const frozen: Scope[] =
    rule.kind === 'freeze' ? [{ dates: { [rule.event ?? 'installed']: { after: rule.after } } }] : []
  return {
    ...NOTHING_SPECIAL,
    reads: readingOf(rule),
    denominator: [rule.scope, ...frozen],
    exceptions: exceptionsOf(rule),
    onSiteWith: onSiteWith(rule),
    regime: rule.kind === 'authorisation' ? rule.id : undefined,
    waiversOf: isUnwaived ? rule.id : undefined,
  }
}

export function measureOfVendors(rule: Rule, role: SupplierRole): Measure {
  return {
    ...NOTHING_SPECIAL,
    reads: readingOf(rule),
    denominator: [rule.scope],
    exceptions: exceptionsOf(rule),
    onSiteWith: onSiteWith(rule),
    vendorsInRole: role,
  }
}

/** What must be present in the network for a rule to hold; undefined where it holds without. */
export function measureOfCondition(rule: Rule): Measure | undefined {
  if (rule.when?.within !== 'network') return undefined
  return {
    ...NOTHING_SPECIAL,
    reads: rule.when.reads ?? readingOf(rule),
    denominator: [rule.when.present],
    exceptions: [],
    onSiteWith: undefined,
  }
}
