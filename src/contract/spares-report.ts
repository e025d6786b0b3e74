// The published shape of the spares report: what `mainstay spares --format json` writes, as a JSON Schema others can use.

import { SparesReport } from '#model/spares-report.ts'
import { publishSchema } from './publish-schema.ts'

export const SPARES_REPORT_SCHEMA_ID = 'mainstay.spares-report/1'

export const SPARES_REPORT_SCHEMA = publishSchema(
  SPARES_REPORT_SCHEMA_ID,
  'Mainstay spares report',
  'How long each part, vendor and the network last, and what to buy, move and mind. Dates are civil, YYYY-MM-DD; money is whole hundredths of the currency.',
  SparesReport,
)
