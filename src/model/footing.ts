// Which words a rule is told in: a law is breached, advice is departed from, a proposal would not be met.

import type { RuleResult } from './verdict.ts'

/** What kind of duty a rule makes, as far as its words depend on it. */
type Footing = 'law' | 'contract' | 'licence' | 'advice' | 'policy' | 'proposal'

export interface Wording {
  readonly met: string
  readonly notMet: string
  /** Said of a rule not yet due: `the plan meets it`. */
  readonly planMeets: string
  readonly planMisses: string
  /** Said of a later day: `would be breached`. */
  readonly willBreak: string
  readonly mayBreak: string
  /** The event as a noun: `breach`. */
  readonly breach: string
}

const WORDINGS: Record<Footing, Wording> = {
  law: {
    met: 'met',
    notMet: 'not met',
    planMeets: 'the plan meets it',
    planMisses: 'the plan misses it',
    willBreak: 'will be breached',
    mayBreak: 'may be breached',
    breach: 'breach',
  },
  contract: {
    met: 'kept',
    notMet: 'not kept',
    planMeets: 'the plan keeps it',
    planMisses: 'the plan breaks it',
    willBreak: 'will not be kept',
    mayBreak: 'may not be kept',
    breach: 'breach of contract',
  },
  licence: {
    met: 'met',
    notMet: 'not met',
    planMeets: 'the plan meets it',
    planMisses: 'the plan misses it',
    willBreak: 'licence condition will be breached',
    mayBreak: 'licence condition may be breached',
    breach: 'breach of licence',
  },
  advice: {
    met: 'followed',
    notMet: 'departed from',
    planMeets: 'the plan follows it',
    planMisses: 'the plan departs from it',
    willBreak: 'will be departed from',
    mayBreak: 'may be departed from',
    breach: 'departure',
  },
  policy: {
    met: 'kept',
    notMet: 'departed from',
    planMeets: 'the plan keeps it',
    planMisses: 'the plan departs from it',
    willBreak: 'will be departed from',
    mayBreak: 'may be departed from',
    breach: 'departure',
  },
  proposal: {
    met: 'would be met',
    notMet: 'would not be met',
    planMeets: 'the plan would meet it',
    planMisses: 'the plan would miss it',
    willBreak: 'would be breached',
    mayBreak: 'might be breached',
    breach: 'would-be breach',
  },
}

/** Of a rule, with the force of its own where it states one, and the status of its pack. */
export type Standing = Pick<RuleResult, 'force' | 'status'>

/** A proposed instrument is a proposal, whatever force it will have. An unknown force is read as law: the strictest. */
export function footingOf(rule: Standing): Footing {
  if (rule.status === 'proposed' || rule.force === 'proposal') return 'proposal'
  if (rule.force === 'advice' || rule.status === 'advice') return 'advice'
  return rule.force === 'contract' || rule.force === 'licence' || rule.force === 'policy' ? rule.force : 'law'
}

export function wordingOf(rule: Standing): Wording {
  return WORDINGS[footingOf(rule)]
}
