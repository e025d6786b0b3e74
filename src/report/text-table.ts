// A table on a terminal: columns as wide as what stands in them, and no line wider than the terminal.

import { layOut, wrapCell } from './text-layout.ts'
import { showText } from './visible-text.ts'

export interface TextColumn {
  readonly name: string
  /** Figures stand at the right. */
  readonly isNumber?: boolean
  /** Names and sentences may go on below; figures and dates stay whole. */
  readonly wraps?: true
  /** Columns of the terminal from which on it is shown; without: always. */
  readonly from?: number
}

/** A text, with what its tone says. */
export interface TonedCell {
  readonly text: string
  readonly tone: (text: string) => string
}

export type TextCell = string | TonedCell

const INDENT = '  '
/** Between columns; the narrow one where words would be broken otherwise. */
const GAPS = { wide: 2, narrow: 1 }
/** No column is narrowed further, nor below its name. */
const NARROWEST_COLUMN = 8

const textOf = (cell: TextCell): string => (typeof cell === 'string' ? cell : cell.text)

/**
 * Its lines, the names of the columns first. Columns that may wrap are narrowed until all fit, the widest first: as far as no word is
 * broken, then with less between the columns, and only then further, for names are looked for and copied.
 */
export function layTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly TextCell[])[],
  width: number,
  toneOfNames: (text: string) => string,
): string[] {
  const shown = columns.map((_, index) => index).filter((index) => (columns[index]!.from ?? 0) <= width)
  const names = shown.map((index): TextCell => ({ text: columns[index]!.name, tone: toneOfNames }))
  const body = rows.map((row) => shown.map((index) => row[index] ?? ''))
  const kinds = shown.map((index) => columns[index]!)
  const { widths, gap } = fitWidths(kinds, [names, ...body], width)
  return [names, ...body].flatMap((row) => layRow(row, kinds, widths, gap))
}

interface Fitted {
  readonly widths: readonly number[]
  readonly gap: number
}

function fitWidths(kinds: readonly TextColumn[], rows: readonly (readonly TextCell[])[], width: number): Fitted {
  const widest = (lengthOf: (text: string) => number): number[] =>
    kinds.map((_, column) => Math.max(...rows.map((row) => lengthOf(showText(textOf(row[column]!))))))
  const whole = widest((text) => text.length)
  const words = widest((text) => Math.max(...text.split(' ').map(({ length }) => length)))
  const least = kinds.map(({ name }) => Math.max(NARROWEST_COLUMN, name.length))
  const leastUnbroken = least.map((some, column) => Math.max(some, words[column]!))
  for (const gap of [GAPS.wide, GAPS.narrow]) {
    const widths = narrow(kinds, whole, leastUnbroken, roomOf(kinds, width, gap))
    if (widths) return { widths, gap }
  }
  const room = roomOf(kinds, width, GAPS.narrow)
  return { widths: narrow(kinds, whole, least, room) ?? narrowest(kinds, whole, least), gap: GAPS.narrow }
}

/** Wider than the terminal. */
function narrowest(kinds: readonly TextColumn[], whole: readonly number[], least: readonly number[]): number[] {
  return whole.map((width, column) => (kinds[column]!.wraps ? Math.min(width, least[column]!) : width))
}

function roomOf(kinds: readonly TextColumn[], width: number, gap: number): number {
  return width - INDENT.length - (kinds.length - 1) * gap
}

/** The widest first, none below the least; undefined: they do not all fit. */
function narrow(
  kinds: readonly TextColumn[],
  whole: readonly number[],
  least: readonly number[],
  room: number,
): number[] | undefined {
  const widths = [...whole]
  for (let excess = widths.reduce((sum, one) => sum + one, 0) - room; excess > 0; excess--) {
    const widest = kinds.reduce(
      (best, { wraps }, column) =>
        wraps && widths[column]! > least[column]! && widths[column]! > (widths[best] ?? 0) ? column : best,
      -1,
    )
    if (widest < 0) return undefined
    widths[widest]! -= 1
  }
  return widths
}

function layRow(
  row: readonly TextCell[],
  kinds: readonly TextColumn[],
  widths: readonly number[],
  gap: number,
): string[] {
  const cells = row.map((cell, column) => {
    const width = widths[column]!
    const isLast = column === row.length - 1
    const lines = wrapCell(textOf(cell), width).map((line) => {
      if (kinds[column]!.isNumber) return line.trimEnd().padStart(width)
      return isLast ? line.trimEnd() : line
    })
    // One of them stands between cells anyway.
    const spaced = isLast ? lines : lines.map((line) => `${line}${' '.repeat(gap - 1)}`)
    return typeof cell === 'string' ? { lines: spaced } : { lines: spaced, tone: cell.tone }
  })
  return layOut(cells).map((line) => `${INDENT}${line}`)
}
