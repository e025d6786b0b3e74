import { describe, expect, it } from 'vitest'
import type { Analysis } from '#contract/application/analysis.ts'
import { chooseAnalysis } from './use-analysis.ts'

const HEAD = 'a'.repeat(64)
const of = (id: string, scenario: string, more: Partial<Analysis> = {}) =>
  ({ id, snapshot: HEAD, state: 'done', question: { kind: 'spares', scenario }, ...more }) as Analysis

describe('the analysis a page shows', () => {
  const all = [
    of('4', 'one', { state: 'running' }),
    of('3', 'two'),
    of('2', 'one'),
    of('1', 'three', { snapshot: 'b'.repeat(64) }),
  ]
  const chosen = (named: string, scenario: string) => chooseAnalysis(all, HEAD, named, scenario)?.id

  it('is the latest answered of the scenario that is named, and of any where none is', () => {
    expect(chosen('', '')).toBe('3')
    expect(chosen('', 'one')).toBe('2')
    expect(chosen('', 'three')).toBe('1')
  })

  it('is the one that is named, whatever its scenario, and none of another scenario', () => {
    expect(chosen('2', 'two')).toBe('2')
    expect(chosen('', 'four')).toBeUndefined()
  })
})
