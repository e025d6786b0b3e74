import { describe, expect, it } from 'vitest'
import type { RuleResult } from '#model/verdict.ts'
import { listDueNext } from './due-next.ts'
import { buildRule } from './fixtures/rule-builder.ts'

const FRAME = { asOf: '2026-11-01', from: '2020-01-01', to: '2030-12-31' }

function rule(name: string, more: Partial<RuleResult>): RuleResult {
  const spec = { pack: 'pack', rule: name, title: name, kind: 'exclusion', figures: [] }
  return { ...buildRule(FRAME, spec), ...more }
}

describe('what falls due next', () => {
  it('is every rule that does not bind yet, the earliest first, whether the plan meets it or not', () => {
    const rules = [
      rule('LATE', { verdict: 'not yet due: the plan meets it', dueFrom: '2029-01-01' }),
      rule('SOON', { verdict: 'not yet due: the plan misses it', dueFrom: '2028-01-01' }),
      rule('OPEN', { verdict: 'not yet due: cannot be shown', dueFrom: '2028-06-01' }),
      rule('MET', { verdict: 'met', dueFrom: '2020-01-01' }),
      rule('DAYLESS', { verdict: 'not yet due: the plan misses it' }),
    ]
    const due = listDueNext({ asOf: FRAME.asOf, rules })
    expect(due.map((one) => [one.rule.rule, one.on])).toEqual([
      ['SOON', '2028-01-01'],
      ['OPEN', '2028-06-01'],
      ['LATE', '2029-01-01'],
    ])
  })
})
