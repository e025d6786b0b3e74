// A first mapping of an operator's own columns, guessed from what they are called, for a person to review.

import type { ColumnSource } from '#model/column-mapping.ts'
import { proposeColumns, proposeTable } from '#model/propose-columns.ts'
import { findTable } from '#model/tables.ts'
import { baseNameOf } from '#base/base-name.ts'
import type { SeenTable } from './seen-table.ts'

/** A table nobody can guess has to be called something: whoever looks through it chooses another. */
const TABLE_OF_NONE = 'elements'

/** Text of a mapping file. A sheet that looks like none of our tables, beside others that do, is left out. */
export function suggestColumnMapping(tables: readonly SeenTable[]): string {
  const guessed = tables.map((seen) => ({ seen, table: guessTable(seen) }))
  const known = guessed.filter(({ seen, table }) => table !== undefined || seen.sheet === undefined)
  const taken = known.length > 0 ? known : guessed
  return `${[
    '# A first mapping, guessed from what the columns are called: look through it before you import.',
    'format: tables',
    'sources:',
    ...taken.flatMap(({ seen, table }) => describeSource(seen, table)),
  ].join('\n')}\n`
}

function guessTable({ file, sheet, columns }: SeenTable): string | undefined {
  const name = sheet ?? baseNameOf(file)
  return proposeTable(name, columns)?.name
}

function describeSource({ file, sheet, columns }: SeenTable, guessed: string | undefined): string[] {
  const table = guessed ?? TABLE_OF_NONE
  const proposed = proposeColumns(table, columns)
  const read = new Set(Object.values(proposed).map(({ from }) => from))
  const rest = [...new Set(columns.map(({ name }) => name))].filter((name) => !read.has(name))
  const missing = findTable(table)!.columns.filter(({ name, required }) => required === true && !proposed[name])
  return [
    `  - file: ${quoteYaml(baseNameOf(file))}`,
    ...(sheet === undefined ? [] : [`    sheet: ${quoteYaml(sheet)}`]),
    `    table: ${table}${guessed === undefined ? ' # not recognised: say which it is' : ''}`,
    ...(read.size === 0 ? ['    columns: {}'] : ['    columns:']),
    ...Object.entries(proposed).map(([ours, source]) => `      ${ours}: ${writeSource(source)}`),
    ...missing.map(({ name, about }) => `    # nothing found for ${name}, which is needed: ${about}`),
    ...(rest.length === 0 ? [] : ['    ignore:', ...rest.map((name) => `      - ${quoteYaml(name)}`)]),
  ]
}

function writeSource({ from, dateFormat, decimalComma }: ColumnSource): string {
  const parts = [
    `from: ${quoteYaml(from!)}`,
    ...(dateFormat === undefined ? [] : [`dateFormat: ${quoteYaml(dateFormat)}`]),
    ...(decimalComma === true ? ['decimalComma: true'] : []),
  ]
  return `{ ${parts.join(', ')} }`
}

/** Double-quoted YAML is JSON text, and JSON text has no line ends in it. */
function quoteYaml(text: string): string {
  return JSON.stringify(text)
}
