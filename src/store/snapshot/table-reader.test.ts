import { CONDITION_OPERATORS, type ConditionOperator } from '#model/condition-operators.ts'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDateSpan } from '#base/date-span.ts'
import { type Column, readAmount } from '#model/column.ts'
import { storageOf } from '#model/fact-column.ts'
import { type FactTable, FactTableBuilder } from '#model/fact-table.ts'
import { renderFactsCsv } from '#model/facts-csv.ts'
import { unguardFormula } from '#model/formula-guard.ts'
import { joinColumns } from '#model/join-columns.ts'
import { placeOf } from '#model/place.ts'
import { findTable } from '#model/tables.ts'
import { randomFacts } from './fixtures/random-facts.ts'
import { sealSnapshot } from './seal-snapshot.ts'
import {
  type Condition,
  type NamedRows,
  type RowsQuery,
  type Sorting,
  type TableAnswer,
  type TableRow,
} from './table-query.ts'
import { openTables, type TableReader } from './table-reader.ts'
import { holdsSeveral, operatorsOf } from './write-conditions.ts'

const folder = mkdtempSync(join(tmpdir(), 'mainstay-tables-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0

async function withTables(
  facts: readonly FactTable[],
  use: (reader: TableReader) => Promise<void>,
  memoryBytes = 2 ** 28,
): Promise<void> {
  const workspace = join(folder, `workspace-${count++}`)
  mkdirSync(workspace)
  writeFileSync(join(workspace, 'mainstay.yaml'), `workspace: ${count}\n`)
  const snapshots = join(workspace, '.snapshots')
  const { folder: sealed } = await sealSnapshot({ workspace, facts, snapshots, product: 'test' })
  const reader = await openTables(sealed, { memoryBytes, threads: 2 })
  try {
    await use(reader)
  } finally {
    reader.close()
  }
}

function valueOf<Value>(answer: TableAnswer<Value>): Value {
  if ('refused' in answer) throw new Error(JSON.stringify(answer.refused))
  return answer.value
}

function build(name: string, columns: string[], rows: string[][], file = `${name}.csv`): FactTable {
  const builder = new FactTableBuilder(findTable(name)!, file, columns)
  for (const [index, row] of rows.entries())
    builder.addRow(row, index + 2, ({ problem }) => {
      throw new Error(problem)
    })
  return builder.finish()
}

/** Every row as the files have it, by column. */
function textsOf(facts: readonly FactTable[], columns: readonly string[]): string[][] {
  return facts.flatMap((table) => {
    const rows = parse([...renderFactsCsv(table)].join(''), {
      relaxColumnCount: true,
      skipEmptyLines: false,
    }) as string[][]
    const [names = [], ...cells] = rows
    return cells.map((row) => columns.map((name) => unguardFormula(row[names.indexOf(name)] ?? '')))
  })
}

async function rowsOf(reader: TableReader, query: RowsQuery): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const batch of valueOf(await reader.stream(query)).batches) rows.push(...batch)
  return rows
}

const COLUMNS = [
  'element',
  'kind',
  'vendor',
  'operators',
  'function',
  'technologies',
  'bands',
  'inService',
  'traffic',
  'premises',
]
const SCHEMA = findTable('elements')!
const facts = randomFacts('elements', COLUMNS)
const columnOf = (name: string): Column => SCHEMA.columns.find((column) => column.name === name)!

/** What the documentation says of each operator, cell by cell. */
function holds(column: Column, operator: ConditionOperator, values: readonly string[], text: string): boolean {
  if (operator === 'isBlank') return text === ''
  if (operator === 'isNotBlank') return text !== ''
  if (operator === 'isNot') return !holds(column, 'is', values, text)
  if (text === '') return false
  return values.some((value) => {
    const [low, high] = spanOf(column, text)
    const [least, most] = spanOf(column, value)
    if (operator === 'atLeast') return low >= least
    if (operator === 'atMost') return high <= most
    if (storageOf(column) !== 'text') return value === 'unknown' ? text === 'unknown' : low >= least && high <= most
    if (operator === 'is') return canonical(column, text) === canonical(column, value)
    const parts = holdsSeveral(column.kind)
      ? text.split('|').map((part) => (column.kind === 'shares' ? part.replace(/:\d+$/, '') : part))
      : [text]
    const small = value.toLowerCase()
    return parts.some((part) => {
      const own = part.toLowerCase()
      if (operator === 'startsWith') return own.startsWith(small)
      return holdsSeveral(column.kind) ? own === small : own.includes(small)
    })
  })
}

function canonical({ kind }: Column, text: string): string {
  return holdsSeveral(kind) ? text.split('|').sort().join('|') : text
}

function spanOf(column: Column, text: string): [number, number] {
  if (column.kind === 'date') {
    const span = parseDateSpan(text)!
    return [span.earliest, span.latest]
  }
  if (column.kind === 'number') return [Number(text), Number(text)]
  const reading = column.kind === 'amount' ? readAmount(column, text) : undefined
  return reading && 'value' in reading ? [reading.value.low, reading.value.high] : [0, 0]
}

const VALUES: Partial<Record<Column['kind'], readonly string[]>> = {
  date: ['2019-03', '2019-03-31', '2019', '2020-01-01'],
  amount: ['9', '10', '1..10', '0'],
  choice: ['physical', 'virtual'],
  choices: ['4G', '5G'],
  function: ['ran.5g', 'core'],
  shares: ['North:1', 'North:60|South:40'],
}
const WORDS = ['a', 'AB', '%', '_', "o'b", '"', '; drop', 'é', '10']

const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...COLUMNS)
  .chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.constantFrom(...operatorsOf(columnOf(name))),
      fc.uniqueArray(fc.constantFrom(...(VALUES[columnOf(name).kind] ?? WORDS)), { minLength: 1, maxLength: 3 }),
    ),
  )
  .map(([column, operator, values]) => {
    if (operator.endsWith('Blank')) return { column, operator }
    return { column, operator, values: operator.startsWith('at') ? values.slice(0, 1) : values }
  })

function compareCells(column: Column, left: string, right: string): number {
  if (storageOf(column) === 'text') {
    const [one, other] = [Buffer.from(left), Buffer.from(right)]
    return Buffer.compare(one, other)
  }
  const [one, other] = [spanOf(column, left), spanOf(column, right)]
  // Both may be without end, which has no difference.
  const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)
  return compare(one[0], other[0]) || compare(one[1], other[1])
}

function compareBy(sort: readonly Sorting[]) {
  return (left: readonly string[], right: readonly string[]): number => {
    for (const { column: name, descending } of sort) {
      const [one, other] = [left[COLUMNS.indexOf(name)]!, right[COLUMNS.indexOf(name)]!]
      if (one === other) continue
      if (one === '' || other === '') return one === '' ? 1 : -1
      const order = compareCells(columnOf(name), one, other)
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }
}

/** Whether the table lies in memory before anybody asks; otherwise it is laid there meanwhile. */
const isLaid = fc.boolean()

describe('the tables of a snapshot', () => {
  it('have every cell as the files of the workspace have it, and every row its place', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (tables) => {
        await withTables(tables, async (reader) => {
          const page = valueOf(await reader.page({ table: 'elements', columns: COLUMNS, limit: 500 }))
          expect(page.rows.map(({ cells }) => cells)).toEqual(textsOf(tables, COLUMNS))
          const places = tables.flatMap((table) =>
            Array.from({ length: table.rowCount }, (_, row) => placeOf(table, row)),
          )
          expect(page.rows.map(({ source }) => source)).toEqual(places)
          expect(page.rows.map(({ number }) => number)).toEqual(places.map((_, row) => row))
          await reader.warm('elements')
          expect(valueOf(await reader.page({ table: 'elements', columns: COLUMNS, limit: 500 }))).toEqual(page)
        })
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  it('give the rows that a filter in another language gives, in its order, a page at a time or all', async () => {
    const sorting = fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() })
    const question = fc.record({
      conditions: fc.array(condition, { maxLength: 2 }),
      sort: fc.array(sorting, { maxLength: 2 }),
      offset: fc.nat(40),
      limit: fc.integer({ min: 1, max: 50 }),
    })
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.array(question, { minLength: 4, maxLength: 8 }),
        isLaid,
        async (tables, questions, laid) => {
          const all = textsOf(tables, COLUMNS)
          await withTables(tables, async (reader) => {
            if (laid) await reader.warm('elements')
            for (const { conditions, sort, offset, limit } of questions) {
              const expected = all
                .filter((cells) =>
                  conditions.every(({ column, operator, values = [] }) =>
                    holds(columnOf(column), operator, values, cells[COLUMNS.indexOf(column)]!),
                  ),
                )
                .sort(compareBy(sort))
              const query = { table: 'elements', columns: COLUMNS, conditions, sort }
              const page = valueOf(await reader.page({ ...query, offset, limit }))
              expect(page.rows.map(({ cells }) => cells)).toEqual(expected.slice(offset, offset + limit))
              expect([page.matched, page.total]).toEqual([expected.length, all.length])
              const streamed = await rowsOf(reader, query)
              expect(streamed.map(({ cells }) => cells)).toEqual(expected)
              // Once the order is known pages are cut from it, and are the same.
              expect(valueOf(await reader.page({ ...query, offset, limit }))).toEqual(page)
            }
          })
        },
      ),
      { numRuns: 15, endOnFailure: true },
    )
  })

  it('find words in any text of a row, whatever their case, and count what a column says', async () => {
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.constantFrom('a', 'B', 'ab É', '%', 'GNB', "' OR 1=1 --"),
        isLaid,
        async (tables, search, laid) => {
          const all = textsOf(tables, COLUMNS)
          const isText = COLUMNS.map((name) => storageOf(columnOf(name)) === 'text')
          const words = search
            .toLowerCase()
            .split(' ')
            .filter((word) => word !== '')
          const expected = all.filter((cells) =>
            words.every((word) => cells.some((cell, index) => isText[index] && cell.toLowerCase().includes(word))),
          )
          await withTables(tables, async (reader) => {
            if (laid) await reader.warm('elements')
            expect(
              (await rowsOf(reader, { table: 'elements', columns: COLUMNS, search })).map((row) => row.cells),
            ).toEqual(expected)
            for (const column of ['vendor', 'bands', 'inService', 'traffic', 'operators']) {
              const counts = new Map<string, number>()
              for (const cells of expected) {
                const text = cells[COLUMNS.indexOf(column)]!
                const items = holdsSeveral(columnOf(column).kind) ? text.split('|') : [text]
                for (const item of items) {
                  const value = column === 'operators' ? item.replace(/:\d+$/, '') : item
                  counts.set(value, (counts.get(value) ?? 0) + 1)
                }
              }
              const summary = valueOf(await reader.summarise({ table: 'elements', column, search }))
              expect(new Map(summary.values.map(({ value, rows }) => [value, rows]))).toEqual(counts)
              expect([summary.distinct, summary.matched]).toEqual([counts.size, expected.length])
              const rows = summary.values.map((one) => one.rows)
              expect(rows).toEqual([...rows].sort((left, right) => right - left))
            }
          })
        },
      ),
      { numRuns: 10, endOnFailure: true },
    )
  })
})

describe('a table that is laid into memory meanwhile', () => {
  it('gives the rows it gave from its file, whoever asks when', async () => {
    const rows = Array.from({ length: 40_000 }, (_, row) => [
      `E${(row * 7919) % 40_000}`,
      `S${row % 977}`,
      `V${row % 7}`,
    ])
    await withTables([build('elements', ['element', 'site', 'vendor'], rows)], async (reader) => {
      const ask = async (): Promise<unknown> => [
        valueOf(await reader.page({ table: 'elements', sort: [{ column: 'element' }], limit: 20 })),
        valueOf(await reader.page({ table: 'elements', offset: 20_000, limit: 20 })),
        valueOf(await reader.row('elements', { key: ['E4711'] })),
        valueOf(await reader.searchEverywhere('e471', 5)),
        valueOf(await reader.summarise({ table: 'elements', column: 'vendor' })),
      ]
      const first = await ask()
      const others = await Promise.all([ask(), reader.warm('elements').then(ask), ask()])
      for (const other of others) expect(other).toEqual(first)
    })
  })

  it('is left at once by who closes it', async () => {
    const rows = Array.from({ length: 40_000 }, (_, row) => [`E${row}`])
    await withTables([build('elements', ['element'], rows)], async (reader) => {
      await reader.page({ table: 'elements' })
      const laying = reader.warm('elements')
      reader.close()
      await expect(laying).rejects.toThrow('closed')
      await expect(reader.page({ table: 'elements' })).rejects.toThrow('closed')
    })
  })
})

describe('a page far down', () => {
  it('is that of the whole order, asked for alone, after the first page, or while another order is prepared', async () => {
    const numbers = Array.from({ length: 6000 }, (_, index) => index)
    const rows = numbers.map((index) => [`E${index}`, `S${(index * 7919) % 6000}`, `V${index % 7}`])
    const inOrder = (column: number) =>
      numbers.toSorted((left, right) => {
        const [one, other] = [rows[left]![column]!, rows[right]![column]!]
        return one < other ? -1 : one > other ? 1 : left - right
      })
    await withTables([build('elements', ['element', 'site', 'vendor'], rows)], async (reader) => {
      const numbersOf = async (column: string, offset: number) => {
        const query = { table: 'elements', columns: [], sort: [{ column }], offset, limit: 50 }
        return valueOf(await reader.page(query)).rows.map((row) => row.number)
      }
      const [bySite, byVendor] = [inOrder(1), inOrder(2)]
      expect(await numbersOf('site', 0)).toEqual(bySite.slice(0, 50))
      expect(await numbersOf('vendor', 0)).toEqual(byVendor.slice(0, 50))
      const deep = await Promise.all([numbersOf('site', 5500), numbersOf('vendor', 5900), numbersOf('element', 5980)])
      expect(deep).toEqual([bySite.slice(5500, 5550), byVendor.slice(5900, 5950), inOrder(0).slice(5980, 6000)])
    })
  })
})

describe('rows that belong together', () => {
  it('are told by what most of them say, where columns are looked at in turn, and by the alphabet where as many say another', async () => {
    const cells = [
      ['E1', 'S1', 'Nokia', ''],
      ['E2', 'S1', '', ''],
      ['E3', 'S2', 'Nokia', 'Ericsson'],
      ['E4', 'S1', 'Nokia', ''],
      ['E5', 'S3', 'Nokia', ''],
      ['E6', 'S3', 'Ericsson', ''],
      ['E7', 'S4', '', ''],
      ['E8', '', 'Nokia', ''],
    ]
    await withTables([build('elements', ['element', 'site', 'vendor', 'hardwareVendor'], cells)], async (reader) => {
      const commonest = async (by: string, among: readonly string[]) =>
        [...(await reader.countCommonest({ table: 'elements', by, among }))].sort((left, right) =>
          left.by < right.by ? -1 : 1,
        )
      expect(await commonest('site', ['hardwareVendor', 'vendor'])).toEqual([
        { by: 'S1', value: 'Nokia', rows: 3 },
        { by: 'S2', value: 'Ericsson', rows: 1 },
        { by: 'S3', value: 'Ericsson', rows: 2 },
        { by: 'S4', value: '', rows: 1 },
      ])
      expect((await commonest('site', ['softwareVendor'])).map(({ value, rows }) => [value, rows])).toEqual([
        ['', 3],
        ['', 1],
        ['', 2],
        ['', 1],
      ])
      expect(await commonest('kind', ['vendor'])).toEqual([])
      expect(await reader.countCommonest({ table: 'units', by: 'element', among: ['part'] })).toEqual([])
    })
  })
})

describe('a question that cannot be answered', () => {
  const [tables] = fc.sample(randomFacts('elements', COLUMNS, 6), 1)

  it('is refused with all that is wrong with it, and what is possible', async () => {
    await withTables(tables!, async (reader) => {
      const answer = await reader.page({
        table: 'elements',
        columns: ['element" FROM elements; DROP TABLE elements; --'],
        conditions: [
          { column: 'inservice', operator: 'is', values: ['2020'] },
          { column: 'inService', operator: 'atLeast', values: ['2020-13'] },
          { column: 'inService', operator: 'atLeast', values: ['unknown'] },
          { column: 'kind', operator: 'is', values: ['virtuel'] },
          { column: 'vendor', operator: 'atMost', values: ['x'] },
          { column: 'vendor', operator: 'like' as ConditionOperator, values: ['x'] },
          { column: 'vendor', operator: 'is', values: [] },
          { column: 'vendor', operator: 'is', values: [' '] },
        ],
        search: 'x'.repeat(201),
        sort: [{ column: 'elements.rowid' }],
        offset: -1,
        limit: 501,
      })
      expect('refused' in answer && answer.refused.map(({ code, at, didYouMean }) => [code, at, didYouMean])).toEqual([
        ['out-of-bounds', 'offset', undefined],
        ['out-of-bounds', 'limit', undefined],
        ['unknown-column', 'columns[0]', undefined],
        ['unknown-column', 'conditions[0].column', 'inService'],
        ['invalid-value', 'conditions[1].values[0]', undefined],
        ['invalid-value', 'conditions[2].values[0]', undefined],
        ['invalid-value', 'conditions[3].values[0]', 'virtual'],
        ['unknown-operator', 'conditions[4].operator', undefined],
        ['unknown-operator', 'conditions[5].operator', undefined],
        ['out-of-bounds', 'conditions[6].values', undefined],
        ['invalid-value', 'conditions[7].values[0]', undefined],
        ['out-of-bounds', 'search', undefined],
        ['unknown-column', 'sort[0].column', undefined],
      ])
      const table = await reader.page({ table: 'element' })
      expect(table).toMatchObject({ refused: [{ code: 'unknown-table', didYouMean: 'elements' }] })
      expect(valueOf(await reader.page({ table: 'elements' })).total).toBeGreaterThan(5)
    })
  })

  it('says of every operator in which columns it may stand', async () => {
    await withTables(tables!, async (reader) => {
      const [elements] = reader.tables()
      for (const { name, operators } of elements!.columns) {
        for (const operator of CONDITION_OPERATORS) {
          const answer = await reader.page({
            table: 'elements',
            conditions: [{ column: name, operator, values: ['1'] }],
          })
          const isRefused = 'refused' in answer && answer.refused.some(({ code }) => code === 'unknown-operator')
          expect(isRefused).toBe(!operators.includes(operator))
        }
      }
    })
  })
})

describe('a stream', () => {
  const rows = 5000
  const many = randomFacts('elements', ['element', 'vendor'], 20)

  it('ends where its consumer stops, and with the reason of a signal that is aborted', async () => {
    const [tables] = fc.sample(many, 1)
    const repeated = Array.from({ length: Math.ceil(rows / tables![0]!.rowCount) }, () => ({ ...tables![0]! }))
    await withTables(repeated, async (reader) => {
      const { batches, matched } = valueOf(await reader.stream({ table: 'elements', sort: [{ column: 'vendor' }] }))
      expect(matched).toBeGreaterThanOrEqual(rows)
      for await (const batch of batches) {
        expect(batch.length).toBeLessThan(matched)
        break
      }
      const aborted = AbortSignal.abort(new Error('gone'))
      await expect(reader.page({ table: 'elements' }, aborted)).rejects.toThrow('gone')
      reader.close()
      await expect(reader.page({ table: 'elements' })).rejects.toThrow('closed')
    })
  })
})

it('a row is told with what other files gave to it, and with the rows that refer to it', async () => {
  const elements = joinColumns(
    build(
      'elements',
      ['element', 'site', 'origin'],
      [
        ['E1', 'S1', 'netbox.json#7'],
        ['E2', 'S1', ''],
      ],
    ),
    [build('elements', ['element', 'vendor'], [['E1', 'Nokia']], 'elements.join.csv')],
    () => undefined,
  )
  const tables = [
    build('sites', ['site', 'name'], [['S1', 'Leeds e1']]),
    elements,
    build(
      'units',
      ['element', 'part', 'serial'],
      [
        ['E1', 'P', 'e1-7'],
        ['E2', 'P', 'x'],
      ],
    ),
    build(
      'weights',
      ['subject', 'identifier', 'measure', 'from', 'value'],
      [
        ['site', 'E1', 'traffic', '2020-01-01', '1'],
        ['element', 'E1', 'traffic', '2020-01-01', '2'],
      ],
    ),
  ]
  await withTables(tables, async (reader) => {
    const detail = valueOf(await reader.row('elements', { key: ['E1'] }))
    expect(detail.source).toEqual({ file: 'netbox.json', record: 7, imported: { file: 'elements.csv', line: 2 } })
    expect(detail.cells).toEqual([
      { column: 'element', text: 'E1' },
      { column: 'site', text: 'S1', refersTo: { table: 'sites', key: ['S1'] } },
      { column: 'vendor', text: 'Nokia', from: { file: 'elements.join.csv', line: 2 } },
      { column: 'origin', text: 'netbox.json#7' },
    ])
    expect(
      detail.referring.map(({ table, column, rows }) => [table, column, rows.map(({ number }) => number)]),
    ).toEqual([
      ['units', 'element', [0]],
      ['weights', 'identifier', [1]],
    ])
    expect(valueOf(await reader.row('elements', { number: 1 })).key).toEqual(['E2'])
    expect(await reader.row('elements', { key: ['E3'] })).toMatchObject({ refused: [{ code: 'unknown-row' }] })
    const found = valueOf(await reader.searchEverywhere('E1', 5))
    expect(found.map(({ table, rows }) => [table, rows.map(({ key, foundIn }) => [...key, foundIn])])).toEqual([
      ['sites', [['S1', 'name']]],
      ['elements', [['E1', 'element']]],
      ['units', [['E1', 'P', '', 'serial']]],
    ])
  })
})

describe('what is searched', () => {
  it('is found whole before it begins a cell, and that before it stands within one; never across two cells', async () => {
    const table = build(
      'elements',
      ['element', 'name', 'vendor'],
      [
        ['within 7', 'x', 'Nokia'],
        ['7 begins', 'x', 'Nokia'],
        ['a', '7', 'Nokia'],
        ['b', 'É7', 'Nokia'],
        ['c', 'no', '7'],
      ],
    )
    await withTables([table], async (reader) => {
      const found = async (text: string) =>
        valueOf(await reader.searchEverywhere(text, 9)).flatMap(({ rows }) => rows.map(({ key }) => key[0]))
      expect(await found('7')).toEqual(['a', '7 begins', 'b', 'within 7'])
      expect(await found('é7')).toEqual(['b'])
      // Between two cells, and what stands there in memory.
      expect(await found('a7')).toEqual([])
      expect(await found('a\u001f7')).toEqual([])
      expect(await rowsOf(reader, { table: 'elements', search: 'a\u001f7' })).toEqual([])
      expect(await rowsOf(reader, { table: 'elements', search: 'xNokia' })).toEqual([])
    })
  })

  it('is found by all of several words, each anywhere in the row, and one at least in what it is called', async () => {
    const rows = [
      ['BTS S00021', 'hill', 'Nokia'],
      ['BTS S00022', 'hill', 'Nokia'],
      ['x', 'hill', 'Nokia'],
    ]
    await withTables([build('elements', ['element', 'name', 'vendor'], rows)], async (reader) => {
      const found = async (text: string) =>
        valueOf(await reader.searchEverywhere(text, 9)).flatMap(({ rows }) => rows.map(({ key }) => key[0]))
      expect(await found('S00021 BTS')).toEqual(['BTS S00021'])
      expect(await found('nokia  s00022')).toEqual(['BTS S00022'])
      expect(await found('S00021 hill x')).toEqual([])
      expect(await found('Nokia Nokia')).toEqual([])
    })
  })

  it.each([2 ** 28, 3 * 2 ** 23, 2 ** 24])('is found the same in %i bytes of memory', async (memoryBytes) => {
    const names = Array.from({ length: 60_000 }, (_, row) => `GNB-${(row * 7919) % 60_000}`)
    const table = build(
      'elements',
      ['element', 'name'],
      names.map((name) => [name, `The site on the hill behind ${name.slice(4)}`]),
    )
    const expected = names.filter((name) => name.includes('4711'))
    await withTables(
      [table],
      async (reader) => {
        await reader.warm('elements')
        const rows = await rowsOf(reader, { table: 'elements', search: '4711 HILL' })
        expect(rows.map(({ cells }) => cells[0])).toEqual(expected)
        const [found] = valueOf(await reader.searchEverywhere('gnb-4711', 3))
        expect(found?.rows[0]?.key).toEqual(['GNB-4711'])
        const page = valueOf(await reader.page({ table: 'elements', sort: [{ column: 'name' }], offset: 50_000 }))
        expect(page.rows).toHaveLength(100)
      },
      memoryBytes,
    )
  })
})

describe('rows that name what is kept secret', () => {
  const FACTS = [
    build(
      'sites',
      ['site', 'name', 'tags'],
      [
        ['open', 'Open', 'rural'],
        ['shut', 'Shut', 'rural|Nat-Sec'],
        ['dark', 'Dark', 'unknown'],
        ['bare', 'Bare', ''],
      ],
    ),
    build(
      'elements',
      ['element', 'site', 'hostedOn'],
      [
        ['E-open', 'open', ''],
        ['E-shut', 'shut', ''],
        ['E-guest', '', 'E-shut'],
        ['E-dark', 'dark', ''],
      ],
    ),
    build(
      'units',
      ['element', 'part', 'quantity'],
      [
        ['E-open', 'P', '1'],
        ['E-guest', 'P', '1'],
        ['E-after', 'P', '1'],
      ],
    ),
    build(
      'plan',
      ['date', 'action', 'element', 'selector', 'successor', 'site'],
      [
        ['2025-01-01', 'replace', 'E-guest', '', 'E-after', ''],
        ['2025-01-02', 'replace', 'E-open', '', 'E-open-2', ''],
        ['2025-01-03', 'remove', '', 'vendor=Nokia; site=open|shut', '', ''],
        ['2025-01-04', 'remove', '', 'site=open', '', ''],
        ['2025-01-05', 'install', 'E-coming', '', '', 'dark'],
      ],
    ),
    build(
      'weights',
      ['subject', 'identifier', 'measure', 'from', 'value'],
      [
        ['site', 'shut', 'traffic', '2025-01-01', '1'],
        ['element', 'E-after', 'traffic', '2025-01-01', '1'],
        ['site', 'open', 'traffic', '2025-01-01', '1'],
      ],
    ),
    build(
      'waivers',
      ['rule', 'scope', 'approver', 'from', 'until', 'reference'],
      [
        ['R', 'element=E-shut', 'A', '2025-01-01', '2025-02-01', ''],
        ['R', '*', 'A', '2025-01-02', '2025-02-01', 'letter of May on E-dark'],
        ['R', '*', 'A', '2025-01-03', '2025-02-01', 'letter of June'],
      ],
    ),
  ]
  const withhold = ['natsec']
  const SHOWN: readonly [table: string, column: string, shown: readonly string[], withheld: number][] = [
    ['sites', 'site', ['open', 'bare'], 2],
    ['elements', 'element', ['E-open'], 3],
    ['units', 'element', ['E-open'], 2],
    ['plan', 'date', ['2025-01-02', '2025-01-04'], 3],
    ['weights', 'identifier', ['open'], 1 + 1],
    ['waivers', 'from', ['2025-01-03'], 2],
  ]

  it('stay out of every table, page, export and summary, and are counted', async () => {
    await withTables(FACTS, async (reader) => {
      for (const [table, column, shown, withheld] of SHOWN) {
        const query = { table, columns: [column], withhold }
        const page = valueOf(await reader.page(query))
        expect([table, ...page.rows.map(({ cells }) => cells[0])]).toEqual([table, ...shown])
        const streamed: string[] = []
        const sorted = { ...query, sort: [{ column, descending: true }] }
        for (const asked of [query, sorted]) {
          const { matched, batches } = valueOf(await reader.stream(asked))
          expect(matched).toBe(shown.length)
          for await (const batch of batches) streamed.push(...batch.map(({ cells }) => cells[0]!))
        }
        expect(streamed.sort()).toEqual([...shown, ...shown].sort())
        expect(valueOf(await reader.summarise({ table, column, withhold })).matched).toBe(shown.length)
        expect(await reader.countWithheld(table, withhold)).toBe(withheld)
        expect(valueOf(await reader.page({ table })).matched).toBe(shown.length + withheld)
      }
    })
  })

  it('are told by number as rows there are not; whoever sees all is told which numbers there are', async () => {
    const elements = build('elements', ['element'], [])
    await withTables([...FACTS.filter(({ schema }) => schema.name !== 'elements'), elements], async (reader) => {
      const toldOf = async (table: string, number: number, withheld: readonly string[] = []) => {
        const found = await reader.row(table, { number }, undefined, withheld)
        return 'refused' in found ? found.refused.map(({ problem, expected }) => [problem, expected]) : undefined
      }
      const notListed = [['no such row of sites', 'the number of a row that is listed']]
      for (const number of [1, 4, 1.5]) expect(await toldOf('sites', number, withhold)).toEqual(notListed)
      expect(await toldOf('sites', 1)).toBeUndefined()
      expect(await toldOf('sites', 4)).toEqual([['no such row of sites', 'a number below 4']])
      expect(await toldOf('elements', 0)).toEqual([['no such row of elements', 'another table: this one has no rows']])
    })
  })

  it('are found by no condition, no search and no number, and not among those that refer to a row', async () => {
    await withTables(FACTS, async (reader) => {
      const conditions: Condition[] = [{ column: 'tags', operator: 'contains', values: ['Nat-Sec'] }]
      expect(valueOf(await reader.page({ table: 'sites', conditions, withhold })).matched).toBe(0)
      expect(valueOf(await reader.page({ table: 'sites', search: 'shut', withhold })).matched).toBe(0)
      expect(valueOf(await reader.searchEverywhere('shut', 5, undefined, withhold))).toEqual([])
      expect(valueOf(await reader.searchEverywhere('open', 5, undefined, withhold))).not.toEqual([])
      for (const name of [{ number: 1 }, { key: ['shut'] }])
        expect(await reader.row('sites', name, undefined, withhold)).toMatchObject({
          refused: [{ code: 'unknown-row' }],
        })
      const { referring } = valueOf(await reader.row('sites', { number: 0 }, undefined, withhold))
      expect(referring.map(({ table, matched }) => [table, matched])).toEqual([
        ['elements', 1],
        ['weights', 1],
      ])
    })
  })

  it('are not found by being named either', async () => {
    await withTables(FACTS, async (reader) => {
      const among = naming('all', [['open', 'shut', 'nowhere'], ['bare']])
      const shown = { table: 'sites', columns: ['site'], among, withhold }
      expect(await namesOf(reader, shown)).toEqual(['open', 'bare'])
      expect(valueOf(await reader.page({ table: 'sites', among })).matched).toBe(3)
    })
  })

  it('are none where no tag is withheld', async () => {
    await withTables(FACTS, async (reader) => {
      expect(await reader.countWithheld('sites', [])).toBe(0)
      expect(valueOf(await reader.page({ table: 'sites', withhold: [] })).matched).toBe(4)
    })
  })
})

function naming(key: string, names: readonly (readonly string[])[], by: NamedRows['by'] = 'key'): NamedRows {
  return {
    key,
    by,
    async *names() {
      yield* names
    },
  }
}

async function namesOf(reader: TableReader, query: RowsQuery): Promise<string[]> {
  return (await rowsOf(reader, query)).map(({ cells }) => cells.filter((cell) => cell !== '').join(' '))
}

describe('rows that are named elsewhere', () => {
  const UNITS = [
    ['E-1', 'P', 'slot 1'],
    ['E-1', 'P', ''],
    ['E-2', 'P', ''],
    ['E-3', 'Q', ''],
  ]
  const FACTS = [build('units', ['element', 'part', 'slot'], UNITS)]
  const units = { table: 'units', columns: ['element', 'part', 'slot'] }

  it('are found by all that names a row, or by where it stands, in any order, beside conditions and searches', async () => {
    await withTables(FACTS, async (reader) => {
      const among = naming('some', [['E-1 P', 'E-3 Q'], [], ['E-9 P']])
      expect(await namesOf(reader, { ...units, among })).toEqual(['E-1 P', 'E-3 Q'])
      const sort = [{ column: 'element', descending: true }]
      expect(await namesOf(reader, { ...units, among, sort })).toEqual(['E-3 Q', 'E-1 P'])
      const page = valueOf(await reader.page({ ...units, among, sort, limit: 1, offset: 1 }))
      expect([page.matched, page.rows.map(({ cells }) => cells[0])]).toEqual([2, ['E-1']])
      const conditions: Condition[] = [{ column: 'part', operator: 'is', values: ['Q'] }]
      expect(await namesOf(reader, { ...units, among, conditions })).toEqual(['E-3 Q'])
      expect(await namesOf(reader, { ...units, among, search: 'e-1' })).toEqual(['E-1 P'])
      expect(valueOf(await reader.summarise({ table: 'units', column: 'part', among })).distinct).toBe(2)
      const places = naming('places', [['units.csv 4']], 'place')
      expect(await namesOf(reader, { ...units, among: places })).toEqual(['E-2 P'])
    })
  })

  it('are as many as there are, and whatever else was asked about meanwhile', async () => {
    const all = Array.from({ length: 30_000 }, (_, number) => `E-${number}`)
    await withTables(
      [
        build(
          'elements',
          ['element'],
          all.map((element) => [element]),
        ),
      ],
      async (reader) => {
        const elements = { table: 'elements', columns: ['element'] }
        const odd = all.filter((_, number) => number % 2 === 1)
        const among = naming('odd', [odd.slice(0, 9_000), odd.slice(9_000)])
        const { matched, batches } = valueOf(await reader.stream({ ...elements, among }))
        expect(matched).toBe(15_000)
        // More than are kept: what is being read goes on.
        for (let number = 0; number < 40; number++)
          expect(await namesOf(reader, { ...elements, among: naming(`one ${number}`, [[all[number]!]]) })).toEqual([
            all[number],
          ])
        const asked = Array.from({ length: 60 }, (_, number) => naming(`at once ${number}`, [[all[number]!]]))
        const atOnce = asked.flatMap((one) => [
          namesOf(reader, { ...elements, among: one }),
          reader
            .summarise({ table: 'elements', column: 'element', among: one })
            .then((answer) => valueOf(answer).values.map(({ value }) => value)),
        ])
        expect(await Promise.all(atOnce)).toEqual(asked.flatMap((_, number) => [[all[number]], [all[number]]]))
        const read: string[] = []
        for await (const batch of batches) read.push(...batch.map(({ cells }) => cells[0]!))
        expect(read).toEqual(odd)
        expect(valueOf(await reader.page({ ...elements, among })).matched).toBe(15_000)
      },
    )
  })

  it('are asked for again where their names could not be read', async () => {
    await withTables(FACTS, async (reader) => {
      let isBroken = true
      const among: NamedRows = {
        key: 'broken',
        by: 'key',
        async *names() {
          if (isBroken) throw new Error('torn')
          yield ['E-2 P']
        },
      }
      await expect(reader.page({ ...units, among })).rejects.toThrow('torn')
      isBroken = false
      expect(valueOf(await reader.page({ ...units, among })).matched).toBe(1)
    })
  })
})
