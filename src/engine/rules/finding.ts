// What a sweep of one day finds of one measure: the heaviest of its numerator, and how many are uncertain, and how.

import type { CivilDay } from '#base/calendar.ts'
import { NO, YES } from '#base/trilean.ts'
import type { Estate, WeightColumn } from '#model/estate.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import type { ClassSpell } from './class-answers.ts'
import type { SweepMeasure } from './cohorts.ts'
import type { DayCounts } from './day-counts.ts'
import { Heaviest } from './heaviest.ts'
import type { Profiles } from './profiles.ts'
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

/** What one inquiry has found so far. */
export class Finding {
  readonly inquiry: Inquiry
  readonly asked: SweepMeasure
  readonly weights: WeightColumn | undefined
  readonly #hasRanges: boolean
  readonly heaviest: Heaviest
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

  /** `most`: how many of the numerator are named. */
  constructor(inquiry: Inquiry, asked: SweepMeasure, estate: Estate, most: number) {
    this.heaviest = new Heaviest(most)
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
    const isFull = !this.weights && this.heaviest.isFullOfCertain
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
export function isKnown(category: number, vendorGroup: number): boolean {
  return (category === A || category === B) && vendorGroup !== -1
}

export function isInNumerator(category: number): boolean {
  return category === A || category === C || category === D || category === F
}
