import { expect, it } from 'vitest'
import { compareFacts } from './compare-facts.ts'
import { FactTableBuilder } from './fact-table.ts'
import { ELEMENTS } from './tables.ts'

function elements(rows: string[][]) {
  const builder = new FactTableBuilder(ELEMENTS, 'elements.csv', ['element', 'vendor', 'inService', 'traffic'])
  for (const [index, row] of rows.entries()) builder.addRow(row, index + 2, (fault) => expect.fail(fault.problem))
  return builder.finish()
}

it('two states of a source differ by the rows added, changed and gone, whatever their order', () => {
  const before = elements([
    ['A', 'Nokia', '2020-01-01', '10'],
    ['B', 'Nokia', '2020-01-01', ''],
    ['C', 'Huawei', '', '5'],
  ])
  const after = elements([
    ['D', 'Nokia', '', ''],
    ['B', 'Ericsson', '2020-02', ''],
    ['A', 'Nokia', '2020-01-01', '10'],
  ])
  expect(compareFacts(ELEMENTS, [before], [after])).toEqual({
    table: 'elements',
    added: ['D'],
    changed: [{ key: 'B', columns: ['vendor', 'inService'] }],
    gone: ['C'],
    unchanged: 1,
  })
})
