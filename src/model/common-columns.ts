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

/** What people call it. */
export function nameColumn(example: string): Column {
  return { name: 'name', kind: 'text', about: 'name for people', example }
}

/** Where it is. */
export function coordinateColumns(latitude: string, longitude: string): readonly Column[] {
  const degrees = { kind: 'number', unit: 'degrees', about: 'WGS 84' } as const
  return [
    { name: 'latitude', ...degrees, minimum: -90, maximum: 90, example: latitude },
    { name: 'longitude', ...degrees, minimum: -180, maximum: 180, example: longitude },
  ]
}

export const ORIGIN_COLUMN: Column = {
  name: 'origin',
  kind: 'text',
  about: 'where an import read the row, here record 112 of a JSON list; written by `mainstay import`',
  example: 'netbox-devices.json#112',
}
