// The spares report as JSON: exact, with keys in the order of the published schema.

import { SparesReport } from '#model/spares-report.ts'
import { writeStableJson } from '../stable-json.ts'

/** In pieces; ended by a line end. */
export function renderSparesJson(report: SparesReport): Generator<string> {
  return writeStableJson(report, SparesReport)
}
