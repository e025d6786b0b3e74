// How columns of one source come to rows that another source owns: by key, and never over what is already stated.
//
// What the joined source does not say stays as it was. Cells that two sources state differently are told, each with
// both places, and keep the first. Where a row was stated is said of the row, and is no fact to be joined. Keys that no row has are told one by one: they are rows someone believes in.

import { formatDateSpan } from '#base/date-span.ts'
import { type Column, isBlankDate, isUnknownDate } from './column.ts'
import { type FactColumn, storageOf } from './fact-column.ts'
import { ORIGIN, originOf } from './fact-origin.ts'
import type { FactTable, JoinedCells } from './fact-table.ts'
import { type Fault, quoteForFault } from './fault.ts'
import { mayBeUnread, withLeftOut } from './left-out-rows.ts'
import { type Place, placeOf, sayPlace } from './place.ts'
import { plainName } from './plain-name.ts'
import { matchKeys, spellKey, tableOfRow } from './row-keys.ts'
import { TextIndex } from './text-index.ts'

type Report = (fault: Fault) => void

export function joinColumns(base: FactTable, joined: readonly FactTable[], report: Report): FactTable {
  return joinColumnsOver([base], joined, report)[0]!
}

/** As {@link joinColumns}, to rows that stand in several files of one table. */
export function joinColumnsOver(
  bases: readonly FactTable[],
  joined: readonly FactTable[],
  report: Report,
): readonly FactTable[] {
  const targets = bases.map((table) => new JoinTarget(table))
  for (const source of joined) joinSource(bases, targets, source, report)
  return targets.map((target) => target.finish())
}

function joinSource(
  bases: readonly FactTable[],
  targets: readonly JoinTarget[],
  source: FactTable,
  report: Report,
): void {
  const { schema } = source
  const stated = withLeftOut(bases)
  const { offsets, firstRows } = matchKeys([...stated, source])
  const sourceOffset = offsets[stated.length]!
  const columns = schema.columns.filter(
    ({ name }) => source.columns.has(name) && !schema.key.includes(name) && name !== ORIGIN,
  )
  const places = columns.map((column) => targets.map((target) => target.open(column, source)))
  for (let row = 0; row < source.rowCount; row++) {
    const first = firstRows[sourceOffset + row]!
    if (first >= sourceOffset) {
      if (mayBeUnread(bases, spellKey(source, row))) continue
      report({
        code: 'unmapped',
        severity: 'warning',
        ...placeOf(source, row),
        column: schema.key.join(', '),
        text: quoteForFault(spellKey(source, row)),
        problem: `no row of ${schema.name} to join to`,
        expected: `the ${schema.key.join(', ')} of a row of ${bases.map((base) => base.file).join(' or ')}`,
      })
      continue
    }
    const owner = tableOfRow(offsets, first)
    const number = bases.indexOf(stated[owner]!)
    // Nothing is joined to a row that was left out.
    if (number < 0) continue
    for (const [index, column] of columns.entries())
      places[index]![number]!.join(first - offsets[owner]!, row, column, source, report)
  }
}

/** One file of rows that get columns. */
class JoinTarget {
  readonly table: FactTable
  readonly #columns: Map<string, JoinedColumn> = new Map()

  constructor(table: FactTable) {
    this.table = table
  }

  open(column: Column, source: FactTable): JoinedColumn {
    let joined = this.#columns.get(column.name)
    if (!joined) this.#columns.set(column.name, (joined = new JoinedColumn(this.table, column)))
    joined.open(source)
    return joined
  }

  finish(): FactTable {
    const columns = new Map(this.table.columns)
    const joined = new Map(this.table.joined)
    for (const [name, column] of this.#columns) {
      columns.set(name, column.cells)
      const origins = column.origins.filter(({ ordinals }) => ordinals.some((ordinal) => ordinal !== 0))
      if (origins.length > 0) joined.set(name, origins)
    }
    return { ...this.table, columns, joined }
  }
}

/** One column of one target: cells that are filled where they say nothing yet. */
class JoinedColumn {
  readonly #table: FactTable
  readonly #writable: WritableColumn
  readonly cells: FactColumn
  #source: FactColumn | undefined
  #codes: Uint32Array = new Uint32Array(0)
  readonly origins: JoinedCells[]

  constructor(table: FactTable, column: Column) {
    this.#table = table
    const writable = copyColumn(table.columns.get(column.name), column, table.rowCount)
    this.#writable = writable
    this.cells =
      writable.kind === 'text' ? { kind: 'text', codes: writable.codes, dictionary: writable.texts.texts } : writable
    this.origins = [...(table.joined?.get(column.name) ?? [])]
  }

  /** Names the source the next rows come from. */
  open(source: FactTable): void {
    const { file, unit, sheet } = source
    this.origins.push({ file, unit, sheet, ordinals: new Uint32Array(this.#table.rowCount) })
  }

  join(row: number, sourceRow: number, column: Column, source: FactTable, report: Report): void {
    const theirs = source.columns.get(column.name)!
    if (isSilent(theirs, sourceRow)) return
    if (this.#source !== theirs) {
      this.#source = theirs
      if (theirs.kind === 'text' && this.#writable.kind === 'text') {
        const { texts } = this.#writable
        this.#codes = Uint32Array.from(theirs.dictionary, (text) => texts.add(text))
      }
    }
    const ours = this.#writable
    if (isSilent(this.cells, row) || isUnknown(this.cells, row)) {
      if (isUnknown(theirs, sourceRow) && !isSilent(this.cells, row)) return
      if (ours.kind === 'text') ours.codes[row] = this.#codes[(theirs as { codes: Uint32Array }).codes[sourceRow]!]!
      else copyCell(ours, row, theirs, sourceRow)
      this.origins.at(-1)!.ordinals[row] = source.ordinals[sourceRow]!
      return
    }
    if (isUnknown(theirs, sourceRow)) return
    const mine = spellCell(this.cells, row, column)
    const other = spellCell(theirs, sourceRow, column)
    if (isOneSpelling(column, mine, other)) return
    report({
      code: 'contradiction',
      severity: 'error',
      ...placeOf(source, sourceRow),
      column: column.name,
      text: quoteForFault(other),
      problem: `${sayPlace(this.#originOf(row))} says \`${quoteForFault(mine)}\` of ${spellKey(source, sourceRow)}, this source says`,
      expected: 'the same in both, or one of them left blank',
    })
  }

  #originOf(row: number): Place {
    const joined = this.origins.find(({ ordinals }) => ordinals[row] !== 0)
    return joined ? placeOf(joined, row) : originOf(this.#table, row)
  }
}

/** Names written by many hands say the same in whatever case and spacing, and lists in whatever order. */
function isOneSpelling({ kind }: Column, one: string, other: string): boolean {
  if (one === other) return true
  if (kind !== 'text' && kind !== 'list' && kind !== 'vendor') return false
  const plain = (text: string): string => text.split('|').map(plainName).sort().join('|')
  return plain(one) === plain(other)
}

type WritableColumn =
  | { readonly kind: 'text'; readonly codes: Uint32Array; readonly texts: TextIndex }
  | Exclude<FactColumn, { kind: 'text' }>

function copyColumn(cells: FactColumn | undefined, column: Column, rowCount: number): WritableColumn {
  if (cells?.kind === 'text') {
    const texts = new TextIndex()
    const codes = Uint32Array.from(cells.dictionary, (text) => texts.add(text))
    return { kind: 'text', codes: cells.codes.map((code) => codes[code]!), texts }
  }
  switch (cells?.kind ?? storageOf(column)) {
    case 'date':
      return cells?.kind === 'date'
        ? { kind: 'date', earliest: cells.earliest.slice(), latest: cells.latest.slice() }
        : { kind: 'date', earliest: new Int32Array(rowCount).fill(1), latest: new Int32Array(rowCount) }
    case 'amount':
      return cells?.kind === 'amount'
        ? { kind: 'amount', low: cells.low.slice(), high: cells.high.slice() }
        : { kind: 'amount', low: new Float64Array(rowCount).fill(NaN), high: new Float64Array(rowCount).fill(NaN) }
    case 'number':
      return {
        kind: 'number',
        values: cells?.kind === 'number' ? cells.values.slice() : new Float64Array(rowCount).fill(NaN),
      }
    default:
      return { kind: 'text', codes: new Uint32Array(rowCount), texts: new TextIndex() }
  }
}

function copyCell(to: FactColumn, row: number, from: FactColumn, fromRow: number): void {
  if (to.kind === 'date' && from.kind === 'date') {
    to.earliest[row] = from.earliest[fromRow]!
    to.latest[row] = from.latest[fromRow]!
  } else if (to.kind === 'amount' && from.kind === 'amount') {
    to.low[row] = from.low[fromRow]!
    to.high[row] = from.high[fromRow]!
  } else if (to.kind === 'number' && from.kind === 'number') to.values[row] = from.values[fromRow]!
}

/** Whether a cell is blank. */
function isSilent(cells: FactColumn, row: number): boolean {
  switch (cells.kind) {
    case 'text':
      return cells.codes[row] === 0
    case 'date':
      return isBlankDate(cells.earliest[row]!, cells.latest[row]!)
    case 'amount':
      return Number.isNaN(cells.low[row]!)
    case 'number':
      return Number.isNaN(cells.values[row]!)
  }
}

/** Whether a cell says `unknown`: it gives way to a source that knows. */
function isUnknown(cells: FactColumn, row: number): boolean {
  switch (cells.kind) {
    case 'text':
      return cells.dictionary.at(cells.codes[row]!) === 'unknown'
    case 'date':
      return isUnknownDate(cells.earliest[row]!, cells.latest[row]!)
    case 'amount':
      return cells.low[row] === 0 && cells.high[row] === Number.POSITIVE_INFINITY
    case 'number':
      return false
  }
}

function spellCell(cells: FactColumn, row: number, column: Column): string {
  const scale = 10 ** (column.decimals ?? 0)
  switch (cells.kind) {
    case 'text':
      return cells.dictionary.at(cells.codes[row]!)!
    case 'date':
      return formatDateSpan({ earliest: cells.earliest[row]!, latest: cells.latest[row]! })
    case 'amount': {
      const [low, high] = [cells.low[row]! / scale, cells.high[row]! / scale]
      return low === high ? String(low) : `${low}..${high}`
    }
    case 'number':
      return String(cells.values[row])
  }
}
