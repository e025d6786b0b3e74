// Which table of the workspace a file is: what its mapping says, what its name says, or what its header shows.

import { baseNameOf } from '#base/base-name.ts'
import { nearestName } from '#base/near-name.ts'
import type { TableSchema } from '#model/column.ts'
import type { SourceMapping } from '#model/column-mapping.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { findTable, tableNamedBy, TABLES } from '#model/tables.ts'

/** What is said of a file that is no table anybody knows of. */
export const UNKNOWN_TABLE = 'neither name nor header tell which table this is'

/** The one table that knows every column of the header and needs no other. */
function tableOfHeader(header: readonly string[]): TableSchema | undefined {
  const fitting = TABLES.filter(
    ({ columns }) =>
      header.every((name) => columns.some((column) => column.name === name)) &&
      columns.every((column) => column.required !== true || header.includes(column.name)),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

export function chooseTable(
  fileName: string,
  header: readonly string[],
  mapping: SourceMapping | undefined,
  report: (fault: Fault) => void,
): TableSchema | undefined {
  if (mapping) return findTable(mapping.table)
  const table = tableNamedBy(baseNameOf(fileName)) ?? tableOfHeader(header)
  if (table) return table
  const names = TABLES.map((candidate) => candidate.name)
  const nearest = nearestName(baseNameOf(fileName).replace(/\.[^.]*$/, ''), names)
  report({
    code: 'unreadable-file',
    severity: 'error',
    file: fileName,
    text: quoteForFault(header.join(', ')),
    problem: UNKNOWN_TABLE,
    expected: `a file named ${names.join(', ')}, or a mapping that names the table`,
    ...(nearest === undefined ? {} : { didYouMean: nearest }),
  })
  return undefined
}
