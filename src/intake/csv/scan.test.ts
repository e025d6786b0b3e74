import { isDeepStrictEqual } from 'node:util'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CSV_LIMITS, type CsvFault, type CsvLimits, type CsvScanOptions, CsvScanner, textOfField } from './scan.ts'

interface Scanned {
  readonly records: { line: number; lastLine: number; fields: string[] }[]
  readonly faults: CsvFault[]
}

function scan(
  content: string | Uint8Array,
  options: CsvScanOptions = {},
  chunkBytes = Number.MAX_SAFE_INTEGER,
): Scanned {
  const scanned: Scanned = { records: [], faults: [] }
  const scanner = new CsvScanner(
    {
      takeRecord: (record) => {
        const fields = Array.from({ length: record.fieldCount }, (_, field) => textOfField(record, field))
        scanned.records.push({ line: record.line, lastLine: record.lastLine, fields })
        return true
      },
      takeFault: (fault) => scanned.faults.push(fault),
    },
    options,
  )
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let offset = 0; offset < bytes.length; offset += chunkBytes)
    scanner.push(bytes.subarray(offset, Math.min(bytes.length, offset + chunkBytes)))
  scanner.finish()
  return scanned
}

function linesAndFields(scanned: Scanned): [number, ...string[]][] {
  return scanned.records.map((record) => [record.line, ...record.fields])
}

const SMALL: CsvLimits = { fieldBytes: 12, recordBytes: 30, columns: 4 }

describe('records and their lines', () => {
  it.each(['\n', '\r\n', '\r'])(
    'each record has its physical line with line end %j, also after quoted line ends',
    (end) => {
      const text = ['a,b', '1,"two', 'lines"', '', '2,x', '"3",'].join(end)
      expect(linesAndFields(scan(text))).toEqual([
        [1, 'a', 'b'],
        [2, '1', `two${end}lines`],
        [5, '2', 'x'],
        [6, '3', ''],
      ])
    },
  )

  it('line ends may differ within a file', () => {
    expect(linesAndFields(scan('a,b\r1,2\r\n3,4\n\r\n5,6'))).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, '3', '4'],
      [5, '5', '6'],
    ])
  })

  it('a record knows the line it ends on', () => {
    expect(scan('a\n"1\n2\n3"\nb\n').records.map((record) => [record.line, record.lastLine])).toEqual([
      [1, 1],
      [2, 4],
      [5, 5],
    ])
  })

  it('a quoted field may stand between spaces', () => {
    expect(linesAndFields(scan('a, "b, c" ,d'))).toEqual([[1, 'a', 'b, c', 'd']])
  })

  it('an empty file has no records', () => {
    expect(scan('')).toEqual({ records: [], faults: [] })
    expect(scan('\n\r\n\n')).toEqual({ records: [], faults: [] })
  })
})

describe('separator', () => {
  it.each([',', ';', '\t', '|'])('%j is found in the header line', (separator) => {
    expect(linesAndFields(scan(`\n${['a', 'b', '"c;,|\t"'].join(separator)}\n1${separator}2${separator}3`))).toEqual([
      [2, 'a', 'b', 'c;,|\t'],
      [3, '1', '2', '3'],
    ])
  })

  it('a first line sep=; names it and is no record', () => {
    expect(linesAndFields(scan('sep=;\r\na,b;c\r\n1;2'))).toEqual([
      [2, 'a,b', 'c'],
      [3, '1', '2'],
    ])
  })

  it('a single column has none', () => {
    expect(linesAndFields(scan('site\nA\nB'))).toEqual([
      [1, 'site'],
      [2, 'A'],
      [3, 'B'],
    ])
  })
})

describe('a flaw costs its own line only', () => {
  const cases: [string, string, Partial<CsvFault>[], number[]][] = [
    [
      'a quote inside an unquoted field',
      'a,b\n1,19" rack\n2,x',
      [{ line: 2, problem: 'quote inside a field that does not begin with one', text: '19" rack' }],
      [1, 3],
    ],
    [
      'text after a closing quote',
      'a,b\n1,"19" rack\n2,x',
      [{ line: 2, problem: 'text after the closing quote of a field', text: '"19" rack' }],
      [1, 3],
    ],
    ['a NUL byte', 'a,b\n1,x\0y\n2,x', [{ line: 2, problem: 'NUL byte', text: 'x\0y' }], [1, 3]],
    ['a NUL byte in quotes', 'a,b\n1,"x\0y"\n2,x', [{ line: 2, problem: 'NUL byte' }], [1, 3]],
    [
      'a quote never closed',
      'a,b\n1,"x\n2,y\n3,z\n',
      [{ line: 2, problem: 'quote that opens here is never closed', text: '"x' }],
      [1, 3, 4],
    ],
    [
      'a quote never closed in the last line',
      'a,b\n1,y\n2,"x',
      [{ line: 3, problem: 'quote that opens here is never closed' }],
      [1, 2],
    ],
    [
      'a quote that a later row closes',
      'a,b\n1,"x\n2,"y"\n3,z\n',
      [{ line: 2, problem: 'quote that opens here is never closed' }],
      [1, 3, 4],
    ],
    [
      'a quote opened after another flaw',
      'a,b\nx",","\n2,y\n',
      [{ line: 2, problem: 'quote inside a field that does not begin with one' }],
      [1, 3],
    ],
    [
      'a field in quotes over the limit',
      'a,b\n1,"xxxxxxxxxxxxx"\n2,y',
      [{ line: 2, code: 'malformed-text', problem: 'quote that opens here is never closed' }],
      [1, 3],
    ],
    [
      'a field over the limit',
      'a,b\n1,xxxxxxxxxxxxx\n2,y',
      [{ line: 2, code: 'too-large', problem: 'field too long' }],
      [1, 3],
    ],
    [
      'a record over the limit',
      'a,b\n1234567890,1234567890,1234567890\n2,y',
      [{ line: 2, code: 'too-large', problem: 'record too long' }],
      [1, 3],
    ],
    ['too many columns', 'a,b\n1,2,3,4,5\n2,y', [{ line: 2, code: 'too-large', problem: 'too many columns' }], [1, 3]],
  ]
  it.each(cases)('%s', (_name, text, faults, goodLines) => {
    for (const chunkBytes of [1, 7, 1000]) {
      const scanned = scan(text, { limits: SMALL, batchBytes: chunkBytes }, chunkBytes)
      expect(scanned.faults).toMatchObject(faults)
      expect(scanned.records.map((record) => record.line)).toEqual(goodLines)
    }
  })

  it('the shipped limits are those the documentation states', () => {
    expect(CSV_LIMITS).toEqual({ fieldBytes: 65_536, recordBytes: 1_048_576, columns: 500 })
  })
})

describe('against csv-parse', () => {
  const field = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', '0', ' ', 'é', '語', '.', '-', '='), maxLength: 6 }),
    },
    {
      weight: 2,
      arbitrary: fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\r\n', 'ü', ' '), maxLength: 8 }),
    },
  )
  const file = fc.record({
    rows: fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      ),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    endsLast: fc.boolean(),
    quotesAll: fc.boolean(),
  })

  function write(content: { rows: string[][]; end: string; endsLast: boolean; quotesAll: boolean }): string {
    const lines = content.rows.map((row) =>
      row
        .map((text) =>
          content.quotesAll || /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text,
        )
        .join(','),
    )
    return lines.join(content.end) + (content.endsLast ? content.end : '')
  }

  it('well-formed files give the same fields, whatever the chunks', () => {
    fc.assert(
      fc.property(file, (content) => {
        const text = write(content)
        const expected: string[][] = parse(text, { recordDelimiter: content.end })
        const chunks = [1, 2, 3, 5, 1000]
        for (const chunkBytes of chunks) {
          const scanned = scan(text, { delimiter: 0x2c, batchBytes: chunkBytes }, chunkBytes)
          expect(isDeepStrictEqual(scanned.faults, [])).toBe(true)
          const fields = scanned.records.map((record) => record.fields)
          expect(isDeepStrictEqual(fields, expected)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('the line of a record is one more than the line ends before it', () => {
    fc.assert(
      fc.property(file, (content) => {
        const lines: number[] = []
        let before = ''
        for (const row of content.rows) {
          lines.push(before.split(/\r\n|\r|\n/).length)
          before += write({ ...content, rows: [row], endsLast: true })
        }
        const scanned = scan(write(content), { delimiter: 0x2c })
        expect(scanned.records.map((record) => record.line)).toEqual(lines)
      }),
      { numRuns: 300 },
    )
  })

  it('any bytes at all give the same records and faults, whatever the chunks', () => {
    const anything = fc.string({
      unit: fc.constantFrom('a', '"', '"', ',', '\n', '\r', ' ', '\0', '\u00e9', 'bcdef'),
      maxLength: 120,
    })
    fc.assert(
      fc.property(anything, (text) => {
        const whole = scan(text, { delimiter: 0x2c, limits: SMALL })
        for (const chunkBytes of [1, 2, 7])
          expect(
            isDeepStrictEqual(
              scan(text, { delimiter: 0x2c, limits: SMALL, batchBytes: chunkBytes }, chunkBytes),
              whole,
            ),
          ).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('every line with text is in a record or named by a fault', () => {
    const anything = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'b', ' '), maxLength: 80 })
    fc.assert(
      fc.property(anything, (text) => {
        const scanned = scan(text, { delimiter: 0x2c })
        const told = new Set<number>()
        for (const fault of scanned.faults) {
          const begin = Number(/begins on line (\d+)/.exec(fault.problem)?.[1] ?? fault.line)
          for (let line = begin; line <= fault.line; line++) told.add(line)
        }
        for (const record of scanned.records)
          for (let line = record.line; line <= record.lastLine; line++) told.add(line)
        const untold = text.split('\n').filter((line, index) => /[ab]/.test(line) && !told.has(index + 1))
        expect(untold).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})
