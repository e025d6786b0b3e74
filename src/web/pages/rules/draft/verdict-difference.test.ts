import { describe, expect, test } from 'vitest'
import { largeOperatorReport } from '#report/rules/fixtures/sample-report.ts'
import { differVerdicts } from './verdict-difference.ts'

describe('what a draft changes', () => {
  test('of the same report, nothing', () => {
    expect(differVerdicts(largeOperatorReport(), largeOperatorReport())).toEqual([])
  })

  test('rules that come, change and go are each told once', () => {
    const without = largeOperatorReport()
    const [first, second, ...rest] = structuredClone(without).rules
    const changed = { ...second!, timeline: [{ from: '2020-01-01', to: '2030-12-31', state: 'not met' as const }] }
    const added = { ...first!, pack: 'a-draft', rule: 'DRAFT-1' }
    const found = differVerdicts(without, { rules: [changed, ...rest, added] })
    expect(found.map(({ rule, without: was, with: is }) => [rule, was !== undefined, is !== undefined])).toEqual([
      ['DRAFT-1', false, true],
      [first!.rule, true, false],
      [second!.rule, true, true],
    ])
  })
})
