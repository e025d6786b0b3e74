// The format the files of an arrival were recognised in when they came: nobody has to read them again to tell it.

import type { Migration } from './migration.ts'

export const recognisedFormat: Migration = {
  number: 4,
  name: 'recognised format',
  sql: 'alter table arrivals add column recognised text;',
}
