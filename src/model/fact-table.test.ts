import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { readText, type TableSchema } from './column.ts'
import { type FactTable, FactTableBuilder, type RawRows, textAt, type CellTranslation } from './fact-table.ts'
import { FaultLog } from './fault-log.ts'
import type { Fault } from './fault.ts'
import { ELEMENTS, findTable } from './tables.ts'

const ALL_KINDS: TableSchema = {
  name: 'kinds',
  about: 'one column of every kind',
  key: ['identifier'],
  columns: [
    { name: 'identifier', kind: 'identifier', required: true, about: '', example: 'A-1' },
    { name: 'text', kind: 'text', about: '', example: 'a' },
    { name: 'choices', kind: 'choices', choices: ['2G', '3G', '4G'], about: '', example: '2G' },
    { name: 'list', kind: 'list', about: '', example: 'a' },
    { name: 'date', kind: 'date', about: '', example: '2020-01-01' },
    { name: 'amount', kind: 'amount', decimals: 3, maximum: 1e9, about: '', example: '1' },
    { name: 'number', kind: 'number', minimum: -90, maximum: 90, about: '', example: '1' },
  ],
}
const NAMES = ALL_KINDS.columns.map((column) => column.name)

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

/** Cells laid one behind the other, as a file has them. */
function toRawRows(rows: readonly (readonly string[])[], names: readonly string[] = NAMES): RawRows {
  const encoded = rows.map((row) => row.map((cell) => new TextEncoder().encode(cell)))
  const bytes = Uint8Array.from(encoded.flatMap((row) => row.flatMap((cell) => [...cell])))
  let at = 0
  const starts = encoded.map((row) => row.map((cell) => (at += cell.length) - cell.length))
  const perColumn = <Values>(make: (column: number) => Values) => names.map((_, column) => make(column))
  return {
    bytes,
    view: new DataView(bytes.buffer),
    count: rows.length,
    ordinals: Uint32Array.from(rows.keys(), (row) => row + 2),
    starts: perColumn((column) => Int32Array.from(starts, (row) => row[column]!)),
    ends: perColumn((column) =>
      Int32Array.from(starts, (row, index) => row[column]! + encoded[index]![column]!.length),
    ),
    oddities: perColumn((column) => Uint8Array.from(rows, (row) => (isAscii(row[column]!) ? 0 : 1))),
    textOf: (column, row) => rows[row]![column]!,
  }
}

type Translations = ConstructorParameters<typeof FactTableBuilder>[3]

function buildFromTexts(rows: readonly string[][], translations?: Translations): { table: FactTable; faults: Fault[] } {
  const builder = new FactTableBuilder(ALL_KINDS, 'kinds.csv', NAMES, translations)
  const faults: Fault[] = []
  for (const [index, row] of rows.entries()) builder.addRow(row, index + 2, (fault) => faults.push(fault))
  return { table: builder.finish(), faults }
}

function buildFromBytes(rows: readonly string[][], translations?: Translations): { table: FactTable; faults: Fault[] } {
  const builder = new FactTableBuilder(ALL_KINDS, 'kinds.csv', NAMES, translations)
  const faults: Fault[] = []
  builder.addRawRows(toRawRows(rows), (fault) => faults.push(fault))
  return { table: builder.finish(), faults: faults.sort((left, right) => left.line! - right.line!) }
}

/** The same with the texts of the cells, however they are held. */
function spell({ table, faults }: { table: FactTable; faults: Fault[] }): unknown {
  const columns = [...table.columns].map(([name, column]) =>
    column.kind === 'text' ? [name, { ...column, dictionary: [...column.dictionary] }] : [name, column],
  )
  return { table: { ...table, columns: new Map(columns as [string, unknown][]) }, faults }
}

const cells = fc.tuple(
  fc.oneof(fc.constantFrom('', 'A', 'B', 'é'), fc.string({ maxLength: 4 })),
  fc.oneof(fc.constantFrom('', 'ab', 'ba'), fc.string({ unit: 'grapheme', maxLength: 4 })),
  fc.constantFrom('', '2G', '2G|3G', '3G|2G', '3G | 2G', '2G|2G', '5G', 'unknown', '|'),
  fc.constantFrom('', 'b|a', 'a|b', 'a', 'b', ' a | b '),
  fc.constantFrom(
    '',
    '2020-02-29',
    '2021-02-29',
    '1900-01-01',
    '1899-12-31',
    '2199-12-31',
    '2200-01-01',
    '2020-13-01',
    '2020-1-01',
    '2020-00-10',
    '2020-01-00',
    '2020',
    '2020-Q2',
    'unknown',
    'never',
    '..2020-01-01',
    '20-001-001',
  ),
  fc.constantFrom(
    '',
    '0',
    '12',
    '12.5',
    '12.500',
    '12.5000',
    '12.5001',
    '.5',
    '5.',
    '1..2',
    '2..1',
    '-1',
    '1e3',
    'unknown',
    '999999999',
    '1000000001',
    '123456789012345',
    '1234567890123456',
    '000000000000001',
    '1.2.3',
  ),
  fc.constantFrom(
    '',
    '0',
    '-0',
    '-0.0865',
    '51.5043',
    '+1',
    '90',
    '90.1',
    '-91',
    '1.',
    '.1',
    '-',
    '.',
    '1e1',
    '0.1',
    '12.345678901234567',
    '00000000000000000001',
  ),
)

describe('a row', () => {
  it('gives the same table and faults from its bytes as from its texts', () => {
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 30 }), (rows) => {
        const fromTexts = buildFromTexts(rows)
        const fromBytes = buildFromBytes(rows)
        expect(isDeepStrictEqual(spell(fromBytes), spell(fromTexts))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same table and faults from its bytes as from its texts where columns are translated', () => {
    const translations = new Map<string, CellTranslation>([
      ['text', (text: string) => ({ value: text === 'ab' ? '' : text })],
      [
        'date',
        (text: string) =>
          text === '2020'
            ? { problem: { code: 'invalid-value' as const, problem: 'a year', expected: 'a day' } }
            : { value: text === '' ? 'unknown' : text },
      ],
      ['identifier', (text: string) => ({ value: text === 'A' ? '' : text.toLowerCase() })],
    ])
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 20 }), (rows) => {
        const fromTexts = buildFromTexts(rows, translations)
        const fromBytes = buildFromBytes(rows, translations)
        expect(isDeepStrictEqual(spell(fromBytes), spell(fromTexts))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('with a fault leaves no trace, and each of its faults is told', () => {
    const { table, faults } = buildFromTexts([
      ['A', 'x', '2G', '', '2020-02-30', '', ''],
      ['', 'x', '5G', '', '', '-1', '100'],
      ['B', 'x', '3G|2G', 'b|a', '2020', '1.5..2', '-0.5'],
    ])
    expect(table.rowCount).toBe(1)
    expect(table.ordinals).toEqual(Uint32Array.of(4))
    expect(NAMES.slice(0, 4).map((name) => textAt(table, name, 0))).toEqual(['B', 'x', '2G|3G', 'a|b'])
    expect(table.columns.get('amount')).toEqual({
      kind: 'amount',
      low: Float64Array.of(1500),
      high: Float64Array.of(2000),
    })
    expect(faults.map((fault) => [fault.line, fault.column, fault.code])).toEqual([
      [2, 'date', 'impossible-date'],
      [3, 'identifier', 'missing-value'],
      [3, 'choices', 'invalid-value'],
      [3, 'amount', 'invalid-value'],
      [3, 'number', 'invalid-value'],
    ])
  })
})

describe('the word `unknown`', () => {
  const read = (table: string, column: string): string => {
    const { columns } = findTable(table)!
    const reading = readText(columns.find(({ name }) => name === column)!, 'unknown')
    return 'value' in reading ? reading.value : reading.problem.problem
  }

  it('stands for what is not known in lists, shares, functions and choices', () => {
    expect(read('elements', 'operators')).toBe('unknown')
    expect(read('elements', 'kind')).toBe('unknown')
    expect(read('elements', 'tags')).toBe('unknown')
    expect(read('contracts', 'functions')).toBe('unknown')
  })

  it('is refused where the cell says what the row is', () => {
    expect(read('plan', 'action')).toBe('unknown action')
    expect(read('contracts', 'role')).toBe('unknown role')
    expect(read('authorisations', 'status')).toBe('unknown status')
  })
})

describe('an exact day', () => {
  const read = (schema: TableSchema, rows: readonly (readonly string[])[]) => {
    const names = schema.columns.filter(({ kind, required }) => kind === 'date' || required).map(({ name }) => name)
    const faults: Fault[] = []
    for (const give of [
      (builder: FactTableBuilder) => {
        for (const [index, row] of rows.entries()) builder.addRow(row, index + 2, (fault) => faults.push(fault))
      },
      (builder: FactTableBuilder) => builder.addRawRows(toRawRows(rows, names), (fault) => faults.push(fault)),
    ]) {
      const builder = new FactTableBuilder(schema, `${schema.name}.csv`, names)
      give(builder)
      builder.finish()
    }
    return faults.map(({ line, column, text, problem, expected }) => ({ line, column, text, problem, expected }))
  }
  const twice = <Value>(value: Value) => [value, value]
  const LOOSE = ['2020..2026', '2024', '2024-03', '2024-Q1', '2024-01-01..', 'unknown', 'never']

  it.each(LOOSE)('an authorisation begins and ends on one day, not on %s', (text) => {
    const problem = 'not an exact day'
    const rows = [
      ['FR-ANSSI-AUTH', 'granted', text, ''],
      ['FR-ANSSI-AUTH', 'granted', '2020-01-01', text],
      ['FR-ANSSI-AUTH', 'granted', '2020-01-01', '2020-12-31'],
    ]
    expect(read(findTable('authorisations')!, rows)).toEqual(
      twice([
        { line: 2, column: 'from', text, problem, expected: 'YYYY-MM-DD' },
        { line: 3, column: 'until', text, problem, expected: 'YYYY-MM-DD, or blank' },
      ]).flat(),
    )
  })

  it.each(LOOSE)('a waiver does not last until %s', (text) => {
    expect(read(findTable('waivers')!, [['R', '*', 'Ministry', '2024-01-01', text]])).toMatchObject(
      twice({ line: 2, column: 'until', text, problem: 'not an exact day' }),
    )
  })

  it.each(LOOSE)('a weight does not hold from %s', (text) => {
    expect(read(findTable('weights')!, [['site', 'LDN-3', 'traffic', text, '5']])).toMatchObject(
      twice({ line: 2, column: 'from', text, problem: 'not an exact day' }),
    )
  })
})

it('200,000 bad rows are counted one by one and held in bounded memory', () => {
  const log = new FaultLog()
  const builder = new FactTableBuilder(ELEMENTS, 'elements.csv', ['element', 'function'])
  for (let row = 0; row < 200_000; row++) builder.addRow([`E${row}`, `nowhere${row % 7}`], row + 2, log.report)
  expect([log.errorCount, log.kept.length, builder.rowCount]).toEqual([200_000, 1000, 0])
  expect(log.kept[0]).toMatchObject({ line: 2, column: 'function', text: 'nowhere0' })
})
