// Tables of a national network, made from the numbers of their rows, straight into columns.

import { storageOf } from '#model/fact-column.ts'
import type { FactColumn, FactTable } from '#model/fact-table.ts'
import { findTable } from '#model/tables.ts'

/** Sites that the elements stand on. */
const SITE_COUNT = 30_000

/** The same number for the same row and column: no more is needed of it than that it is spread. */
export function spread(row: number, column: number): number {
  let hash = Math.imul(row + 1, 0x85ebca6b) ^ Math.imul(column + 7, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f)
  return (hash ^ (hash >>> 13)) >>> 0
}

type TextOf = (row: number) => string

/** Columns of a table; a text says what stands in a row, a number how many distinct texts there are. */
function makeTable(name: string, rowCount: number, texts: Readonly<Record<string, TextOf | number>>): FactTable {
  const schema = findTable(name)!
  const columns = new Map<string, FactColumn>()
  for (const [index, column] of schema.columns.entries()) {
    const text = texts[column.name]
    if (text === undefined) continue
    if (storageOf(column) === 'date') {
      const earliest = Int32Array.from({ length: rowCount }, (_, row) => 16_000 + (spread(row, index) % 5000))
      columns.set(column.name, { kind: 'date', earliest, latest: earliest })
    } else if (storageOf(column) === 'amount') {
      const low = Float64Array.from({ length: rowCount }, (_, row) => spread(row, index) % Number(text))
      columns.set(column.name, { kind: 'amount', low, high: low })
    } else if (storageOf(column) === 'number') {
      const values = Float64Array.from({ length: rowCount }, (_, row) => Number((text as TextOf)(row)))
      columns.set(column.name, { kind: 'number', values })
    } else if (typeof text === 'number') {
      const dictionary = Array.from({ length: text }, (_, number) => (number === 0 ? '' : `${column.name} ${number}`))
      const codes = Uint32Array.from({ length: rowCount }, (_, row) => spread(row, index) % text)
      columns.set(column.name, { kind: 'text', codes, dictionary })
    } else {
      // Millions of texts are made as they are asked for; fewer are read as a list.
      const dictionary =
        rowCount > 100_000
          ? { length: rowCount, at: text, *[Symbol.iterator]() {} }
          : Array.from({ length: rowCount }, (_, row) => text(row))
      columns.set(column.name, {
        kind: 'text',
        codes: Uint32Array.from({ length: rowCount }, (_, row) => row),
        dictionary,
      })
    }
  }
  const ordinals = Uint32Array.from({ length: rowCount }, (_, row) => row + 2)
  return { schema, file: `${name}.csv`, unit: 'line', rowCount, columns, ordinals }
}

/** Name of an element, counted around. */
export function nameElement(row: number, elementCount: number): string {
  const number = row % elementCount
  return `GNB-${String(spread(number, 0) % 10_000).padStart(4, '0')}-${number}`
}

/** Where they stand is spread over a country. `tags`: of a site, by its row. */
export function makeSites(tags?: TextOf): FactTable {
  const isSpread = (column: number, from: number, width: number) => (row: number) =>
    (from + (spread(row, column) % (width * 1000)) / 1000).toFixed(3)
  return makeTable('sites', SITE_COUNT - 1, {
    site: (row) => `site ${row + 1}`,
    region: 13,
    latitude: isSpread(1, 50, 8),
    longitude: isSpread(2, -5, 6),
    ...(tags === undefined ? {} : { tags }),
  })
}

export function makeFacts(elementCount: number, unitCount: number): FactTable[] {
  const elementOf: TextOf = (row) => nameElement(row, elementCount)
  const elements = makeTable('elements', elementCount, {
    element: elementOf,
    name: (row) => `Site ${spread(row, 99) % 1_000_000} north ${row % 1000}`,
    kind: 4,
    site: SITE_COUNT,
    vendor: 40,
    hardwareVendor: 8,
    softwareVendor: 8,
    owner: 4,
    operators: 6,
    product: 300,
    function: 40,
    technologies: 12,
    bands: 30,
    softwareVersion: 400,
    tags: 12,
    status: 6,
    procured: 1,
    installed: 1,
    inService: 1,
    outOfService: 1,
    removed: 1,
    traffic: 1_000_000,
    premises: 5000,
    subscribers: 50_000,
  })
  const units = makeTable('units', unitCount, {
    element: elementOf,
    part: 3000,
    slot: 80,
    quantity: 4,
    serial: (row) => `SN${spread(row, 5)}${row}`,
    installed: 1,
  })
  return [elements, units]
}
