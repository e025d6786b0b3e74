// Fills a fact table cell by cell from values, without any text in between: ten million rows are made this way.

import type { CivilDay } from '#base/calendar.ts'
import { BLANK_DATE, type Column, type TableSchema } from '#model/column.ts'
import { type FactColumn, type FactTable, storageOf } from '#model/fact-table.ts'
import { StoredTexts } from '#model/stored-texts.ts'

type Values = Uint32Array | Int32Array | Float64Array

function resize<Kind extends Values>(values: Kind, length: number): Kind {
  const larger = new (values.constructor as new (length: number) => Kind)(length)
  larger.set(values)
  return larger
}

function pick<Kind extends Values>(values: Kind, rowCount: number, order: Uint32Array | undefined): Kind {
  if (order === undefined) return values.subarray(0, rowCount) as Kind
  const picked = new (values.constructor as new (length: number) => Kind)(rowCount)
  for (let row = 0; row < rowCount; row++) picked[row] = values[order[row]!]!
  return picked
}

/** Takes memory only from the first cell that is written. */
export interface Cells {
  readonly isUsed: boolean
  grow(capacity: number): void
  /** The column of the first `rowCount` rows, or of the rows named by `order`. */
  finish(rowCount: number, order?: Uint32Array): FactColumn
}

export class TextCells implements Cells {
  #codes = new Uint32Array(0)
  #capacity: number
  readonly dictionary: StoredTexts
  readonly #known = new Map<string, number>([['', 0]])
  #lastText = ''
  #lastCode = 0

  /** `dictionary`: texts shared with another column; the caller then writes codes. */
  constructor(capacity: number, dictionary = new StoredTexts()) {
    this.#capacity = capacity
    this.dictionary = dictionary
  }

  get isUsed(): boolean {
    return this.#codes.length > 0
  }

  /** The code of a text, for cells that repeat: rows are then written without looking it up. */
  codeOf(text: string): number {
    if (text === this.#lastText) return this.#lastCode
    let code = this.#known.get(text)
    if (code === undefined) {
      code = this.dictionary.length
      this.dictionary.add(text)
      this.#known.set(text, code)
    }
    this.#lastText = text
    this.#lastCode = code
    return code
  }

  set(row: number, text: string): void {
    if (text !== '') this.setCode(row, this.codeOf(text))
  }

  /** Writes a text that stands in no other row: it is not looked up. */
  setUnique(row: number, text: string): void {
    this.setCode(row, this.dictionary.length)
    this.dictionary.add(text)
  }

  setCode(row: number, code: number): void {
    if (this.#codes.length === 0) this.#codes = new Uint32Array(this.#capacity)
    this.#codes[row] = code
  }

  grow(capacity: number): void {
    this.#capacity = capacity
    if (this.isUsed) this.#codes = resize(this.#codes, capacity)
  }

  finish(rowCount: number, order?: Uint32Array): FactColumn {
    return { kind: 'text', codes: pick(this.#codes, rowCount, order), dictionary: this.dictionary }
  }
}

/** Fills only what is not zero already: memory never touched is memory never taken. */
function fillFrom(values: Int32Array<ArrayBuffer>, value: number, from: number): Int32Array<ArrayBuffer> {
  return value === 0 ? values : values.fill(value, from)
}

export class DateCells implements Cells {
  #earliest = new Int32Array(0)
  #latest = new Int32Array(0)
  #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get isUsed(): boolean {
    return this.#earliest.length > 0
  }

  set(row: number, earliest: CivilDay, latest: CivilDay = earliest): void {
    if (this.#earliest.length === 0) {
      this.#earliest = fillFrom(new Int32Array(this.#capacity), BLANK_DATE.earliest, 0)
      this.#latest = fillFrom(new Int32Array(this.#capacity), BLANK_DATE.latest, 0)
    }
    this.#earliest[row] = earliest
    this.#latest[row] = latest
  }

  earliestAt(row: number): CivilDay {
    return this.#earliest[row]!
  }

  grow(capacity: number): void {
    const before = this.#capacity
    this.#capacity = capacity
    if (!this.isUsed) return
    this.#earliest = fillFrom(resize(this.#earliest, capacity), BLANK_DATE.earliest, before)
    this.#latest = fillFrom(resize(this.#latest, capacity), BLANK_DATE.latest, before)
  }

  finish(rowCount: number, order?: Uint32Array): FactColumn {
    return {
      kind: 'date',
      earliest: pick(this.#earliest, rowCount, order),
      latest: pick(this.#latest, rowCount, order),
    }
  }
}

class NumericCells {
  #values = new Float64Array(0)
  #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get isUsed(): boolean {
    return this.#values.length > 0
  }

  set(row: number, value: number): void {
    if (this.#values.length === 0) this.#values = new Float64Array(this.#capacity).fill(Number.NaN)
    this.#values[row] = value
  }

  grow(capacity: number): void {
    const before = this.#capacity
    this.#capacity = capacity
    if (this.isUsed) this.#values = resize(this.#values, capacity).fill(Number.NaN, before)
  }

  protected take(rowCount: number, order: Uint32Array | undefined): Float64Array {
    return pick(this.#values, rowCount, order)
  }
}

/** Amounts in integers of 10^-decimals of the unit; exact ones only, so that one array serves as low and high. */
export class AmountCells extends NumericCells implements Cells {
  finish(rowCount: number, order?: Uint32Array): FactColumn {
    const values = this.take(rowCount, order)
    return { kind: 'amount', low: values, high: values }
  }
}

export class NumberCells extends NumericCells implements Cells {
  finish(rowCount: number, order?: Uint32Array): FactColumn {
    return { kind: 'number', values: this.take(rowCount, order) }
  }
}

function createCells(column: Column, capacity: number): Cells {
  switch (storageOf(column)) {
    case 'date':
      return new DateCells(capacity)
    case 'amount':
      return new AmountCells(capacity)
    case 'number':
      return new NumberCells(capacity)
    default:
      return new TextCells(capacity)
  }
}

/** Rows of one table. Cells not written stay blank, and a column no row has used is left out. */
export class TableRows {
  readonly schema: TableSchema
  readonly file: string
  readonly #cells = new Map<string, Cells>()
  #capacity: number
  #rowCount = 0

  /** `sharedTexts`: dictionaries of columns whose codes the caller writes. */
  constructor(
    schema: TableSchema,
    file: string,
    capacity = 1024,
    sharedTexts: ReadonlyMap<string, StoredTexts> = new Map(),
  ) {
    this.schema = schema
    this.file = file
    this.#capacity = Math.max(1, capacity)
    for (const column of schema.columns) {
      const shared = sharedTexts.get(column.name)
      this.#cells.set(column.name, shared ? new TextCells(this.#capacity, shared) : createCells(column, this.#capacity))
    }
  }

  get rowCount(): number {
    return this.#rowCount
  }

  /** Begins a row and returns its number. */
  begin(): number {
    if (this.#rowCount === this.#capacity) {
      this.#capacity = Math.ceil(this.#capacity * 1.5) + 1024
      for (const cells of this.#cells.values()) cells.grow(this.#capacity)
    }
    return this.#rowCount++
  }

  texts(column: string): TextCells {
    return this.#of(column, TextCells)
  }

  dates(column: string): DateCells {
    return this.#of(column, DateCells)
  }

  amounts(column: string): AmountCells {
    return this.#of(column, AmountCells)
  }

  numbers(column: string): NumberCells {
    return this.#of(column, NumberCells)
  }

  #of<Kind extends Cells>(column: string, kind: new (capacity: number) => Kind): Kind {
    const cells = this.#cells.get(column)
    if (!(cells instanceof kind)) throw new Error(`table ${this.schema.name} has no such column ${column}`)
    return cells
  }

  /** The finished table; `order` names the rows in the order in which they shall stand. */
  finish(order?: Uint32Array): FactTable {
    const rowCount = this.#rowCount
    const columns = new Map<string, FactColumn>()
    for (const [name, cells] of this.#cells) if (cells.isUsed) columns.set(name, cells.finish(rowCount, order))
    const ordinals = new Uint32Array(rowCount)
    for (let row = 0; row < rowCount; row++) ordinals[row] = row + 2
    return { schema: this.schema, file: this.file, rowCount, columns, unit: 'line', ordinals }
  }
}
