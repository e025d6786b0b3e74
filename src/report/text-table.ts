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
const GAP = ' '
/** No column is narrowed further, nor below its name. */
const NARROWEST_COLUMN = 8

const textOf = (cell: TextCell): string => (typeof cell === 'string' ? cell : cell.text)

/** Its lines, the names of the columns first. Columns that may wrap are narrowed, the widest first, until all fit. */
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
  const widths = fitWidths(kinds, [names, ...body], width)
  return [names, ...body].flatMap((row) => layRow(row, kinds, widths))
}

function fitWidths(
  kinds: readonly TextColumn[],
  rows: readonly (readonly TextCell[])[],
  width: number,
): readonly number[] {
  const widths = kinds.map((_, column) => Math.max(...rows.map((row) => showText(textOf(row[column]!)).length)))
  const room = width - INDENT.length - (kinds.length - 1) * (GAP.length + 1)
  let excess = widths.reduce((sum, one) => sum + one, 0) - room
  while (excess > 0) {
    const widest = kinds.reduce(
      (best, { wraps }, column) => (wraps && widths[column]! > (widths[best] ?? 0) ? column : best),
      -1,
    )
    if (widest < 0 || widths[widest]! <= Math.max(NARROWEST_COLUMN, kinds[widest]!.name.length)) break
    widths[widest]! -= 1
    excess -= 1
  }
  return widths
}

function layRow(row: readonly TextCell[], kinds: readonly TextColumn[], widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => {
    const width = widths[column]!
    const isLast = column === row.length - 1
    const lines = wrapCell(textOf(cell), width).map((line) => {
      if (kinds[column]!.isNumber) return line.trimEnd().padStart(width)
      return isLast ? line.trimEnd() : line
    })
    const spaced = isLast ? lines : lines.map((line) => `${line}${GAP}`)
    return typeof cell === 'string' ? { lines: spaced } : { lines: spaced, tone: cell.tone }
  })
  return layOut(cells).map((line) => `${INDENT}${line}`)
}
