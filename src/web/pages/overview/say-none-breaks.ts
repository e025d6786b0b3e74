// What is said where no later breach is told: good news only if everything was judged, and shown.

import type { RulesOverview } from '#contract/application/overview.ts'
import type { Tone } from '#report/page/icon.ts'

interface NoneBreaks {
  readonly tone: Tone
  readonly say: 'none' | 'noneJudged' | 'noneShown' | 'noneOfJudged' | 'noneOnAssumed' | 'noneFurther'
}

export function sayNoneBreaks({ answer, verdicts, coverage }: RulesOverview): NoneBreaks {
  const isJudged = verdicts.some(({ verdict }) => verdict !== 'not evaluated' && verdict !== 'not applicable')
  if (answer === 'nothing to judge' || !isJudged) return { tone: 'none', say: 'noneJudged' }
  if (verdicts.some(({ verdict }) => verdict.endsWith('cannot be shown'))) return { tone: 'doubt', say: 'noneShown' }
  if (answer === 'no' || answer === 'no, on assumed facts' || answer === 'waived')
    return { tone: 'none', say: 'noneFurther' }
  if (answer === 'nothing judged' || coverage.notEvaluated > 0) return { tone: 'none', say: 'noneOfJudged' }
  if (verdicts.some(({ onAssumedFacts }) => onAssumedFacts)) return { tone: 'later', say: 'noneOnAssumed' }
  return { tone: 'good', say: 'none' }
}
