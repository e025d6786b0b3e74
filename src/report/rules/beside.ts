// What advice and policies in force say beside the answer: they bind nobody, and the answer is not theirs.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { spellDay } from '#base/calendar.ts'
import type { RuleResult } from '#model/verdict.ts'
import { dayOfText } from '../chart/time-scale.ts'
import { joinNames } from '../figures.ts'
import { isAdvice, wasJudged } from './wording.ts'

export interface Beside {
  readonly judged: number
  readonly departed: readonly RuleResult[]
  /** Now, or of the plan. */
  readonly unshown: readonly RuleResult[]
  /** Not departed from yet, and surely later. */
  readonly leaving: readonly RuleResult[]
}

export function lookBeside(rules: readonly RuleResult[]): Beside {
  const judged = rules.filter((rule) => isAdvice(rule) && wasJudged(rule))
  return {
    judged: judged.length,
    departed: judged.filter(({ verdict }) => verdict === 'not met'),
    unshown: judged.filter(({ verdict }) => verdict.endsWith('cannot be shown')),
    leaving: judged.filter(
      ({ verdict, nextBreach }) =>
        verdict !== 'not met' && (nextBreach !== undefined || verdict === 'not yet due: the plan misses it'),
    ),
  }
}

/** The headline where nothing else is in force: the worst that is to be said of the advice. */
export function headAdviceAlone({ departed, unshown, leaving }: Beside): string {
  if (departed.length > 0) return 'Only advice is in force, and it is departed from.'
  if (unshown.length > 0) return 'Only advice is in force, and it cannot be shown to be followed.'
  if (leaving.length > 0) return 'Only advice is in force, and the plan departs from it.'
  return 'Only advice is in force.'
}

/** ` Of 7 rules of advice or policy that were judged, none is departed from and 1 will be (UK-1 on 29 January 2023).` */
export function sayBeside({ judged, departed, unshown, leaving }: Beside): string {
  if (judged === 0) return ''
  const clauses = [
    departed.length === 0
      ? 'none is departed from'
      : `${formatNumber(departed.length)} ${departed.length === 1 ? 'is' : 'are'} departed from (${nameEach(departed)})`,
  ]
  if (unshown.length > 0) clauses.push(`${formatNumber(unshown.length)} cannot be shown (${nameEach(unshown)})`)
  if (leaving.length > 0)
    clauses.push(
      `${formatNumber(leaving.length)} will be departed from (${joinNames(leaving.toSorted(byNextBreach).map(nameWithDay))})`,
    )
  return ` Of ${formatCount(judged, 'rule')} of advice or policy that ${judged === 1 ? 'was' : 'were'} judged, ${joinNames(clauses)}.`
}

function nameEach(rules: readonly RuleResult[]): string {
  return joinNames(rules.map(({ rule }) => rule))
}

function nameWithDay({ rule, nextBreach }: RuleResult): string {
  const day = nextBreach === undefined ? undefined : dayOfText(nextBreach)
  return day === undefined ? rule : `${rule} on ${spellDay(day)}`
}

/** Sorting is stable: rules of one day, or without one, stay in their order. */
function byNextBreach(left: RuleResult, right: RuleResult): number {
  const dayOf = ({ nextBreach }: RuleResult) =>
    (nextBreach === undefined ? undefined : dayOfText(nextBreach)) ?? Number.POSITIVE_INFINITY
  const [one, other] = [dayOf(left), dayOf(right)]
  return one === other ? 0 : one - other
}
