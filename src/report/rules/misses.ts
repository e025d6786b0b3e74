// What of a rule is missed, on the day judged and later, once waivers are taken into account: what gates and lists ask.

import type { RuleResult } from '#model/verdict.ts'

/** Missed for certain; or only for all that is known. */
type Surety = 'certain' | 'possible'

export interface Misses {
  readonly now: Surety | undefined
  /** Anew, on a later day: as the plan stands, or once a waiver ends. */
  readonly later: Surety | undefined
}

export function findMisses(rule: RuleResult, asOf: string): Misses {
  return { now: missedNow(rule), later: missedLater(rule, asOf) }
}

function missedNow({ verdict, waivedUntil, beyondWaiver }: RuleResult): Surety | undefined {
  if (waivedUntil !== undefined) return beyondWaiver === undefined ? undefined : 'possible'
  return verdict === 'not met' ? 'certain' : verdict === 'cannot be shown' ? 'possible' : undefined
}

/** The next breaches are those that no waiver covers. */
function missedLater(rule: RuleResult, asOf: string): Surety | undefined {
  const { verdict, nextBreach, nextPossibleBreach } = rule
  const isBeyondTimeline = !isWaivedLater(rule, asOf)
  if (nextBreach !== undefined || (verdict === 'not yet due: the plan misses it' && isBeyondTimeline)) return 'certain'
  if (nextPossibleBreach !== undefined) return 'possible'
  return verdict === 'not yet due: cannot be shown' && isBeyondTimeline ? 'possible' : undefined
}

/** A change that must be notified may come after the last day of the timeline: without a breach there, nothing is waived. */
function isWaivedLater({ timeline }: RuleResult, asOf: string): boolean {
  return timeline.some(({ to, waived }) => to > asOf && waived === true)
}
