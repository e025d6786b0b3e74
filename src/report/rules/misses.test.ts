import { describe, expect, it } from 'vitest'
import type { RuleResult } from '#model/verdict.ts'
import { buildRule } from './fixtures/rule-builder.ts'
import { findMisses } from './misses.ts'

const FRAME = { asOf: '2024-07-01', from: '2020-01-01', to: '2030-12-31' }

/** How many are in breach from which day on; a blank end may be any number. */
function ban(steps: readonly (readonly [from: string, low: number, high: number])[], more: Partial<RuleResult> = {}) {
  const figure = { name: 'elements', kind: 'count' as const, unit: 'elements', limit: 0 }
  const rule = buildRule(FRAME, {
    pack: 'pack',
    rule: 'BAN',
    title: 'Ban',
    kind: 'exclusion',
    figures: [{ ...figure, steps: steps.map(([from, low, high]) => ({ from, low, high })) }],
  })
  return findMisses({ ...rule, ...more }, FRAME.asOf)
}

describe('what is missed', () => {
  it('is what breaks later too, though the rule is met on the day', () => {
    expect(ban([['2020-01-01', 0, 0]])).toEqual({ now: undefined, later: undefined })
    const breaks = ban([
      ['2020-01-01', 0, 0],
      ['2025-01-01', 1, 1],
    ])
    expect(breaks).toEqual({ now: undefined, later: 'certain' })
    const mayBreak = ban([
      ['2020-01-01', 0, 0],
      ['2025-01-01', 0, 1],
    ])
    expect(mayBreak).toEqual({ now: undefined, later: 'possible' })
  })

  it('is what cannot be shown, and beside it the breach that becomes certain', () => {
    const steps = [['2020-01-01', 0, 1] as const]
    expect(ban(steps)).toEqual({ now: 'possible', later: undefined })
    expect(ban([...steps, ['2025-01-01', 1, 1]])).toEqual({ now: 'possible', later: 'certain' })
  })

  it('is not what a waiver covers, but what comes after its last day', () => {
    const waived = { waivedUntil: '2026-12-31' }
    expect(ban([['2020-01-01', 1, 1]], waived)).toEqual({ now: undefined, later: undefined })
    expect(ban([['2020-01-01', 1, 1]], { ...waived, nextBreach: '2027-01-01' }).later).toBe('certain')
    expect(ban([['2020-01-01', 1, 1]], { ...waived, beyondWaiver: 'cannot be shown' }).now).toBe('possible')
  })

  it('is a change that is not notified, though it comes after the last day looked at', () => {
    const verdict = 'not yet due: the plan misses it'
    const [loomsOnly, waivedLater] = [
      { state: 'not yet due' as const },
      { state: 'not met' as const, waived: true },
    ].map((state) =>
      ban([['2020-01-01', 0, 0]], { verdict, timeline: [{ from: '2020-01-01', to: '2030-12-31', ...state }] }),
    )
    expect([loomsOnly!.later, waivedLater!.later]).toEqual(['certain', undefined])
  })
})
