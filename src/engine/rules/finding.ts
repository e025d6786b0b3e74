// What a sweep of one day finds of one measure: the heaviest of its numerator, and how many are uncertain, and how.

import type { CivilDay } from '#base/calendar.ts'
import { NO, YES } from '#base/trilean.ts'
import type { Estate } from '#model/estate.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import { type ClassSpell, spellOn } from './class-answers.ts'
import type { SweepMeasure } from './cohorts.ts'
import { countByGroup, type DayCounts } from './day-counts.ts'
import { DayWeights } from './day-weights.ts'
import { type Candidate, Heaviest } from './heaviest.ts'
import type { Profiles } from './profiles.ts'
import { A, categoryOf, isInNumerator } from './tally.ts'
import { partsOf } from './tally-sink.ts'
import { isKnown, UncertainGroups } from './uncertain-groups.ts'

/** What to look at: one measure on one day, for one rule. */
export interface Inquiry {
  readonly measure: number
  readonly day: CivilDay
  /** Some weight is not known on the day, so that each subject is looked at for its own. */
  readonly lacksWeights: boolean
  /** Asks why a subject is uncertain. */
  readonly asker: PredicateAsker
}

/** The site that is looked at, and what of it may be in the numerator. */
interface SiteSoFar {
  readonly site: number
  /** Undefined: nothing so far. */
  part: number | undefined
  isCertain: boolean
}

/** What one inquiry has found so far. */
export class Finding {
  readonly inquiry: Inquiry
  readonly asked: SweepMeasure
  readonly weights: DayWeights
  /** Into how many parts of one weights are divided. */
  readonly parts: number
  readonly uncertain: UncertainGroups
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
  readonly #heaviest: Heaviest
  #site: SiteSoFar = { site: -1, part: undefined, isCertain: false }

  /** `most`: how many of the numerator are named. */
  constructor(inquiry: Inquiry, asked: SweepMeasure, estate: Estate, most: number) {
    this.inquiry = inquiry
    this.asked = asked
    this.weights = new DayWeights(asked.measure, estate, inquiry.day)
    this.parts = partsOf(asked.measure, estate)
    this.#heaviest = new Heaviest(most)
    this.uncertain = new UncertainGroups(asked.answers)
  }

  /** Whether what the measure says of a subject follows from its class and the days it is there. */
  get isOfClasses(): boolean {
    const { measure, answers } = this.asked
    const tests = answers.denominatorTests.length + answers.numeratorTests.length
    const isWeighed = this.inquiry.lacksWeights || this.weights.hasRanges
    return measure.count === 'elements' && answers.isFinal && tests === 0 && !isWeighed
  }

  /** Nothing more can be found. */
  get isComplete(): boolean {
    const isFull = this.weights.areOnes && !this.asked.measure.isOperatorWeighted && this.#heaviest.isFullOfCertain
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
    return spellOn(this.asked.answers.groups[group]!, this.inquiry.day)
  }

  /** Counts all subjects by their class. */
  count(counts: DayCounts, profiles: Profiles): void {
    this.#isCounted = true
    for (const [group, { certain, uncertain }] of countByGroup(counts, profiles, this.asked.answers).entries()) {
      const spell = this.#spellOf(group)
      if (!spell) continue
      const category = categoryOf(spell.denominator === YES, spell.numerator)
      this.#add(category, certain)
      if (!isKnown(category, spell.vendorGroup)) this.uncertain.add(group, true, certain)
      this.#add(categoryOf(false, spell.numerator), uncertain)
      this.uncertain.add(group, false, uncertain)
    }
  }

  #add(category: number, subjects: number): void {
    this.inQuestion += subjects
    if (isInNumerator(category)) this.total += subjects
  }

  /** `part`: the largest part of its weight that may count, in the parts of one. */
  noteSubject(subject: number, category: number, isCertain: boolean, part: number): void {
    this.#noteWeight(subject)
    if (isInNumerator(category)) this.#offer(subject, this.weights.mostOf(subject) * part, isCertain)
  }

  /** A site that is split by its subjects comes in pieces, one after the other, each with its category and its part. */
  noteSite(site: number, category: number, part: number): void {
    if (site !== this.#site.site) {
      this.#settleSite()
      this.#site = { site, part: undefined, isCertain: false }
      this.#noteWeight(site)
    }
    if (!isInNumerator(category)) return
    this.#site.part = (this.#site.part ?? 0) + part
    this.#site.isCertain ||= category === A
  }

  #settleSite(): void {
    const { site, part, isCertain } = this.#site
    if (part !== undefined) this.#offer(site, this.weights.mostOf(site) * part, isCertain)
  }

  #noteWeight(index: number): void {
    if (this.inquiry.lacksWeights && !this.weights.isKnown(index)) this.unweighed += 1
    else if (this.weights.hasRanges && this.weights.isRanged(index)) this.ranged += 1
    if (!this.#isCounted) this.inQuestion += 1
  }

  /** A subject of a measure of sites that stands nobody knows where: on a site of its own, or on any other. */
  noteSomewhere(index: number, category: number): void {
    this.inQuestion += 1
    this.somewhere += 1
    if (isInNumerator(category)) this.#offer(index, this.weights.areOnes ? this.parts : 0, false)
  }

  #offer(index: number, weight: number, isCertain: boolean): void {
    if (!this.#isCounted) this.total += 1
    this.#offered += 1
    this.#heaviest.offer(index, weight, isCertain)
  }

  /** The heaviest of the numerator, in order; their weights in the parts of one. */
  finish(): readonly Candidate[] {
    this.#settleSite()
    return this.#heaviest.finish()
  }

  noteUncertain(profile: number, isThere: boolean): void {
    if (!this.#isCounted) this.uncertain.add(this.asked.answers.groupOf[profile]!, isThere, 1)
  }
}
