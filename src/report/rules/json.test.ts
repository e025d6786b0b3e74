import { describe, expect, it } from 'vitest'
import type { RulesReport } from '#model/verdict.ts'
import { largeOperatorReport, SAMPLE_REPORTS } from './fixtures/sample-report.ts'
import { renderRulesJson } from './json.ts'

const write = (report: RulesReport): string => [...renderRulesJson(report)].join('')

function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys)
  if (typeof value !== 'object' || value === null) return value
  const turned = Object.entries(value).toReversed()
  return Object.fromEntries(turned.map(([key, item]) => [key, turnKeys(item)]))
}

describe('rules JSON', () => {
  it('is exactly the report', () => {
    for (const make of Object.values(SAMPLE_REPORTS)) {
      const report = make()
      expect(JSON.parse(write(report))).toEqual(JSON.parse(JSON.stringify(report)))
    }
  })

  it('is the same bytes in whatever order the engine set the fields', () => {
    const report = largeOperatorReport()
    expect(write(turnKeys(report) as RulesReport)).toBe(write(report))
  })

  it('begins with what it is and keeps a step on a line', () => {
    const text = write(largeOperatorReport())
    expect(text.startsWith('{\n  "schema": "mainstay.rules-report/1",\n  "product": {')).toBe(true)
    expect(text).toContain('\n            { "from": "2026-09-01", "low": 0.31, "high": 0.384 },\n')
    expect(text.endsWith('}\n')).toBe(true)
  })
})
