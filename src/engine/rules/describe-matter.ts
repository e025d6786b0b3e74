// What makes a figure what it is, named as findings name it.

import type { Estate } from '#model/estate.ts'
import type { MatterEntry, SiteSubject } from '#model/verdict.ts'
import { describeSubject } from './describe-subject.ts'
import { type Doubts, SITE_NOT_KNOWN } from './doubts.ts'
import type { Finding } from './finding.ts'
import type { Candidate } from './heaviest.ts'
import type { StretchSink, Sweep } from './sweep.ts'
import { A, isInNumerator } from './tally.ts'

/** What on the sites looked at is, or may be, in the numerator. */
export class SiteGatherer implements StretchSink {
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
export class Describer {
  readonly #estate: Estate
  readonly #doubts: Doubts
  readonly #finding: Finding
  readonly #gatherer: SiteGatherer
  readonly #sweep: Sweep
  #siteSubjectsLeft: number

  /** `most`: how many subjects are named on all sites together. */
  constructor(estate: Estate, doubts: Doubts, finding: Finding, gatherer: SiteGatherer, sweep: Sweep, most: number) {
    this.#estate = estate
    this.#doubts = doubts
    this.#finding = finding
    this.#gatherer = gatherer
    this.#sweep = sweep
    this.#siteSubjectsLeft = most
  }

  describe(candidate: Candidate): MatterEntry {
    const { siteCount } = this.#estate
    const weight = candidate.weight / this.#finding.parts
    if (this.#finding.asked.measure.count !== 'sites') return this.#describeElement(candidate, weight)
    const isSite = candidate.index < siteCount
    return isSite ? this.#describeSite(candidate, weight) : this.#describeSomewhere(candidate, weight)
  }

  #describeElement({ index, isCertain }: Candidate, weight: number): MatterEntry {
    const answer = isCertain ? 'yes' : 'maybe'
    const why = [...(isCertain ? [] : this.#doubts.whyUncertain(this.#finding, index)), ...this.#lackingOf(index)]
    return { ...this.#name(index), weight, answer, ...because(why) }
  }

  #describeSite({ index, isCertain }: Candidate, weight: number): MatterEntry {
    const gathered = this.#gatherer
    gathered.found = []
    this.#sweep.visit(index, index + 1)
    const found = gathered.found.toSorted((left, right) => Number(right.isCertain) - Number(left.isCertain))
    const told = found.slice(0, this.#siteSubjectsLeft)
    this.#siteSubjectsLeft -= told.length
    const entries = told.map((one): SiteSubject => {
      const { site: _site, from: _from, to: _to, ...named } = this.#name(one.subject)
      const why = one.isCertain ? [] : this.#doubts.whyUncertain(this.#finding, one.subject)
      return { ...named, answer: one.isCertain ? 'yes' : 'maybe', ...because(why) }
    })
    const open = isCertain ? [] : entries.flatMap(({ why }) => why ?? [])
    return {
      subject: 'site',
      identifier: this.#estate.siteIdentifierOf(index),
      weight,
      answer: isCertain ? 'yes' : 'maybe',
      ...because([...open, ...this.#lackingOf(index)]),
      onSite: { total: found.length, entries },
    }
  }

  #describeSomewhere({ index }: Candidate, weight: number): MatterEntry {
    const subject = index - this.#estate.siteCount
    return { ...this.#name(subject), weight, answer: 'maybe', ...because([SITE_NOT_KNOWN]) }
  }

  #name(subject: number): ReturnType<typeof describeSubject> {
    return describeSubject(this.#estate, subject, this.#finding.inquiry.day)
  }

  #lackingOf(index: number): string[] {
    const { weights } = this.#finding
    return weights.isKnown(index) ? [] : [weights.lacking]
  }
}

function because(why: readonly string[]): { why?: string } {
  return why.length === 0 ? {} : { why: [...new Set(why)].join(', ') }
}
