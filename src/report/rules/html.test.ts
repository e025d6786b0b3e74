import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import type { MetricResult, RuleResult, RulesReport } from '#model/verdict.ts'
import { hostileTexts, listLostPlaces, listOutside, listUnclosed, partsOf } from '../page/fixtures/page-parts.ts'
import { buildRule, type Frame } from './fixtures/rule-builder.ts'
import {
  emptyReport,
  hostileReport,
  largeOperatorReport,
  longTimelineReport,
  manyRulesReport,
  SAMPLE_REPORTS,
  unknownReport,
} from './fixtures/sample-report.ts'
import { chooseStretches } from './html-rule.ts'
import { READING_SCRIPT, READING_SCRIPT_SHA256 } from './html-script.ts'
import { createTimeScale } from '../chart/time-scale.ts'
import { runsOf } from './html-timeline.ts'
import { renderRulesHtml } from './html.ts'

/** Hundreds of rules are the same pages over again: some dozens show what they would. */
const SAMPLES = Object.values({ ...SAMPLE_REPORTS, 'many rules': () => manyRulesReport(70) })

const page = (report: RulesReport): string => [...renderRulesHtml(report)].join('')

const ELEMENTS = partsOf([largeOperatorReport(), unknownReport(), longTimelineReport()].map(page).join('')).elements

function oneRule(
  more: Partial<RuleResult>,
  frame: Frame = { asOf: '2026-09-01', from: '2026-01-01', to: '2028-12-31' },
): RulesReport {
  const rule = buildRule(frame, { pack: 'p', rule: 'R-1', title: 'rule', kind: 'removal', more })
  const base = emptyReport()
  const estate = { ...base.estate, elements: 1 }
  return { ...base, estate, horizon: { from: frame.from, to: frame.to }, rules: [rule] }
}

describe('rules HTML', () => {
  it('holds every text as text, whatever it is', () => {
    fc.assert(
      fc.property(hostileTexts(), (texts) => {
        const parts = partsOf(page(hostileReport(texts)))
        expect(parts.rest).not.toMatch(/[<>]/)
        expect([...parts.elements].filter((element) => !ELEMENTS.has(element))).toEqual([])
        expect([...parts.attributes].filter((name) => name.startsWith('on') || name === 'style')).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  it('asks for nothing from outside, and lets nothing but its own script run', () => {
    for (const make of SAMPLES) {
      const text = page(make())
      expect(listOutside(text)).toEqual([])
      expect(text).toContain('content="default-src &#39;none&#39;;')
    }
  })

  it('names the digest of its script', () => {
    expect(READING_SCRIPT_SHA256).toBe(createHash('sha256').update(READING_SCRIPT).digest('base64'))
    expect(page(emptyReport())).toContain(`<script>${READING_SCRIPT}</script>`)
  })

  it('gives every link a place to lead to, and every place one name', () => {
    for (const make of SAMPLES) expect(listLostPlaces(page(make()))).toEqual([])
  })

  it('closes what it opens', () => {
    for (const make of SAMPLES) expect(listUnclosed(page(make()))).toEqual([])
  })

  it('answers first, with every reservation', () => {
    const text = page(largeOperatorReport())
    expect(text.indexOf('class="headline">No.')).toBeGreaterThan(0)
    expect(text.indexOf('class="headline"')).toBeLessThan(text.indexOf('<h2'))
    expect(text).toContain('2 rules in force not evaluated')
    expect(text).toContain('208 subjects stated elsewhere but not in the inventory')
  })

  it('shows the verdict, sentence, clause, provenance and coverage of every rule', () => {
    const report = largeOperatorReport()
    const text = page(report).replaceAll('\u00a0', ' ')
    for (const rule of report.rules) {
      expect(text).toContain(`<p class="sentence">${rule.sentence.replaceAll("'", '&#39;')}</p>`)
    }
    for (const clause of report.rules.flatMap((rule) => rule.clause ?? [])) expect(text).toContain(`<dd>${clause}</dd>`)
    expect(text.match(/<dt>Coverage<\/dt>/g)).toHaveLength(report.rules.length)
    expect(text.match(/class="provenance /g)).toHaveLength(report.rules.length)
  })

  it('writes the limit on the side of its line that the figure leaves free', () => {
    const frame: Frame = { asOf: '2026-09-01', from: '2026-01-01', to: '2028-12-31' }
    const labelOf = (last: number): number => {
      const steps = [
        { from: '2026-01-01', low: 0.8, high: 0.8 },
        { from: '2027-01-01', low: last, high: last },
      ]
      const figure = { name: 'sites', kind: 'share', unit: 'sites', limit: 0.35, steps } as const
      const rule = buildRule(frame, { pack: 'p', rule: 'R-1', title: 'rule', kind: 'cap', figures: [figure] })
      const text = page({ ...emptyReport(), horizon: { from: frame.from, to: frame.to }, rules: [rule] })
      const [, line] = /<line class="cap" [^>]*y1="([0-9.]+)"/.exec(text)!
      const [, label] = /<text class="cap-label" [^>]*y="([0-9.]+)"/.exec(text)!
      return Math.sign(Number(label) - Number(line))
    }
    expect([labelOf(0.1), labelOf(0.39), labelOf(0.31)]).toEqual([-1, 1, -1])
  })

  it('never hides a waiver', () => {
    const text = page(largeOperatorReport())
    const waiver = text.indexOf('A waiver does not make the rule met')
    expect(waiver).toBeGreaterThan(0)
    const before = text.slice(0, waiver)
    expect(before.split('<details').length).toBe(before.split('</details>').length)
  })

  it('words advice as advice', () => {
    const whole = page(oneRule({ verdict: 'not met', force: 'advice', status: 'advice', firstBreach: '2026-02-01' }))
    const text = whole.slice(whole.indexOf('<article'), whole.indexOf('</article>'))
    expect(text).toContain('departed from')
    expect(text).toContain('First departure')
    expect(text).not.toMatch(/First breach|>not met</)
  })

  it('says that a breach may be older where the first day of the horizon cuts it', () => {
    const from = '2026-01-01'
    const breach = { verdict: 'not met', firstBreach: from } as const
    expect(page(oneRule({ ...breach, firstBreachOrEarlier: true }))).toContain(`${from} or earlier`)
    expect(page(oneRule(breach))).not.toContain('or earlier')
  })

  it('titles and describes every drawing', () => {
    const text = page(largeOperatorReport())
    const drawings = [...text.matchAll(/<svg role="img".*?<\/svg>/gs)].map(([drawing]) => drawing)
    expect(drawings.length).toBeGreaterThan(15)
    expect(
      drawings.filter((drawing) => !/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/.test(drawing)),
    ).toEqual([])
  })

  it('draws the limit, the day judged, the deadline and the definite breach where they are', () => {
    const frame: Frame = { asOf: '2026-01-06', from: '2026-01-01', to: '2026-01-10' }
    const rule = buildRule(frame, {
      pack: 'p',
      rule: 'R-1',
      title: 'cap',
      kind: 'cap',
      dueFrom: '2026-01-04',
      figures: [
        {
          name: 'sites',
          kind: 'share',
          unit: 'sites',
          limit: 0.5,
          steps: [
            { from: '2026-01-01', low: 1, high: 1 },
            { from: '2026-01-09', low: 0.25, high: 0.75 },
          ],
        },
      ],
      more: { deadline: '2026-01-03' },
    })
    const text = page({
      ...emptyReport(),
      asOf: frame.asOf,
      horizon: { from: frame.from, to: frame.to },
      rules: [rule],
    })
    expect(text).toContain('<rect class="strip wait" x="0%" width="30%"')
    expect(text).toContain('<rect class="strip bad" x="30%" width="50%"')
    expect(text).toContain('<rect class="strip doubt" x="80%" width="20%"')
    expect(text).toContain('<line class="marker deadline" x1="30%" x2="30%"')
    expect(text).toContain('<line class="marker as-of" x1="50%" x2="50%"')
    expect(text).toContain('at most 50 %</text>')
    expect(text).toContain('d="M0 0H800V105H1000"')
    expect(text).toContain('d="M0 0H800V35H1000V105H800V0H0Z"')
  })

  it('draws the limit of each edition on its days, with a step between them, and says them', () => {
    const frame: Frame = { asOf: '2026-01-06', from: '2026-01-01', to: '2026-01-10' }
    const steps = [{ from: '2026-01-01', low: 0.4, high: 0.4 }]
    const figure = { name: 'sites', kind: 'share', unit: 'sites', limit: 0.25, steps } as const
    const about = { pack: 'p', rule: 'R-1', title: 'cap', kind: 'cap', dueFrom: '2026-01-03' } as const
    const rule = buildRule(frame, { ...about, figures: [figure] })
    const limits = [
      { from: '2026-01-01', to: '2026-01-05', limit: 0.5 },
      { from: '2026-01-06', to: '2026-01-10', limit: 0.25 },
    ]
    const metrics = rule.metrics.map((metric) => ({ ...metric, limits }))
    const text = page({ ...emptyReport(), asOf: frame.asOf, horizon: frame, rules: [{ ...rule, metrics }] })
    const lines = [...text.matchAll(/<line class="(cap[^"]*)" x1="([^"]*)" x2="([^"]*)" y1="([^"]*)" y2="([^"]*)"/g)]
    const [high, low] = [lines[0]![4], lines.at(-1)![4]]
    expect(Number(high)).toBeLessThan(Number(low))
    expect(lines.map(([, ...parts]) => parts)).toEqual([
      ['cap early', '0%', '20%', high, high],
      ['cap', '20%', '50%', high, high],
      ['cap', '50%', '50%', high, low],
      ['cap', '50%', '100%', low, low],
    ])
    expect(text).toMatch(/x="50%"[^>]*>at most 50 %<.*x="100%"[^>]*>at most 25 %</s)
    expect(text).toContain('The limit is at most 50 % from 1 Jan 2026 to 5 Jan 2026, at most 25 % from 6 Jan 2026')
  })

  it('counts whole sites where shared ones are summed in thousandths', () => {
    const report = largeOperatorReport()
    const rule = report.rules.find((one) => one.rule === 'GB-DVD-5G-CAP')!
    const [metric] = rule.metrics
    const shared = {
      ...metric!,
      unit: 'thousandths of sites',
      numerator: { low: 31_500, high: 38_000 },
      denominator: { low: 100_000, high: 100_000 },
    }
    const text = page({ ...report, rules: [{ ...rule, metrics: [shared] }] })
    expect(text).toContain('31.5 – 38 of 100 sites')
    expect(text).not.toContain('thousandths')
  })

  it('tells traffic in the scale that suits its size, with the unit beside it', () => {
    const report = largeOperatorReport()
    const rule = report.rules.find((one) => one.rule === 'GB-DVD-5G-CAP')!
    const [metric] = rule.metrics
    const traffic = {
      ...metric!,
      unit: 'kbit/s',
      numerator: { low: 11_500_000, high: 12_000_000 },
      denominator: { low: 40_000_000, high: 40_000_000 },
      headroom: { ...metric!.headroom!, unit: 'kbit/s', swaps: -139_138_653, newBuilds: 2_119 },
    }
    const [entry] = rule.matter.entries
    const matter = { ...rule.matter, entries: [{ ...entry!, weight: 412_500 }] }
    const text = page({ ...report, rules: [{ ...rule, metrics: [traffic], matter }] })
    expect(text).toContain('11.5 – 12 of 40 Gbit/s')
    expect(text).toContain('139.2 Gbit/s must be swapped away')
    expect(text).toContain('2.119 more Mbit/s may be newly built')
    expect(text).toContain('Weight that counts, Mbit/s</th>')
    expect(text).toContain('class="number">412.5</td>')
    expect(text).not.toContain('kbit/s')
  })

  it('never shows a vendor of few elements as none', () => {
    const report = largeOperatorReport()
    const vendors = [
      { vendor: 'common', name: 'Common Radio', elements: 99_997 },
      { vendor: 'rare', name: 'Rare Radio', elements: 3 },
    ]
    const text = page({ ...report, estate: { ...report.estate, vendors } })
    expect(text).toContain('class="number">0.003 %</td>')
  })

  it('keeps a usual name of a rule on one line, and says the standing of a pack once', () => {
    const advice = largeOperatorReport()
    const [pack] = advice.packs
    const text = page({
      ...oneRule({ rule: 'UK-COP22-M8-01', verdict: 'not evaluated', why: 'needs `operator.tier`' }),
      packs: [{ ...pack!, force: 'advice', status: 'advice' }],
    })
    expect(text).toMatch(/<a class="identifier whole" [^>]*>UK-COP22-M8-01<\/a>/)
    expect(text).toContain('needs <code>operator.tier</code>')
    expect(text).toContain('data-label="Kind">advice, not binding</td>')
  })

  it('keeps a page of many steps small', () => {
    const text = page(longTimelineReport(5000))
    expect(text.length).toBeLessThan(300_000)
    expect(text).toContain('The worst 12 of')
  })

  it('shows a day of breach among years of days', () => {
    const frame: Frame = { asOf: '2026-09-01', from: '2016-01-01', to: '2031-12-31' }
    const timeline = [
      { from: '2016-01-01', to: '2026-09-09', state: 'met' as const },
      { from: '2026-09-10', to: '2026-09-10', state: 'not met' as const },
      { from: '2026-09-11', to: '2031-12-31', state: 'met' as const },
    ]
    expect(page(oneRule({ timeline }, frame))).toContain('<rect class="strip thin bad"')
  })
})

describe('the band of a figure', () => {
  const [from, to] = [1000, 1099]
  const on = (day: number): string => formatDay(day)
  const metric = {
    steps: [
      { from: on(from), low: 0, high: 0 },
      { from: on(1050), low: 0.4, high: 0.5 },
    ],
  } as MetricResult
  const stretch = (first: number, last: number, tone: 'none' | 'good') =>
    ({ first, last, tone, word: '', rank: 0 }) as const

  it('has a gap where the rule does not apply: nothing is measured there', () => {
    const stretches = [stretch(1000, 1039, 'none'), stretch(1040, 1069, 'good'), stretch(1070, 1079, 'none')]
    const { known } = runsOf(metric, [...stretches, stretch(1080, 1099, 'good')], createTimeScale(from, to))
    expect(known.map(({ steps, end }) => [steps.map(({ day, low }) => [day, low]), end])).toEqual([
      [
        [
          [1040, 0],
          [1050, 0.4],
        ],
        1070,
      ],
      [[[1080, 0.4]], 1100],
    ])
  })

  it('is one where the rule applies all along', () => {
    const { known } = runsOf(metric, [stretch(1000, 1099, 'good')], createTimeScale(from, to))
    expect(known.map(({ steps, end }) => [steps.length, end])).toEqual([[2, 1100]])
  })
})

describe('stretches listed', () => {
  it('are all of few and the worst of many, in the order of time', () => {
    const states = ['met', 'not met', 'not yet due', 'cannot be shown', 'met', 'not met'] as const
    const timeline = states.map((state, index) => ({
      from: `2026-01-0${index + 1}`,
      to: `2026-01-0${index + 1}`,
      state,
    }))
    expect(chooseStretches(timeline, 6)).toEqual(timeline)
    expect(chooseStretches(timeline, 3).map((one) => one.from)).toEqual(['2026-01-02', '2026-01-04', '2026-01-06'])
  })
})

describe('key figures', () => {
  it('names beside the next break of what binds the next of what does not, as the table below does', () => {
    const advice = { force: 'advice', status: 'advice', verdict: 'met', nextBreach: '2027-01-01' } as const
    const text = page(oneRule(advice))
    expect(text).toContain(
      'that binds, up to 2028-12-31, for all that could be judged; not binding: R-1 will be departed from on 2027-01-01',
    )
  })

  it('names beside the next certain break a possible one that comes sooner', () => {
    const text = page(oneRule({ verdict: 'met', nextBreach: '2028-01-01', nextPossibleBreach: '2027-01-01' }))
    expect(text).toContain('certainly: R-1, in 487 days; possibly sooner: R-1 on 2027-01-01')
  })

  it('says which of what cannot be shown a key figure leaves out, and that the filter counts all', () => {
    const [rule] = oneRule({ verdict: 'cannot be shown' }).rules
    const later = { ...rule!, rule: 'R-2', verdict: 'not yet due: cannot be shown' } as const
    const text = page({ ...oneRule({}), rules: [rule!, later] })
    expect(text).toContain(
      '<span class="key-value">1</span> <span class="key-about">of 2 rules in force judged; 1 more not yet due</span>',
    )
    expect(text).toContain('cannot be shown <span class="count">2</span>')
    expect(text).toContain('<legend>All rules below, binding or not, due or not:</legend>')
  })
})
