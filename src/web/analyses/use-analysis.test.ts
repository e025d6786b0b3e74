import { describe, expect, it } from 'vitest'
import type { Analysis } from '#contract/application/analysis.ts'
import { chooseAnalysis, isOfOtherSnapshot } from './use-analysis.ts'

const HEAD = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)
const of = (id: string, scenario: string, more: Partial<Analysis> = {}) =>
  ({ id, snapshot: HEAD, state: 'done', question: { kind: 'spares', scenario }, ...more }) as Analysis

describe('the analysis a page shows', () => {
  const all = [
    of('4', 'one', { state: 'running' }),
    of('3', 'two'),
    of('2', 'one'),
    of('1', 'three', { snapshot: OTHER }),
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

  it('is never one that rests on a draft, unless it is named', () => {
    const draft = { kind: 'spares', scenario: 'one', draft: { id: 'd', version: 1 } } as const
    const withDraft = [of('9', 'one', { question: draft, snapshot: OTHER }), of('1', 'one', { snapshot: OTHER })]
    expect(chooseAnalysis(withDraft, HEAD, '', '')?.id).toBe('1')
    expect(chooseAnalysis(withDraft.slice(0, 1), HEAD, '', '')).toBeUndefined()
    expect(chooseAnalysis(withDraft, HEAD, '9', '')?.id).toBe('9')
  })

  it('asks what the overview tells, unless another is named: no other day, pack, target or budget', () => {
    const rules = (id: string, question: object) => of(id, '', { question: { kind: 'rules', ...question } as never })
    const asked = [
      rules('4', { asOf: '2022-02-01', packs: ['nz-ticsa-2013'] }),
      rules('3', { packs: [] }),
      rules('2', { matterOn: '2023-07-31' }),
    ]
    expect(chooseAnalysis([...asked, rules('1', {})], HEAD, '', '')?.id).toBe('1')
    expect(chooseAnalysis(asked, HEAD, '', '')).toBeUndefined()
    expect(chooseAnalysis(asked, HEAD, '4', '')?.id).toBe('4')
    const dearer = of('6', 'one', { question: { kind: 'spares', scenario: 'one', budget: 5 } })
    expect(chooseAnalysis([dearer, ...all], HEAD, '', 'one')?.id).toBe('2')
  })

  it('is told to be of another snapshot where it is, of an earlier one or a later', () => {
    const [earlier, later] = [of('1', 'one', { snapshot: OTHER }), of('2', 'one', { snapshot: OTHER, isOfHead: true })]
    expect([earlier, later].map((one) => isOfOtherSnapshot(one, HEAD))).toEqual([true, true])
    expect(isOfOtherSnapshot(of('3', 'one'), HEAD)).toBe(false)
    expect(isOfOtherSnapshot(of('4', 'one', { state: 'running', snapshot: OTHER }), HEAD)).toBe(false)
    expect(isOfOtherSnapshot(undefined, HEAD)).toBe(false)
  })
})
