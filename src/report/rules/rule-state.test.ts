import { describe, expect, it } from 'vitest'
import type { RuleResult } from '#model/verdict.ts'
import { largeOperatorReport } from './fixtures/sample-report.ts'
import { renderRulesHtml } from './html.ts'
import { sayBite, sayHeadroom, sayLookedAt } from './rule-state.ts'

const cap = largeOperatorReport().rules.find(({ rule }) => rule === 'GB-DVD-5G-CAP')!
const [sites] = cap.metrics
const { headroom: _, ...unknown } = sites!

describe('a cap with several metrics', () => {
  const traffic = { ...unknown, name: 'traffic', unit: 'kbit/s', low: null, high: null, unknownWeights: 10 }

  it('has a headroom by each, the binding metric first, and none is passed over in silence', () => {
    const rule: RuleResult = { ...cap, metrics: [sites!, traffic], bindingMetric: 'traffic' }
    expect(sayHeadroom(rule)).toEqual([
      'by traffic: not known how far to the limit',
      'by 5G sites: 626 sites must be swapped away from the vendor to come within the cap, or 1,790 sites must be newly built with others to come within the cap',
      'reckoned with the high end of the share',
    ])
  })

  it('has no headroom at all where no metric has one', () => {
    expect(sayHeadroom({ ...cap, metrics: [traffic] })).toEqual([])
  })
})

describe('what a ban looked at', () => {
  const ban = { ...unknown, kind: 'count', unit: 'elements', limit: 0, low: 0, high: 0 } as const
  const says = (low: number, high: number | null, inBreach = 0) =>
    sayLookedAt({ ...ban, high: inBreach, lookedAt: { low, high } })

  it('is told where nothing is in breach, and what is clean apart from what is empty', () => {
    expect([says(1184, 1184), says(0, 1), says(3, null)]).toEqual([
      '1,184 elements looked at',
      '0 – 1 element looked at',
      'at least 3 elements looked at',
    ])
    expect(says(0, 0)).toBe('nothing to look at')
  })

  it('is not told where something is, or nobody counted', () => {
    expect([says(5, 5, 1), sayLookedAt(ban)]).toEqual(['', ''])
  })

  it('stands beside the figure on the page', () => {
    const rule = largeOperatorReport().rules.find(({ metrics }) => metrics[0]?.kind === 'count')!
    const metrics = [{ ...rule.metrics[0]!, low: 0, high: 0, lookedAt: { low: 0, high: 0 } }]
    const page = [...renderRulesHtml({ ...largeOperatorReport(), rules: [{ ...rule, metrics }] })].join('')
    expect(page).toContain('<p class="measure-basis">nothing to look at')
  })
})

describe('the limit at which a rule would bite', () => {
  const says = (low: number, high: number | null) =>
    sayBite({ ...cap, bite: { limit: { low, high, on: '2026-01-01' } } })

  it('is the largest share, never rounded to the limit that stands', () => {
    expect(says(0.3502, 0.3502)).toEqual(['any limit below 35.02 % would be missed (the largest share, on 2026-01-01)'])
  })

  it('is open where a share is not known', () => {
    expect(says(0.1, null)).toEqual([
      'any limit below 10 % would be missed; which higher ones would cannot be told, for a share is not known on 2026-01-01',
    ])
    expect(says(0, null)).toEqual([
      'which limits would be missed cannot be told, for a share is not known on 2026-01-01',
    ])
  })

  it('tells what would surely be missed from what only might be', () => {
    expect(says(0.1, 0.4)).toEqual([
      'any limit below 10 % would be missed, and any below 40 % might be (the largest the share may be, on 2026-01-01)',
    ])
    expect(says(0, 1)).toEqual([
      'no limit would surely be missed; any below 100 % might be (the largest the share may be, on 2026-01-01)',
    ])
    expect(says(0, 0)).toEqual(['no limit would be missed: the share is 0 % on every day judged'])
  })
})
