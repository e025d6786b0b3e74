// Does what the report writes as JSON hold to the schema that is published for it?

import Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { RULES_REPORT_SCHEMA } from '#contract/rules-report.ts'
import { SAMPLE_REPORTS } from '#report/rules/fixtures/sample-report.ts'
import { renderRulesJson } from '#report/rules/json.ts'

const check = Schema.Compile(JSON.parse(JSON.stringify(RULES_REPORT_SCHEMA)))

describe('a rules report as JSON', () => {
  for (const [name, make] of Object.entries(SAMPLE_REPORTS)) {
    it(`of ${name} holds to the published schema`, () => {
      const report: unknown = JSON.parse([...renderRulesJson(make())].join(''))
      expect(check.Check(report)).toBe(true)
    })
  }

  it('with a field nobody defined does not', () => {
    const report = { ...SAMPLE_REPORTS['an empty workspace']!(), extra: 1 }
    expect(check.Check(report)).toBe(false)
  })
})
