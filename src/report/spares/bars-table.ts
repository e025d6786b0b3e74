// What rules forbid to put in.

import type { BarRow } from '#model/spares-report.ts'
import type { SparesTable } from './spares-table.ts'

export const BARS_TABLE: SparesTable<BarRow> = {
  rowsOf: ({ bars }) => bars,
  columns: [
    { name: 'part', about: 'part that may not be put in', cell: ({ part }) => part },
    { name: 'of', about: 'units bought now, held by now (or taken out of the network), or both', cell: ({ of }) => of },
    { name: 'from', format: 'day', about: 'first day', cell: ({ from }) => from },
    { name: 'until', format: 'day', about: 'last day; blank: to the last day reckoned', cell: ({ until }) => until },
    {
      name: 'answer',
      about: 'yes; perhaps: in some elements alone, or by facts that are not known',
      cell: ({ answer }) => answer,
    },
    { name: 'rule', about: 'rule that forbids it', cell: ({ rule }) => rule },
    { name: 'title', about: 'the rule in short', cell: ({ title }) => title },
    { name: 'pack', about: 'rule pack', cell: ({ pack }) => pack },
    { name: 'clause', about: 'where it stands in the instrument', cell: ({ clause }) => clause },
    { name: 'status', about: 'in-force, proposed, advice or revoked', cell: ({ status }) => status },
    { name: 'provenance', about: 'verified, reported or assumed', cell: ({ provenance }) => provenance },
  ],
}
