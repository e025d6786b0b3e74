import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type FactTable, textAt } from '#model/fact-table.ts'
import { describeFault, type Fault } from '#model/fault.ts'
import { placeOf } from '#model/place.ts'
import type { SourceMapping } from '#model/column-mapping.ts'
import { number, OFFICE, partsOf, row, type SheetContent, text } from '../fixtures/workbook.ts'
import { sourceFromBytes } from '../source-file.ts'
import { ArchiveError, listEntries, storeEntries, unpackEntry } from './archive.ts'
import { spellNumber } from './cell-text.ts'
import { CSV_LIMITS } from '../csv/scan.ts'
import { readXlsxTable, XLSX_LIMITS } from './read.ts'

async function read(
  content: Uint8Array,
  options: { mapping?: SourceMapping; name?: string; limits?: typeof XLSX_LIMITS } = {},
): Promise<{ table: FactTable | undefined; faults: Fault[] }> {
  const faults: Fault[] = []
  const source = sourceFromBytes(options.name ?? 'elements.xlsx', content)
  const table = await readXlsxTable(source, options.mapping, (fault) => faults.push(fault), undefined, options.limits)
  return { table, faults }
}

function readSheets(sheets: readonly SheetContent[], options: Parameters<typeof read>[1] = {}, shared: string[] = []) {
  return read(storeEntries(partsOf(sheets, shared)), options)
}

const HEADER = row(1, text('A1', 'element'), text('B1', ' vendor '), text('C1', 'inService'), text('D1', 'traffic'))

describe('a sheet', () => {
  it('is read with its rows as places, dates as days, numbers without noise, and blank rows passed over', async () => {
    const { table, faults } = await readSheets(
      [
        {
          name: 'Inventory',
          rows: [
            row(
              3,
              text('B3', 'element'),
              text('C3', ' vendor '),
              text('D3', 'inService'),
              text('E3', 'traffic'),
              text('F3', 'softwareVersion'),
            ),
            row(
              4,
              text('B4', 'A &amp; B'),
              '<c r="C4" t="s"><v>0</v></c>',
              number('D4', '43831', 1),
              number('E4', '0.30000000000000004'),
              number('F4', '21.100000000000001'),
            ),
            row(
              6,
              text('B6', '  C '),
              '<c r="C6" t="s"><v>1</v></c>',
              text('D6', '2020-02'),
              number('E6', '1.5E3'),
              '<c r="F6" t="b"><v>1</v></c>',
            ),
            row(9, text('B9', ' ')),
          ].join(''),
        },
      ],
      {},
      ['Nokia', "'=1+1"],
    )
    expect(faults).toEqual([])
    expect([table!.unit, table!.ordinals]).toEqual(['row', Uint32Array.of(4, 6)])
    expect(
      [0, 1].map((index) => ['element', 'vendor', 'softwareVersion'].map((name) => textAt(table!, name, index))),
    ).toEqual([
      ['A & B', 'Nokia', '21.1'],
      ['C', '=1+1', 'TRUE'],
    ])
    expect(table!.columns.get('inService')).toEqual({
      kind: 'date',
      earliest: Int32Array.of(18262, 18293),
      latest: Int32Array.of(18262, 18321),
    })
    expect(table!.columns.get('traffic')).toMatchObject({ low: Float64Array.of(300, 1_500_000) })
  })

  it('gives the cached result of a formula, and a failed formula keeps its row out beside the other faults of the row', async () => {
    const { table, faults } = await readSheets([
      {
        name: 'S',
        rows: [
          HEADER,
          row(2, text('A2', 'A'), '<c r="B2" t="str"><f>CONCATENATE("No","kia")</f><v>Nokia</v></c>'),
          row(3, text('A3', 'B'), '<c r="B3" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>', text('C3', '2020-02-30')),
          row(4, '<c r="A4" t="e"><v>#REF!</v></c>'),
        ].join(''),
      },
    ])
    expect(table!.rowCount).toBe(1)
    expect(textAt(table!, 'vendor', 0)).toBe('Nokia')
    // What refers to it is no fault.
    expect(textAt(table!.leftOut!.rows!, 'element', 0)).toBe('B')
    expect(table!.leftOut!.hasUnnamed).toBe(true)
    expect(faults).toMatchObject([
      { code: 'invalid-value', row: 3, column: 'vendor', text: '#N/A', problem: 'formula failed' },
      { code: 'impossible-date', row: 3, column: 'inService', text: '2020-02-30' },
      { code: 'invalid-value', row: 4, column: 'element', text: '#REF!', problem: 'formula failed' },
    ])
  })

  it('tells a formula that no program has computed, and takes an empty text for a result', async () => {
    const { table, faults } = await readSheets([
      {
        name: 'S',
        rows: [
          HEADER,
          row(2, text('A2', 'A'), '<c r="B2"><f>UPPER("nokia")</f><v /></c>'),
          row(
            3,
            text('A3', 'B'),
            '<c r="B3"><f>UPPER("zte")</f></c>',
            '<c r="C3" s="1"><f>DATE(2025,3,1)</f><v></v></c>',
          ),
          row(4, text('A4', 'C'), '<c r="B4" t="str"><f>IF(1,"","x")</f><v></v></c>'),
        ].join(''),
      },
    ])
    expect(table!.rowCount).toBe(1)
    expect(textAt(table!, 'element', 0)).toBe('C')
    expect(faults.map(({ row: sheetRow, column, text: what, problem }) => [sheetRow, column, what, problem])).toEqual([
      [2, 'vendor', '=UPPER("nokia")', 'formula never computed'],
      [3, 'vendor', '=UPPER("zte")', 'formula never computed'],
      [3, 'inService', '=DATE(2025,3,1)', 'formula never computed'],
    ])
  })

  it('that is a date has one day, whatever its time of day, and however the mapping says that texts are written', async () => {
    const cells = [text('A2', 'A'), number('C2', '43831.75', 2)]
    const sheets = [
      { name: 'S', rows: HEADER + row(2, ...cells) + row(3, text('A3', 'B'), text('C3', '01/02/2020 12:30')) },
    ]
    const mapping = {
      file: '*',
      table: 'elements',
      columns: { element: { from: 'element' }, inService: { from: 'inService', dateFormat: 'DD/MM/YYYY HH:mm' } },
      ignore: ['vendor', 'traffic'],
    }
    const { table, faults } = await readSheets(sheets, { mapping })
    expect(faults).toEqual([])
    expect(table!.columns.get('inService')).toMatchObject({ earliest: Int32Array.of(18262, 18293) })
    expect((await readSheets([{ name: 'S', rows: HEADER + row(2, ...cells) }])).faults).toEqual([])
    const lastMoment = [{ name: 'S', rows: HEADER + row(2, text('A2', 'A'), number('C2', '43923.99999996528', 2)) }]
    expect((await readSheets(lastMoment)).table!.columns.get('inService')).toMatchObject({
      latest: Int32Array.of(18354),
    })
    for (const dateFormat of ['YYYY-DD-MM', 'YYYY-MM-DD HH:mm:ss', 'MM/YYYY']) {
      const columns = { ...mapping.columns, inService: { from: 'inService', dateFormat } }
      const dated = [{ name: 'S', rows: HEADER + row(2, text('A2', 'A'), number('C2', '43924', 1)) }]
      const reading = await readSheets(dated, { mapping: { ...mapping, columns } })
      expect(reading.faults).toEqual([])
      expect(reading.table!.columns.get('inService')).toMatchObject({
        earliest: Int32Array.of(18355),
        latest: Int32Array.of(18355),
      })
    }
  })

  it('that is a number has no decimal comma, whatever the mapping says of texts', async () => {
    const mapping = {
      file: '*',
      table: 'elements',
      columns: { element: { from: 'element' }, traffic: { from: 'traffic', decimalComma: true, blanks: ['0,5'] } },
      ignore: ['vendor', 'inService'],
    }
    const rows = [
      row(2, text('A2', 'A'), number('D2', '412.567')),
      row(3, text('A3', 'B'), text('D3', '412.567')),
      row(4, text('A4', 'C'), text('D4', '1,5')),
      row(5, text('A5', 'D'), number('D5', '0.5')),
    ]
    const { table, faults } = await readSheets([{ name: 'S', rows: HEADER + rows.join('') }], { mapping })
    expect(faults).toEqual([])
    expect(table!.columns.get('traffic')).toMatchObject({
      low: Float64Array.of(412_567, 412_567_000, 1500, Number.NaN),
    })
  })

  it('tells text beyond the header, and keys that stand twice', async () => {
    const { faults } = await readSheets([
      {
        name: 'S',
        rows: HEADER + row(2, text('A2', 'A'), text('F2', 'note')) + row(3, text('A3', 'B')) + row(5, text('A5', 'B')),
      },
    ])
    expect(faults).toMatchObject([
      { code: 'unknown-column', row: 2, text: 'note' },
      { code: 'duplicate-key', row: 5, text: 'B', problem: 'same element as on row 3' },
    ])
  })

  it('is the first one seen, and the others are told; a mapping may name another', async () => {
    const sheets = [
      { name: 'Lists', rows: row(1, text('A1', 'x')), state: 'hidden' },
      { name: 'One', rows: HEADER + row(2, text('A2', 'A')) },
      { name: 'Two', rows: HEADER + row(2, text('A2', 'B')) },
    ]
    const first = await readSheets(sheets)
    expect(textAt(first.table!, 'element', 0)).toBe('A')
    expect(first.faults).toMatchObject([
      { code: 'ignored', severity: 'warning', text: 'Two', problem: 'only sheet One is read' },
    ])
    const columns = { element: { from: 'element' } }
    const named = await readSheets(sheets, {
      mapping: { file: '*', sheet: 'Two', table: 'elements', columns, ignore: ['vendor', 'inService', 'traffic'] },
    })
    expect([named.faults, textAt(named.table!, 'element', 0)]).toEqual([[], 'B'])
    expect(placeOf(named.table!, 0)).toEqual({ file: 'elements.xlsx', sheet: 'Two', row: 2 })
    const absent = await readSheets(sheets, { mapping: { file: '*', sheet: 'Twos', table: 'elements', columns } })
    expect(absent.faults).toMatchObject([{ code: 'unreadable-file', problem: 'no such sheet', didYouMean: 'Two' }])
  })
})

describe('a file that is no good workbook is refused with a reason', () => {
  const good = partsOf([{ name: 'S', rows: HEADER }])
  const without = (name: string) => storeEntries(new Map([...good].filter(([part]) => part !== name)))
  const whole = storeEntries(good)
  const cases: [string, Uint8Array, Partial<Fault>][] = [
    ['text', new TextEncoder().encode('element\nA'), { code: 'unreadable-file', problem: 'no XLSX workbook' }],
    ['nothing', new Uint8Array(0), { code: 'unreadable-file', problem: 'no XLSX workbook' }],
    [
      'an old or encrypted workbook',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2),
      {
        code: 'unreadable-file',
        problem: 'no XLSX workbook: this is an old Office file (XLS), or an encrypted workbook',
      },
    ],
    ['a cut-off archive', whole.subarray(0, whole.length - 30), { code: 'unreadable-file', text: 'it is cut off' }],
    ['no workbook part', without('xl/workbook.xml'), { code: 'unreadable-file', text: 'it has no xl/workbook.xml' }],
    [
      'no sheet part',
      without('xl/worksheets/sheet1.xml'),
      { code: 'unreadable-file', text: 'it has no xl/worksheets/sheet1.xml' },
    ],
    [
      'broken XML',
      storeEntries(new Map([...good, ['xl/workbook.xml', new TextEncoder().encode('<workbook><sheets')]])),
      { code: 'unreadable-file', problem: 'workbook cannot be read' },
    ],
    [
      'an empty sheet',
      storeEntries(partsOf([{ name: 'S', rows: '' }])),
      { code: 'unreadable-file', problem: 'sheet without text' },
    ],
    [
      'a row beyond the last',
      storeEntries(partsOf([{ name: 'S', rows: HEADER + row(99_999_999, text('A99999999', 'x')) }])),
      { code: 'too-large', text: '99999999' },
    ],
    [
      'a column beyond the last',
      storeEntries(partsOf([{ name: 'S', rows: HEADER + row(2, text('ZZZZ2', 'x')) }])),
      { code: 'too-large', text: 'ZZZZ' },
    ],
  ]
  it.each(cases)('%s', async (_name, content, fault) => {
    const { table, faults } = await read(content)
    expect(table).toBeUndefined()
    expect(faults).toMatchObject([{ severity: 'error', file: 'elements.xlsx', ...fault }])
  })

  it('larger than the limit, packed or unpacked', async () => {
    expect((await read(whole, { limits: { ...XLSX_LIMITS, fileBytes: 100 } })).faults).toMatchObject([
      { code: 'too-large', problem: 'workbook too large' },
    ])
    expect((await read(whole, { limits: { ...XLSX_LIMITS, unpackedBytes: 1000 } })).faults).toMatchObject([
      { code: 'too-large', problem: 'workbook unpacks too large' },
    ])
  })

  it('with more rows than are read as a whole, and at the limit not', async () => {
    const rows = HEADER + row(2, text('A2', 'A')) + row(3, text('A3', 'B'))
    const sheet = storeEntries(partsOf([{ name: 'S', rows }]))
    expect((await read(sheet, { limits: { ...XLSX_LIMITS, rows: 3 } })).faults).toEqual([])
    expect((await read(sheet, { limits: { ...XLSX_LIMITS, rows: 2 } })).faults.map(describeFault)).toEqual([
      'elements.xlsx: sheet with too many rows; expected at most 2 rows, or a CSV file',
    ])
  })

  it('with more columns than a CSV file may have, and at the limit not', async () => {
    const rows = HEADER + row(2, text('A2', 'A'))
    const sheet = storeEntries(partsOf([{ name: 'S', rows }]))
    expect(XLSX_LIMITS.columns).toBe(CSV_LIMITS.columns)
    const { faults } = await read(sheet, { limits: { ...XLSX_LIMITS, columns: 1 } })
    expect(faults.map(describeFault)).toEqual(['elements.xlsx row 1: too many columns; expected at most 1'])
    const wide = (await read(sheet, { limits: { ...XLSX_LIMITS, columns: 9 } })).faults
    expect(wide).toEqual([])
  })

  /** The workbook with its sheet claiming another size, packed. */
  function repacked(sheet: Uint8Array, claimedBytes: number): Buffer {
    const path = 'xl/worksheets/sheet1.xml'
    const archive = storeEntries(new Map([...good, [path, deflateRawSync(sheet)]]))
    const directory = archive.indexOf(path, archive.indexOf(path) + 1) - 46
    archive.writeUInt16LE(8, directory + 10)
    archive.writeUInt32LE(claimedBytes, directory + 24)
    return archive
  }

  it('that is a bomb, whether it tells its size or hides it', async () => {
    const zeros = new Uint8Array(200_000_000)
    const honest = repacked(zeros, zeros.length)
    expect(honest.length).toBeLessThan(300_000)
    expect((await read(honest)).faults.map(describeFault)).toEqual([
      `elements.xlsx: workbook unpacks too large; expected at most ${XLSX_LIMITS.unpackedBytes} bytes unpacked, or a CSV file`,
    ])
    expect((await read(repacked(zeros, 1000))).faults.map(describeFault)).toEqual([
      'elements.xlsx: workbook cannot be read `entry xl/worksheets/sheet1.xml is damaged, or larger than it claims`; expected a whole XLSX workbook',
    ])
  })

  it('whose entries are encrypted', async () => {
    const archive = storeEntries(good)
    const directory = archive.lastIndexOf('xl/worksheets/sheet1.xml') - 46
    archive.writeUInt16LE(1, directory + 8)
    expect((await read(archive)).faults.map(describeFault)).toEqual([
      'elements.xlsx: workbook cannot be read `it is encrypted`; expected a whole XLSX workbook',
    ])
  })

  it('whose XML defines entities that unfold into one another', async () => {
    const entities = Array.from({ length: 30 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`).join('')
    const bomb = (part: string, root: string) =>
      storeEntries(
        new Map([...good, [part, new TextEncoder().encode(`<!DOCTYPE x [<!ENTITY e0 "boom">${entities}]>${root}`)]]),
      )
    const workbook = bomb('xl/workbook.xml', '<workbook><sheets><sheet name="&e30;"/></sheets></workbook>')
    expect((await read(workbook)).faults).toMatchObject([
      {
        code: 'unreadable-file',
        problem: 'workbook cannot be read',
        text: expect.stringContaining('undefined entity'),
      },
    ])
    // The library passes text with entities it does not know through as it stands.
    const sheet = `<worksheet><sheetData>${HEADER}${row(2, text('A2', '&e30;'))}</sheetData></worksheet>`
    const { table, faults } = await read(bomb('xl/worksheets/sheet1.xml', sheet))
    expect([faults, table && textAt(table, 'element', 0)]).toEqual([[], '&e30;'])
  })

  it('with relations of a kind no standard names', async () => {
    const path = 'xl/_rels/workbook.xml.rels'
    const relations = new TextDecoder().decode(good.get(path)).replaceAll(OFFICE, 'http://example.com')
    const other = storeEntries(new Map([...good, [path, new TextEncoder().encode(relations)]]))
    expect((await read(other)).faults).toMatchObject([
      { problem: 'no such sheet', expected: 'a workbook with a sheet' },
    ])
  })
})

describe('an archive', () => {
  /** One packed entry that claims another size than it has. */
  function packed(content: Uint8Array, claimedBytes: number): Buffer {
    const deflated = deflateRawSync(content)
    const archive = storeEntries(new Map([['a.xml', deflated]]))
    const directory = 30 + 5 + deflated.length
    archive.writeUInt16LE(8, directory + 10)
    archive.writeUInt32LE(claimedBytes, directory + 24)
    return archive
  }
  const unpack = (archive: Buffer) => unpackEntry(archive, listEntries(archive).get('a.xml')!)

  it('gives back what was packed', () => {
    expect(unpack(packed(Buffer.from('hello hello hello'), 17)).toString()).toBe('hello hello hello')
  })

  it('that unpacks to more than it claims is refused before it does', () => {
    const bomb = packed(new Uint8Array(50_000_000), 1000)
    expect(bomb.length).toBeLessThan(100_000)
    expect(() => unpack(bomb)).toThrow(ArchiveError)
    expect(() => unpack(packed(Buffer.from('hello'), 6))).toThrow('has not the size it claims')
  })

  it('with encrypted, repeated or oddly packed entries is refused', () => {
    const encrypted = packed(Buffer.from('hello'), 5)
    encrypted.writeUInt16LE(1, encrypted.length - 22 - 51 + 8)
    expect(() => unpack(encrypted)).toThrow('encrypted')
    const odd = storeEntries(new Map([['a.xml', Buffer.from('x')]]))
    odd.writeUInt16LE(12, 36 + 10)
    expect(() => unpack(odd)).toThrow('packed in an unknown way')
    const twice = storeEntries(
      new Map([
        ['a.xml', Buffer.from('x')],
        ['b.xml', Buffer.from('y')],
      ]),
    )
    twice.write('a', twice.length - 22 - 5)
    expect(() => listEntries(twice)).toThrow('stands twice')
  })
})

it.each([
  ['0.1', '0.1'],
  ['0.30000000000000004', '0.3'],
  ['1234567.8900000001', '1234567.89'],
  ['-0.5', '-0.5'],
  ['1E3', '1000'],
  ['1.0E-7', '0.0000001'],
  ['123456789012345678', '123456789012346000'],
  ['1E+22', '10000000000000000000000'],
  ['40909', '40909'],
])('the stored number %s means %s', (stored, meant) => expect(spellNumber(stored)).toBe(meant))
