// Which subjects make a figure what it is on one day, largest first, and what is not known of them.

import type { CivilDay } from '#base/calendar.ts'
import { YES } from '#base/trilean.ts'
import type { Estate } from '#model/estate.ts'
import { originOf } from '#model/fact-origin.ts'
import type { MatterEntry } from '#model/verdict.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import type { StretchSink, SweepMeasure } from './sweep.ts'
import { A, B, C, D, F } from './tally.ts'
import { weightOf } from './tally-sink.ts'

/** What to look at: one measure on one day, for one rule. */
export interface Inquiry {
  readonly measure: number
  readonly day: CivilDay
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

  offer(candidate: Candidate): void {
    const { kept } = this
    if (kept.length === ENTRIES_KEPT && compareCandidates(candidate, kept.at(-1)!) > 0) return
    let place = kept.length
    while (place > 0 && compareCandidates(candidate, kept[place - 1]!) < 0) place -= 1
    kept.splice(place, 0, candidate)
    if (kept.length > ENTRIES_KEPT) kept.pop()
  }
}

function compareCandidates(left: Candidate, right: Candidate): number {
  return right.weight - left.weight || Number(right.isCertain) - Number(left.isCertain) || left.index - right.index
}

class Finding {
  readonly inquiry: Inquiry
  readonly heaviest = new Heaviest()
  readonly reasons = new Map<string, number>()
  total = 0
  known = 0
  uncertain = 0

  constructor(inquiry: Inquiry) {
    this.inquiry = inquiry
  }
}

/** A second sweep, over the same estate and measures, that looks at single days. */
export class ExplainSink implements StretchSink {
  readonly #estate: Estate
  readonly #measures: readonly SweepMeasure[]
  readonly #byMeasure = new Map<number, Finding[]>()
  readonly #findings: readonly Finding[]
  readonly #whyByClass = new Map<string, readonly string[]>()

  constructor(estate: Estate, measures: readonly SweepMeasure[], inquiries: readonly Inquiry[]) {
    this.#estate = estate
    this.#measures = measures
    this.#findings = inquiries.map((inquiry) => new Finding(inquiry))
    for (const finding of this.#findings) {
      const list = this.#byMeasure.get(finding.inquiry.measure)
      if (list) list.push(finding)
      else this.#byMeasure.set(finding.inquiry.measure, [finding])
    }
  }

  putSubject(measure: number, subject: number, category: number, from: number, until: number): void {
    for (const finding of this.#findingsOn(measure, from, until)) {
      this.#note(finding, subject, category, this.#weightOn(measure, subject, finding.inquiry.day))
      this.#noteReasons(finding, measure, subject, category)
    }
  }

  putSite(measure: number, site: number, category: number, from: number, until: number): void {
    for (const finding of this.#findingsOn(measure, from, until))
      this.#note(finding, site, category, this.#weightOn(measure, site, finding.inquiry.day))
  }

  gather(measure: number, subject: number, category: number, from: number, until: number): void {
    for (const finding of this.#findingsOn(measure, from, until)) this.#noteReasons(finding, measure, subject, category)
  }

  #findingsOn(measure: number, from: number, until: number): Finding[] {
    return this.#byMeasure.get(measure)?.filter(({ inquiry }) => from <= inquiry.day && inquiry.day < until) ?? []
  }

  #note(finding: Finding, index: number, category: number, weight: number): void {
    if (category === A || category === B) finding.known += 1
    else finding.uncertain += 1
    const isInNumerator = category === A || category === C || category === D || category === F
    if (!isInNumerator) return
    finding.total += 1
    finding.heaviest.offer({ index, weight, isCertain: category === A })
  }

  #weightOn(measure: number, index: number, day: number): number {
    const column = weightOf(this.#measures[measure]!.measure, this.#estate)
    if (!column) return 1
    const step = column.series.get(index)?.findLast((one) => one.from <= day)
    const weight = step ? step.high : (column.high[index] ?? Number.NaN)
    return Number.isFinite(weight) ? weight : 0
  }

  #noteReasons(finding: Finding, measure: number, subject: number, category: number): void {
    if (category === A || category === B) return
    for (const reason of this.#whyUncertain(finding.inquiry, measure, subject)) {
      finding.reasons.set(reason, (finding.reasons.get(reason) ?? 0) + 1)
    }
  }

  #whyUncertain(inquiry: Inquiry, measure: number, subject: number): string[] {
    const reasons: string[] = []
    const { measure: asked } = this.#measures[measure]!
    const windows = asked.reads === 'service' ? this.#estate.service : this.#estate.presence
    const isDated = inquiry.day >= windows.certainFrom[subject]! && inquiry.day < windows.certainUntil[subject]!
    if (!isDated)
      reasons.push(
        asked.reads === 'service' ? 'dates of service not known' : 'dates of installation or removal not known',
      )
    const classId = this.#estate.classOf[subject]!
    const key = `${measure} ${inquiry.day} ${classId}`
    let fromClass = this.#whyByClass.get(key)
    if (!fromClass) {
      const scopes = [...asked.denominator, ...(asked.numerator ? [asked.numerator] : [])]
      const subjectClass = this.#estate.classes[classId]!
      const open = scopes.flatMap((scope) =>
        scope.where ? inquiry.asker.openConditions(scope.where, subjectClass, inquiry.day) : [],
      )
      fromClass = [...new Set(subjectClass.served === YES ? open : [...open, 'operators served not known'])]
      this.#whyByClass.set(key, fromClass)
    }
    reasons.push(...fromClass)
    if (reasons.length === 0)
      reasons.push(asked.regime === undefined ? 'dates of events not known' : 'no authorisation recorded')
    return reasons
  }

  /** One explanation an inquiry, in their order. */
  finish(): Explanation[] {
    return this.#findings.map((finding) => ({
      entries: finding.heaviest.kept.map((candidate) => this.#describe(finding.inquiry, candidate)),
      total: finding.total,
      known: finding.known,
      uncertain: finding.uncertain,
      reasons: [...finding.reasons]
        .map(([what, count]) => ({ what, count }))
        .sort((left, right) => right.count - left.count || (left.what < right.what ? -1 : 1)),
    }))
  }

  #describe(inquiry: Inquiry, { index, weight, isCertain }: Candidate): MatterEntry {
    const answer = isCertain ? 'yes' : 'maybe'
    if (this.#measures[inquiry.measure]!.measure.count === 'sites') {
      return { subject: 'site', identifier: this.#estate.siteIdentifiers[index]!, weight, answer }
    }
    const entry = describeSubject(this.#estate, index)
    const why = isCertain ? '' : this.#whyUncertain(inquiry, inquiry.measure, index).join(', ')
    return { ...entry, weight, answer, ...(why === '' ? {} : { why }) }
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
