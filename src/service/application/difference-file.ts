// The rows an import would add, change or take away, as a file of lines. Rows of one table and one kind of change lie together,
// and the last lines tell where: a page of some is read from where they begin, however many others there are.

import type { FileHandle } from 'node:fs/promises'
import { formatCount, formatNumber } from '#base/format-number.ts'
import {
  type ChangedRow,
  LONGEST_CELL_TOLD,
  LONGEST_COLUMN_TOLD,
  MOST_CELLS_TOLD,
} from '#contract/application/arrival.ts'
import type { ChangedCell, ChangedFacts, StatedCell, StatedFacts } from '#model/compare-facts.ts'
import type { ImportDifference } from '../compare-import.ts'
import type { DocumentDifference } from '../lay-documents.ts'
import { LineFile } from './line-file.ts'
import { type LineRange, readPage, readRanges, withLines } from './read-lines.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'

type Section = LineRange &
  Pick<ChangedRow, 'table' | 'isJoined' | 'change'> & {
    readonly rows: number
    /** They name sites kept secret. Earlier versions did not tell them apart. */
    readonly isWithheld?: boolean
  }

/** Of the rows of a table, or of the files of the workspace that are none. */
export type ToldDifference = ImportDifference | DocumentDifference

type ToldRow = Pick<StatedFacts, 'key' | 'listCells' | 'textsIn'> | Pick<ChangedFacts, 'key' | 'listCells' | 'textsIn'>

/** Which rows of a table name sites kept secret. */
export type FindWithheld = (table: string) => (facts: ToldRow) => boolean

/** Key, and then of each cell its column and what it says; of a changed row what it said before and says now. */
type Line = readonly [key: string, ...cells: string[]]

/** The last line of the file: where the line of the sections begins, filled up with zeros. */
const LAST_LINE_DIGITS = 15

export async function writeDifference(
  path: string,
  differences: readonly ToldDifference[],
  findWithheld: FindWithheld = () => () => false,
): Promise<void> {
  const file = new LineFile(path)
  const sections: Section[] = []
  for (const { table, isJoined, ...rows } of differences) {
    const names = findWithheld(table)
    for (const change of ['added', 'changed', 'gone'] as const) {
      const [open, withheld] = part<ToldRow>(rows[change], names)
      for (const { facts, isWithheld } of [
        { facts: open, isWithheld: false },
        { facts: withheld, isWithheld: true },
      ]) {
        const from = file.bytes
        for (const one of facts) if (!file.write(lineOf(one))) await file.drained()
        if (facts.length > 0)
          sections.push({ table, isJoined, change, isWithheld, rows: facts.length, from, to: file.bytes })
      }
    }
  }
  const place = file.bytes
  file.write(sections)
  file.writeText(`${String(place).padStart(LAST_LINE_DIGITS, '0')}\n`)
  await file.end()
}

/** In their order: those that are not, and those that are. */
function part<Item>(items: readonly Item[], is: (item: Item) => boolean): readonly [Item[], Item[]] {
  const parts: [Item[], Item[]] = [[], []]
  for (const item of items) parts[is(item) ? 1 : 0].push(item)
  return parts
}

function lineOf(facts: ToldRow): Line {
  const all: readonly (StatedCell | ChangedCell)[] = facts.listCells()
  const told = all.slice(0, MOST_CELLS_TOLD).flatMap((cell): string[] => {
    const column = cut(cell.column, LONGEST_COLUMN_TOLD)
    return 'text' in cell ? [column, cut(cell.text)] : [column, cut(cell.before), cut(cell.after)]
  })
  const more = all.length - MOST_CELLS_TOLD
  if (more <= 0) return [facts.key, ...told]
  const left = `${formatNumber(more)} more, not listed`
  return [facts.key, ...told, '…', ...('text' in all[0]! ? [left] : ['', left])]
}

/** What is cut says how much was left out. */
function cut(text: string, most = LONGEST_CELL_TOLD): string {
  if (text.length <= most) return text
  return `${text.slice(0, most)}… (${formatCount(text.length - most, 'more character')})`
}

export interface ChangesWanted {
  readonly table?: string
  readonly change?: ChangedRow['change']
  /** The rows that name sites kept secret as well. */
  readonly showsWithheld: boolean
}

interface Sections {
  readonly wanted: readonly Section[]
  /** Rows that are not told because they name sites kept secret, of all tables and changes: some would tell where they are. */
  readonly withheld: number
}

/** Throws a `Refusal` where it was not written yet, or by a version that wrote it otherwise. */
export function readDifference(
  path: string,
  wanted: ChangesWanted,
  page: PageAsked,
): Promise<ToldPage<ChangedRow> & Pick<Sections, 'withheld'>> {
  return withLines(path, async (file) => {
    const { wanted: sections, withheld } = await findSections(file, wanted)
    return { ...(await readPage(file, sections, page, tellRow)), withheld }
  })
}

/** As `readDifference`, all of it, one row after the other. */
export async function readWholeDifference(
  path: string,
  wanted: ChangesWanted,
): Promise<Pick<Sections, 'withheld'> & { readonly rows: AsyncGenerator<ChangedRow> }> {
  const { withheld } = await withLines(path, (file) => findSections(file, wanted))
  return { withheld, rows: readRanges(path, async (file) => (await findSections(file, wanted)).wanted, tellRow) }
}

async function findSections(file: FileHandle, { table, change, showsWithheld }: ChangesWanted): Promise<Sections> {
  const { size } = await file.stat()
  const lastLine = size - LAST_LINE_DIGITS - 1
  const last = lastLine < 0 ? '' : await readText(file, { from: lastLine, to: size })
  if (!/^\d{15}\n$/.test(last)) throw new Refusal('not-ready', OTHER_FORM)
  const sections = JSON.parse(await readText(file, { from: Number(last), to: lastLine })) as Section[]
  if (!showsWithheld && sections.some(({ isWithheld }) => isWithheld === undefined))
    throw new Refusal('not-ready', NOT_PARTED)
  const told = sections.filter(({ isWithheld }) => showsWithheld || isWithheld === false)
  return {
    withheld: sections.reduce((sum, section) => sum + (told.includes(section) ? 0 : section.rows), 0),
    wanted: told.filter(
      (section) => (table ?? section.table) === section.table && (change ?? section.change) === section.change,
    ),
  }
}

export const NOT_PARTED =
  'it was previewed by an earlier version of Mainstay, which did not tell apart what names sites kept secret: preview it anew'

const OTHER_FORM = 'its rows were listed by an earlier version of Mainstay, in another form: preview it anew'

async function readText(file: FileHandle, { from, to }: LineRange): Promise<string> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(to - from), position: from, length: to - from })
  return buffer.toString('utf8', 0, bytesRead)
}

function tellRow([key, ...told]: Line, { table, isJoined, change }: Section): ChangedRow {
  const cells: ChangedRow['cells'] = []
  const step = change === 'changed' ? 3 : 2
  for (let at = 0; at < told.length; at += step) {
    const [column, first, second] = [told[at]!, told[at + 1]!, told[at + 2]!]
    cells.push({
      column,
      before: change === 'added' ? '' : first,
      after: change === 'gone' ? '' : change === 'added' ? first : second,
    })
  }
  return { change, table, isJoined, key, cells }
}
