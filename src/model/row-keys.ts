// Which rows of one table, over any number of files, have the same key: found without making a text of any key.

import { formatDateSpan } from '#base/date-span.ts'
import { isBlankDate, type TableSchema } from './column.ts'
import type { FactColumn, FactTable } from './fact-table.ts'
import { TextIndex } from './text-index.ts'

/** Rows of several tables of one schema, numbered through. */
export interface RowKeys {
  /** Number of the first row of each table, and after the last how many there are. */
  readonly offsets: readonly number[]
  /** For each row the first row that has the same key: itself, where it is the first. */
  readonly firstRows: Uint32Array
}

export function matchKeys(tables: readonly FactTable[]): RowKeys {
  const offsets = [0]
  for (const table of tables) offsets.push(offsets.at(-1)! + table.rowCount)
  return { offsets, firstRows: findFirstRows(keyParts(tables, tables[0]!.schema), offsets.at(-1)!) }
}

/** Which table a row is of. */
export function tableOfRow(offsets: readonly number[], row: number): number {
  return offsets.findLastIndex((offset, table) => offset <= row && table < offsets.length - 1)
}

/** Numbers of the key cells of all rows: rows with equal cells have equal numbers. */
function keyParts(tables: readonly FactTable[], schema: TableSchema): readonly Uint32Array[] {
  const rowCount = tables.reduce((count, table) => count + table.rowCount, 0)
  const parts: Uint32Array[] = []
  for (const name of schema.key) {
    const columns = tables.map((table) => table.columns.get(name))
    const width = Math.max(1, ...columns.map((column) => (column === undefined ? 1 : PART_COUNTS[column.kind])))
    const own = Array.from({ length: width }, () => new Uint32Array(rowCount))
    const texts = new TextIndex()
    let offset = 0
    for (const [number, column] of columns.entries()) {
      const { rowCount: count } = tables[number]!
      if (column === undefined) fillBlank(own, offset, count, schema, name)
      else fillParts(column, count, own, offset, texts, tables.length > 1)
      offset += count
    }
    parts.push(...own)
  }
  return parts
}

const PART_COUNTS: Record<FactColumn['kind'], number> = { text: 1, date: 2, amount: 4, number: 2 }

/** A column the file does not have is blank on every row. */
function fillBlank(parts: Uint32Array[], offset: number, count: number, schema: TableSchema, name: string): void {
  const { kind } = schema.columns.find((column) => column.name === name)!
  const blank = kind === 'date' ? [1, 0] : kind === 'amount' || kind === 'number' ? [0, 0x7ff80000, 0, 0x7ff80000] : [0]
  for (const [index, part] of parts.entries()) part.fill(blank[index]!, offset, offset + count)
}

function fillParts(
  column: FactColumn,
  count: number,
  parts: Uint32Array[],
  offset: number,
  texts: TextIndex,
  isShared: boolean,
): void {
  switch (column.kind) {
    case 'text': {
      if (!isShared) {
        parts[0]!.set(column.codes, offset)
        return
      }
      const numbers = new Int32Array(column.dictionary.length).fill(-1)
      for (let row = 0; row < count; row++) {
        const code = column.codes[row]!
        if (numbers[code] === -1) numbers[code] = texts.addOf(column.dictionary, code)
        parts[0]![offset + row] = numbers[code]!
      }
      return
    }
    case 'date':
      parts[0]!.set(column.earliest, offset)
      parts[1]!.set(column.latest, offset)
      return
    case 'amount':
      fillHalves(column.low, parts, 0, offset)
      fillHalves(column.high, parts, 2, offset)
      return
    case 'number':
      fillHalves(column.values, parts, 0, offset)
  }
}

function fillHalves(values: Float64Array, parts: Uint32Array[], first: number, offset: number): void {
  const value = new Float64Array(1)
  const halves = new Uint32Array(value.buffer)
  for (let row = 0; row < values.length; row++) {
    value[0] = values[row]!
    // All ways to write a blank, and both zeros, are one.
    const isBlank = Number.isNaN(value[0])
    parts[first]![offset + row] = isBlank || value[0] === 0 ? 0 : halves[0]!
    parts[first + 1]![offset + row] = isBlank ? 0x7ff80000 : value[0] === 0 ? 0 : halves[1]!
  }
}

/** For each row the first row that has the same numbers. */
function findFirstRows(parts: readonly Uint32Array[], rowCount: number): Uint32Array {
  const firstRows = new Uint32Array(rowCount)
  if (parts.length === 1 && isRising(parts[0]!)) return firstRows.map((_, row) => row)
  let size = 1024
  while (size < rowCount * 2) size *= 2
  const slots = new Int32Array(size).fill(-1)
  const mask = size - 1
  for (let row = 0; row < rowCount; row++) {
    let hash = 0
    for (const part of parts) {
      hash = Math.imul(hash ^ part[row]!, 0x85ebca6b)
      hash ^= hash >>> 15
      hash = Math.imul(hash, 0xc2b2ae35)
      hash ^= hash >>> 13
    }
    let slot = hash & mask
    while (slots[slot] !== -1 && !isSameKey(parts, slots[slot]!, row)) slot = (slot + 1) & mask
    if (slots[slot] === -1) slots[slot] = row
    firstRows[row] = slots[slot]!
  }
  return firstRows
}

/** Numbers are given in the order of the rows, so that keys which stand once rise. */
function isRising(part: Uint32Array): boolean {
  for (let row = 1; row < part.length; row++) if (part[row]! <= part[row - 1]!) return false
  return true
}

function isSameKey(parts: readonly Uint32Array[], left: number, right: number): boolean {
  for (const part of parts) if (part[left] !== part[right]) return false
  return true
}

/** The key as a person reads it: its cells that are not blank. */
export function spellKey(table: FactTable, row: number): string {
  const cells: string[] = []
  for (const name of table.schema.key) {
    const column = table.columns.get(name)
    if (column?.kind === 'text') cells.push(column.dictionary.at(column.codes[row]!)!)
    if (column?.kind === 'number') cells.push(String(column.values[row]))
    if (column?.kind === 'amount') cells.push(String(column.low[row]))
    if (column?.kind === 'date' && !isBlankDate(column.earliest[row]!, column.latest[row]!))
      cells.push(formatDateSpan({ earliest: column.earliest[row]!, latest: column.latest[row]! }))
  }
  return cells.filter((cell) => cell !== '' && cell !== 'NaN').join(', ')
}
