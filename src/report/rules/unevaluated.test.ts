import { describe, expect, it } from 'vitest'
import { buildRule, type Frame } from './fixtures/rule-builder.ts'
import { emptyReport } from './fixtures/sample-report.ts'
import { renderRulesHtml } from './html.ts'
import { renderRulesText } from './text.ts'
import { listUnevaluated } from './unevaluated.ts'

const FRAME: Frame = { asOf: '2026-09-01', from: '2026-01-01', to: '2028-12-31' }
const TIER = 'needs the operator’s tier (`operator.tier` in mainstay.yaml)'

const waiting = ['stock', 'stock', 'contract terms', TIER, 'bills', 'failure rates'].map((why, index) =>
  buildRule(FRAME, {
    pack: 'p',
    rule: `R-${index + 1}`,
    title: 'rule',
    kind: 'record',
    more: { verdict: 'not evaluated', why: why === TIER ? why : `needs ${why}` },
  }),
)
const report = { ...emptyReport(), rules: waiting }

describe('rules not evaluated', () => {
  it('are told by their reasons: first what a line of the manifest answers, then what most rules wait for', () => {
    expect(listUnevaluated(report).map(({ why, rules }) => [why, rules.length])).toEqual([
      [TIER, 1],
      ['needs stock', 2],
      ['needs bills', 1],
      ['needs contract terms', 1],
      ['needs failure rates', 1],
    ])
  })

  it('have their reasons on the first screen, and all of them in the whole text', () => {
    const brief = renderRulesText(report, { colour: false, width: 120 })
    expect(brief).toContain('Not judged here because\n  1 rule: needs the operator’s tier')
    expect(brief).toContain('  2 rules: needs stock')
    expect(brief).toContain('and 2 more rules for 2 other reasons (--verbose shows all)')
    expect(renderRulesText(report, { colour: false, width: 120, verbose: true })).toContain(
      '1 rule: needs failure rates; R-6',
    )
  })

  it('that another command judges are said to be left to it, and are not called unevaluated', () => {
    const left = buildRule(FRAME, {
      pack: 'p',
      rule: 'SPARES',
      title: 'rule',
      kind: 'stockCover',
      more: {
        verdict: 'not evaluated',
        why: 'judged by the analysis of spares, as on the first day of a scenario: cut',
        answeredBy: { command: 'mainstay spares', scenarios: ['cut'] },
      },
    })
    const alone = { ...emptyReport(), rules: [left] }
    const estate = { ...alone.estate, serving: 1 }
    const text = renderRulesText({ ...alone, estate }, { colour: false, width: 120 })
    expect(text).toContain('On 1 September 2026 the one rule in force is left to the analysis of spares.')
    expect(text).toContain('Mind: 1 rule in force left to the analysis of spares')
    expect(text).toContain('left to spares SPARES')
    expect(text).toContain('1 rule: judged by the analysis of spares, as on the first day of a scenario: cut')
    expect(text).not.toMatch(/not evaluated/i)
    expect([...renderRulesHtml(alone)].join('')).toContain('left to spares')
  })

  it('have their reasons on the page', () => {
    const page = [...renderRulesHtml(report)].join('')
    expect(page).toContain('Not judged here because')
    expect(page).toContain('needs contract terms')
  })
})
