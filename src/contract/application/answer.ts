// What an analysis is answered with: the report of its question, as it is published. By another name here, for that of the
// published schema is none that the description of the interface can refer to.

import Type from 'typebox'
import type { PublishedSchema } from '#contract/publish-schema.ts'
import { RULES_REPORT_SCHEMA } from '#contract/rules-report.ts'
import { SPARES_REPORT_SCHEMA } from '#contract/spares-report.ts'

export const RulesAnswer = answer('RulesAnswer', RULES_REPORT_SCHEMA)
export const SparesAnswer = answer('SparesAnswer', SPARES_REPORT_SCHEMA)

function answer(name: string, { $schema: _draft, ...published }: PublishedSchema) {
  return Type.Unsafe<unknown>({ ...published, $id: name })
}
