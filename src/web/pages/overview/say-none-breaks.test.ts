import { describe, expect, it } from 'vitest'
import type { RulesOverview } from '#contract/application/overview.ts'
import { sayNoneBreaks } from './say-none-breaks.ts'

const met = { verdict: 'met', binds: true, onAssumedFacts: false, rules: 1 } as const
const coverage = { elements: 1, vendorNotStated: 0, vendorNotResolved: 0, notEvaluated: 0 }
const say = (answer: RulesOverview['answer'], verdicts: RulesOverview['verdicts'], notEvaluated = 0) =>
  sayNoneBreaks({ answer, verdicts, coverage: { ...coverage, notEvaluated } } as unknown as RulesOverview)

describe('that nothing more breaks', () => {
  it('is good news where all was judged and is met on stated facts', () => {
    expect(say('yes', [met])).toEqual({ tone: 'good', say: 'none' })
  })

  it('is no news where nothing was judged, or there was nothing to judge', () => {
    expect(say('nothing judged', [{ ...met, verdict: 'not evaluated' }], 1)).toEqual({
      tone: 'none',
      say: 'noneJudged',
    })
    expect(say('nothing to judge', [met])).toEqual({ tone: 'none', say: 'noneJudged' })
  })

  it('stays open where something cannot be shown, now or once it is due', () => {
    expect(say('cannot be shown', [{ ...met, verdict: 'cannot be shown' }]).tone).toBe('doubt')
    expect(say('yes', [met, { ...met, verdict: 'not yet due: cannot be shown' }]).tone).toBe('doubt')
  })

  it('is no good news beside a breach, on assumed facts, or of a part of the rules', () => {
    expect(say('no', [{ ...met, verdict: 'not met' }])).toEqual({ tone: 'none', say: 'noneFurther' })
    expect(say('yes', [met, { ...met, onAssumedFacts: true }])).toEqual({ tone: 'later', say: 'noneOnAssumed' })
    expect(say('yes', [met], 2)).toEqual({ tone: 'none', say: 'noneOfJudged' })
  })
})
