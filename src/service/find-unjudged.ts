// Whether a report judged nothing at all, because every rule that could be judged waits for something.

import type { RulesReport } from '#model/verdict.ts'
import { isDuty, wasJudged } from '#report/rules/wording.ts'

export interface Unjudged {
  readonly waiting: number
  /** Of these: `mainstay spares` judges them. */
  readonly leftToSpares: number
  /** Some of those that wait bind. */
  readonly isBinding: boolean
}

/** Undefined where some rule was judged, or none waits. */
export function findUnjudged({ rules }: RulesReport): Unjudged | undefined {
  const waiting = rules.filter(({ verdict }) => verdict === 'not evaluated')
  return waiting.length === 0 || rules.some(wasJudged)
    ? undefined
    : {
        waiting: waiting.length,
        leftToSpares: waiting.filter(({ answeredBy }) => answeredBy !== undefined).length,
        isBinding: waiting.some(isDuty),
      }
}
