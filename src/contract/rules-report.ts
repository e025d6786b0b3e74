// The published shape of the rules report: what `mainstay check --format json` writes, as a JSON Schema others can use.

import { RulesReport } from '#model/verdict.ts'
import { publishSchema } from './publish-schema.ts'

export const RULES_REPORT_SCHEMA_ID = 'mainstay.rules-report/1'

export const RULES_REPORT_SCHEMA = publishSchema(
  RULES_REPORT_SCHEMA_ID,
  'Mainstay rules report',
  'For every rule a verdict, its exact intervals, its figures and what they rest on. Dates are civil, YYYY-MM-DD; intervals include both ends.',
  RulesReport,
)
