import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import type { SourceMapping } from '#model/column-mapping.ts'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { describeFault, type Fault } from '#model/fault.ts'
import { FaultLog } from '#model/fault-log.ts'
import { type SourceFile, sourceFromBytes, sourceFromText } from '../source-file.ts'
import { CSV_FORMAT, readCsvTable } from './read.ts'

interface Outcome {
  readonly table: FactTable | undefined
  readonly faults: Fault[]
}

async function readSource(source: SourceFile, mapping?: SourceMapping, largestBytes?: number): Promise<Outcome> {
  const faults: Fault[] = []
  const table = await readCsvTable(source, mapping, (fault) => faults.push(fault), undefined, largestBytes)
  return { table, faults }
}

function read(text: string, mapping?: SourceMapping, name = 'elements.csv'): Promise<Outcome> {
  return readSource(sourceFromText(name, text), mapping)
}

function texts(table: FactTable | undefined, column: string): string[] {
  return Array.from({ length: table?.rowCount ?? 0 }, (_, row) => textAt(table!, column, row))
}

describe('a file of the workspace', () => {
  it('becomes a table: cells trimmed, blank lines passed over, lines as in the file', async () => {
    const { table, faults } = await read(
      '\nelement , vendor,inService,traffic\n\nA, Nokia ,2020-01-01,1.5\n ,,,\n,,\n"B","Red ""Hat""",unknown,2..3\n',
    )
    expect(faults).toEqual([])
    expect([table!.schema.name, table!.ordinals]).toEqual(['elements', Uint32Array.of(4, 7)])
    expect([texts(table, 'element'), texts(table, 'vendor')]).toEqual([
      ['A', 'B'],
      ['Nokia', 'Red "Hat"'],
    ])
    expect(table!.columns.get('traffic')).toMatchObject({
      low: Float64Array.of(1500, 2000),
      high: Float64Array.of(1500, 3000),
    })
    expect([...table!.columns.keys()]).toEqual(['element', 'vendor', 'inService', 'traffic'])
  })

  it('read twice gives the same table', async () => {
    const text = "element,technologies,name\nA,5G|4G,é\nB,4G | 5G,=x\nC,4G|5G,'=x\n"
    expect(await read(text)).toEqual(await read(text))
  })

  it('guarded against formulas is read back as it was', async () => {
    const { table } = await read("element,name\nA,'=1+1\nB,'-\nC,-0.5\nD,'s-Hertogenbosch\nE,\"'=a,b\"\n")
    expect(texts(table, 'name')).toEqual(['=1+1', '-', '-0.5', "'s-Hertogenbosch", '=a,b'])
  })

  it.each([
    ['elements.csv', 'elements'],
    ['data/elements-north.csv', 'elements'],
    ['SITES.CSV', 'sites'],
    ['units.2024.tsv', 'units'],
  ])('named %s is table %s', async (name, table) => {
    const header = { elements: 'element', sites: 'site', units: 'element,part' }[table]
    expect((await read(`${header}\nA${table === 'units' ? ',P' : ''}\n`, undefined, name)).table!.schema.name).toBe(
      table,
    )
  })

  it('of another name is known by its header', async () => {
    expect((await read('element,part,serial\nA,P,1\n', undefined, 'export.csv')).table!.schema.name).toBe('units')
  })

  it('may have a column without a name as long as nothing stands in it', async () => {
    const { table, faults } = await read('element,vendor,\nA,Nokia,\nB,ZTE, x \nC,,\n')
    expect(texts(table, 'element')).toEqual(['A', 'C'])
    expect(faults).toMatchObject([{ code: 'unknown-column', line: 3, text: 'x' }])
  })

  it('is told of text without a column beside the other faults of its row', async () => {
    const { table, faults } = await read('element,inService,\nA,soon,x\nB,2020,\n')
    expect(texts(table, 'element')).toEqual(['B'])
    expect(texts(table!.leftOut!.rows, 'element')).toEqual(['A'])
    expect(faults).toMatchObject([
      { code: 'unknown-column', line: 2, text: 'x' },
      { code: 'impossible-date', line: 2, column: 'inService', text: 'soon' },
    ])
  })

  it('tells how far it has come', async () => {
    const steps: [number, number][] = []
    const source = sourceFromText('elements.csv', 'element\nA\n')
    await CSV_FORMAT.read({
      files: [source, source],
      report: () => undefined,
      progress: (done, total) => steps.push([done, total]),
    })
    expect(steps).toEqual([
      [10, 20],
      [20, 20],
    ])
  })
})

describe('encodings', () => {
  const text = 'element,name\nA,Zürich\nB,Łódź 語\n'
  const utf16le = Buffer.from(text, 'utf16le')
  const encodings: [string, Uint8Array][] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 LE without', utf16le],
    ['UTF-16 BE without', Buffer.from(text, 'utf16le').swap16()],
  ]
  it.each(encodings)('%s', async (_name, bytes) => {
    const inPieces: SourceFile = {
      name: 'elements.csv',
      sizeBytes: bytes.length,
      async *bytes() {
        for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3)
      },
    }
    for (const source of [sourceFromBytes('elements.csv', bytes), inPieces]) {
      const { table, faults } = await readSource(source)
      expect([texts(table, 'name'), faults]).toEqual([['Zürich', 'Łódź 語'], []])
    }
  })

  it('Windows-1252 is read as what it is, and told once with the first line it shows on', async () => {
    const bytes = Buffer.from('element,name\nA,plain\nB,Z\xfcrich\nC,\x80 5\nD,Fran\xe7ois\n', 'latin1')
    const { table, faults } = await readSource(sourceFromBytes('elements.csv', bytes))
    expect(texts(table, 'name')).toEqual(['plain', 'Zürich', '€ 5', 'François'])
    expect(faults).toMatchObject([
      {
        code: 'wrong-encoding',
        severity: 'warning',
        line: 3,
        text: 'Zürich',
        problem: 'not UTF-8; read as Windows-1252',
      },
    ])
  })

  it('characters lost before are told once', async () => {
    const { faults } = await read('element,name\nA,Z\ufffdrich\nB,\ufffd\n')
    expect(faults).toMatchObject([{ code: 'wrong-encoding', severity: 'warning', line: 2 }])
  })
})

describe('every fault says where, what and what would be right', () => {
  const cases: [string, string, string[]][] = [
    [
      'a wrong number of fields',
      'element,name\nA\nB,x,y\n"C\nD",1,2\n',
      [
        'elements.csv line 2: 1 field `A`; expected 2, as in the header on line 1',
        'elements.csv line 3: 3 fields `B,x,y`; expected 2, as in the header on line 1',
        'elements.csv line 4: 3 fields in lines 4 to 5 `C\\x0aD",1,2`; expected 2, as in the header on line 1',
      ],
    ],
    [
      'a missing value',
      'element,name\n,x\n',
      ['elements.csv line 2, column element: missing value; expected such as `GNB-0001`'],
    ],
    [
      'an impossible date',
      'element,inService\nA,2020-02-30\n',
      [
        'elements.csv line 2, column inService: no such date `2020-02-30`; expected YYYY-MM-DD, YYYY-MM, YYYY-Q1, YYYY, a range `A..B`, or `unknown`',
      ],
    ],
    [
      'a date beyond the calendar',
      'element,inService,outOfService\nA,1850-01-01,9999-12-31\n',
      [
        'elements.csv line 2, column inService: date beyond the calendar `1850-01-01`; expected days from 1900-01-01 to 2199-12-31, or `never`',
        'elements.csv line 2, column outOfService: date beyond the calendar `9999-12-31`; expected days from 1900-01-01 to 2199-12-31, or `never`',
      ],
    ],
    [
      'an unknown function',
      'element,function\nA,ran.5g.gnbb\n',
      [
        'elements.csv line 2, column function: unknown network function `ran.5g.gnbb`; expected a node of the function tree, such as `ran.5g.gnb`; did you mean `ran.5g.gnb`?',
      ],
    ],
    [
      'a key that stands twice',
      'element\nA\nB\nA\n',
      ['elements.csv line 4, column element: same element as on line 2 `A`; expected each once'],
    ],
    [
      'an unclosed quote',
      'element,name\nA,"x\nB,y\n',
      [
        'elements.csv line 2: quote that opens here is never closed `"x`; expected a closing quote within 65536 bytes; reading goes on with the next line',
      ],
    ],
    [
      'several faults of a row',
      'element,inService,traffic\n,x,-1\n',
      [
        'elements.csv line 2, column element: missing value; expected such as `GNB-0001`',
        'elements.csv line 2, column inService: not a date `x`; expected YYYY-MM-DD, YYYY-MM, YYYY-Q1, YYYY, a range `A..B`, or `unknown`',
        'elements.csv line 2, column traffic: not an amount `-1`; expected a number not below 0 with at most 3 decimals, a range `A..B`, or `unknown`',
      ],
    ],
    [
      'columns with other names',
      'Element,vender,colour\n',
      [
        'elements.csv line 1: unknown column `Element`; expected a column of elements, or a mapping that reads or ignores it; did you mean `element`?',
        'elements.csv line 1: unknown column `vender`; expected a column of elements, or a mapping that reads or ignores it; did you mean `vendor`?',
        'elements.csv line 1: unknown column `colour`; expected a column of elements, or a mapping that reads or ignores it',
      ],
    ],
    [
      'columns that are not there, under no name like theirs',
      'equipment,colour\n',
      [
        'elements.csv line 1: unknown column `equipment`; expected a column of elements, or a mapping that reads or ignores it',
        'elements.csv line 1: unknown column `colour`; expected a column of elements, or a mapping that reads or ignores it',
        'elements.csv line 1, column element: missing column; expected a column `element`: identifier of the element',
      ],
    ],
    ['a column twice', 'element,name,name\n', ['elements.csv line 1: the same column twice `name`']],
    ['an empty file', '', ['elements.csv: file without text; expected a header line']],
    [
      'a file that is no text at all',
      '\0\0\0\n',
      ['elements.csv line 1: NUL byte `\\x00\\x00\\x00`; expected text: the file may be damaged, or no CSV'],
    ],
    ['only blank lines', '\n\n , ,\n', ['elements.csv: file without text; expected a header line']],
    [
      'a workbook',
      'PK\u0003\u0004',
      ['elements.csv: no CSV: this is a ZIP archive or an XLSX workbook; expected a CSV file'],
    ],
  ]
  it.each(cases)('%s', async (_name, text, messages) => {
    expect((await read(text)).faults.map(describeFault)).toEqual(messages)
  })

  it('a table that nothing tells', async () => {
    const { table, faults } = await read('node,maker\nA,B\n', undefined, 'element.csv')
    expect(table).toBeUndefined()
    expect(faults).toMatchObject([{ code: 'unreadable-file', text: 'node, maker', didYouMean: 'elements' }])
  })

  it('a file over the limit', async () => {
    const { faults } = await readSource(sourceFromText('elements.csv', 'element\nA\n'), undefined, 9)
    expect(faults).toMatchObject([{ code: 'too-large', problem: 'file too large' }])
  })

  it('faults come in the order of the file, whatever found them', async () => {
    const rows = Array.from(
      { length: 600 },
      (_, index) => `E${index},${['x', '2020-01-01', '"a', '1,2'][index % 4]},${index % 5 === 0 ? 'x' : '1'}`,
    )
    const { table, faults } = await read(`element,inService,traffic\n${rows.join('\n')}\n`)
    const lines = faults.map((fault) => fault.line!)
    expect(lines).toEqual([...lines].sort((left, right) => left - right))
    expect(new Set(lines).size + table!.rowCount).toBe(600)
    expect(texts(table, 'element').slice(0, 4)).toEqual(['E1', 'E9', 'E13', 'E17'])
  })

  it('100,000 bad rows are all counted, and the good ones among them are kept', async () => {
    const log = new FaultLog()
    const rows = Array.from(
      { length: 100_000 },
      (_, index) => `E${index},${index % 1000 === 0 ? '2020-01-01' : 'never ever'}`,
    )
    const table = await readCsvTable(
      sourceFromText('elements.csv', `element,inService\n${rows.join('\n')}`),
      undefined,
      log.report,
    )
    expect([table!.rowCount, log.errorCount, log.kept.length]).toEqual([100, 99_900, 1000])
  })
})

describe('a mapped file', () => {
  const mapping: SourceMapping = {
    file: 'nodes.csv',
    table: 'elements',
    key: 'NODE',
    columns: {
      name: { from: 'NODE' },
      kind: { constant: 'physical' },
      vendor: { from: 'Supplier', blanks: ['N/A', '-'] },
      function: { from: 'Type', values: { eNodeB: 'ran.4g.enb' } },
      inService: { from: 'Live', dateFormat: 'D/M/YYYY', blanks: ['00/00/0000'] },
      removed: { from: 'Gone', dateFormat: 'DD-MMM-YYYY' },
      traffic: { from: 'Load', decimalComma: true },
    },
    ignore: ['Remarks'],
  }
  const header = 'Remarks;NODE;Supplier;Type;Live;Gone;Load'

  it('is read as the mapping says', async () => {
    const { table, faults } = await read(
      `${header}\nx;A;Nokia;eNodeB;1/2/2020;31-Dec-2024;1.234,5\n;B;N/A;ran.5g.gnb;00/00/0000;unknown;2,5..10\n;C;-;;2020-03-01;;\n`,
      mapping,
      'nodes.csv',
    )
    expect(faults).toEqual([])
    expect(['element', 'name', 'kind', 'vendor', 'function'].map((column) => texts(table, column))).toEqual([
      ['A', 'B', 'C'],
      ['A', 'B', 'C'],
      ['physical', 'physical', 'physical'],
      ['Nokia', '', ''],
      ['ran.4g.enb', 'ran.5g.gnb', ''],
    ])
    expect(table!.columns.get('inService')).toMatchObject({
      earliest: Int32Array.of(18293, 1, 18322),
      latest: Int32Array.of(18293, 0, 18322),
    })
    expect(table!.columns.get('traffic')).toMatchObject({
      low: Float64Array.of(1_234_500, 2500, Number.NaN),
      high: Float64Array.of(1_234_500, 10_000, Number.NaN),
    })
  })

  it('tells faults in the words of the file', async () => {
    const { faults } = await read(
      `${header}\n;A;;eNodeC;2020/01/02;31-Dez-2024;1.5\n;B;;;31/2/2020;;\n`,
      mapping,
      'nodes.csv',
    )
    expect(faults.map(describeFault)).toEqual([
      'nodes.csv line 2, column function: unknown network function `eNodeC`; expected a node of the function tree, such as `ran.5g.gnb`',
      'nodes.csv line 2, column inService: not a date `2020/01/02`; expected a date D/M/YYYY',
      'nodes.csv line 2, column removed: not a date `31-Dez-2024`; expected a date DD-MMM-YYYY',
      'nodes.csv line 2, column traffic: not a number `1.5`; expected a number with a decimal comma, such as `1.234,5`',
      'nodes.csv line 3, column inService: no such date `31/2/2020`; expected a date D/M/YYYY',
    ])
  })

  it('whose columns are not those of the mapping is refused', async () => {
    const { table, faults } = await read('NODE,Suplier,Type,Live,Gone,Load,Note\n', mapping, 'nodes.csv')
    expect(table).toBeUndefined()
    expect(faults.map(describeFault)).toEqual([
      'nodes.csv line 1, column vendor: the mapping reads a column that is not there `Supplier`; did you mean `Suplier`?',
      'nodes.csv line 1: column that the mapping does not name `Suplier`; expected an entry under `columns`, or its name under `ignore`',
      'nodes.csv line 1: column that the mapping does not name `Note`; expected an entry under `columns`, or its name under `ignore`',
    ])
  })

  it('may leave out all other columns, which is told', async () => {
    const { table, faults } = await read(
      'A,B,B,C\n1,2,3,4\n',
      { file: '*', table: 'sites', columns: { site: { from: 'A' } }, ignore: ['C', '*'] },
      'nodes.csv',
    )
    expect(texts(table, 'site')).toEqual(['1'])
    expect(faults).toMatchObject([{ code: 'ignored', severity: 'warning', text: 'B', problem: 'columns not read' }])
  })
})

describe('a file is recognised', () => {
  const recognise = (name: string, head: string | Uint8Array) =>
    CSV_FORMAT.recognise(name, typeof head === 'string' ? Buffer.from(head) : head)
  it.each([
    ['a.csv', 'x', true],
    ['a.TSV', 'x', true],
    ['a.txt', 'a;b\n', true],
    ['a.txt', 'hello\nworld', false],
    ['a.txt', '{"a":1,"b":2}', false],
    ['a.json', 'a,b', false],
    ['a.csv', 'PK\u0003\u0004', false],
  ] as const)('%s beginning %j: %s', (name, head, expected) => expect(recognise(name, head)).toBe(expected))
})
