// Coverage and verdict tell the same: what cannot be shown is not wholly known, and what is wholly known is shown.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import { judgeRules } from '#engine/rules/index.ts'
import { buildVendorBook } from '#engine/vendors/index.ts'
import type { Coverage, RuleResult, RuleState } from '#model/verdict.ts'
import { JUDGED_KINDS, randomQuestions } from './random-question.ts'
import { makeQuestion } from './small-question.ts'

const RUNS = Number(process.env.MAINSTAY_RUNS ?? 500)
const SEED = Number(process.env.MAINSTAY_SEED ?? 1)

function stateOn({ timeline }: RuleResult, day: string): RuleState {
  return timeline.find(({ from, to }) => from <= day && day <= to)!.state
}

/** `GB-1 on 2023-08-01: cannot be shown, 12 known and 0 uncertain`, of days on which the two contradict each other. */
function contradictionsOf(rule: RuleResult): string[] {
  return rule.coverage
    .filter(({ on, uncertain }) => stateOn(rule, on) === 'cannot be shown' && uncertain === 0)
    .map(({ on, known }) => `${rule.rule} on ${on}: cannot be shown, ${known} known and 0 uncertain`)
}

/** The day a verdict is about has its coverage, and uncertain weight is told with its reasons. */
function silencesOf(rule: RuleResult, asOf: string): string[] {
  const open = ['cannot be shown', 'not yet due: cannot be shown'].includes(rule.verdict)
  const isTold = rule.coverage.some(({ on }) => on === (rule.verdict === 'cannot be shown' ? asOf : rule.matter.on))
  const isExplained = ({ uncertain, reasons }: Coverage) =>
    reasons === undefined || (uncertain === 0) === (reasons.length === 0)
  return [
    ...(open && rule.kind !== 'notification' && !isTold ? [`${rule.rule} tells no coverage`] : []),
    ...rule.coverage.filter((one) => !isExplained(one)).map((one) => `${rule.rule} ${JSON.stringify(one)}`),
  ]
}

test(
  'no rule that cannot be shown is wholly known, and what is uncertain has its reasons',
  () => {
    let open = 0
    fc.assert(
      fc.property(randomQuestions(JUDGED_KINDS), ({ small, vendors }) => {
        const question = makeQuestion(small)
        const { rules } = judgeRules(question, buildVendorBook([vendors]))
        for (const rule of rules) {
          expect([...contradictionsOf(rule), ...silencesOf(rule, formatDay(question.asOf))]).toEqual([])
          if (rule.verdict.endsWith('cannot be shown')) open += 1
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
    expect(open).toBeGreaterThan(RUNS / 10)
  },
  60_000 + RUNS * 200,
)
