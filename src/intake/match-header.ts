// Which field of a file fills which of our columns, from its header and, where there is one, the saved mapping.

import { nearestName } from '#base/near-name.ts'
import type { Column, TableSchema } from '#model/column.ts'
import type { ColumnSource, SourceMapping } from '#model/column-mapping.ts'
import type { CellTranslation } from '#model/fact-table.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import type { Place } from '#model/place.ts'
import { createTranslation } from '#model/translate-cell.ts'

export interface MatchedHeader {
  readonly fieldCount: number
  /** Our columns, in the order of `fields` and `constants`. */
  readonly columnNames: readonly string[]
  /** Field of each column; -1 where it is a constant. */
  readonly fields: Int32Array
  readonly constants: readonly string[]
  readonly translations: ReadonlyMap<string, CellTranslation>
  /** What the mapping says of each column. */
  readonly sources: ReadonlyMap<string, ColumnSource>
  /** Fields under no name: nothing may stand there. */
  readonly namelessFields: readonly number[]
}

/** `header`: its texts, trimmed. Undefined when it has faults; all of them are told. */
export function matchHeader(
  header: readonly string[],
  place: Place,
  schema: TableSchema,
  mapping: SourceMapping | undefined,
  report: (fault: Fault) => void,
): MatchedHeader | undefined {
  let isGood = true
  const refuse = (fault: Omit<Fault, 'severity' | keyof Place>): void => {
    isGood = false
    report({ ...fault, severity: 'error', ...place })
  }
  const sources = mapping ? sourcesOf(mapping, schema) : ownSources(header, schema)
  const read = new Set([...sources.values()].map((source) => source.from))
  refuseRepeated(header, read, mapping, refuse)
  if (mapping) {
    refuseAbsent(header, sources, refuse)
    refuseUnmapped(header, read, mapping, place, refuse, report)
  }
  const misspelt = mapping ? NONE : refuseUnknown(header, schema, refuse)
  for (const column of schema.columns) {
    const isNeeded = mapping?.join === true ? schema.key.includes(column.name) : column.required === true
    if (isNeeded && !sources.has(column.name) && !misspelt.has(column.name)) refuse(describeMissing(column))
  }
  if (!isGood) return undefined

  const columns = schema.columns.filter((column) => sources.has(column.name))
  const translations = new Map<string, CellTranslation>()
  for (const column of columns) {
    const translate = createTranslation(sources.get(column.name)!, column)
    if (translate) translations.set(column.name, translate)
  }
  return {
    fieldCount: header.length,
    columnNames: columns.map((column) => column.name),
    fields: Int32Array.from(columns, (column) => header.indexOf(sources.get(column.name)!.from ?? '\0')),
    constants: columns.map((column) => sources.get(column.name)!.constant ?? ''),
    translations,
    sources,
    namelessFields: [...header.keys()].filter((field) => header[field] === ''),
  }
}

type Sources = ReadonlyMap<string, ColumnSource>
type Refuse = (fault: Omit<Fault, 'severity' | keyof Place>) => void

/** Without a mapping the columns have our names. */
function ownSources(header: readonly string[], schema: TableSchema): Sources {
  return new Map(
    schema.columns.filter(({ name }) => header.includes(name)).map(({ name }) => [name, { from: name }] as const),
  )
}

/** With one, only what it names is read. */
function sourcesOf(mapping: SourceMapping, schema: TableSchema): Sources {
  const sources = new Map(Object.entries(mapping.columns))
  if (mapping.key !== undefined) sources.set(schema.key[0]!, { ...sources.get(schema.key[0]!), from: mapping.key })
  return sources
}

function refuseRepeated(
  header: readonly string[],
  read: ReadonlySet<string | undefined>,
  mapping: SourceMapping | undefined,
  refuse: Refuse,
): void {
  const repeated = new Set(header.filter((name, field) => name !== '' && header.indexOf(name) !== field))
  for (const name of repeated)
    if (!mapping || read.has(name))
      refuse({ code: 'duplicate-column', text: quoteForFault(name), problem: 'the same column twice' })
}

const NONE: ReadonlySet<string> = new Set()

/** Returns the columns that are perhaps meant: they are there, under a name that is to be mended. */
function refuseUnknown(header: readonly string[], schema: TableSchema, refuse: Refuse): ReadonlySet<string> {
  const meant = new Set<string>()
  const names = schema.columns.map((column) => column.name)
  const free = names.filter((name) => !header.includes(name))
  for (const name of new Set(header)) {
    if (name === '' || names.includes(name)) continue
    const nearest = nearestName(name, free)
    if (nearest !== undefined) meant.add(nearest)
    refuse({
      code: 'unknown-column',
      text: quoteForFault(name),
      problem: 'unknown column',
      expected: `a column of ${schema.name}, or a mapping that reads or ignores it`,
      ...(nearest === undefined ? {} : { didYouMean: nearest }),
    })
  }
  return meant
}

function refuseAbsent(header: readonly string[], sources: Sources, refuse: Refuse): void {
  for (const [name, { from }] of sources) {
    if (from === undefined || header.includes(from)) continue
    const nearest = nearestName(from, header)
    refuse({
      code: 'missing-column',
      column: name,
      text: quoteForFault(from),
      problem: 'the mapping reads a column that is not there',
      ...(nearest === undefined ? {} : { didYouMean: nearest }),
    })
  }
}

function refuseUnmapped(
  header: readonly string[],
  read: ReadonlySet<string | undefined>,
  mapping: SourceMapping,
  place: Place,
  refuse: Refuse,
  report: (fault: Fault) => void,
): void {
  const ignored = new Set(mapping.ignore)
  const others = [...new Set(header)].filter((name) => name !== '' && !read.has(name) && !ignored.has(name))
  if (ignored.has('*')) {
    if (others.length === 0) return
    const text = quoteForFault(others.join(', '))
    report({ code: 'ignored', severity: 'warning', ...place, text, problem: 'columns not read' })
    return
  }
  for (const name of others)
    refuse({
      code: 'unknown-column',
      text: quoteForFault(name),
      problem: 'column that the mapping does not name',
      expected: 'an entry under `columns`, or its name under `ignore`',
    })
}

function describeMissing(column: Column): Parameters<Refuse>[0] {
  return {
    code: 'missing-column',
    column: column.name,
    problem: 'missing column',
    expected: `a column \`${column.name}\`: ${column.about}`,
  }
}
