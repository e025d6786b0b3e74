// Which writer takes the cells of a column.

import { AmountWriter } from './amount-writer.ts'
import type { Column } from './column.ts'
import type { ColumnWriter } from './column-writer.ts'
import { DateWriter } from './date-writer.ts'
import { storageOf } from './fact-column.ts'
import { NumberWriter } from './number-writer.ts'
import { TextWriter } from './text-writer.ts'

export function createColumnWriter(column: Column): ColumnWriter {
  switch (storageOf(column)) {
    case 'date':
      return new DateWriter(column)
    case 'amount':
      return new AmountWriter(column)
    case 'number':
      return new NumberWriter(column)
    default:
      return new TextWriter(column)
  }
}
