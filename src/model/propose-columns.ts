// Which of an operator's columns are likely to be which of ours, by what they are called: proposals, never decisions.

import { parseDateSpan } from '#base/date-span.ts'
import { nearestName } from '#base/near-name.ts'
import type { Column, TableSchema } from './column.ts'
import type { ColumnSource } from './column-mapping.ts'
import { compileDateFormat } from './date-format.ts'
import { findTable, tableNamedBy, TABLES } from './tables.ts'

/** A column of theirs, with some of what stands in it. */
export interface TheirColumn {
  readonly name: string
  readonly samples: readonly string[]
}

/** What others call our columns, in words of small letters; the more telling before the less. */
const OTHER_NAMES: { readonly [column: string]: readonly string[] } = {
  site: ['site', 'location', 'station', 'place', 'building', 'pop'],
  element: ['element', 'ne', 'network element', 'node', 'device', 'equipment', 'host', 'hostname', 'asset'],
  part: ['part', 'part number', 'part no', 'pn', 'p n', 'sku', 'item', 'material', 'article', 'product number'],
  depot: ['depot', 'warehouse', 'store', 'storage location', 'stock location'],
  pool: ['pool'],
  name: ['label', 'title', 'display name', 'description'],
  latitude: ['lat', 'y', 'northing deg'],
  longitude: ['long', 'lon', 'lng', 'x'],
  region: ['area', 'district', 'county', 'province', 'state'],
  vendor: ['supplier', 'manufacturer', 'maker', 'oem', 'make'],
  manufacturer: ['vendor', 'supplier', 'maker', 'oem', 'make'],
  product: ['model', 'type', 'product name', 'device type', 'ne type'],
  function: ['role', 'node type', 'class', 'category'],
  softwareVersion: [
    'software',
    'software release',
    'sw version',
    'sw',
    'sw release',
    'version',
    'release',
    'os version',
  ],
  technologies: ['technology', 'tech', 'rat', 'generation'],
  bands: ['band', 'frequency', 'frequencies'],
  subscribers: ['customers', 'subs', 'users'],
  premises: ['homes passed', 'homes'],
  installed: ['install date', 'installation date', 'date installed', 'installed on'],
  inService: [
    'in service',
    'in service date',
    'commissioned',
    'commissioning date',
    'go live',
    'live since',
    'live date',
  ],
  outOfService: ['out of service', 'decommissioned', 'decommissioning date', 'switched off'],
  removed: ['removal date', 'removed on'],
  delivered: ['delivery date', 'delivered on'],
  procured: ['order date', 'purchase date', 'purchased', 'ordered'],
  produced: ['production date', 'manufacturing date', 'manufactured', 'built'],
  serial: ['serial number', 'serial no', 'sn', 's n'],
  number: ['part number', 'part no', 'pn', 'p n', 'model number'],
  quantity: ['qty', 'count', 'amount', 'on hand', 'stock', 'pieces'],
  price: ['unit price', 'cost', 'unit cost', 'list price'],
  leadTimeDays: ['lead time', 'delivery time'],
  mtbfHours: ['mtbf'],
  slot: ['position', 'bay'],
}

/** Words that say that a column names something: `Site ID` is a site. */
const NAMING = /^(.+) (?:id|identifier|code|no|number|key|ref|reference|name)$/

/** Units in brackets are no part of what it is called: `Traffic (Mbit/s)`. */
function wordsOf(name: string): string {
  return name
    .replace(/(?<=\S\s*)[([][^)\]]*[)\]]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How likely a column of theirs is one of ours: 0 is not at all. */
function likeness(theirs: string, { name, kind }: Column): number {
  const ours = wordsOf(name)
  if (theirs === ours) return 5
  const others = OTHER_NAMES[name] ?? []
  if (kind === 'identifier') {
    const stem = NAMING.exec(theirs)?.[1]
    const isName = theirs.endsWith(' name')
    if (stem === ours) return isName ? 2 : 4
    if (stem !== undefined && others.includes(stem)) return isName ? 1 : 3
  }
  // `Vendor Name` is the vendor, who has no other name here.
  const named = theirs.endsWith(' name') ? NAMING.exec(theirs)?.[1] : undefined
  if (kind !== 'identifier' && named !== undefined) {
    if (named === ours) return 4
    if (others.includes(named)) return 3.5
  }
  // What the site is called, if its identifier is another column.
  if (name === 'name' && theirs.endsWith(' name')) return 3
  if (others.includes(theirs)) return 3
  return nearestName(theirs, [ours]) === undefined || ours.length < 5 ? 0 : 1
}

/** Ours by theirs, the likeliest pairs first; each column is used once. */
function pairColumns(schema: TableSchema, theirs: readonly TheirColumn[]): Map<string, TheirColumn> {
  const pairs = theirs.flatMap((column, place) => {
    const words = wordsOf(column.name)
    return schema.columns
      .filter(({ name }) => name !== 'origin')
      .map((ours) => ({ ours, column, place, score: likeness(words, ours) }))
      .filter(({ score }) => score > 0)
  })
  const pairing = new Map<string, TheirColumn>()
  const used = new Set<TheirColumn>()
  for (const { ours, column } of pairs.sort((left, right) => right.score - left.score || left.place - right.place)) {
    if (pairing.has(ours.name) || used.has(column)) continue
    pairing.set(ours.name, column)
    used.add(column)
  }
  return nameRows(schema, pairing)
}

/** Where nothing else names the rows, what they are called does: an `NE Name` alone is the element. */
function nameRows({ key: [key = ''] }: TableSchema, pairing: Map<string, TheirColumn>): Map<string, TheirColumn> {
  const called = pairing.get('name')
  const stem = called && NAMING.exec(wordsOf(called.name))?.[1]
  if (!called || stem === undefined || pairing.has(key)) return pairing
  if (stem !== wordsOf(key) && !OTHER_NAMES[key]?.includes(stem)) return pairing
  pairing.delete('name')
  return pairing.set(key, called)
}

/** The table that the name of the file or sheet names, or the one that has most of the columns; undefined: of none two. */
export function proposeTable(name: string, theirs: readonly TheirColumn[]): TableSchema | undefined {
  const named = tableNamedBy(name)
  if (named) return named
  const rate = (schema: TableSchema): number => {
    const pairing = pairColumns(schema, theirs)
    const missing = schema.columns.filter((column) => column.required === true && !pairing.has(column.name)).length
    return pairing.size - 2 * missing
  }
  const rated = TABLES.map((schema) => ({ schema, rating: rate(schema) }))
  const best = rated.reduce((left, right) => (right.rating > left.rating ? right : left))
  return best.rating >= 2 ? best.schema : undefined
}

export type ProposedColumns = { readonly [ours: string]: ColumnSource }

/** By our column: theirs, and how what stands in it is written where that can be told. */
export function proposeColumns(table: string, theirs: readonly TheirColumn[]): ProposedColumns {
  const schema = findTable(table)
  if (!schema) return {}
  const pairing = pairColumns(schema, theirs)
  return Object.fromEntries(
    schema.columns.flatMap((column): [string, ColumnSource][] => {
      const found = pairing.get(column.name)
      return found ? [[column.name, { from: found.name, ...proposeStyle(column, found.samples) }]] : []
    }),
  )
}

function proposeStyle({ kind }: Column, samples: readonly string[]): Pick<ColumnSource, 'dateFormat' | 'decimalComma'> {
  if (kind === 'date') {
    const dateFormat = proposeDateFormat(samples)
    return dateFormat === undefined ? {} : { dateFormat }
  }
  const isNumber = kind === 'amount' || kind === 'number'
  return isNumber && samples.some((text) => /^[-+]?[\d. ]*\d,\d+$/.test(text)) ? { decimalComma: true } : {}
}

/** Written with dots the day comes first; with slashes only a day beyond the twelfth tells. */
const DATE_FORMATS = [
  'DD.MM.YYYY',
  'D.M.YYYY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'D/M/YYYY',
  'M/D/YYYY',
  'DD-MM-YYYY',
  'MM-DD-YYYY',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'D-MMM-YYYY',
  'D MMM YYYY',
  'DD.MM.YYYY HH:mm',
  'DD.MM.YYYY HH:mm:ss',
  'DD/MM/YYYY HH:mm',
  'MM/DD/YYYY HH:mm',
  'YYYY-MM-DD HH:mm',
  'YYYY-MM-DD HH:mm:ss',
]

/** Undefined where our own way fits, none does, or two that say different days do: then a person has to say it. */
function proposeDateFormat(samples: readonly string[]): string | undefined {
  const others = samples.filter((text) => text !== 'unknown' && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text))
  if (others.length === 0) return undefined
  const readings = DATE_FORMATS.map((format) => ({ format, days: others.map((text) => readDay(format, text)) }))
  const fitting = readings.filter(({ days }) => days.every((day) => day !== undefined))
  const saying = new Set(fitting.map(({ days }) => days.join()))
  return saying.size === 1 ? fitting[0]!.format : undefined
}

function readDay(format: string, text: string): string | undefined {
  const day = compileDateFormat(format)!(text)
  return day !== undefined && parseDateSpan(day) ? day : undefined
}
