import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChangedRow, LONGEST_CELL_TOLD, MOST_CELLS_TOLD, WORKSPACE_FILES } from '#contract/application/arrival.ts'
import { compareFacts } from '#model/compare-facts.ts'
import { FactTableBuilder } from '#model/fact-table.ts'
import { ELEMENTS, SITES } from '#model/tables.ts'
import { type ChangesWanted, readDifference, readWholeDifference, writeDifference } from './difference-file.ts'

function tableOf(schema: typeof SITES, columns: readonly string[], rows: readonly string[][]) {
  const builder = new FactTableBuilder(schema, 'some.csv', columns)
  for (const [index, row] of rows.entries()) builder.addRow(row, index + 2, (fault) => expect.fail(fault.problem))
  return builder.finish()
}

const ALL = { showsWithheld: true }

const sites = (rows: readonly string[][]) => tableOf(SITES, ['site', 'name'], rows)
const named = (from: number, to: number, name: string): string[][] =>
  Array.from({ length: to - from }, (_, index) => [`S${String(from + index).padStart(5, '0')}`, name])

describe('the rows an import would change', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-difference-'))
  const path = join(folder, 'difference.ndjson')
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeAll(async () => {
    const before = sites([...named(0, 20, 'gone\u2028twice'), ...named(20, 50, 'before')])
    const after = sites([...named(20, 50, 'after'), ...named(50, 5000, 'x'.repeat(LONGEST_CELL_TOLD + 1))])
    const elements = tableOf(ELEMENTS, ['element'], [['E1']])
    await writeDifference(path, [
      { ...compareFacts(SITES, [before], [after]), isJoined: false },
      { ...compareFacts(ELEMENTS, [], [elements]), isJoined: false },
    ])
  })

  async function paged(wanted: Partial<ChangesWanted>, limit: number): Promise<ChangedRow[][]> {
    const pages: ChangedRow[][] = []
    let after: string | undefined
    do {
      const page = await readDifference(
        path,
        { showsWithheld: true, ...wanted },
        { limit, ...(after === undefined ? {} : { after }) },
      )
      pages.push(page.items)
      after = page.next
    } while (after !== undefined)
    return pages
  }

  const firstOf = async (change: ChangedRow['change']): Promise<ChangedRow> =>
    (await readDifference(path, { change, showsWithheld: true }, { limit: 1 })).items[0]!

  it('are told in pages of some, which together are all of them', async () => {
    const pages = await paged({}, 400)
    const all: ChangedRow[] = []
    for await (const row of (await readWholeDifference(path, ALL)).rows) all.push(row)
    expect(pages.flat()).toEqual(all)
    expect(pages.map(({ length }) => length)).toEqual([...Array.from({ length: 12 }, () => 400), 201])
    expect(all.map(({ key, change }) => `${change} ${key}`).slice(-22, -19)).toEqual([
      'changed S00049',
      'gone S00000',
      'gone S00001',
    ])
  })

  it('tell what their cells say, to some length', async () => {
    const gone = await firstOf('gone')
    expect(gone).toEqual({
      table: 'sites',
      isJoined: false,
      change: 'gone',
      key: 'S00000',
      cells: [
        { column: 'site', before: 'S00000', after: '' },
        { column: 'name', before: 'gone\u2028twice', after: '' },
      ],
    })
    const changed = await firstOf('changed')
    expect(changed.cells).toEqual([{ column: 'name', before: 'before', after: 'after' }])
    const added = await firstOf('added')
    expect(added.cells[1]).toEqual({
      column: 'name',
      before: '',
      after: `${'x'.repeat(LONGEST_CELL_TOLD)}… (1 more character)`,
    })
  })

  it('tell no more keys of a file than a page can show, and how many more there are', async () => {
    const long = join(folder, 'long.ndjson')
    const keys = Array.from({ length: MOST_CELLS_TOLD + 1234 }, (_, index) => `${'k'.repeat(300)}${index}`)
    const row = <Cell>(key: string, cells: Cell[]) => ({ key, listCells: () => cells, textsIn: () => [] })
    const difference = {
      table: WORKSPACE_FILES,
      isJoined: false,
      added: [
        row(
          'rules/a.yaml',
          keys.map((column) => ({ column, text: 'x' })),
        ),
      ],
      changed: [
        row(
          'rules/b.yaml',
          keys.map((column) => ({ column, before: 'x', after: 'y'.repeat(10_000) })),
        ),
      ],
      gone: [],
      unchanged: 0,
    } as const
    await writeDifference(long, [difference])
    const [added, changed] = (await readDifference(long, ALL, {})).items
    expect([added, changed].map((one) => one?.cells.length)).toEqual([MOST_CELLS_TOLD + 1, MOST_CELLS_TOLD + 1])
    expect([added, changed].map((one) => one?.cells.at(-1))).toEqual(
      Array(2).fill({ column: '…', before: '', after: '1,234 more, not listed' }),
    )
    expect(changed?.cells[0]).toEqual({
      column: `${'k'.repeat(200)}… (101 more characters)`,
      before: 'x',
      after: `${'y'.repeat(LONGEST_CELL_TOLD)}… (9,500 more characters)`,
    })
  })

  it('are found without reading those nobody asked for', async () => {
    const whole = readFileSync(path)
    const begin = whole.indexOf('["S00020"')
    // Whoever reads a line of what lies before would find no row.
    writeFileSync(path, Buffer.concat([Buffer.alloc(begin, '?\n'), whole.subarray(begin)]))
    try {
      expect((await paged({ change: 'changed' }, 10)).map(({ length }) => length)).toEqual([10, 10, 10])
      expect((await paged({ table: 'elements' }, 10)).flat().map(({ key }) => key)).toEqual(['E1'])
      await expect(paged({ change: 'added' }, 10)).rejects.toThrow(SyntaxError)
    } finally {
      writeFileSync(path, whole)
    }
  })

  it('are refused from a place where none begins, and where an earlier version listed them', async () => {
    for (const after of ['3', 'x', '999999999'])
      await expect(readDifference(path, ALL, { after })).rejects.toThrow(`\`${after}\` is no place in this list`)
    const earlier = join(folder, 'earlier.ndjson')
    for (const text of ['', '{"change":"added","table":"sites","isJoined":false,"key":"A","cells":[]}\n']) {
      writeFileSync(earlier, text)
      await expect(readDifference(earlier, ALL, {})).rejects.toThrow('preview it anew')
    }
    await expect(readWholeDifference(join(folder, 'none'), ALL)).rejects.toThrow('not previewed yet')
  })

  it('are told without those that name sites kept secret to whoever may not see them, wherever their list is entered', async () => {
    const parted = join(folder, 'parted.ndjson')
    const after = sites([...named(0, 6, 'x'), ...named(6, 9, 'y')])
    const difference = { ...compareFacts(SITES, [], [after]), isJoined: false }
    await writeDifference(parted, [difference], () => (facts) => facts.textsIn('site').some((site) => site < 'S00003'))
    const without = { showsWithheld: false }
    const page = await readDifference(parted, without, { limit: 4 })
    expect([page.withheld, page.items.map(({ key }) => key)]).toEqual([3, ['S00003', 'S00004', 'S00005', 'S00006']])
    const { withheld, rows } = await readWholeDifference(parted, { ...without, change: 'gone' })
    const told: ChangedRow[] = []
    for await (const row of rows) told.push(row)
    expect([withheld, told]).toEqual([3, []])
    for (let after = 1; after < readFileSync(parted).length; after++) {
      const items = await readDifference(parted, without, { after: String(after) }).then(
        (found) => found.items,
        () => [],
      )
      expect(items.filter(({ key }) => key < 'S00003')).toEqual([])
    }
    expect((await readDifference(parted, ALL, {})).items).toHaveLength(9)
    const text = readFileSync(parted, 'utf8').replaceAll(/,"isWithheld":(true|false)/g, '')
    // The place of the last line but one stands in the last.
    writeFileSync(parted, text)
    await expect(readDifference(parted, without, {})).rejects.toThrow('did not tell apart')
    expect((await readDifference(parted, ALL, {})).items).toHaveLength(9)
  })
})
