import { describe, expect, it } from 'vitest'
import { SAMPLE_REPORTS } from './fixtures/sample-report.ts'
import { type Rests, restsOn } from './rests-on.ts'
import { summariseRules } from './summary.ts'
import { isDuty } from './wording.ts'

describe.each(Object.entries(SAMPLE_REPORTS))('the rules of %s', (_name, make) => {
  const report = make()
  const duties = report.rules.filter(isDuty)
  const { counts } = summariseRules(report)
  const count = (what: Rests): number => duties.filter((rule) => restsOn(rule, what)).length

  it('are as many as the reservations say that lead to them', () => {
    expect(count('metOnAssumed')).toBe(counts.metOnAssumedFacts)
    expect(count('leftToSpares')).toBe(counts.leftToSpares)
    expect(count('unasked')).toBe(counts.notEvaluated - counts.leftToSpares)
    expect(count('all')).toBe(counts.all)
  })
})
