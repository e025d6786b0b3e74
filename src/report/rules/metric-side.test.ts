import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '#base/calendar.ts'
import type { RuleResult } from '#model/verdict.ts'
import { buildRule, type DrawnFigure, type Frame } from './fixtures/rule-builder.ts'
import { emptyReport } from './fixtures/sample-report.ts'
import { renderRulesHtml } from './html.ts'
import { metricsThatBreak, sayByWhich, sideOf, sidesByDay, stepsAgainstLimits } from './metric-side.ts'
import { keyDate } from './rule-state.ts'

const FRAME: Frame = { asOf: '2026-09-01', from: '2026-01-01', to: '2028-12-31' }

/** A cap of 35 %, due from 2028 on, by sites and by traffic. */
function capBy(sites: readonly DrawnFigure[], traffic: readonly DrawnFigure[]): RuleResult {
  const figure = { kind: 'share', unit: 'sites', limit: 0.35, whole: 100 } as const
  return buildRule(FRAME, {
    pack: 'p',
    rule: 'CAP',
    title: 'cap',
    kind: 'cap',
    dueFrom: '2028-01-01',
    figures: [
      { ...figure, name: 'sites', steps: sites },
      { ...figure, name: 'traffic', steps: traffic },
    ],
  })
}

const step = (from: string, low: number | null, high = low): DrawnFigure => ({ from, low, high })
const fromStart = '2026-01-01'
/** Sites come within the cap in time, traffic does not. */
const brokenByTraffic = () => capBy([step(fromStart, 0.5), step('2027-06-01', 0.3)], [step(fromStart, 0.4)])

describe('a cap by several metrics', () => {
  it('is within the limit at the limit, and perhaps over it where the share may be', () => {
    const [metric] = brokenByTraffic().metrics
    const sides = [step('', 0.35), step('', 0.36), step('', 0.3, 0.36), step('', null)].map((at) =>
      sideOf({ ...at, limit: metric!.limit }),
    )
    expect(sides).toEqual(['within the limit', 'over the limit', 'perhaps over the limit', 'no figure'])
  })

  it('is on the side of the limit that holds on the day', () => {
    const rule = brokenByTraffic()
    const limits = [
      { from: '2026-01-01', to: '2026-12-31', limit: 0.6 },
      { from: '2027-01-01', to: '2028-12-31', limit: 0.35 },
    ]
    const metrics = rule.metrics.map((metric) => ({ ...metric, limits }))
    const sides = stepsAgainstLimits(metrics[0]!).map((at) => `${formatDay(at.first)} ${sideOf(at)}`)
    expect(sides).toEqual(['2026-01-01 within the limit', '2027-01-01 over the limit', '2027-06-01 within the limit'])
    expect([rule, { ...rule, metrics }].map((one) => sayByWhich(one, '2026-06-01', true))).toEqual([
      ' by sites and traffic',
      '',
    ])
  })

  it('is on the same sides of its limits day after day as on each day by itself', () => {
    const rule = capBy(
      [step(fromStart, 0.5), step('2027-06-01', 0.3), step('2027-09-01', 0.2, 0.4), step('2028-02-01', null)],
      [step('2026-03-01', 0.4), step('2027-07-01', 0.1)],
    )
    const sidesOn = sidesByDay(rule)
    for (let day = parseDay('2026-01-01')!; day <= parseDay('2028-12-31')!; day += 20) {
      const sides = sidesOn(day)
      const isAny = [true, false].map((isCertain) => metricsThatBreak(rule, formatDay(day), isCertain).length > 0)
      expect([sides.has('over the limit'), sides.has('perhaps over the limit')]).toEqual(isAny)
    }
  })

  it('names the metric that breaks it, which need not be the one furthest over today', () => {
    const rule = brokenByTraffic()
    expect(rule.bindingMetric).toBe('sites')
    expect(sayByWhich(rule, '2028-01-01', true)).toBe(' by traffic')
    expect(keyDate(rule, { ...emptyReport(), rules: [rule] })).toBe('breach by traffic on 2028-01-01')
  })

  it('names both where both break it, and of a possible breach those that may', () => {
    const both = capBy([step(fromStart, 0.5)], [step(fromStart, 0.4)])
    expect(sayByWhich(both, '2028-01-01', true)).toBe(' by sites and traffic')
    const open = capBy([step(fromStart, 0.2)], [step(fromStart, 0.3, 0.4)])
    expect([sayByWhich(open, '2028-01-01', true), sayByWhich(open, '2028-01-01', false)]).toEqual(['', ' by traffic'])
  })

  it('colours the drawing of each metric by its own side of the limit, and says the state of the rule above', () => {
    const report = { ...emptyReport(), horizon: { from: FRAME.from, to: FRAME.to }, rules: [brokenByTraffic()] }
    const states = [...[...renderRulesHtml(report)].join('').matchAll(/ data-states="([^"]*)"/g)].map(([, text]) =>
      text!.split(';').map((one) => one.split(':')[1]),
    )
    expect(states).toEqual([
      ['not yet due', 'not met'],
      ['not yet due', 'within the limit'],
      ['not yet due', 'over the limit'],
    ])
  })

  it('shows the state of the rule where an edition with another limit judges', () => {
    const rule = capBy([step(fromStart, 0.3)], [step(fromStart, 0.3)])
    const [waiting] = rule.timeline
    const tightened = { from: '2028-01-01', to: '2028-12-31', state: 'not met' } as const
    const report = {
      ...emptyReport(),
      horizon: { from: FRAME.from, to: FRAME.to },
      rules: [{ ...rule, timeline: [waiting!, tightened] }],
    }
    expect([...renderRulesHtml(report)].join('')).not.toContain('within the limit')
  })
})
