// What the column of a fault is called: as the file has it, with ours beside it where a mapping made it of another.

import { type ColumnMapping, namesFile } from '#model/column-mapping.ts'

/** `` `Role` (function) ``; `function` where the file calls it so. */
export function sayColumn(mapping: ColumnMapping | undefined, file: string, column: string): string {
  const theirs = mapping?.sources
    .filter((source) => namesFile(source, file))
    .map(({ columns }) => columns[column]?.from)
    .find((from) => from !== undefined)
  return theirs === undefined || theirs === column ? column : `\`${theirs}\` (${column})`
}
