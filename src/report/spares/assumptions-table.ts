// What is assumed where nobody said.

import type { SparesReport } from '#model/spares-report.ts'
import type { SparesTable } from './spares-table.ts'

export const ASSUMPTIONS_TABLE: SparesTable<SparesReport['assumptions'][number]> = {
  rowsOf: ({ assumptions }) => assumptions,
  columns: [
    { name: 'assumed', about: 'what is taken where nobody said', cell: ({ what }) => what },
    { name: 'parts', format: 'whole', about: 'of how many parts', cell: ({ parts }) => parts.length },
    { name: 'which', about: 'these parts', cell: ({ parts }) => parts.join('; ') },
  ],
}
