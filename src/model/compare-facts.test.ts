import { expect, it } from 'vitest'
import { compareFacts } from './compare-facts.ts'
import { FactTableBuilder } from './fact-table.ts'
import { ELEMENTS, PLAN } from './tables.ts'

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
  expect(JSON.parse(JSON.stringify(compareFacts(ELEMENTS, [before], [after])))).toEqual({
    table: 'elements',
    added: ['D'],
    changed: [{ key: 'B', columns: ['vendor', 'inService'] }],
    gone: ['C'],
    unchanged: 1,
  })
})

it('a row that changed tells what its cells said before and say now', () => {
  const before = elements([['A', 'Nokia', '2020-01', '10..12.5']])
  const after = elements([['A', 'Nokia', '', 'unknown']])
  expect(compareFacts(ELEMENTS, [before], [after]).changed[0]!.listCells()).toEqual([
    { column: 'inService', before: '2020-01-01..2020-01-31', after: '' },
    { column: 'traffic', before: '10..12.5', after: 'unknown' },
  ])
})

it('a row that is new or gone tells every cell that is not blank', () => {
  const before = elements([['A', 'Nokia', '2020-01', '10..12.5']])
  const after = elements([['B', 'Ericsson', '', 'unknown']])
  const { added, gone } = compareFacts(ELEMENTS, [before], [after])
  expect(added.map((facts) => facts.listCells())).toEqual([
    [
      { column: 'element', text: 'B' },
      { column: 'vendor', text: 'Ericsson' },
      { column: 'traffic', text: 'unknown' },
    ],
  ])
  expect(gone.map((facts) => facts.listCells())).toEqual([
    [
      { column: 'element', text: 'A' },
      { column: 'vendor', text: 'Nokia' },
      { column: 'inService', text: '2020-01-01..2020-01-31' },
      { column: 'traffic', text: '10..12.5' },
    ],
  ])
})

it('a row whose key has dates is named by them as a person writes them', () => {
  const plan = new FactTableBuilder(PLAN, 'plan.csv', ['date', 'action', 'element'])
  const rows = [
    ['2026-06-01', 'remove', 'G1'],
    ['2026-06', 'remove', 'G2'],
    ['unknown', 'remove', 'G3'],
  ]
  for (const [index, row] of rows.entries()) plan.addRow(row, index + 2, (fault) => expect.fail(fault.problem))
  expect(compareFacts(PLAN, [plan.finish()], []).gone.map(({ key }) => key)).toEqual([
    '2026-06-01 remove G1',
    '2026-06-01..2026-06-30 remove G2',
    'unknown remove G3',
  ])
})
