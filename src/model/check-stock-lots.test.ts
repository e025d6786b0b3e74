import { expect, it } from 'vitest'
import { checkStockLots } from './check-stock-lots.ts'
import { FactTableBuilder } from './fact-table.ts'
import { describeFault } from './fault.ts'
import { STOCK } from './spares-tables.ts'

const HEADER = ['depot', 'part', 'condition', 'state', 'quantity', 'due', 'counted']

function table(file: string, header: string[], ...rows: string[][]) {
  const builder = new FactTableBuilder(STOCK, file, header)
  for (const [index, row] of rows.entries())
    builder.addRow(row, index + 2, (fault) => expect.unreachable(describeFault(fault)))
  return builder.finish()
}

function check(...tables: ReturnType<typeof table>[]): string[] {
  const said: string[] = []
  checkStockLots(tables, (fault) => said.push(describeFault(fault)))
  return said
}

it('stock of several conditions, states, dates or counts is each its own', () => {
  expect(
    check(
      table(
        'stock.csv',
        HEADER,
        ['LEEDS', 'A', '', '', '3', '', ''],
        ['LEEDS', 'A', 'new', '', '3', '', ''],
        ['LEEDS', 'A', '', 'onOrder', '3', '2020-08-01', ''],
        ['LEEDS', 'A', 'good', 'onOrder', '3', '2020-09-01', ''],
        ['LEEDS', 'A', 'good', 'onHand', '3', '', '2020-06-01'],
        ['YORK', 'A', 'good', 'onHand', '3', '', ''],
        ['LEEDS', 'B', 'good', 'onHand', '3', '', ''],
      ),
    ),
  ).toEqual([])
})

it('stock that is said with its words and by blank cells is said twice', () => {
  const byHand = table('stock.csv', ['depot', 'part', 'quantity'], ['LEEDS', 'A', '3'])
  const imported = table('imports/erp/stock.csv', HEADER, ['LEEDS', 'A', 'good', 'onHand', '4', '', ''])
  expect(check(byHand, imported)).toEqual([
    'imports/erp/stock.csv line 2, column depot, part, condition, state, due, titleOwner, counted: the same stock as on stock.csv line 2 `LEEDS, A, good, onHand`; expected each once: a blank condition is `good`, a blank state `onHand`',
  ])
  expect(check(byHand, table('more.csv', ['depot', 'part', 'quantity'], ['LEEDS', 'A', '4']))).toEqual([])
})
