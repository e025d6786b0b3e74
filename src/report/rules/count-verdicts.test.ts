import { describe, expect, it } from 'vitest'
import { countVerdicts, wordFootedVerdict } from './count-verdicts.ts'

describe('the count of verdicts', () => {
  it('keeps those on assumed facts apart, and what was not evaluated together', () => {
    const counts = countVerdicts([
      { verdict: 'met', onAssumedFacts: true },
      { verdict: 'met', onAssumedFacts: false },
      { verdict: 'met', onAssumedFacts: true },
      { verdict: 'not evaluated', onAssumedFacts: true },
      { verdict: 'not evaluated', onAssumedFacts: false },
    ])
    expect(counts.map((one) => [wordFootedVerdict(one), one.rules])).toEqual([
      ['met on assumed facts', 2],
      ['met', 1],
      ['not evaluated', 2],
    ])
  })
})
