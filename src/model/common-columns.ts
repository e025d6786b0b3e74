// Columns that many tables have.

import type { Column } from './column.ts'

/** From when on a row was known, and until when it held. */
export const KNOWN: readonly Column[] = [
  {
    name: 'knownFrom',
    kind: 'date',
    about:
      'first day on which this row was known; blank: from the inventory date, or from the date of each event if earlier',
    example: '2020-02-01',
  },
  {
    name: 'knownUntil',
    kind: 'date',
    about: 'first day on which this row no longer held as known (withdrawn or replaced); blank: still holds',
    example: '2020-07-14',
  },
]

export const ORIGIN_COLUMN: Column = {
  name: 'origin',
  kind: 'text',
  about: 'where an import read the row, here record 112 of a JSON list; written by `mainstay import`',
  example: 'netbox-devices.json#112',
}
