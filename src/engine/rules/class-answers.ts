// Asks a measure's predicates once for all profiles they cannot tell apart: the sweep then only looks answers up.

import { AFTER_ALL, BEFORE_ALL, type CivilDay, parseDay } from '#base/calendar.ts'
import { and, MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import { always, andSpells, during, notSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import type { SubjectClass } from '#model/estate.ts'
import type { Scope } from '#model/rule.ts'
import type { VendorBook } from '../vendors/index.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import { type ClassFacets, type Facet, facetsOf } from './class-facets.ts'
import { type DateTest, testsOf } from './date-tests.ts'
import type { Measure, MeasureException } from './measure.ts'
import type { SubjectRecords } from './subject-records.ts'
import { type GroupSpell, mayLackSupplier, VendorGroups } from './vendor-groups.ts'

/** A profile belongs to the denominator with answer `denominator`, and to the numerator with `numerator`, on [from, until). */
export interface ClassSpell {
  readonly from: number
  readonly until: number
  readonly denominator: Trilean
  readonly numerator: Trilean
  /** Of a measure that counts different vendors the group it belongs to, -1 where that is not known; else -2. */
  readonly vendorGroup: number
}

/** What a measure answers for the profiles of one group. */
export interface GroupAnswers {
  /** Groups of one measure with the same number are answered, and weighted, alike. */
  readonly number: number
  /** In order of days; empty: these profiles never belong to the denominator. */
  readonly spells: readonly ClassSpell[]
  /** For each dated exception the days on which its predicate has each answer; its dates are asked subject by subject. */
  readonly datedExceptions: readonly TrileanSpells[]
  /** Whether they are what must be on the site; undefined without such a condition. */
  readonly companion: TrileanSpells | undefined
}

/** What is said of the group on a day; undefined where it is not in the denominator. */
export function spellOn({ spells }: GroupAnswers, day: CivilDay): ClassSpell | undefined {
  return spells.find(({ from, until }) => from <= day && day < until)
}

export interface ClassAnswers {
  /** Group of each profile: those that differ in nothing the measure asks for share their answers. */
  readonly groupOf: Uint32Array
  readonly groups: readonly GroupAnswers[]
  /** One profile of each group. */
  readonly exampleOf: readonly number[]
  readonly denominatorTests: readonly DateTest[]
  readonly numeratorTests: readonly DateTest[]
  readonly exceptionTests: readonly (readonly DateTest[])[]
  readonly companionTests: readonly DateTest[]
  /** Authorisations of its regime must be looked up, subject by subject. */
  readonly asksAuthorisations: boolean
  /** But for its dates nothing is left to ask subject by subject: the answers hold for every subject of the profile. */
  readonly isFinal: boolean
  readonly vendorGroupCount: number
}

export function answerMeasure(
  measure: Measure,
  facets: ClassFacets,
  asker: PredicateAsker,
  book: VendorBook,
  records: SubjectRecords,
): ClassAnswers {
  const { groupOf, exampleOf } = facets.group(facetsReadBy(measure))
  // The rule's scope says which subjects are meant; what is asked of them besides means the same ones.
  const subjects = measure.denominator[0]?.where?.subject
  const ask = (scope: Scope, subject: SubjectClass) =>
    asker.ask(subjects ? { subject: subjects, ...scope.where } : (scope.where ?? {}), subject)
  const plainExceptions = measure.exceptions.filter((exception) => testsOf(exception.scope).length === 0)
  const datedExceptions = measure.exceptions.filter((exception) => testsOf(exception.scope).length > 0)
  const untilOf = (until: string | undefined) => (until === undefined ? AFTER_ALL : parseDay(until)! + 1)
  const vendors = measure.vendorsInRole && new VendorGroups(measure.vendorsInRole, book)
  const asksAuthorisations = measure.regime !== undefined && records.decides(measure.regime)
  // Where nobody recorded anything, every subject may be without authorisation.
  const weakest = measure.regime === undefined || asksAuthorisations ? YES : MAYBE

  const answer = (subject: SubjectClass): Omit<GroupAnswers, 'number'> => {
    let denominator = always(and(subject.served, weakest))
    for (const scope of measure.denominator) denominator = andSpells(denominator, ask(scope, subject))
    const except = (exception: MeasureException) =>
      andSpells(during(BEFORE_ALL, untilOf(exception.until), YES), ask(exception.scope, subject))
    for (const exception of plainExceptions) denominator = andSpells(denominator, notSpells(except(exception)))
    if (measure.vendorsInRole && mayLackSupplier(subject, measure.vendorsInRole))
      denominator = andSpells(denominator, always(MAYBE))
    const numerator = measure.numerator ? ask(measure.numerator, subject) : always(YES)
    const spells = joinSpells(denominator, numerator)
    return {
      spells: vendors ? splitByVendor(spells, vendors.spellsOf(subject)) : spells,
      datedExceptions: datedExceptions.map(except),
      companion:
        measure.onSiteWith &&
        andSpells(always(subject.served), asker.ask(measure.onSiteWith.scope.where ?? {}, subject)),
    }
  }
  const numbers = new Map<string, number>()
  const groups = exampleOf.map((profile): GroupAnswers => {
    const answers = answer(facets.classes[profile]!)
    const text = textOfAnswers(answers, weighingOf(measure, facets.classes[profile]!))
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return { number, ...answers }
  })
  const denominatorTests = measure.denominator.flatMap(testsOf)
  const numeratorTests = measure.numerator ? testsOf(measure.numerator) : []
  return {
    groupOf,
    groups,
    exampleOf,
    denominatorTests,
    numeratorTests,
    exceptionTests: datedExceptions.map(({ scope }) => testsOf(scope)),
    companionTests: measure.onSiteWith ? testsOf(measure.onSiteWith.scope) : [],
    asksAuthorisations,
    isFinal:
      datedExceptions.length === 0 &&
      measure.onSiteWith === undefined &&
      measure.waiversOf === undefined &&
      !asksAuthorisations,
    vendorGroupCount: vendors?.count ?? 0,
  }
}

/** What of a class its weight in the measure depends on. */
function weighingOf({ count, isOperatorWeighted, onSiteWith }: Measure, subject: SubjectClass): string {
  const share = isOperatorWeighted ? JSON.stringify(subject.operatorShare) : ''
  return count === 'sites' || onSiteWith ? `${share} ${subject.place}` : share
}

/** Groups that are never in the denominator are alike, whatever they are, unless others need them on their site. */
function textOfAnswers({ spells, datedExceptions, companion }: Omit<GroupAnswers, 'number'>, weighing: string): string {
  if (spells.length === 0) return companion ? JSON.stringify(companion) : ''
  return JSON.stringify([spells, datedExceptions, companion, weighing])
}

/** Everything of a class that any answer of the measure can depend on. */
export function facetsReadBy(measure: Measure): Facet[] {
  const scopes = [
    ...measure.denominator,
    ...(measure.numerator ? [measure.numerator] : []),
    ...measure.exceptions.map(({ scope }) => scope),
    ...(measure.onSiteWith ? [measure.onSiteWith.scope] : []),
  ]
  return [
    'subject',
    'served',
    ...(measure.isOperatorWeighted ? (['operatorWeight'] as const) : []),
    ...(measure.count === 'sites' || measure.onSiteWith ? (['place'] as const) : []),
    ...(measure.vendorsInRole === undefined ? [] : (['vendor', 'kind'] as const)),
    ...scopes.flatMap((scope) => facetsOf(scope.where ?? {})),
  ]
}

export const NO_VENDOR_GROUP = -2

/** The days of each spell, by the vendor group they belong to. */
function splitByVendor(spells: readonly ClassSpell[], groups: readonly GroupSpell[]): ClassSpell[] {
  return spells.flatMap((spell) =>
    groups
      .map(({ from, until, group }) => ({
        ...spell,
        from: Math.max(spell.from, from),
        until: Math.min(spell.until, until),
        vendorGroup: group,
      }))
      .filter(({ from, until }) => from < until),
  )
}

/** Joins two answers over time; days on which the denominator says no are left out. */
function joinSpells(denominator: TrileanSpells, numerator: TrileanSpells): ClassSpell[] {
  const joined: ClassSpell[] = []
  let index = 0
  for (const spell of denominator) {
    if (spell.value === NO) continue
    while (numerator[index]!.until <= spell.from) index += 1
    for (let from = spell.from; from < spell.until; ) {
      const inside = numerator[index]!
      const until = Math.min(spell.until, inside.until)
      joined.push({
        from,
        until,
        denominator: spell.value,
        numerator: inside.value,
        vendorGroup: NO_VENDOR_GROUP,
      })
      if (inside.until <= spell.until && index + 1 < numerator.length) index += 1
      from = until
    }
  }
  return joined
}
