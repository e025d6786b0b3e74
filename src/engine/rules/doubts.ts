// Why is a subject uncertain, in words?

import { YES } from '#base/trilean.ts'
import type { Estate } from '#model/estate.ts'
import type { Finding } from './finding.ts'
import type { Measure } from './measure.ts'
import type { Profiles } from './profiles.ts'

export const SITE_NOT_KNOWN = 'site not known'
const VENDOR_NOT_KNOWN = 'vendor not known, or its ownership in doubt'

export interface DoubtCount {
  readonly what: string
  readonly count: number
}

export class Doubts {
  readonly #estate: Estate
  readonly #profiles: Profiles
  readonly #openConditions = new Map<string, readonly string[]>()

  constructor(estate: Estate, profiles: Profiles) {
    this.#estate = estate
    this.#profiles = profiles
  }

  /** An uncertain subject, for the count of what is not known. */
  note(finding: Finding, subject: number): void {
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

  /** What is not known of the uncertain ones, and of how many: the most first. */
  count(finding: Finding): DoubtCount[] {
    const counts = new Map<string, number>()
    finding.uncertain.each((profile, isThere, subjects) => {
      for (const reason of this.#whyUncertain(finding, profile, isThere))
        counts.set(reason, (counts.get(reason) ?? 0) + subjects)
    })
    if (finding.unweighed > 0) counts.set(finding.weights.lacking, finding.unweighed)
    if (finding.ranged > 0) counts.set(finding.weights.ranged, finding.ranged)
    if (finding.somewhere > 0) counts.set(SITE_NOT_KNOWN, finding.somewhere)
    return [...counts]
      .map(([what, count]) => ({ what, count }))
      .sort((left, right) => right.count - left.count || (left.what < right.what ? -1 : 1))
  }
}

/** What leaves a subject uncertain of which class and days of service leave nothing open. */
function whyElse({ regime, onSiteWith }: Measure): string {
  if (regime !== undefined) return 'authorisation not shown'
  return onSiteWith ? 'what else stands on the site not known' : 'dates of events not known'
}
