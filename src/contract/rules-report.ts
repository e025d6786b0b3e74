// The published shape of the rules report: what `mainstay check --format json` writes, as a JSON Schema others can use.

import { RulesReport } from '#model/verdict.ts'

export const RULES_REPORT_SCHEMA_ID = 'mainstay.rules-report/1'

/** A JSON Schema as plain data: what the type system keeps in hidden properties is left behind. */
function plainCopy(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plainCopy)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plainCopy(value)]))
}

/**
 * JSON Schema draft 2020-12. The number in `$id` changes when a field is removed, renamed or changes its meaning; the
 * report names it in its field `schema`.
 */
export const RULES_REPORT_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: RULES_REPORT_SCHEMA_ID,
  title: 'Mainstay rules report',
  description:
    'For every rule a verdict, its exact intervals, its figures and what they rest on. Dates are civil, YYYY-MM-DD; intervals include both ends.',
  ...(plainCopy(RulesReport) as Record<string, unknown>),
}
