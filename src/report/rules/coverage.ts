// How much was known on a day that a report tells of, in words.

import { formatCount } from '#base/format-number.ts'
import type { Coverage, RuleResult } from '#model/verdict.ts'
import { formatKnownPart, nameUnit } from '../figures.ts'
import { formatAmount, readingScale } from '../quantity.ts'

export function coverageOn({ coverage }: RuleResult, day: string): Coverage | undefined {
  return coverage.find(({ on }) => on === day)
}

/** What the verdict rests on: of a rule not yet due the day the plan decides it, else the as-of date. */
export function coverageOfVerdict(rule: RuleResult, asOf: string): Coverage | undefined {
  return coverageOn(rule, rule.verdict.startsWith('not yet due') ? rule.matter.on : asOf)
}

/** The part that is known, from 0 to 1; of what is without bound, none. */
export function partKnown({ known, uncertain }: Coverage): number {
  if (uncertain === null) return 0
  return known + uncertain === 0 ? 1 : known / (known + uncertain)
}

export function isNothingInQuestion({ known, uncertain }: Coverage): boolean {
  return known === 0 && uncertain === 0
}

/** `97 % known`, `nothing in question`. */
export function sayKnownPart(coverage: Coverage): string {
  const part = formatKnownPart(coverage.known, coverage.uncertain)
  return isNothingInQuestion(coverage) ? part : `${part} known`
}

/** `1,184 elements known and 3 uncertain`, `12 elements, all known`, `12 Gbit/s known, how much besides is not known`. */
export function sayKnownAmounts({ known, uncertain, unit }: Coverage): string {
  const scale = readingScale(unit, Math.max(known, uncertain ?? 0))
  const sum = `${formatAmount(known, scale, Math.floor)} ${nameUnit(known / scale.divisor, scale.unit)}`
  if (uncertain === 0) return known === 0 ? 'nothing in question' : `${sum}, all known`
  const amount = `${sum} known`
  return uncertain === null
    ? `${amount}, how much besides is not known`
    : `${amount} and ${formatAmount(uncertain, scale, Math.ceil)} uncertain`
}

/** `vendor not known (3 subjects)`. */
export function listReasons({ reasons = [] }: Coverage): string[] {
  return reasons.map(({ what, count }) => `${what} (${formatCount(count, 'subject')})`)
}
