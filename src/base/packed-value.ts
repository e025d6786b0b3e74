// A value as bytes, and back: plain data, maps and sets as text, and columns of numbers as they lie in memory.
//
// The bytes: the length of the text, the text in code units of two bytes, and the columns one after the other, each at a
// multiple of eight, so that they are read where they lie. Numbers are little-endian, as on every machine this runs on.

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

const KINDS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const
type Kind = keyof typeof KINDS

/** What plain data cannot say is an object with this key alone. */
const MARK = '$'

type Marked =
  | { readonly [MARK]: 'map' | 'object'; readonly of: readonly (readonly [unknown, unknown])[] }
  | { readonly [MARK]: 'set'; readonly of: readonly unknown[] }
  | { readonly [MARK]: 'number'; readonly of: string }
  | { readonly [MARK]: 'column'; readonly of: Kind; readonly at: number; readonly length: number }

const HEAD_BYTES = 8

/** What is undefined is left out, and a column that stands twice is packed once. Throws on what is no data: functions, big numbers, objects of a class. */
export function packValue(value: unknown): Uint8Array<ArrayBuffer> {
  const columns = new Map<Column, unknown>()
  let columnBytes = 0
  const describe = (one: unknown): unknown => {
    if (typeof one === 'number' && !Number.isFinite(one)) return { [MARK]: 'number', of: String(one) }
    if (one === null || typeof one === 'number' || typeof one === 'string' || typeof one === 'boolean') return one
    if (Array.isArray(one)) return one.map(describe)
    if (one instanceof Map) return { [MARK]: 'map', of: Array.from(one, (entry) => entry.map(describe)) }
    if (one instanceof Set) return { [MARK]: 'set', of: Array.from(one, describe) }
    const kind = kindOf(one)
    if (kind !== undefined) {
      const column = one as Column
      const known = columns.get(column)
      if (known !== undefined) return known
      const marked = { [MARK]: 'column', of: kind, at: columnBytes, length: column.length }
      columns.set(column, marked)
      columnBytes += toEight(column.byteLength)
      return marked
    }
    if (typeof one !== 'object' || Object.getPrototypeOf(one) !== Object.prototype)
      throw new Error(`${typeof one} is no data`)
    const entries = Object.entries(one).flatMap(([key, each]) =>
      each === undefined ? [] : [[key, describe(each)] as const],
    )
    return Object.hasOwn(one, MARK) ? { [MARK]: 'object', of: entries } : Object.fromEntries(entries)
  }
  const text = JSON.stringify(describe(value))
  const columnsFrom = toEight(HEAD_BYTES + 2 * text.length)
  const bytes = new Uint8Array(columnsFrom + columnBytes)
  new Uint32Array(bytes.buffer, 0, 1)[0] = text.length
  const units = new Uint16Array(bytes.buffer, HEAD_BYTES, text.length)
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index)
  let at = columnsFrom
  for (const column of columns.keys()) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += toEight(column.byteLength)
  }
  return bytes
}

/** What was packed; its columns lie in `bytes`. */
export function unpackValue(bytes: ArrayBuffer): unknown {
  const length = new Uint32Array(bytes, 0, 1)[0]!
  const columnsFrom = toEight(HEAD_BYTES + 2 * length)
  const columns = new Map<number, Column>()
  const columnOf = (kind: Kind, at: number, length: number): Column => {
    const column = (length > 0 && columns.get(at)) || new KINDS[kind](bytes, columnsFrom + at, length)
    // One without numbers takes no room: another may begin where it does.
    if (length > 0) columns.set(at, column)
    return column
  }
  const restore = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one
    if (Array.isArray(one)) return one.map(restore)
    const marked = one as Marked
    switch (marked[MARK]) {
      case 'number':
        return Number(marked.of)
      case 'map':
        return new Map(marked.of.map(([key, value]) => [restore(key), restore(value)]))
      case 'set':
        return new Set(marked.of.map(restore))
      case 'object':
        return Object.fromEntries(marked.of.map(([key, value]) => [key, restore(value)]))
      case 'column':
        return columnOf(marked.of, marked.at, marked.length)
      default:
        return Object.fromEntries(Object.entries(one).map(([key, value]) => [key, restore(value)]))
    }
  }
  return restore(JSON.parse(readText(new Uint16Array(bytes, HEAD_BYTES, length))))
}

/** As many at once as a call may be given. */
const UNITS_AT_ONCE = 8192

function readText(units: Uint16Array): string {
  let text = ''
  for (let from = 0; from < units.length; from += UNITS_AT_ONCE)
    text += String.fromCharCode(...units.subarray(from, from + UNITS_AT_ONCE))
  return text
}

function kindOf(value: unknown): Kind | undefined {
  return (Object.keys(KINDS) as Kind[]).find((kind) => value instanceof KINDS[kind])
}

function toEight(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
