// Whether a report holds what its reader will not let pass: the levels of `--fail-on`.

import type { VerdictWord } from '#model/rule.ts'
import type { RuleResult, RulesReport } from '#model/verdict.ts'
import { isAdvice, isDuty } from '#report/rules/wording.ts'

interface MissLevel {
  readonly name: string
  /** When it is missed, as the help and the documentation say it. */
  readonly about: string
  readonly verdicts: readonly VerdictWord[]
  /** Asks advice and policies rather than what binds. */
  readonly isOfAdvice?: boolean
}

/** What the verdict leaves to be missed once waivers are taken into account; undefined where they cover all. */
function verdictBeyondWaivers({
  verdict,
  waivedUntil,
  beyondWaiver,
  nextBreach,
  nextPossibleBreach,
}: RuleResult): VerdictWord | undefined {
  if (waivedUntil !== undefined) return beyondWaiver
  const isOfPlan = verdict === 'not yet due: the plan misses it' || verdict === 'not yet due: cannot be shown'
  // Of a rule not yet due the next breaches are those that no waiver covers.
  if (!isOfPlan || nextBreach !== undefined) return verdict
  return nextPossibleBreach === undefined ? undefined : 'not yet due: cannot be shown'
}

export const MISS_LEVELS: readonly MissLevel[] = [
  { name: 'notMet', about: 'a rule is not met (also where facts are assumed)', verdicts: ['not met'] },
  {
    name: 'cannotBeShown',
    about: 'it cannot be shown that a rule is met, or that the plan meets one not yet due',
    verdicts: ['cannot be shown', 'not yet due: cannot be shown'],
  },
  {
    name: 'planMisses',
    about: 'the plan misses a rule not yet due',
    verdicts: ['not yet due: the plan misses it'],
  },
  { name: 'notEvaluated', about: 'a rule was not evaluated', verdicts: ['not evaluated'] },
  { name: 'advice', about: 'advice or a policy in force is departed from', verdicts: ['not met'], isOfAdvice: true },
]
export const NEVER = 'never'

/**
 * What is not met is missed at every level but `never`. A waived breach is told, and is the authority's to end; what may
 * be in breach beside it is missed as what cannot be shown is.
 */
export function isMissed(report: RulesReport, names: readonly string[]): boolean {
  if (names.includes(NEVER)) return false
  return MISS_LEVELS.filter(({ name }) => name === 'notMet' || names.includes(name)).some(({ verdicts, isOfAdvice }) =>
    report.rules.some((rule) => {
      const verdict = verdictBeyondWaivers(rule)
      return (isOfAdvice ? isAdvice(rule) : isDuty(rule)) && verdict !== undefined && verdicts.includes(verdict)
    }),
  )
}

/** How many rules of advice or policy in force are departed from. */
export function countDepartures(report: RulesReport): number {
  return report.rules.filter((rule) => isAdvice(rule) && verdictBeyondWaivers(rule) === 'not met').length
}
