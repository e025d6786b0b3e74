// The rules report as JSON: exact, with keys in the order of the published schema.

import { RulesReport } from '#model/verdict.ts'
import { writeStableJson } from '../stable-json.ts'

/** In pieces; ended by a line end. */
export function renderRulesJson(report: RulesReport): Generator<string> {
  return writeStableJson(report, RulesReport)
}
