import { describe, expect, it } from 'vitest'
import type { SparesQuestion } from '#contract/application/analysis.ts'
import { namesOf } from './names-of.ts'

const answer = (question: Omit<SparesQuestion, 'kind'>, snapshotNumber = 1, createdAt = '2026-03-01T10:00:00Z') => ({
  analysis: { question: { kind: 'spares' as const, ...question }, snapshotNumber, createdAt },
  report: { scenario: { name: 'cut-off', title: 'All supply ends' } },
})

describe('answers beside each other', () => {
  it('have the name of their scenario, and what was asked besides', () => {
    const asked = [{}, { budget: 25_000 }, { target: 0.9, per: 'vendor' as const }].map((one) => answer(one))
    expect(namesOf(asked)).toEqual([
      'All supply ends',
      'All supply ends; budget 25,000',
      'All supply ends; survival 90 %; per vendor',
    ])
  })

  it('of the same question are told apart by their snapshot, and in the same one by when they were asked', () => {
    const [first, second] = namesOf([answer({}, 1), answer({}, 2)])
    expect([first, second]).toEqual([expect.stringContaining('1'), expect.stringContaining('2')])
    expect(new Set(namesOf([answer({}), answer({}, 1, '2026-03-02T10:00:00Z'), answer({ budget: 1 })])).size).toBe(3)
  })
})
