// A page of a file of one JSON value a line. A page begins at a byte, so that the last is as near as the first.

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { LARGEST_PAGE, USUAL_PAGE } from '#model/list-page.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'

/** `keeps`: which items are wanted; a page may then end where the file does, with fewer than were asked for. */
export async function readLines<Item>(
  path: string,
  { after = '0', limit = USUAL_PAGE }: PageAsked,
  keeps: (item: Item) => boolean = () => true,
): Promise<ToldPage<Item>> {
  const size = await sizeOf(path)
  if (!/^\d{1,15}$/.test(after) || Number(after) > size)
    throw new Refusal('invalid-request', `\`${after.slice(0, 40)}\` is no place in this list: begin without \`after\``)
  const items: Item[] = []
  let place = Number(after)
  const most = Math.min(Math.max(1, limit), LARGEST_PAGE)
  for await (const line of createInterface({ input: createReadStream(path, { start: place }), crlfDelay: Infinity })) {
    const item = readLine<Item>(line)
    if (keeps(item)) items.push(item)
    place += Buffer.byteLength(line) + 1
    if (items.length === most) break
  }
  return { items, ...(place < size ? { next: String(place) } : {}) }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('not-ready', 'it was not previewed yet')
    throw error
  }
}

function readLine<Item>(line: string): Item {
  try {
    return JSON.parse(line) as Item
  } catch {
    throw new Refusal('invalid-request', 'that is no place in this list: begin without `after`')
  }
}

/** Every item that is wanted, for whoever takes all away. Rejects at once where there is no such file. */
export async function readAllLines<Item>(
  path: string,
  keeps: (item: Item) => boolean = () => true,
): Promise<AsyncGenerator<Item>> {
  await sizeOf(path)
  return itemsOf(path, keeps)
}

async function* itemsOf<Item>(path: string, keeps: (item: Item) => boolean): AsyncGenerator<Item> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const item = JSON.parse(line) as Item
    if (keeps(item)) yield item
  }
}
