// The rows an import would add, change or take away, as a file of lines. Rows of one table and one kind of change lie together,
// and the last lines tell where: a page of some is read from where they begin, however many others there are.

import type { FileHandle } from 'node:fs/promises'
import { type ChangedRow, LONGEST_CELL_TOLD } from '#contract/application/arrival.ts'
import type { ChangedFacts, StatedFacts } from '#model/compare-facts.ts'
import type { ImportDifference } from '../compare-import.ts'
import { LineFile } from './line-file.ts'
import { type LineRange, readPage, readRanges, withLines } from './read-lines.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'

type Section = LineRange & Pick<ChangedRow, 'table' | 'isJoined' | 'change'>

/** Key, and then of each cell its column and what it says; of a changed row what it said before and says now. */
type Line = readonly [key: string, ...cells: string[]]

/** The last line of the file: where the line of the sections begins, filled up with zeros. */
const LAST_LINE_DIGITS = 15

export async function writeDifference(path: string, differences: readonly ImportDifference[]): Promise<void> {
  const file = new LineFile(path)
  const sections: Section[] = []
  for (const { table, isJoined, ...rows } of differences) {
    for (const change of ['added', 'changed', 'gone'] as const) {
      const from = file.bytes
      for (const facts of rows[change]) if (!file.write(lineOf(facts))) await file.drained()
      if (file.bytes > from) sections.push({ table, isJoined, change, from, to: file.bytes })
    }
  }
  const place = file.bytes
  file.write(sections)
  file.writeText(`${String(place).padStart(LAST_LINE_DIGITS, '0')}\n`)
  await file.end()
}

function lineOf(facts: StatedFacts | ChangedFacts): Line {
  const cells = facts.listCells().flatMap((cell): string[] => {
    return 'text' in cell ? [cell.column, cut(cell.text)] : [cell.column, cut(cell.before), cut(cell.after)]
  })
  return [facts.key, ...cells]
}

function cut(text: string): string {
  return text.length <= LONGEST_CELL_TOLD ? text : `${text.slice(0, LONGEST_CELL_TOLD)}…`
}

export interface ChangesWanted {
  readonly table?: string
  readonly change?: ChangedRow['change']
}

/** Throws a `Refusal` where it was not written yet, or by a version that wrote it otherwise. */
export function readDifference(path: string, wanted: ChangesWanted, page: PageAsked): Promise<ToldPage<ChangedRow>> {
  return withLines(path, async (file) => readPage(file, await findSections(file, wanted), page, tellRow))
}

/** As `readDifference`, all of it, one row after the other. */
export async function readWholeDifference(path: string, wanted: ChangesWanted): Promise<AsyncGenerator<ChangedRow>> {
  const sectionsOf = (file: FileHandle): Promise<readonly Section[]> => findSections(file, wanted)
  await withLines(path, sectionsOf)
  return readRanges(path, sectionsOf, tellRow)
}

async function findSections(file: FileHandle, { table, change }: ChangesWanted): Promise<readonly Section[]> {
  const { size } = await file.stat()
  const lastLine = size - LAST_LINE_DIGITS - 1
  const last = lastLine < 0 ? '' : await readText(file, { from: lastLine, to: size })
  if (!/^\d{15}\n$/.test(last)) throw new Refusal('not-ready', OTHER_FORM)
  const sections = JSON.parse(await readText(file, { from: Number(last), to: lastLine })) as Section[]
  return sections.filter(
    (section) => (table ?? section.table) === section.table && (change ?? section.change) === section.change,
  )
}

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
