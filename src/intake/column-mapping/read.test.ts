import { describe, expect, it } from 'vitest'
import type { FaultCode } from '#model/fault.ts'
import { readColumnMapping } from './read.ts'

const WHOLE = `format: tables
sources:
  - file: inventory*.csv
    table: elements
    key: NODE_ID
    columns:
      vendor: Supplier
      kind: { constant: physical }
      function:
        from: Type
        values: { eNodeB: ran.4g.enb, "5": ran.5g.gnb }
        blanks: [N/A]
      inService: { from: Live date, dateFormat: DD/MM/YYYY }
      traffic: { from: Busy hour, decimalComma: true }
    ignore: [Remarks, '*']
  - file: dates.xlsx
    table: elements
    format: xlsx
    sheet: Sheet 2
    join: true
    columns:
      element: Node
      removed: { from: Gone, dateFormat: D-MMM-YYYY }
`

it('a mapping file is read as it is meant, short forms spelled out', () => {
  expect(readColumnMapping('mapping.yaml', WHOLE)).toEqual({
    faults: [],
    mapping: {
      format: 'tables',
      sources: [
        {
          file: 'inventory*.csv',
          table: 'elements',
          key: 'NODE_ID',
          columns: {
            vendor: { from: 'Supplier' },
            kind: { constant: 'physical' },
            function: { from: 'Type', values: { 5: 'ran.5g.gnb', eNodeB: 'ran.4g.enb' }, blanks: ['N/A'] },
            inService: { from: 'Live date', dateFormat: 'DD/MM/YYYY' },
            traffic: { from: 'Busy hour', decimalComma: true },
          },
          ignore: ['Remarks', '*'],
        },
        {
          file: 'dates.xlsx',
          table: 'elements',
          format: 'xlsx',
          sheet: 'Sheet 2',
          join: true,
          columns: { element: { from: 'Node' }, removed: { from: 'Gone', dateFormat: 'D-MMM-YYYY' } },
        },
      ],
    },
  })
})

describe('faults, each with its line', () => {
  const source = (lines: string) => `format: tables\nsources:\n  - file: a.csv\n${lines}`
  const cases: [string, string, [FaultCode, number, string, string | undefined]][] = [
    [
      'a key that is not there',
      source('    table: elements\n    colums: {}\n    columns: {element: A}'),
      ['unknown-setting', 5, 'unknown key', 'columns'],
    ],
    [
      'a table that is not there',
      source('    table: element\n    columns: {element: A}'),
      ['invalid-value', 4, 'unknown value', 'elements'],
    ],
    [
      'a column that is not there',
      source('    table: elements\n    columns:\n      element: A\n      vender: B'),
      ['unknown-column', 7, 'no column of elements', 'vendor'],
    ],
    [
      'a setting of a column that is not there',
      source('    table: elements\n    columns:\n      element: A\n      vendor: {frm: B}'),
      ['unknown-setting', 7, 'unknown key', 'from'],
    ],
    [
      'a column of a number',
      source('    table: elements\n    columns:\n      element: 5'),
      ['invalid-value', 6, 'not a mapping', undefined],
    ],
    [
      'a column without a source',
      source('    table: elements\n    columns:\n      element: {blanks: [x]}'),
      ['missing-value', 6, 'neither column nor constant, or both', undefined],
    ],
    [
      'no key column',
      source('    table: elements\n    columns:\n      vendor: A'),
      ['missing-column', 5, 'nothing fills column element', undefined],
    ],
    [
      'no key column to join by',
      source('    table: units\n    join: true\n    columns: {part: P, element: A}'),
      ['missing-column', 6, 'nothing fills column slot', undefined],
    ],
    [
      'a key of several columns',
      source('    table: units\n    key: K\n    columns: {part: P, element: A, slot: S}'),
      ['unknown-setting', 5, 'rows of units have no key of one column', undefined],
    ],
    [
      'two keys',
      source('    table: elements\n    key: K\n    columns: {element: A}'),
      ['contradiction', 5, 'both `key` and column element name the key', undefined],
    ],
    [
      'a sheet of a CSV file',
      source('    table: elements\n    sheet: S\n    columns: {element: A}'),
      ['unknown-setting', 5, 'CSV files have no sheets', undefined],
    ],
    [
      'a date format with two days',
      source('    table: elements\n    columns:\n      element: A\n      removed: {from: B, dateFormat: DD/D/YYYY}'),
      ['invalid-value', 7, 'no date format', undefined],
    ],
    [
      'a year of two digits',
      source('    table: elements\n    columns:\n      element: A\n      removed: {from: B, dateFormat: DD/MM/YY}'),
      ['invalid-value', 7, 'no date format', undefined],
    ],
    [
      'a date format of a name',
      source('    table: elements\n    columns:\n      element: A\n      name: {from: B, dateFormat: DD/MM/YYYY}'),
      ['unknown-setting', 7, 'column name holds no dates', undefined],
    ],
    [
      'a decimal comma of a name',
      source('    table: elements\n    columns:\n      element: A\n      name: {from: B, decimalComma: true}'),
      ['unknown-setting', 7, 'column name holds no numbers', undefined],
    ],
    [
      'a value that is no function',
      source(
        '    table: elements\n    columns:\n      element: A\n      function:\n        from: B\n        values:\n          x: ran.4g.enbb',
      ),
      ['invalid-value', 10, 'unknown network function', 'ran.4g.enb'],
    ],
    [
      'a constant that is no choice',
      source('    table: elements\n    columns:\n      element: A\n      kind: {constant: physicl}'),
      ['invalid-value', 7, 'unknown kind', 'physical'],
    ],
    [
      'a constant that is translated',
      source('    table: elements\n    columns:\n      element: A\n      kind: {constant: physical, blanks: [x]}'),
      ['unknown-setting', 7, 'a constant is not translated', undefined],
    ],
    ['another format', 'format: netbox\nsources: []', ['invalid-value', 1, 'unknown value', undefined]],
    [
      'broken YAML',
      'format: [',
      ['malformed-text', 1, expect.stringContaining('not well-formed YAML') as string, undefined],
    ],
  ]
  it.each(cases)('%s', (_name, text, [code, line, problem, didYouMean]) => {
    const { mapping, faults } = readColumnMapping('mapping.yaml', text)
    expect(mapping).toBeUndefined()
    expect(faults).toContainEqual(
      expect.objectContaining({ code, line, problem, ...(didYouMean === undefined ? {} : { didYouMean }) }),
    )
  })

  it('are all told at once', () => {
    const { faults } = readColumnMapping(
      'mapping.yaml',
      source(
        '    table: elements\n    columns:\n      vender: A\n      removed: {from: B, dateFormat: x}\n      kind: {constant: y}',
      ),
    )
    expect(faults.map((fault) => fault.line)).toEqual([5, 6, 7, 8])
  })
})

it('what is wrong with the columns of a mistyped table, and with other sources, is told in the same run', () => {
  const text = WHOLE.replace('table: elements', 'table: elemnts')
    .replace('DD/MM/YYYY', 'DD/MM')
    .replace('ran.4g.enb', 'ran.4g.nob')
    .replace('D-MMM-YYYY', 'D-MMM')
  expect(readColumnMapping('mapping.yaml', text).faults.map(({ column }) => column)).toEqual([
    'sources[0].table',
    'sources[0].columns.function.values.eNodeB',
    'sources[0].columns.inService.dateFormat',
    'sources[1].columns.removed.dateFormat',
  ])
  for (const nothing of ['', 'just a text', '[]'])
    expect(readColumnMapping('mapping.yaml', nothing).faults).toHaveLength(1)
})

it('what is wrong with a source of an unknown table that is like none is told in the same run', () => {
  const text = WHOLE.replace('table: elements', 'table: rubbish')
    .replace('DD/MM/YYYY', 'DD/MM')
    .replace('vendor: Supplier', 'vendor: {constant: A, blanks: [x]}')
    .replace('key: NODE_ID', 'sheet: One')
    .replace('kind: { constant: physical }', 'kind: {}')
    .replace('D-MMM-YYYY', 'D-MMM')
  expect(readColumnMapping('mapping.yaml', text).faults.map(({ column }) => column)).toEqual([
    'sources[0].table',
    'sources[0].sheet',
    'sources[0].columns.vendor.blanks',
    'sources[0].columns.kind',
    'sources[0].columns.inService.dateFormat',
    'sources[1].columns.removed.dateFormat',
  ])
})

it('a mistyped setting hides nothing else of its source, and is not missed besides', () => {
  const text = WHOLE.replace('key: NODE_ID', 'kee: NODE_ID')
    .replace('vendor: Supplier', 'vender: {frm: Supplier}')
    .replace('DD/MM/YYYY', 'DD/MM')
  expect(readColumnMapping('mapping.yaml', text).faults.map(({ column, problem }) => [column, problem])).toEqual([
    ['sources[0].kee', 'unknown key'],
    ['sources[0].columns.vender.frm', 'unknown key'],
    ['sources[0].columns.vender', 'no column of elements'],
    ['sources[0].columns.inService.dateFormat', 'no date format'],
  ])
})
