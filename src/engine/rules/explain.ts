// Which subjects make a figure what it is on one day, largest first, and what is not known of them.

import type { CivilDay } from '#base/calendar.ts'
import { NO, YES } from '#base/trilean.ts'
import type { Estate, WeightColumn } from '#model/estate.ts'
import { originOf } from '#model/fact-origin.ts'
import type { MatterEntry } from '#model/verdict.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import type { ClassSpell } from './class-answers.ts'
import type { Cohorts, SweepMeasure } from './cohorts.ts'
import { countOnDay, type DayCounts } from './day-counts.ts'
import type { Profiles } from './profiles.ts'
import type { SubjectRecords } from './subject-records.ts'
import { type StretchSink, Sweep } from './sweep.ts'
import { A, B, C, categoryOf, D, F } from './tally.ts'
import { weightOf } from './tally-sink.ts'

/** What to look at: one measure on one day, for one rule. */
export interface Inquiry {
  readonly measure: number
  readonly day: CivilDay
  /** Some weight is not known on the day, so that each subject is looked at for its own. */
  readonly lacksWeights: boolean
  /** Asks why a subject is uncertain. */
  readonly asker: PredicateAsker
}

export interface Explanation {
  readonly entries: readonly MatterEntry[]
  /** How many subjects (or sites) are, or may be, in the numerator. */
  readonly total: number
  readonly known: number
  readonly uncertain: number
  readonly reasons: readonly { readonly what: string; readonly count: number }[]
}

const ENTRIES_KEPT = 100

interface Candidate {
  readonly index: number
  readonly weight: number
  readonly isCertain: boolean
}

/** The heaviest candidates, in order; of equal weight the certain ones first, then those that stand first. */
class Heaviest {
  readonly kept: Candidate[] = []

  /** Nothing is made of the many that are lighter than all that are kept. */
  offer(index: number, weight: number, isCertain: boolean): void {
    const { kept } = this
    let place = kept.length
    while (place > 0 && isBefore(index, weight, isCertain, kept[place - 1]!)) place -= 1
    if (place === ENTRIES_KEPT) return
    kept.splice(place, 0, { index, weight, isCertain })
    if (kept.length > ENTRIES_KEPT) kept.pop()
  }
}

function isBefore(index: number, weight: number, isCertain: boolean, other: Candidate): boolean {
  if (weight !== other.weight) return weight > other.weight
  if (isCertain !== other.isCertain) return isCertain
  return index < other.index
}

/** What one inquiry has found so far. */
class Finding {
  readonly inquiry: Inquiry
  readonly asked: SweepMeasure
  readonly weights: WeightColumn | undefined
  readonly heaviest = new Heaviest()
  total = 0
  known = 0
  uncertain = 0
  /** Subjects, or sites, whose weight is not known. */
  unweighed = 0
  /** Subjects of a measure of sites that stand nobody knows where. */
  somewhere = 0
  /** The subjects are counted by class, and only the heaviest of them are still looked for. */
  #isCounted = false
  #offered = 0
  /** Uncertain subjects by group of profiles; those that are there for certain apart from those that may not be. */
  readonly #uncertainThere: Uint32Array
  readonly #uncertainDates: Uint32Array

  constructor(inquiry: Inquiry, asked: SweepMeasure, estate: Estate) {
    this.inquiry = inquiry
    this.asked = asked
    this.weights = weightOf(asked.measure, estate)
    const groupCount = asked.answers.groups.length
    this.#uncertainThere = new Uint32Array(groupCount)
    this.#uncertainDates = new Uint32Array(groupCount)
  }

  /** Whether what the measure says of a subject follows from its class and the days it is there. */
  get isOfClasses(): boolean {
    const { measure, answers } = this.asked
    const tests = answers.denominatorTests.length + answers.numeratorTests.length
    return measure.count === 'elements' && answers.isFinal && tests === 0 && !this.inquiry.lacksWeights
  }

  /** Nothing more can be found. */
  get isComplete(): boolean {
    const { kept } = this.heaviest
    const isFull = !this.weights && kept.length === ENTRIES_KEPT && kept.at(-1)!.isCertain
    return this.#isCounted && (this.#offered === this.total || isFull)
  }

  /** Whether the day finds any of the group in the numerator. */
  seeks(group: number): boolean {
    return !this.#isCounted || (this.#spellOf(group)?.numerator ?? NO) !== NO
  }

  #spellOf(group: number): ClassSpell | undefined {
    const { day } = this.inquiry
    return this.asked.answers.groups[group]!.spells.find(({ from, until }) => from <= day && day < until)
  }

  /** Counts all subjects by their class. */
  count({ certain, uncertain }: DayCounts, { profileOf }: Profiles): void {
    this.#isCounted = true
    const { groupOf, groups } = this.asked.answers
    const there = new Uint32Array(groups.length)
    const perhaps = new Uint32Array(groups.length)
    for (let classId = 0; classId < profileOf.length; classId++) {
      const group = groupOf[profileOf[classId]!]!
      there[group]! += certain[classId]!
      perhaps[group]! += uncertain[classId]!
    }
    for (let group = 0; group < groups.length; group++) {
      const spell = this.#spellOf(group)
      if (!spell) continue
      const category = categoryOf(spell.denominator === YES, spell.numerator)
      this.#add(category, there[group]!)
      if (!isKnown(category)) this.#uncertainThere[group] = there[group]!
      this.#add(categoryOf(false, spell.numerator), perhaps[group]!)
      this.#uncertainDates[group] = perhaps[group]!
    }
  }

  #add(category: number, subjects: number, isWeighed = true): void {
    if (isKnown(category) && isWeighed) this.known += subjects
    else this.uncertain += subjects
    if (isInNumerator(category)) this.total += subjects
  }

  note(index: number, category: number): void {
    const isWeighed = !this.inquiry.lacksWeights || this.knowsWeightOf(index)
    if (!isWeighed) this.unweighed += 1
    if (!this.#isCounted) this.#add(category, 1, isWeighed)
    if (!isInNumerator(category)) return
    this.#offered += 1
    this.heaviest.offer(index, this.#weightOn(index), category === A)
  }

  #weightOn(index: number): number {
    const weight = this.#statedWeightOn(index)
    return Number.isFinite(weight) ? weight : 0
  }

  knowsWeightOf(index: number): boolean {
    return Number.isFinite(this.#statedWeightOn(index))
  }

  #statedWeightOn(index: number): number {
    if (!this.weights) return 1
    const { series, high } = this.weights
    const step = series.size === 0 ? undefined : series.get(index)?.findLast((one) => one.from <= this.inquiry.day)
    return step ? step.high : (high[index] ?? Number.NaN)
  }

  /** What is not known of a subject, or site, without a known weight. */
  get lackingWeight(): string {
    return `${this.asked.measure.weight ?? 'quantity'} not known`
  }

  /** Some site is not as it seems, or there is one more. */
  noteSomewhere(): void {
    this.uncertain += 1
    this.somewhere += 1
  }

  noteUncertain(profile: number, isThere: boolean): void {
    if (this.#isCounted) return
    const group = this.asked.answers.groupOf[profile]!
    if (isThere) this.#uncertainThere[group]! += 1
    else this.#uncertainDates[group]! += 1
  }

  /** Calls `count` for every kind of uncertain subject with a profile of that kind. */
  eachUncertain(count: (profile: number, isThere: boolean, subjects: number) => void): void {
    for (const [group, profile] of this.asked.answers.exampleOf.entries()) {
      if (this.#uncertainThere[group]! > 0) count(profile, true, this.#uncertainThere[group]!)
      if (this.#uncertainDates[group]! > 0) count(profile, false, this.#uncertainDates[group]!)
    }
  }
}

function isKnown(category: number): boolean {
  return category === A || category === B
}

function isInNumerator(category: number): boolean {
  return category === A || category === C || category === D || category === F
}

/**
 * One explanation an inquiry, in their order. What follows from a subject's class is counted by classes; for the rest,
 * and for the heaviest, a second sweep looks at single days, and at no more sites than it needs to.
 */
export function explainMeasures(
  estate: Estate,
  profiles: Profiles,
  cohorts: Cohorts,
  measures: readonly SweepMeasure[],
  records: SubjectRecords,
  inquiries: readonly Inquiry[],
): Explanation[] {
  const looks = inquiries.map(({ measure, day }) => ({ asked: measures[measure]!, days: { from: day, to: day } }))
  const findings = looks.map(({ asked }, look) => new Finding(inquiries[look]!, asked, estate))
  const countsOf = new Map<string, DayCounts>()
  for (const finding of findings.filter(({ isOfClasses }) => isOfClasses)) {
    const { reads } = finding.asked.measure
    const key = `${reads} ${finding.inquiry.day}`
    const counts = countsOf.get(key) ?? countOnDay(estate, estate[reads], finding.inquiry.day)
    countsOf.set(key, counts)
    finding.count(counts, profiles)
  }
  const sink = new ExplainSink(estate, profiles, findings)
  const isLeftOut = (look: number, cohort: number): boolean => {
    const finding = findings[look]!
    return finding.isComplete || !finding.seeks(finding.asked.answers.groupOf[cohorts.profiles[cohort]!]!)
  }
  for (let from = 0, sites = FIRST_SITES; from <= estate.siteCount; from += sites, sites *= 4) {
    const until = Math.min(from + sites, estate.siteCount + 1)
    new Sweep(estate, cohorts, looks, records, sink, isLeftOut).visit(from, until)
  }
  return sink.finish()
}

/** Sites visited before it is asked for the first time which inquiries have found enough. */
const FIRST_SITES = 1000

class ExplainSink implements StretchSink {
  readonly #estate: Estate
  readonly #profiles: Profiles
  readonly #findings: readonly Finding[]
  readonly #openConditions = new Map<string, readonly string[]>()

  constructor(estate: Estate, profiles: Profiles, findings: readonly Finding[]) {
    this.#estate = estate
    this.#profiles = profiles
    this.#findings = findings
  }

  putSubject(look: number, subject: number, category: number): void {
    const finding = this.#findings[look]!
    finding.note(subject, category)
    if (!isKnown(category)) this.#noteUncertain(finding, subject)
  }

  putSite(look: number, site: number, category: number): void {
    this.#findings[look]!.note(site, category)
  }

  putSomewhere(look: number): void {
    this.#findings[look]!.noteSomewhere()
  }

  gather(look: number, subject: number, category: number): void {
    if (!isKnown(category)) this.#noteUncertain(this.#findings[look]!, subject)
  }

  #noteUncertain(finding: Finding, subject: number): void {
    finding.noteUncertain(this.#profileOf(subject), this.#isThere(finding, subject))
  }

  #profileOf(subject: number): number {
    return this.#profiles.profileOf[this.#estate.classOf[subject]!]!
  }

  /** Whether the subject is there on the day for certain. */
  #isThere({ inquiry, asked }: Finding, subject: number): boolean {
    const { service, presence } = this.#estate
    const { certainFrom, certainUntil } = asked.measure.reads === 'service' ? service : presence
    return inquiry.day >= certainFrom.get(subject) && inquiry.day < certainUntil.get(subject)
  }

  /** Why a subject of the profile is uncertain, in words. */
  #whyUncertain(finding: Finding, profile: number, isThere: boolean): string[] {
    const { measure } = finding.asked
    const reasons = isThere
      ? []
      : [measure.reads === 'service' ? 'dates of service not known' : 'dates of installation or removal not known']
    reasons.push(...this.#openConditionsOf(finding, profile))
    if (reasons.length === 0)
      reasons.push(measure.regime === undefined ? 'dates of events not known' : 'no authorisation recorded')
    return reasons
  }

  #openConditionsOf({ inquiry, asked }: Finding, profile: number): readonly string[] {
    const { measure, answers } = asked
    const key = `${inquiry.measure} ${inquiry.day} ${answers.groupOf[profile]}`
    let open = this.#openConditions.get(key)
    if (!open) {
      const scopes = [...measure.denominator, ...(measure.numerator ? [measure.numerator] : [])]
      const subjectClass = this.#profiles.examples[profile]!
      const conditions = scopes.flatMap((scope) =>
        scope.where ? inquiry.asker.openConditions(scope.where, subjectClass, inquiry.day) : [],
      )
      open = [...new Set(subjectClass.served === YES ? conditions : [...conditions, 'operators served not known'])]
      this.#openConditions.set(key, open)
    }
    return open
  }

  finish(): Explanation[] {
    return this.#findings.map((finding) => ({
      entries: finding.heaviest.kept.map((candidate) => this.#describe(finding, candidate)),
      total: finding.total,
      known: finding.known,
      uncertain: finding.uncertain,
      reasons: this.#countReasons(finding),
    }))
  }

  #countReasons(finding: Finding): Explanation['reasons'] {
    const counts = new Map<string, number>()
    finding.eachUncertain((profile, isThere, subjects) => {
      for (const reason of this.#whyUncertain(finding, profile, isThere))
        counts.set(reason, (counts.get(reason) ?? 0) + subjects)
    })
    if (finding.unweighed > 0) counts.set(finding.lackingWeight, finding.unweighed)
    if (finding.somewhere > 0) counts.set('site not known', finding.somewhere)
    return [...counts]
      .map(([what, count]) => ({ what, count }))
      .sort((left, right) => right.count - left.count || (left.what < right.what ? -1 : 1))
  }

  #describe(finding: Finding, { index, weight, isCertain }: Candidate): MatterEntry {
    const answer = isCertain ? 'yes' : 'maybe'
    const lacking = finding.knowsWeightOf(index) ? [] : [finding.lackingWeight]
    const because = (why: readonly string[]) => (why.length === 0 ? {} : { why: why.join(', ') })
    if (finding.asked.measure.count === 'sites') {
      return { subject: 'site', identifier: this.#estate.siteIdentifiers[index]!, weight, answer, ...because(lacking) }
    }
    const open = isCertain ? [] : this.#whyUncertain(finding, this.#profileOf(index), this.#isThere(finding, index))
    return { ...describeSubject(this.#estate, index), weight, answer, ...because([...open, ...lacking]) }
  }
}

/** The subject as findings name it. */
export function describeSubject(estate: Estate, subject: number): Omit<MatterEntry, 'weight' | 'answer'> {
  const subjectClass = estate.classes[estate.classOf[subject]!]!
  const entity = estate.entityOf[subject]!
  const origin = estate.entities.originOf(entity)
  const site = siteOf(estate, subject)
  const vendors = [...new Set(subjectClass.suppliers.map((supplier) => supplier.name).filter((name) => name !== ''))]
  return {
    subject: subjectClass.subject,
    identifier: estate.entities.identifierOf(entity),
    ...(site === undefined ? {} : { site: estate.siteIdentifiers[site]! }),
    ...(vendors.length === 0 ? {} : { vendor: vendors.join(', ') }),
    ...(subjectClass.functions.length === 0 ? {} : { function: subjectClass.functions.join('|') }),
    ...(subjectClass.product === '' ? {} : { product: subjectClass.product }),
    ...(origin ? originOf(origin.table, origin.row) : {}),
  }
}

/** The site of a subject, by halving: subjects stand in the order of their sites. */
function siteOf(estate: Estate, subject: number): number | undefined {
  let low = 0
  let high = estate.siteCount
  while (low < high) {
    const middle = (low + high) >> 1
    if (estate.siteStart[middle + 1]! <= subject) low = middle + 1
    else high = middle
  }
  return low < estate.siteCount ? low : undefined
}
