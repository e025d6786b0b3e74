import { describe, expect, it } from 'vitest'
import { largeOperatorReport } from '#report/rules/fixtures/sample-report.ts'
import { cutOffReport } from '#report/spares/fixtures/sample-report.ts'
import { REPORT_FORMATS, renderReport } from '#service/render-report.ts'
import { renderSpares, SPARES_FORMATS } from '#service/render-spares.ts'

const report = { ...largeOperatorReport(), operator: 'North \u001b[2J\u009b2JMobile' }
const plain = { isColoured: false, width: 100, isVerbose: false }

describe('a name that holds an escape sequence', () => {
  it('never reaches a terminal as it is, in no format', () => {
    for (const format of REPORT_FORMATS) {
      const shown = [...renderReport(report, format, { ...plain, isOnTerminal: true })].join('')
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(shown).not.toMatch(/[\u001b\u009b]/)
    }
  })

  it('never reaches one from the report of the spares', () => {
    const spares = {
      ...cutOffReport(),
      title: report.operator,
      parts: [{ ...cutOffReport().parts[0]!, part: report.operator }],
    }
    for (const format of SPARES_FORMATS.filter((one) => one !== 'xlsx')) {
      const shown = [...renderSpares(spares, format, { ...plain, isOnTerminal: true })].join('')
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(shown).not.toMatch(/[\u001b\u009b]/)
    }
  })

  it('stays in a table that a program reads', () => {
    expect([...renderReport(report, 'csv', { ...plain, isOnTerminal: false })].join('')).toContain('\u001b[2J')
  })
})
