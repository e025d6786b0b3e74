// Rows of the tables in which something is not stated that answers rest on: the conditions under which the network lists just those.

import type { Table } from '#contract/application/table.ts'

export interface GapOfRows {
  readonly what:
    | 'vendor'
    | 'hardwareVendor'
    | 'brandVendor'
    | 'softwareVendor'
    | 'vendorUnknown'
    | 'supplier'
    | 'dayBlank'
    | 'dayUnknown'
  readonly table: string
  /** All of them hold; none: of every row. */
  readonly where: readonly string[]
}

type Asked = Pick<Table, 'table' | 'rows'> & {
  readonly columns: readonly Pick<Table['columns'][number], 'name' | 'isFilled'>[]
}

/** Of these an element has one each, and `vendor` where its own column is blank; what is virtual or a service has no hardware. */
const VENDOR_COLUMNS = ['hardwareVendor', 'brandVendor', 'softwareVendor'] as const
const HAS_HARDWARE = 'kind~isNot~virtual|service'

export function listGapsOfRows(tables: readonly Asked[]): readonly GapOfRows[] {
  return tables
    .filter(({ rows }) => rows > 0)
    .flatMap((table) => (table.table === 'elements' ? ofElements(table) : ofContracts(table)))
}

function ofElements({ table, columns }: Asked): GapOfRows[] {
  const isFilled = (column: string): boolean => columns.some(({ name, isFilled: is }) => name === column && is)
  // What no row states cannot be asked about: it is blank in all of them.
  const blank = (...names: string[]): string[] => names.filter(isFilled).map((name) => `${name}~isBlank`)
  const own = VENDOR_COLUMNS.filter(isFilled)
  const unstated: GapOfRows[] =
    own.length === 0
      ? [{ what: 'vendor', table, where: blank('vendor') }]
      : VENDOR_COLUMNS.map((what) => ({
          what,
          table,
          where: [...blank('vendor', what), ...(what === 'hardwareVendor' && isFilled('kind') ? [HAS_HARDWARE] : [])],
        }))
  return [
    ...unstated,
    ...(isFilled('vendor')
      ? [{ what: 'vendorUnknown' as const, table, where: ['vendor~is~unknown', ...blank(...own)] }]
      : []),
    { what: 'dayBlank', table, where: blank('inService') },
    ...(isFilled('inService') ? [{ what: 'dayUnknown' as const, table, where: ['inService~is~unknown'] }] : []),
  ]
}

function ofContracts({ table, columns }: Asked): GapOfRows[] {
  if (table !== 'contracts') return []
  const isFilled = columns.some(({ name, isFilled: is }) => name === 'supplier' && is)
  return [{ what: 'supplier', table, where: isFilled ? ['supplier~isBlank'] : [] }]
}
