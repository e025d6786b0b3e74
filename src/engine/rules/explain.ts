// Which subjects make a figure what it is on one day, largest first, and what is not known of them.

import type { CivilDay } from '#base/calendar.ts'
import { NO, YES } from '#base/trilean.ts'
import type { Estate, WeightColumn } from '#model/estate.ts'
import type { MatterEntry, SiteSubject } from '#model/verdict.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import { type ClassSpell, NO_VENDOR_GROUP } from './class-answers.ts'
import type { Cohorts, SweepMeasure } from './cohorts.ts'
import type { Measure } from './measure.ts'
import { countOnDay, type DayCounts } from './day-counts.ts'
import { describeSubject } from './describe-subject.ts'
import type { Profiles } from './profiles.ts'
import type { SubjectRecords } from './subject-records.ts'
import { type Look, type StretchSink, Sweep } from './sweep.ts'
import { A, B, C, categoryOf, D, F } from './tally.ts'
import { isRanged, weightOf } from './tally-sink.ts'

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
  /** How many subjects are, or may be, in the denominator. */
  readonly inQuestion: number
  readonly reasons: readonly { readonly what: string; readonly count: number }[]
}

const ENTRIES_KEPT = 100
/** Of what stands on the sites of one explanation. */
const SITE_SUBJECTS_KEPT = 10_000

const VENDOR_NOT_KNOWN = 'vendor not known, or its ownership in doubt'

interface Candidate {
  /** Of a subject; or, of a measure of sites, of a site. From the number of sites on: subjects that stand nobody knows where. */
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
  readonly #hasRanges: boolean
  readonly heaviest = new Heaviest()
  total = 0
  inQuestion = 0
  /** Subjects, or sites, whose weight is not known. */
  unweighed = 0
  /** Subjects, or sites, whose weight is known within a range only. */
  ranged = 0
  /** Subjects of a measure of sites that stand nobody knows where. */
  somewhere = 0
  /** The subjects are counted by class, and only the heaviest of them are still looked for. */
  #isCounted = false
  #offered = 0
  /** A site that is split by its subjects comes in parts, one after the other. */
  #noted = -1
  #lastOffered = -1
  /** Uncertain subjects by group of profiles; those that are there for certain apart from those that may not be. */
  readonly #uncertainThere: Uint32Array
  readonly #uncertainDates: Uint32Array

  constructor(inquiry: Inquiry, asked: SweepMeasure, estate: Estate) {
    this.inquiry = inquiry
    this.asked = asked
    this.weights = weightOf(asked.measure, estate)
    this.#hasRanges = isRanged(this.weights)
    const groupCount = asked.answers.groups.length
    this.#uncertainThere = new Uint32Array(groupCount)
    this.#uncertainDates = new Uint32Array(groupCount)
  }

  /** Whether what the measure says of a subject follows from its class and the days it is there. */
  get isOfClasses(): boolean {
    const { measure, answers } = this.asked
    const tests = answers.denominatorTests.length + answers.numeratorTests.length
    const isWeighed = this.inquiry.lacksWeights || this.#hasRanges
    return measure.count === 'elements' && answers.isFinal && tests === 0 && !isWeighed
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

  /** Different vendors are counted, and whose the subjects of the profile are nobody knows. */
  isOfUnknownVendor(profile: number): boolean {
    return this.#spellOf(this.asked.answers.groupOf[profile]!)?.vendorGroup === -1
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
      if (!isKnown(category, spell.vendorGroup)) this.#uncertainThere[group] = there[group]!
      this.#add(categoryOf(false, spell.numerator), perhaps[group]!)
      this.#uncertainDates[group] = perhaps[group]!
    }
  }

  #add(category: number, subjects: number): void {
    this.inQuestion += subjects
    if (isInNumerator(category)) this.total += subjects
  }

  note(index: number, category: number, isCertain: boolean): void {
    if (index !== this.#noted) {
      this.#noted = index
      if (this.inquiry.lacksWeights && !this.knowsWeightOf(index)) this.unweighed += 1
      else if (this.#hasRanges && this.#isRanged(index)) this.ranged += 1
      if (!this.#isCounted) this.inQuestion += 1
    }
    if (isInNumerator(category) && index !== this.#lastOffered) this.#offer(index, this.#weightOn(index), isCertain)
  }

  /** A subject of a measure of sites that stands nobody knows where: on a site of its own, or on any other. */
  noteSomewhere(index: number, category: number): void {
    this.inQuestion += 1
    this.somewhere += 1
    if (isInNumerator(category)) this.#offer(index, this.weights ? 0 : 1, false)
  }

  #offer(index: number, weight: number, isCertain: boolean): void {
    this.#lastOffered = index
    if (!this.#isCounted) this.total += 1
    this.#offered += 1
    this.heaviest.offer(index, weight, isCertain)
  }

  #weightOn(index: number): number {
    const weight = this.#statedWeightOn(index)
    return Number.isFinite(weight) ? weight : 0
  }

  knowsWeightOf(index: number): boolean {
    return Number.isFinite(this.#statedWeightOn(index))
  }

  #statedWeightOn(index: number, end: 'low' | 'high' = 'high'): number {
    if (!this.weights) return 1
    const { series } = this.weights
    const step = series.size === 0 ? undefined : series.get(index)?.findLast((one) => one.from <= this.inquiry.day)
    return step ? step[end] : (this.weights[end][index] ?? Number.NaN)
  }

  #isRanged(index: number): boolean {
    return this.#statedWeightOn(index, 'low') !== this.#statedWeightOn(index, 'high')
  }

  /** What is not known of a subject, or site, without a known weight. */
  get lackingWeight(): string {
    return `${this.#measured} not known`
  }

  get rangedWeight(): string {
    return `${this.#measured} known within a range only`
  }

  get #measured(): string {
    return this.asked.measure.weight ?? 'quantity'
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

/** `vendorGroup`: -1 where different vendors are counted, and which one it is nobody knows. */
function isKnown(category: number, vendorGroup: number): boolean {
  return (category === A || category === B) && vendorGroup !== -1
}

function isInNumerator(category: number): boolean {
  return category === A || category === C || category === D || category === F
}

/** What was swept. */
export interface Explained {
  readonly profiles: Profiles
  readonly cohorts: Cohorts
  readonly measures: readonly SweepMeasure[]
  readonly records: SubjectRecords
}

/**
 * One explanation an inquiry, in their order. What follows from a subject's class is counted by classes; for the rest,
 * and for the heaviest, a second sweep looks at single days, and at no more sites than it needs to.
 */
export function explainMeasures(
  estate: Estate,
  { profiles, cohorts, measures, records }: Explained,
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
  const sweep = (chosen: readonly Look[], into: StretchSink, isLeftOut?: (look: number, cohort: number) => boolean) =>
    new Sweep(estate, cohorts, chosen, records, into, isLeftOut)
  const isLeftOut = (look: number, cohort: number): boolean => {
    const finding = findings[look]!
    return finding.isComplete || !finding.seeks(finding.asked.answers.groupOf[cohorts.profiles[cohort]!]!)
  }
  for (let from = 0, sites = FIRST_SITES; from <= estate.siteCount; from += sites, sites *= 4) {
    const until = Math.min(from + sites, estate.siteCount + 1)
    sweep(looks, sink, isLeftOut).visit(from, until)
  }
  return findings.map((finding, look) => {
    const onSites = new SiteGatherer()
    const describer = new Describer(estate, sink, finding, onSites, sweep([looks[look]!], onSites))
    return {
      entries: finding.heaviest.kept.map((candidate) => describer.describe(candidate)),
      total: finding.total,
      inQuestion: finding.inQuestion,
      reasons: sink.countReasons(finding),
    }
  })
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

  putSubject(look: number, subject: number, category: number, _from: number, _until: number, group: number): void {
    const finding = this.#findings[look]!
    finding.note(subject, category, category === A && isKnown(category, group))
    if (!isKnown(category, group)) this.#noteUncertain(finding, subject)
  }

  putSite(look: number, site: number, category: number): void {
    this.#findings[look]!.note(site, category, category === A)
  }

  putSomewhere(look: number, subject: number, category: number): void {
    const finding = this.#findings[look]!
    finding.noteSomewhere(this.#estate.siteCount + subject, category)
    if (!isKnown(category, NO_VENDOR_GROUP)) this.#noteUncertain(finding, subject)
  }

  gather(look: number, subject: number, category: number): void {
    if (!isKnown(category, NO_VENDOR_GROUP)) this.#noteUncertain(this.#findings[look]!, subject)
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

  /** Why the subject is uncertain, in words. */
  whyUncertain(finding: Finding, subject: number): string[] {
    return this.#whyUncertain(finding, this.#profileOf(subject), this.#isThere(finding, subject))
  }

  /** Why a subject of the profile is uncertain, in words. */
  #whyUncertain(finding: Finding, profile: number, isThere: boolean): string[] {
    const { measure } = finding.asked
    const reasons = isThere
      ? []
      : [measure.reads === 'service' ? 'dates of service not known' : 'dates of installation or removal not known']
    reasons.push(...this.#openConditionsOf(finding, profile))
    if (finding.isOfUnknownVendor(profile)) reasons.push(VENDOR_NOT_KNOWN)
    if (reasons.length === 0) reasons.push(whyElse(measure))
    return reasons
  }

  #openConditionsOf({ inquiry, asked }: Finding, profile: number): readonly string[] {
    const { measure, answers } = asked
    const key = `${inquiry.measure} ${inquiry.day} ${answers.groupOf[profile]}`
    let open = this.#openConditions.get(key)
    if (!open) {
      const exceptions = measure.exceptions.map(({ scope }) => scope)
      const scopes = [...measure.denominator, ...(measure.numerator ? [measure.numerator] : []), ...exceptions]
      const subjectClass = this.#profiles.examples[profile]!
      const conditions = scopes.flatMap((scope) =>
        scope.where ? inquiry.asker.openConditions(scope.where, subjectClass, inquiry.day) : [],
      )
      open = [...new Set(subjectClass.served === YES ? conditions : [...conditions, 'operators served not known'])]
      this.#openConditions.set(key, open)
    }
    return open
  }

  countReasons(finding: Finding): Explanation['reasons'] {
    const counts = new Map<string, number>()
    finding.eachUncertain((profile, isThere, subjects) => {
      for (const reason of this.#whyUncertain(finding, profile, isThere))
        counts.set(reason, (counts.get(reason) ?? 0) + subjects)
    })
    if (finding.unweighed > 0) counts.set(finding.lackingWeight, finding.unweighed)
    if (finding.ranged > 0) counts.set(finding.rangedWeight, finding.ranged)
    if (finding.somewhere > 0) counts.set(SITE_NOT_KNOWN, finding.somewhere)
    return [...counts]
      .map(([what, count]) => ({ what, count }))
      .sort((left, right) => right.count - left.count || (left.what < right.what ? -1 : 1))
  }
}

/** What leaves a subject uncertain of which class and days of service leave nothing open. */
function whyElse({ regime, onSiteWith }: Measure): string {
  if (regime !== undefined) return 'no authorisation recorded'
  return onSiteWith ? 'what else stands on the site not known' : 'dates of events not known'
}

const SITE_NOT_KNOWN = 'site not known'

/** What on the sites looked at is, or may be, in the numerator. */
class SiteGatherer implements StretchSink {
  found: { readonly subject: number; readonly isCertain: boolean }[] = []

  gather(_look: number, subject: number, category: number): void {
    if (isInNumerator(category)) this.found.push({ subject, isCertain: category === A })
  }

  // What is made of the whole site is known already.
  putSite(): void {}
  putSubject(): void {}
  putSomewhere(): void {}
}

/** Describes what one inquiry found. */
class Describer {
  readonly #estate: Estate
  readonly #sink: ExplainSink
  readonly #finding: Finding
  readonly #gatherer: SiteGatherer
  readonly #sweep: Sweep
  #siteSubjectsLeft = SITE_SUBJECTS_KEPT

  constructor(estate: Estate, sink: ExplainSink, finding: Finding, gatherer: SiteGatherer, sweep: Sweep) {
    this.#estate = estate
    this.#sink = sink
    this.#finding = finding
    this.#gatherer = gatherer
    this.#sweep = sweep
  }

  describe(candidate: Candidate): MatterEntry {
    const { siteCount } = this.#estate
    if (this.#finding.asked.measure.count !== 'sites') return this.#describeElement(candidate)
    return candidate.index < siteCount ? this.#describeSite(candidate) : this.#describeSomewhere(candidate)
  }

  #describeElement({ index, weight, isCertain }: Candidate): MatterEntry {
    const answer = isCertain ? 'yes' : 'maybe'
    const why = [...(isCertain ? [] : this.#sink.whyUncertain(this.#finding, index)), ...this.#lackingOf(index)]
    return { ...this.#name(index), weight, answer, ...because(why) }
  }

  #describeSite({ index, weight, isCertain }: Candidate): MatterEntry {
    const gathered = this.#gatherer
    gathered.found = []
    this.#sweep.visit(index, index + 1)
    const found = gathered.found.toSorted((left, right) => Number(right.isCertain) - Number(left.isCertain))
    const told = found.slice(0, this.#siteSubjectsLeft)
    this.#siteSubjectsLeft -= told.length
    const entries = told.map((one): SiteSubject => {
      const { site: _site, from: _from, to: _to, ...named } = this.#name(one.subject)
      const why = one.isCertain ? [] : this.#sink.whyUncertain(this.#finding, one.subject)
      return { ...named, answer: one.isCertain ? 'yes' : 'maybe', ...because(why) }
    })
    const open = isCertain ? [] : entries.flatMap(({ why }) => why ?? [])
    return {
      subject: 'site',
      identifier: this.#estate.siteIdentifiers[index]!,
      weight,
      answer: isCertain ? 'yes' : 'maybe',
      ...because([...open, ...this.#lackingOf(index)]),
      onSite: { total: found.length, entries },
    }
  }

  #describeSomewhere({ index, weight }: Candidate): MatterEntry {
    const subject = index - this.#estate.siteCount
    return { ...this.#name(subject), weight, answer: 'maybe', ...because([SITE_NOT_KNOWN]) }
  }

  #name(subject: number): ReturnType<typeof describeSubject> {
    return describeSubject(this.#estate, subject, this.#finding.inquiry.day)
  }

  #lackingOf(index: number): string[] {
    return this.#finding.knowsWeightOf(index) ? [] : [this.#finding.lackingWeight]
  }
}

function because(why: readonly string[]): { why?: string } {
  return why.length === 0 ? {} : { why: [...new Set(why)].join(', ') }
}
