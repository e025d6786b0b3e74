// Whether a report holds what its reader will not let pass: the levels of `--fail-on`.

import type { VerdictWord } from '#model/rule.ts'
import type { RulesReport } from '#model/verdict.ts'
import { isAdvice, isDuty } from '#report/rules/wording.ts'

/** Each level asks binding rules alone, but `advice`, which asks advice and policies. */
const VERDICTS_OF_LEVEL: Readonly<Record<string, readonly VerdictWord[]>> = {
  notMet: ['not met'],
  cannotBeShown: ['cannot be shown', 'not yet due: cannot be shown'],
  planMisses: ['not yet due: the plan misses it'],
  notEvaluated: ['not evaluated'],
  advice: ['not met'],
}
export const MISS_LEVELS = Object.keys(VERDICTS_OF_LEVEL)

/** What is not met is missed at every level but `never`. A waived breach is told, and is the authority's to end. */
export function isMissed(report: RulesReport, levels: readonly string[]): boolean {
  if (levels.includes('never')) return false
  return ['notMet', ...levels].some((level) => {
    const isAsked = level === 'advice' ? isAdvice : isDuty
    return report.rules.some(
      (rule) => isAsked(rule) && rule.waivedUntil === undefined && VERDICTS_OF_LEVEL[level]?.includes(rule.verdict),
    )
  })
}

/** How many rules of advice or policy in force are departed from. */
export function countDepartures(report: RulesReport): number {
  return report.rules.filter((rule) => isAdvice(rule) && rule.verdict === 'not met').length
}
