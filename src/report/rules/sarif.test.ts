import { describe, expect, it } from 'vitest'
import type { RulesReport } from '#model/verdict.ts'
import { emptyReport, hostileReport, largeOperatorReport } from './fixtures/sample-report.ts'
import { fileUri, findingsOf, messageOf, renderRulesSarif } from './sarif.ts'

interface Log {
  readonly version: string
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly { readonly id: string; readonly properties: { readonly provenance: string } }[]
      }
    }
    readonly invocations: readonly {
      readonly toolExecutionNotifications: readonly {
        readonly message: { readonly text: string }
        readonly locations?: readonly { readonly physicalLocation: object }[]
      }[]
      readonly toolConfigurationNotifications: readonly { readonly message: { readonly text: string } }[]
    }[]
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations?: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string }
          readonly region: { readonly startLine: number }
        }
      }[]
      readonly partialFingerprints: Readonly<Record<string, string>>
      readonly suppressions?: readonly { readonly kind: string }[]
    }[]
  }[]
}

const log = (report: RulesReport): Log => JSON.parse([...renderRulesSarif(report)].join(''))
const resultOf = (report: RulesReport, rule: string) =>
  log(report).runs[0]!.results.find((one) => one.ruleId.endsWith(`/${rule}`))!

describe('rules SARIF', () => {
  it('has a result for what is not met, cannot be shown or is missed, now or later, and for nothing else', () => {
    const report = largeOperatorReport()
    const bad = report.rules.filter(
      ({ verdict, nextPossibleBreach }) =>
        ['not met', 'cannot be shown', 'not yet due: the plan misses it'].includes(verdict) ||
        nextPossibleBreach !== undefined,
    )
    expect(new Set(log(report).runs[0]!.results.map((one) => one.ruleId))).toEqual(
      new Set(bad.map((rule) => `${rule.pack}/${rule.rule}`)),
    )
    expect(bad.length).toBeLessThan(report.rules.length)
  })

  it('warns of a duty met today that the plan breaks later, and notes one that it may break', () => {
    const report = largeOperatorReport()
    const of = (changed: Partial<RulesReport['rules'][number]>) => {
      const rule = { ...report.rules.find((one) => one.rule === 'GB-DVD-FTTP-CAP')!, ...changed }
      return log({ ...report, rules: [rule] }).runs[0]!.results.map(({ level, message }) => [level, message.text])
    }
    expect(of({})).toEqual([])
    expect(of({ sentence: 'Met today.', nextBreach: '2027-01-01', nextPossibleBreach: '2026-10-01' })).toEqual([
      ['warning', 'Met today.'],
    ])
    expect(of({ sentence: 'Met today.', nextPossibleBreach: '2026-10-01' })).toEqual([['note', 'Met today.']])
    expect(of({ sentence: 'None.', verdict: 'not applicable', nextBreach: '2027-01-01' })).toEqual([
      ['warning', 'None. Next breach: 2027-01-01.'],
    ])
    expect(of({ status: 'advice', force: 'advice', nextBreach: '2027-01-01' }).map(([level]) => level)).toEqual([
      'note',
    ])
  })

  it('calls only a duty not met on stated facts an error', () => {
    const report = largeOperatorReport()
    const errors = report.rules
      .filter((rule) => findingsOf(rule, report.asOf).some(({ level }) => level === 'error'))
      .map((rule) => rule.rule)
    expect(errors).toEqual(['GB-DVD-CORE', 'GB-DVD-TRANS'])
    expect(resultOf(report, 'IN-TRUSTED').level).toBe('warning')
    expect(resultOf(report, 'GB-DVD-5G-CAP').level).toBe('warning')
    expect(resultOf(report, 'GB-ADV-PROC').level).toBe('note')
    expect(resultOf(report, 'EU-CSA-KEY').level).toBe('note')
  })

  it('points at the rows that matter', () => {
    const [first] = resultOf(largeOperatorReport(), 'GB-DVD-CORE').locations!
    expect(first!.physicalLocation).toEqual({
      artifactLocation: { uri: 'elements.csv', uriBaseId: 'WORKSPACE' },
      region: { startLine: 1042 },
    })
  })

  it('points at no line where a fault stands in a row of what has no lines, and says the row', () => {
    const report = largeOperatorReport()
    const fault = { code: 'invalid-value', severity: 'warning', problem: 'odd' } as const
    const shown = [
      { ...fault, file: 'elements.parquet', row: 7 },
      { ...fault, file: 'elements.csv', line: 7 },
    ]
    const { toolExecutionNotifications: told } = log({ ...report, faults: { ...report.faults, shown } }).runs[0]!
      .invocations[0]!
    expect(told.map(({ message, locations }) => [message.text, locations![0]!.physicalLocation])).toEqual([
      ['elements.parquet row 7: odd', { artifactLocation: { uri: 'elements.parquet', uriBaseId: 'WORKSPACE' } }],
      [
        'elements.csv line 7: odd',
        { artifactLocation: { uri: 'elements.csv', uriBaseId: 'WORKSPACE' }, region: { startLine: 7 } },
      ],
    ])
  })

  it('points at the manifest where no row can be pointed at, so that viewers keep the result', () => {
    const report = largeOperatorReport()
    const bare = {
      ...report,
      rules: report.rules.map((rule) => ({ ...rule, matter: { ...rule.matter, entries: [] } })),
    }
    const places = log(bare).runs[0]!.results.map((one) => one.locations![0]!.physicalLocation)
    expect(places.length).toBeGreaterThan(0)
    for (const place of places)
      expect(place).toEqual({
        artifactLocation: { uri: 'mainstay.yaml', uriBaseId: 'WORKSPACE' },
        region: { startLine: 1 },
      })
  })

  it('describes every rule with its provenance, and every result names its rule', () => {
    const report = largeOperatorReport()
    const [run] = log(report).runs
    expect(run!.tool.driver.rules).toHaveLength(report.rules.length)
    expect(run!.results.filter((one) => run!.tool.driver.rules[one.ruleIndex]!.id !== one.ruleId)).toEqual([])
    expect(new Set(run!.tool.driver.rules.map((rule) => rule.properties.provenance))).toEqual(
      new Set(['verified', 'reported', 'assumed']),
    )
  })

  it('tells a waiver as a suppression and keeps the result', () => {
    const waived = resultOf(largeOperatorReport(), 'GB-DVD-TRANS')
    expect(waived.level).toBe('error')
    expect(waived.suppressions).toHaveLength(1)
    expect(resultOf(largeOperatorReport(), 'GB-DVD-CORE').suppressions).toBeUndefined()
  })

  it('suppresses by no waiver that waives nothing, or not on the day', () => {
    const report = largeOperatorReport()
    const rules = report.rules.map((rule) =>
      rule.rule === 'GB-DVD-TRANS'
        ? {
            ...rule,
            waivers: [
              ...rule.waivers,
              { ...rule.waivers[0]!, idle: true },
              { ...rule.waivers[0]!, from: '2026-10-01' },
            ],
          }
        : rule,
    )
    expect(resultOf({ ...report, rules }, 'GB-DVD-TRANS').suppressions).toHaveLength(1)
  })

  it('tells the breach after the last waived day in a result of its own, which nothing suppresses', () => {
    const [now, later, ...rest] = log(largeOperatorReport()).runs[0]!.results.filter((one) =>
      one.ruleId.endsWith('/GB-DVD-TRANS'),
    )
    expect(rest).toEqual([])
    expect([now!.level, now!.suppressions?.length]).toEqual(['error', 1])
    expect([later!.level, later!.suppressions]).toEqual(['warning', undefined])
    expect(later!.message.text).toMatch(/ Next breach: 2027-04-01\.$/)
    expect(later!.partialFingerprints).not.toEqual(now!.partialFingerprints)
  })

  it('gives a finding the same fingerprint on another day with another verdict', () => {
    const report = largeOperatorReport()
    const later: RulesReport = {
      ...report,
      asOf: '2026-10-15',
      rules: report.rules.map((rule) => ({
        ...rule,
        sentence: 'later',
        verdict: 'not met',
        matter: { ...rule.matter, entries: [] },
      })),
    }
    expect(resultOf(later, 'GB-DVD-5G-CAP').partialFingerprints).toEqual(
      resultOf(report, 'GB-DVD-5G-CAP').partialFingerprints,
    )
    const all = log(report).runs[0]!.results.map((one) => JSON.stringify(one.partialFingerprints))
    expect(new Set(all).size).toBe(all.length)
  })

  it('says what was not judged', () => {
    const texts = log(largeOperatorReport()).runs[0]!.invocations[0]!.toolConfigurationNotifications.map(
      (one) => one.message.text,
    )
    expect(texts).toContain('GB-COP-PATCH was not evaluated: it needs software versions and advisories')
    expect(texts).toContain('jp-guideline was not judged: no edition of it was known on 2026-09-01')
    expect(texts.filter((text) => text.includes('lacks a known requirement'))).toHaveLength(2)
  })

  it('lets no name of an inventory become a link or a placeholder', () => {
    expect(messageOf('see [this](1) and {0} \\').text).toBe('see \\[this\\](1) and {{0}} \\\\')
    expect(messageOf(' ', '').text).toBe('unnamed')
  })

  it('names files as relative addresses', () => {
    expect(fileUri('data\\my elements#1.csv')).toBe('data/my%20elements%231.csv')
    expect(fileUri('C:\\x.csv')).toBe('C%3A/x.csv')
    expect(fileUri('half \ud800')).toBe('half%20%EF%BF%BD')
    expect(fileUri('')).toBe('.')
  })

  it('is whole for hostile texts and for nothing at all', () => {
    expect(log(hostileReport()).runs[0]!.results.filter((one) => one.message.text === '')).toEqual([])
    expect(log(emptyReport()).runs[0]!.results).toEqual([])
  })
})
