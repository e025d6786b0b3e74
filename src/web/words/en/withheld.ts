// The words of sites that are kept secret, wherever rows are shown or taken away.

import { formatCount } from '#base/format-number.ts'

export const withheld = {
  /** In a table of sites each row is one. */
  notListed: (table: string, count: number) =>
    table === 'sites'
      ? `${formatCount(count, 'site')} kept secret ${count === 1 ? 'is' : 'are'} not listed`
      : `${formatCount(count, 'row')} that ${count === 1 ? 'names' : 'name'} sites kept secret ${count === 1 ? 'is' : 'are'} not listed`,
  group: 'With sites kept secret: whoever has the file learns where they are and what stands there',
  form: (form: string) => `${form}, with sites kept secret`,
  open: 'With secret sites',
} as const
