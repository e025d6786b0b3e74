import Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { SPARES_REPORT_SCHEMA, SPARES_REPORT_SCHEMA_ID } from './spares-report.ts'

describe('the published schema of the spares report', () => {
  it('is plain JSON of draft 2020-12, and names its version', () => {
    expect(JSON.parse(JSON.stringify(SPARES_REPORT_SCHEMA))).toEqual(SPARES_REPORT_SCHEMA)
    expect(SPARES_REPORT_SCHEMA).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: SPARES_REPORT_SCHEMA_ID,
      type: 'object',
      properties: { schema: { const: SPARES_REPORT_SCHEMA_ID } },
    })
  })

  it('refuses what is no report', () => {
    expect(Schema.Check(SPARES_REPORT_SCHEMA, { schema: SPARES_REPORT_SCHEMA_ID })).toBe(false)
    expect(Schema.Check(SPARES_REPORT_SCHEMA, [])).toBe(false)
  })
})
