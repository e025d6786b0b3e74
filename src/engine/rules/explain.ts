// Which subjects make a figure what it is on one day, largest first, and what is not known of them.

import type { Estate } from '#model/estate.ts'
import type { MatterEntry } from '#model/verdict.ts'
import { NO_VENDOR_GROUP } from './class-answers.ts'
import type { Cohorts, SweepMeasure } from './cohorts.ts'
import { countOnDay, type DayCounts } from './day-counts.ts'
import { Describer, SiteGatherer } from './describe-matter.ts'
import { type DoubtCount, Doubts } from './doubts.ts'
import { Finding, type Inquiry } from './finding.ts'
import { operatorPart } from './operator-part.ts'
import type { Profiles } from './profiles.ts'
import { type SitePart, WHOLE } from './site-stretches.ts'
import type { SubjectRecords } from './subject-records.ts'
import { type Look, type StretchSink, Sweep } from './sweep.ts'
import { A } from './tally.ts'
import { isKnown } from './uncertain-groups.ts'

export interface Explanation {
  /** The heaviest of the numerator in order, described one by one as they are asked for: there may be a million. */
  readonly entries: () => Iterable<MatterEntry>
  /** How many subjects (or sites) are, or may be, in the numerator. */
  readonly total: number
  /** How many subjects are, or may be, in the denominator. */
  readonly inQuestion: number
  readonly reasons: readonly DoubtCount[]
}

/** How many subjects, or sites, are named of each rule unless more are asked for. */
export const MATTER_TOLD = 100
/** Named on all of these sites together, for each of them. */
const ON_SITES = 100

/** What was swept. */
export interface Explained {
  readonly profiles: Profiles
  readonly cohorts: Cohorts
  readonly measures: readonly SweepMeasure[]
  readonly records: SubjectRecords
}

/**
 * One explanation an inquiry, in their order. What follows from a subject's class is counted by classes; for the rest,
 * and for the heaviest, a second sweep looks at single days, and at no more sites than it needs to. `most`: how many are
 * named of each.
 */
export function explainMeasures(
  estate: Estate,
  { profiles, cohorts, measures, records }: Explained,
  inquiries: readonly Inquiry[],
  most = MATTER_TOLD,
): Explanation[] {
  const looks = inquiries.map(({ measure, day }) => ({ asked: measures[measure]!, days: { from: day, to: day } }))
  const findings = looks.map(({ asked }, look) => new Finding(inquiries[look]!, asked, estate, most))
  const countsOf = new Map<string, DayCounts>()
  for (const finding of findings.filter(({ isOfClasses }) => isOfClasses)) {
    const { reads } = finding.asked.measure
    const key = `${reads} ${finding.inquiry.day}`
    const counts = countsOf.get(key) ?? countOnDay(estate, estate[reads], finding.inquiry.day)
    countsOf.set(key, counts)
    finding.count(counts, profiles)
  }
  const doubts = new Doubts(estate, profiles)
  const sink = new ExplainSink(estate, cohorts, doubts, findings)
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
    const heaviest = finding.finish()
    return {
      *entries() {
        const onSites = new SiteGatherer()
        const visits = sweep([looks[look]!], onSites)
        const describer = new Describer(estate, doubts, finding, onSites, visits, ON_SITES * most)
        for (const candidate of heaviest) yield describer.describe(candidate)
      },
      total: finding.total,
      inQuestion: finding.inQuestion,
      reasons: doubts.count(finding),
    }
  })
}

/** Sites visited before it is asked for the first time which inquiries have found enough. */
const FIRST_SITES = 1000

class ExplainSink implements StretchSink {
  readonly #estate: Estate
  readonly #doubts: Doubts
  readonly #findings: readonly Finding[]
  readonly #cohortOf: Cohorts['cohortOf']
  /** By cohort. */
  readonly #operatorParts: readonly SitePart[]

  constructor(estate: Estate, cohorts: Cohorts, doubts: Doubts, findings: readonly Finding[]) {
    this.#estate = estate
    this.#cohortOf = cohorts.cohortOf
    this.#operatorParts = cohorts.examples.map((example) => operatorPart(example, estate))
    this.#doubts = doubts
    this.#findings = findings
  }

  putSubject(look: number, subject: number, category: number, _from: number, _until: number, group: number): void {
    const finding = this.#findings[look]!
    const { isOperatorWeighted } = finding.asked.measure
    const part = isOperatorWeighted ? this.#operatorParts[this.#cohortOf[subject]!]! : WHOLE
    finding.noteSubject(subject, category, category === A && isKnown(category, group), part.high)
    if (!isKnown(category, group)) this.#doubts.note(finding, subject)
  }

  putSite(look: number, site: number, category: number, _from: number, _until: number, part: SitePart): void {
    this.#findings[look]!.noteSite(site, category, part.high)
  }

  putSomewhere(look: number, subject: number, category: number): void {
    const finding = this.#findings[look]!
    finding.noteSomewhere(this.#estate.siteCount + subject, category)
    if (!isKnown(category, NO_VENDOR_GROUP)) this.#doubts.note(finding, subject)
  }

  gather(look: number, subject: number, category: number): void {
    if (!isKnown(category, NO_VENDOR_GROUP)) this.#doubts.note(this.#findings[look]!, subject)
  }
}
