// What the reading of a sheet would pass over or choke on: formulas that failed or were never computed, places no sheet has.

import type { Buffer } from 'node:buffer'

/** Rows and columns of the largest sheet there is. */
export const MOST_SHEET_ROWS = 1_048_576
const LAST_COLUMN = 'XFD'

export interface FailedCell {
  /** From 1. */
  readonly row: number
  /** From 0. */
  readonly field: number
  readonly text: string
  readonly problem: 'formula failed' | 'formula never computed'
}

const WINDOW_BYTES = 1 << 20
/** More than any cell takes up to the end of its value: a formula has at most 8,192 characters. */
const OVERLAP_BYTES = 1 << 16

const PLACE = /\br=["']([A-Z]{1,3})(\d{1,7})["']/

function placed([, column, row]: RegExpExecArray, text: string, problem: FailedCell['problem']): FailedCell {
  return { row: Number(row), field: fieldOf(column!), text, problem }
}

/** A cell with a formula and no value, or an empty one. */
const NOT_COMPUTED =
  /<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^>]*\/>|[^>]*>([^<]*)<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g

/**
 * Cells that hold an error such as `#N/A`, or a formula that the program which wrote the workbook did not compute: both
 * else read as blank. An empty text is a result (`t="str"`).
 */
export function findFailedCells(sheet: Buffer): FailedCell[] {
  const found = new Map<string, FailedCell>()
  forEachWindow(sheet, (text) => {
    for (const [, attributes, rest] of text.matchAll(/<(?:\w+:)?c\s([^>]*\bt=["']e["'][^>]*)>(?=(.{0,2000}))/gs)) {
      const place = PLACE.exec(attributes!)
      const value = /^(?:(?!<\/(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)</s.exec(rest!)?.[1] ?? '#ERROR'
      if (place) found.set(place[0], placed(place, value, 'formula failed'))
    }
    for (const [, attributes, formula] of text.matchAll(NOT_COMPUTED)) {
      const place = PLACE.exec(attributes!)
      if (!place || /\bt=["'](?:str|e)["']/.test(attributes!)) continue
      const spelled = `=${formula ?? ''}`
      found.set(place[0], placed(place, spelled, 'formula never computed'))
    }
  })
  return [...found.values()].sort((left, right) => left.row - right.row || left.field - right.field)
}

/** The first place beyond the last row or column of any sheet: a reader would fill the gap up to it. */
export function findPlaceBeyond(sheet: Buffer): string | undefined {
  let beyond: string | undefined
  forEachWindow(sheet, (text) => {
    for (const [, column, row] of text.matchAll(/\br=["']([A-Z]{3,}|)(\d{7,}|)\d*["']/g)) {
      const isBeyond =
        Number(row) > MOST_SHEET_ROWS ||
        column!.length > LAST_COLUMN.length ||
        (column!.length === LAST_COLUMN.length && column! > LAST_COLUMN)
      if (isBeyond) beyond ??= `${column}${row}`
    }
  })
  return beyond
}

/** How many rows are written down, those left out between them not counted. */
export function countRows(sheet: Buffer): number {
  let count = 0
  for (let at = 0; at < sheet.length; at += WINDOW_BYTES)
    count +=
      sheet.toString('latin1', at, Math.min(sheet.length, at + WINDOW_BYTES)).match(/<(?:\w+:)?row\b/g)?.length ?? 0
  return count
}

function forEachWindow(sheet: Buffer, look: (text: string) => void): void {
  for (let at = 0; at < sheet.length; at += WINDOW_BYTES)
    look(sheet.toString('latin1', at, Math.min(sheet.length, at + WINDOW_BYTES + OVERLAP_BYTES)))
}

/** `A` is 0, `Z` 25, `AA` 26. */
function fieldOf(column: string): number {
  let number = 0
  for (const letter of column) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}
