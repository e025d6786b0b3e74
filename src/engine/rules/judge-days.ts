// The state of one statement of a rule on each day, from the figures of its measures. `docs/models/rules.md`, "Kinds".

import { parseRational, type Rational } from '#base/rational.ts'
import type { Rule } from '#model/rule.ts'
import type { RuleState } from '#model/verdict.ts'
import { compareEnd, countOn, shareOn, vendorsOn } from './figures.ts'
import type { MeasureTally } from './tally-sink.ts'

/** The measures one statement of a rule reads, with their figures. */
export interface RuleFigures {
  /** Of a cap: one a metric. Of the other kinds: the subjects in breach, or the vendors. */
  readonly main: readonly MeasureTally[]
  /** The subjects in breach that no waiver covers. */
  readonly unwaived: MeasureTally | undefined
  /** What must be present in the network for the rule to hold. */
  readonly condition: MeasureTally | undefined
}

export interface DayState {
  readonly state: RuleState
  /** Waivers cover all that is in breach for certain; of what cannot be shown, all that may be. */
  readonly isWaived: boolean
  /** Waived, and something else that no waiver covers may be in breach. */
  readonly isOpenBeyond?: boolean
}

const MET: DayState = { state: 'met', isWaived: false }
const NOT_MET: DayState = { state: 'not met', isWaived: false }
const WAIVED: DayState = { state: 'not met', isWaived: true }
const WAIVED_IN_PART: DayState = { ...WAIVED, isOpenBeyond: true }
const CANNOT_BE_SHOWN: DayState = { state: 'cannot be shown', isWaived: false }
const WAIVED_IF_MISSED: DayState = { ...CANNOT_BE_SHOWN, isWaived: true }
const NOT_APPLICABLE: DayState = { state: 'not applicable', isWaived: false }

/** Judges a due day by its index in the tallies. */
export function judgeDay(rule: Rule, figures: RuleFigures, day: number): DayState {
  const judged = judgeFigures(rule, figures, day)
  if (!figures.condition) return judged
  const condition = countOn(figures.condition, day)
  if (condition.high === 0) return NOT_APPLICABLE
  if (condition.low > 0 || judged.state !== 'not met') return judged
  return judged.isWaived && !judged.isOpenBeyond ? WAIVED_IF_MISSED : CANNOT_BE_SHOWN
}

function judgeFigures(rule: Rule, figures: RuleFigures, day: number): DayState {
  switch (rule.kind) {
    case 'cap':
      return judgeCap(parseRational(rule.limit)!, figures.main, day)
    case 'diversity':
      return judgeDiversity(rule.atLeast, figures.main[0]!, day)
    default:
      return judgeBreach(figures, day)
  }
}

function judgeCap(limit: Rational, metrics: readonly MeasureTally[], day: number): DayState {
  let isApplicable = false
  let isOpen = false
  let isOver = false
  for (const metric of metrics) {
    const share = shareOn(metric, day)
    if (share === 'not applicable') continue
    isApplicable = true
    if (share === 'unknown') isOpen = true
    else if (compareEnd(share.lowNumerator, share.lowDenominator, limit) > 0) isOver = true
    else if (compareEnd(share.highNumerator, share.highDenominator, limit) > 0) isOpen = true
  }
  if (!isApplicable) return NOT_APPLICABLE
  return isOver ? NOT_MET : isOpen ? CANNOT_BE_SHOWN : MET
}

function judgeDiversity(atLeast: number, vendors: MeasureTally, day: number): DayState {
  const count = vendorsOn(vendors, day)
  if (count.high === 0) return NOT_APPLICABLE
  if (count.low >= atLeast) return MET
  // As long as nothing is in scope for certain, the rule may be not applicable.
  return count.high < atLeast && count.low > 0 ? NOT_MET : CANNOT_BE_SHOWN
}

function judgeBreach(figures: RuleFigures, day: number): DayState {
  const count = countOn(figures.main[0]!, day)
  if (count.high === 0) return MET
  const beyond = figures.unwaived ? countOn(figures.unwaived, day) : count
  if (count.low === 0) return beyond.high > 0 ? CANNOT_BE_SHOWN : WAIVED_IF_MISSED
  if (beyond.low > 0) return NOT_MET
  return beyond.high > 0 ? WAIVED_IN_PART : WAIVED
}
