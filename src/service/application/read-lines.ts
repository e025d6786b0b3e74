// A page of a file of one JSON value a line. A page begins at a byte, so that the last is as near as the first.

import { type FileHandle, open } from 'node:fs/promises'
import { LARGEST_PAGE, USUAL_PAGE } from '#model/list-page.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'

/** Whole lines of a file, from a byte to the one behind them. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

/** `read`: gives undefined for a line that is not wanted; a page may then end where the file does, with fewer than were asked for. */
export function readLines<Line, Item>(
  path: string,
  page: PageAsked,
  read: (line: Line) => Item | undefined,
): Promise<ToldPage<Item>> {
  return withLines(path, async (file) => readPage<Line, Item>(file, [await wholeOf(file)], page, read))
}

/** Every item that is wanted, for whoever takes all away. Rejects at once where there is no such file. */
export async function readAllLines<Line, Item = Line>(
  path: string,
  read: (line: Line) => Item | undefined,
): Promise<AsyncGenerator<Item>> {
  await withLines(path, async () => undefined)
  return readRanges<Line, Item>(path, async (file) => [await wholeOf(file)], read)
}

async function wholeOf(file: FileHandle): Promise<LineRange> {
  return { from: 0, to: (await file.stat()).size }
}

/** What is open stays what it is, whatever is put in its place. */
export async function withLines<Result>(path: string, read: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const file = await openLines(path)
  try {
    return await read(file)
  } finally {
    await file.close()
  }
}

async function openLines(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('not-ready', 'it was not previewed yet')
    throw error
  }
}

/** `ranges`: where lines that may be wanted lie, in their order; `read` gives undefined for one that is not. */
export async function readPage<Line, Item, Range extends LineRange = LineRange>(
  file: FileHandle,
  ranges: readonly Range[],
  { after, limit = USUAL_PAGE }: PageAsked,
  read: (line: Line, range: Range) => Item | undefined,
): Promise<ToldPage<Item>> {
  const begin = after === undefined ? 0 : await readPlace(file, after)
  const ahead = ranges.filter(({ from, to }) => from < to && to > begin)
  const most = Math.min(Math.max(1, limit), LARGEST_PAGE)
  const items: Item[] = []
  for (const [index, range] of ahead.entries()) {
    for await (const { text, end } of linesOf(file, { from: Math.max(begin, range.from), to: range.to })) {
      const item = read(JSON.parse(text) as Line, range)
      if (item !== undefined) items.push(item)
      if (items.length < most) continue
      const next = end < range.to ? end : ahead[index + 1]?.from
      return { items, ...(next === undefined ? {} : { next: String(next) }) }
    }
  }
  return { items }
}

/** Every wanted line of the ranges, one after the other. Nothing is open before the first is asked for. */
export async function* readRanges<Line, Item, Range extends LineRange = LineRange>(
  path: string,
  rangesOf: (file: FileHandle) => Promise<readonly Range[]>,
  read: (line: Line, range: Range) => Item | undefined,
): AsyncGenerator<Item> {
  const file = await openLines(path)
  try {
    for (const range of await rangesOf(file)) {
      for await (const { text } of linesOf(file, range)) {
        const item = read(JSON.parse(text) as Line, range)
        if (item !== undefined) yield item
      }
    }
  } finally {
    await file.close()
  }
}

const LINE_FEED = 0x0a

/** Where a line begins: a page of a list that was made anew meanwhile may be of another. */
async function readPlace(file: FileHandle, after: string): Promise<number> {
  const place = /^\d{1,15}$/.test(after) ? Number(after) : undefined
  if (place === 0) return place
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(1), position: (place ?? 0) - 1, length: 1 })
  if (place === undefined || bytesRead === 0 || buffer[0] !== LINE_FEED)
    throw new Refusal('invalid-request', `\`${after.slice(0, 40)}\` is no place in this list: begin without \`after\``)
  return place
}

const PIECE_BYTES = 65_536

/** Lines end with a line feed alone: others that end lines elsewhere may stand within a text. `end`: the byte behind it. */
async function* linesOf(file: FileHandle, { from, to }: LineRange): AsyncGenerator<{ text: string; end: number }> {
  let held: Buffer = Buffer.alloc(0)
  for (let place = from; place < to; ) {
    const length = Math.min(PIECE_BYTES, to - place)
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position: place, length })
    if (bytesRead === 0) return
    const begin = place - held.length
    held = Buffer.concat([held, buffer.subarray(0, bytesRead)])
    place += bytesRead
    let start = 0
    for (let at = held.indexOf(LINE_FEED); at >= 0; at = held.indexOf(LINE_FEED, start)) {
      yield { text: held.toString('utf8', start, at), end: begin + at + 1 }
      start = at + 1
    }
    held = held.subarray(start)
  }
}
