// Cells of texts: each distinct one is held once, and a row holds its number.

import { type CellProblem, type Column, longestFreeText, readText } from './column.ts'
import { type ColumnWriter, growTo, type RawCells } from './column-writer.ts'
import type { FactColumn } from './fact-column.ts'
import { TextIndex } from './text-index.ts'

/** Distinct refused spellings remembered for a column: bounds memory when every cell is another one. */
const REFUSED_REMEMBERED = 10_000
/** Different cells for which room is made at once: 128 MB of slots. */
const MOST_RESERVED = 4_000_000

export class TextWriter implements ColumnWriter {
  readonly column: Column
  #codes = new Uint32Array(1024)
  #found = new Int32Array(256)
  readonly #spellings = new TextIndex()
  /** The canonical texts, once some spelling is not one; until then they are the spellings. */
  #canonical: TextIndex | undefined
  /** Code of each spelling among the canonical texts. */
  #codeOfSpelling: Uint32Array | undefined
  readonly #refused = new Map<string, CellProblem>()
  /** ASCII cells up to this length are fine, and canonical, whatever they say; 0 where texts are looked at. */
  readonly #freeLength: number

  constructor(column: Column) {
    this.column = column
    this.#freeLength = longestFreeText(column)
  }

  write(row: number, text: string): CellProblem | undefined {
    if (row >= this.#codes.length) this.#codes = growTo(this.#codes, row)
    let spelling = this.#spellings.find(text)
    if (spelling < 0) {
      const refused = this.#refused.size === 0 ? undefined : this.#refused.get(text)
      if (refused) return refused
      const reading = readText(this.column, text)
      if ('problem' in reading) {
        if (this.#refused.size < REFUSED_REMEMBERED) this.#refused.set(text, reading.problem)
        return reading.problem
      }
      spelling = this.#learn(text, reading.value)
    }
    this.#codes[row] = this.#codeOfSpelling === undefined ? spelling : this.#codeOfSpelling[spelling]!
    return undefined
  }

  writeKnown(base: number, cells: RawCells, column: number, undecided: Int32Array): number {
    const { count } = cells
    const starts = cells.starts[column]!
    const ends = cells.ends[column]!
    const oddities = cells.oddities[column]!
    const isRequired = this.column.required === true
    const codeOfSpelling = this.#codeOfSpelling
    this.#codes = growTo(this.#codes, base + count)
    if (this.#found.length < count) this.#found = new Int32Array(count)
    const codes = this.#codes
    const found = this.#found
    this.#spellings.findAllAscii(cells, starts, ends, count, found)
    let undecidedCount = 0
    for (let row = 0; row < count; row++) {
      let spelling = found[row]!
      const isPlain = oddities[row] === 0
      // Not after an undecided cell, which may be a new text as well: texts are numbered in the order of the rows.
      if (isPlain && spelling < 0 && undecidedCount === 0 && ends[row]! - starts[row]! <= this.#freeLength)
        spelling = this.#spellings.addAscii(cells, starts[row]!, ends[row]!)
      if (!isPlain || spelling < 0 || (spelling === 0 && isRequired)) undecided[undecidedCount++] = row
      else codes[base + row] = codeOfSpelling === undefined ? spelling : codeOfSpelling[spelling]!
    }
    return undecidedCount
  }

  reserve(rowCount: number, isKey: boolean): void {
    this.#codes = growTo(this.#codes, rowCount)
    if (isKey) this.#spellings.reserve(Math.min(rowCount, MOST_RESERVED))
  }

  move(from: number, to: number): void {
    this.#codes[to] = this.#codes[from]!
  }

  #learn(text: string, canonical: string): number {
    const spelling = this.#spellings.add(text)
    if (this.#codeOfSpelling === undefined) {
      if (canonical === text) return spelling
      // From here on spellings and canonical texts part: codes given so far stay as they are.
      this.#canonical = new TextIndex()
      this.#codeOfSpelling = new Uint32Array(Math.max(1024, 2 * spelling))
      for (let code = 1; code < spelling; code++)
        this.#codeOfSpelling[code] = this.#canonical.add(this.#spellings.texts.at(code)!)
    }
    this.#codeOfSpelling = growTo(this.#codeOfSpelling, spelling)
    this.#codeOfSpelling[spelling] = this.#canonical!.add(canonical)
    return spelling
  }

  finish(rowCount: number): FactColumn {
    const { texts } = this.#canonical ?? this.#spellings
    return { kind: 'text', codes: this.#codes.slice(0, rowCount), dictionary: texts }
  }
}
