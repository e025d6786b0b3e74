import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { unguardFormula } from '#model/formula-guard.ts'
import { MATTER_CSV_COLUMNS, renderMatterCsv, renderRulesCsv, RULES_CSV_COLUMNS } from './csv.ts'
import { emptyReport, hostileReport, largeOperatorReport, SAMPLE_REPORTS } from './fixtures/sample-report.ts'

function read(pieces: Iterable<string>): Record<string, string>[] {
  return parse([...pieces].join(''), { columns: true, record_delimiter: '\r\n' })
}

describe('rules CSV', () => {
  it('has one row a rule, with the exact figures', () => {
    const report = largeOperatorReport()
    const rows = read(renderRulesCsv(report))
    expect(rows.map((row) => row.rule)).toEqual(report.rules.map((rule) => rule.rule))
    const cap = rows.find((row) => row.rule === 'GB-DVD-5G-CAP')!
    expect(cap).toMatchObject({
      verdict: 'cannot be shown',
      low: '0.31',
      high: '0.384',
      limit: '0.35',
      headroomSwaps: '-626',
      known: '17068',
      uncertain: '1364',
      packVersion: '1.2.0',
    })
  })

  it('tells of a ban that nothing breaks whether there was anything to look at', () => {
    const report = largeOperatorReport()
    const rule = report.rules.find(({ metrics: [metric] }) => metric?.kind === 'count')!
    const lookingAt = (lookedAt: { low: number; high: number | null }) => {
      const metrics = [{ ...rule.metrics[0]!, lookedAt }]
      const [row] = read(renderRulesCsv({ ...report, rules: [{ ...rule, metrics }] }))
      return [row!.lookedAtLow, row!.lookedAtHigh]
    }
    expect(lookingAt({ low: 0, high: 0 })).toEqual(['0', '0'])
    expect(lookingAt({ low: 12, high: null })).toEqual(['12', ''])
  })

  it('tells weights in the units of the workspace: Mbit/s, and whole ones of what is summed in thousandths', () => {
    const report = largeOperatorReport()
    const rule = report.rules.find((one) => one.rule === 'GB-DVD-5G-CAP')!
    const [first] = rule.metrics
    const of = (unit: string) => {
      const headroom = { ...first!.headroom!, unit, swaps: -500 }
      const [numerator, denominator] = [
        { low: 1500, high: 2000 },
        { low: 4000, high: 4000 },
      ]
      const metric = { ...first!, unit, numerator, denominator, headroom }
      const [row] = read(renderRulesCsv({ ...report, rules: [{ ...rule, metrics: [metric] }] }))
      return row
    }
    expect(of('kbit/s')).toMatchObject({
      unit: 'Mbit/s',
      numeratorLow: '1.5',
      denominatorHigh: '4',
      headroomUnit: 'Mbit/s',
      headroomSwaps: '-0.5',
    })
    expect(of('thousandths of premises')).toMatchObject({ unit: 'premises', numeratorLow: '1.5', numeratorHigh: '2' })
    expect(of('sites')).toMatchObject({ unit: 'sites', numeratorLow: '1500' })
  })

  it('keeps the verdict word for scripts and tells the words of its force beside it', () => {
    const advice = read(renderRulesCsv(largeOperatorReport())).find((row) => row.rule === 'GB-ADV-PROC')!
    expect(advice).toMatchObject({ verdict: 'not met', verdictWords: 'departed from' })
  })

  it('shows every waiver', () => {
    const waived = read(renderRulesCsv(largeOperatorReport())).find((row) => row.rule === 'GB-DVD-TRANS')!
    expect(waived).toMatchObject({ verdict: 'not met', waivedUntil: '2027-03-31' })
    expect(waived.waivers).toContain('Ministry of Communications (MC/2025/118)')
  })

  it('says of a first breach that the horizon cuts that it may be older', () => {
    const report = largeOperatorReport()
    const [first, second] = report.rules
    const cut = {
      ...report,
      rules: [{ ...first!, firstBreachOrEarlier: true, firstPossibleBreachOrEarlier: true }, second!],
    }
    expect(
      read(renderRulesCsv(cut)).map((row) => [row.firstBreachOrEarlier, row.firstPossibleBreachOrEarlier]),
    ).toEqual([
      ['true', 'true'],
      ['', ''],
    ])
  })

  it('tells a blank earliest deadline from none within the horizon', () => {
    const rows = read(renderRulesCsv(largeOperatorReport()))
    expect(rows.find((row) => row.rule === 'GB-DVD-5G-REMOVE')!.earliestDeadline).toBe('none')
    expect(rows.find((row) => row.rule === 'GB-DVD-CORE')!.earliestDeadline).toBe('')
  })

  it('holds no cell a spreadsheet would run, and loses none of the text', () => {
    const report = hostileReport()
    const rows = read(renderRulesCsv(report))
    const cells = rows.flatMap((row) => Object.values(row))
    expect(cells.filter((cell) => /^[=+@\t\r-]/.test(cell) && Number.isNaN(Number(cell)))).toEqual([])
    // Halves of surrogate pairs have no bytes: every encoder writes them as U+FFFD.
    const titles = report.rules.map((rule) => rule.title.replace(/\p{Cs}/gu, '\ufffd'))
    expect(rows.map((row) => unguardFormula(row.title!))).toEqual(titles)
  })

  it('has a row for every element a rule names', () => {
    const report = largeOperatorReport()
    const rows = read(renderMatterCsv(report))
    expect(rows).toHaveLength(report.rules.reduce((sum, rule) => sum + rule.matter.entries.length, 0))
    expect(rows[0]).toMatchObject({ rule: 'GB-DVD-CORE', identifier: 'HSS-MAN-1', file: 'elements.csv', line: '1042' })
  })

  it('has its header when there is nothing to tell', () => {
    expect([...renderRulesCsv(emptyReport())]).toEqual([
      `${RULES_CSV_COLUMNS.map((column) => column.name).join(',')}\r\n`,
    ])
    expect([...renderMatterCsv(emptyReport())]).toEqual([
      `${MATTER_CSV_COLUMNS.map((column) => column.name).join(',')}\r\n`,
    ])
  })

  it('says of every column what it means, once', () => {
    for (const columns of [RULES_CSV_COLUMNS, MATTER_CSV_COLUMNS]) {
      expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length)
      expect(columns.filter((column) => column.about === '')).toEqual([])
    }
  })

  it('gives every row all columns, for every sample', () => {
    for (const make of Object.values(SAMPLE_REPORTS)) {
      const report = make()
      expect(read(renderRulesCsv(report))).toHaveLength(report.rules.length)
    }
  })
})
