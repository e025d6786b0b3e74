import { describe, expect, it } from 'vitest'
import {
  emptyReport,
  hostileReport,
  largeOperatorReport,
  longTimelineReport,
  manyRulesReport,
  SAMPLE_REPORTS,
} from './fixtures/sample-report.ts'
import { drawBar, renderRulesText } from './text.ts'
import { wordVerdict } from './wording.ts'

/** Two screens of a usual terminal. */
const TWO_SCREENS = 120
const WIDTHS = [60, 80, 100, 120, 200]

const plain = (text: string): string =>
  text
    .split('\u001b[')
    .map((part, index) => (index === 0 ? part : part.replace(/^\d+m/, '')))
    .join('')

describe('rules text', () => {
  it('begins with the answer, then says what breaks next', () => {
    const lines = renderRulesText(largeOperatorReport(), { colour: false, width: 160 }).split('\n')
    expect(lines[0]).toMatch(/^No\. On 1 September 2026, of 15 rules in force that were judged: 1 not met/)
    expect(lines.slice(0, 4).join(' ')).toContain('Next to break: NZ-NOTIFY on 1 November 2026')
  })

  it('fits two screens however many rules there are', () => {
    for (const report of [largeOperatorReport(), manyRulesReport(), longTimelineReport(), emptyReport()]) {
      for (const width of [80, 120]) {
        const lines = renderRulesText(report, { colour: false, width }).split('\n')
        expect([report.title, width, lines.length < TWO_SCREENS || lines.length]).toEqual([report.title, width, true])
      }
    }
  })

  it('stays within the width of the terminal', () => {
    for (const width of WIDTHS) {
      const lines = renderRulesText(largeOperatorReport(), { colour: false, width }).split('\n')
      expect(lines.filter((line) => line.length > width)).toEqual([])
    }
  })

  it('cuts no title, verdict or figure off: what is longer than its column goes on below', () => {
    const report = largeOperatorReport()
    for (const width of WIDTHS) {
      const text = renderRulesText(report, { colour: false, width, verbose: true })
      expect(text).not.toMatch(/\w…/)
      expect(text).not.toMatch(/^ *%/m)
      const start = text.indexOf('Rules by pack')
      const words = new Set(text.slice(start, text.indexOf('\n\n', start)).split(/\s+/))
      const told = report.rules.flatMap((rule) => [
        ...rule.title.split(' '),
        ...wordVerdict(rule).split(/:? /).slice(-2),
      ])
      expect(told.filter((word) => !words.has(word))).toEqual([])
    }
    const [rule] = report.rules
    const long = { ...report, rules: [{ ...rule!, rule: 'R'.repeat(70), title: 'T'.repeat(200) }] }
    const text = renderRulesText(long, { colour: false, width: 80 })
    const letters = (letter: string): number => text.slice(0, text.indexOf('What is not met')).split(letter).length - 1
    expect([letters('R') >= 70, letters('T') >= 200]).toEqual([true, true])
  })

  it('names whole rules of those that are fine, and counts the rest', () => {
    const text = renderRulesText(manyRulesReport(40), { colour: false, width: 80 })
    expect(text).toMatch(/ and \d+ more$/m)
    expect(text).not.toContain('…, ')
  })

  it('names every rule with its verdict and shows every waiver when asked for everything', () => {
    const report = largeOperatorReport()
    const text = renderRulesText(report, { colour: false, width: 120, verbose: true })
    expect(report.rules.filter((rule) => !text.includes(rule.rule))).toEqual([])
    expect(text).toContain('waiver 2026-01-01 to 2027-03-31 by Ministry of Communications')
    expect(text).not.toContain('--verbose')
  })

  it('says what it leaves out', () => {
    const text = renderRulesText(manyRulesReport(), { colour: false, width: 120 })
    expect(text).toMatch(/and 226 more such rules \(--verbose shows all\)/)
  })

  it('says nothing by colour alone', () => {
    for (const make of Object.values(SAMPLE_REPORTS)) {
      const report = make()
      for (const width of WIDTHS) {
        const coloured = renderRulesText(report, { colour: true, width })
        expect(plain(coloured)).toBe(renderRulesText(report, { colour: false, width }))
      }
    }
    expect(renderRulesText(largeOperatorReport(), { colour: true, width: 100 })).toContain('\u001b[31m')
  })

  it('shows escape sequences of an inventory instead of sending them', () => {
    const text = renderRulesText(hostileReport(), { colour: false, width: 100, verbose: true })
    const codes = Array.from(text, (character) => character.codePointAt(0)!)
    expect(codes.filter((code) => (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f))).toEqual([])
    expect(text).toContain('\\x1b[2J')
  })

  it('puts coverage beside every figure it explains', () => {
    const text = renderRulesText(largeOperatorReport(), { colour: false, width: 140 })
    expect(text).toMatch(/GB-DVD-5G-CAP .*31 – 38\.4 %, at most 35 %; since 2026-09-01; 92 % known/)
    expect(text).toContain('17,068 elements known and 1,364 uncertain on 2026-09-01')
  })

  it('tells of which elements another list names another vendor, and how many more there are', () => {
    const text = renderRulesText(largeOperatorReport(), { colour: false, width: 180, verbose: true })
    expect(text.replace(/\s+/g, ' ')).toContain(
      '12 elements of another vendor: element `OLT-0007`: network.csv line 9 names vendor `Borealis Systems`, elements.csv line 8113 names `Kestrel Networks`; and 11 more',
    )
    expect(text).toContain('12 elements of which another list names another vendor')
  })

  it('draws the horizon of a rule in ASCII, with the day judged', () => {
    const report = largeOperatorReport()
    const rule = report.rules.find((one) => one.rule === 'GB-DVD-CORE')!
    expect(drawBar(rule, report, 24)).toBe('........#####|#==========')
    expect(drawBar({ ...rule, timeline: [] }, report, 4)).toBe('  |  ')
  })

  it('shows one day of breach in ten years', () => {
    const report = largeOperatorReport()
    const rule = {
      ...report.rules[0]!,
      timeline: [
        { from: '2020-01-01', to: '2024-05-05', state: 'met' as const },
        { from: '2024-05-06', to: '2024-05-06', state: 'not met' as const },
        { from: '2024-05-07', to: '2031-12-31', state: 'met' as const },
      ],
    }
    expect(drawBar(rule, report, 12)).toBe('====#=|======')
  })
})
