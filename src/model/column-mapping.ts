// How an operator's own columns become ours: the saved, reviewable choices for CSV files and workbooks.

import Type from 'typebox'
import { baseNameOf } from '#base/base-name.ts'
import { TABLES } from './tables.ts'

export const ColumnSource = Type.Object(
  {
    from: Type.Optional(Type.String({ description: 'their column, as its header says' })),
    constant: Type.Optional(Type.String({ description: 'the same text on every row, instead of a column' })),
    dateFormat: Type.Optional(
      Type.String({ description: 'how their dates are written, such as `DD/MM/YYYY` or `D-MMM-YYYY HH:mm`' }),
    ),
    decimalComma: Type.Optional(Type.Boolean({ description: '`true`: their numbers are written `1.234,5`' })),
    values: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'our text for each of theirs; others are kept' }),
    ),
    blanks: Type.Optional(
      Type.Array(Type.String(), { description: 'their texts that say nothing, such as `N/A`: read as blank' }),
    ),
  },
  { additionalProperties: false },
)
export type ColumnSource = Type.Static<typeof ColumnSource>

export const SourceMapping = Type.Object(
  {
    file: Type.String({ description: 'name of the file; `*` stands for any text' }),
    table: Type.Unsafe<string>(
      Type.Enum(
        TABLES.map((table) => table.name),
        { description: 'our table its rows belong to' },
      ),
    ),
    format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx')])),
    sheet: Type.Optional(Type.String({ description: 'sheet of a workbook; by default the first' })),
    key: Type.Optional(Type.String({ description: 'their column that names a row: our key column' })),
    join: Type.Optional(
      Type.Boolean({ description: '`true`: its columns are joined by key to rows that another source owns' }),
    ),
    columns: Type.Record(Type.String(), ColumnSource, {
      description: 'by our column: their column, or how it is made',
    }),
    ignore: Type.Optional(
      Type.Array(Type.String(), { description: 'their columns that are not read; `*` is all others' }),
    ),
  },
  { additionalProperties: false },
)
export type SourceMapping = Type.Static<typeof SourceMapping>

export const ColumnMapping = Type.Object(
  { format: Type.Literal('tables'), sources: Type.Array(SourceMapping, { minItems: 1 }) },
  { additionalProperties: false },
)
export type ColumnMapping = Type.Static<typeof ColumnMapping>

/** Whether a file, by its name or path, is one of those that a part of a mapping is of. */
export function namesFile({ file }: Pick<SourceMapping, 'file'>, fileName: string): boolean {
  const pattern = file
    .split('*')
    .map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'))
    .join('.*')
  const named = file.includes('/') ? fileName : baseNameOf(fileName)
  return new RegExp(`^${pattern}$`, 'u').test(named)
}
