// Does what the spares report writes as JSON hold to the schema that is published for it?

import Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { SPARES_REPORT_SCHEMA } from '#contract/spares-report.ts'
import { SAMPLE_SPARES_REPORTS } from '#report/spares/fixtures/sample-report.ts'
import { renderSparesJson } from '#report/spares/json.ts'

const check = Schema.Compile(JSON.parse(JSON.stringify(SPARES_REPORT_SCHEMA)))

describe('a spares report as JSON', () => {
  for (const [name, make] of Object.entries(SAMPLE_SPARES_REPORTS)) {
    it(`of ${name} holds to the published schema`, () => {
      const report: unknown = JSON.parse([...renderSparesJson(make())].join(''))
      expect(check.Check(report)).toBe(true)
    })
  }

  it('with a field nobody defined does not', () => {
    const report = { ...SAMPLE_SPARES_REPORTS['no parts']!(), extra: 1 }
    expect(check.Check(report)).toBe(false)
  })
})
