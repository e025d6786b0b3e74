import Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { RULES_REPORT_SCHEMA, RULES_REPORT_SCHEMA_ID } from './rules-report.ts'

describe('the published schema of the rules report', () => {
  it('is plain JSON of draft 2020-12, and names its version', () => {
    expect(JSON.parse(JSON.stringify(RULES_REPORT_SCHEMA))).toEqual(RULES_REPORT_SCHEMA)
    expect(RULES_REPORT_SCHEMA).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: RULES_REPORT_SCHEMA_ID,
      type: 'object',
      properties: { schema: { const: RULES_REPORT_SCHEMA_ID } },
    })
  })

  it('refuses what is no report', () => {
    expect(Schema.Check(RULES_REPORT_SCHEMA, { schema: RULES_REPORT_SCHEMA_ID })).toBe(false)
    expect(Schema.Check(RULES_REPORT_SCHEMA, [])).toBe(false)
  })
})
