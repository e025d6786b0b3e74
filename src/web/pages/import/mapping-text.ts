// The text of a column mapping, read and changed cell by cell: what else stands in it, remarks too, stays as it is.

import { type Document, isMap, isScalar, parseDocument } from 'yaml'
import type { ColumnMapping, ColumnSource, SourceMapping } from '#model/column-mapping.ts'
import { findTable } from '#model/tables.ts'

/** `columns`: undefined where the text is no mapping of columns that a form can show. */
export interface ReadText {
  readonly columns?: ColumnMapping
  /** Whether it is a mapping of another format, which has no columns. */
  readonly isOfOther: boolean
}

export function readMapping(text: string): ReadText {
  const document = parseDocument(text)
  const value = document.errors.length > 0 ? undefined : (document.toJS() as Partial<ColumnMapping> | null)
  const isOfOther = typeof value?.format === 'string' && (value.format as string) !== 'tables'
  if (isOfOther || !Array.isArray(value?.sources) || !value.sources.every(isSource)) return { isOfOther }
  return { columns: { format: 'tables', sources: value.sources.map(spellOut) }, isOfOther }
}

function isSource(source: unknown): source is SourceMapping {
  const { file, table, columns } = (source ?? {}) as Partial<SourceMapping>
  return typeof file === 'string' && typeof table === 'string' && typeof columns === 'object' && columns !== null
}

/** `vendor: Supplier` is short for `vendor: { from: Supplier }`, and `key` says whose column the key is. */
function spellOut(source: SourceMapping): SourceMapping {
  const stated = Object.entries(source.columns as Record<string, ColumnSource | string | null>)
  const columns = Object.fromEntries(
    stated.map(([ours, how]) => [ours, typeof how === 'string' ? { from: how } : (how ?? {})]),
  )
  const [keyColumn] = findTable(source.table)?.key ?? []
  if (source.key !== undefined && keyColumn !== undefined)
    columns[keyColumn] = { ...columns[keyColumn], from: source.key }
  return { ...source, columns }
}

/** Our column becomes theirs; blank: nothing is read into it. Theirs that is no longer read is left unread, by its name. */
export function mapColumn(text: string, source: number, ours: string, theirs: string): string {
  const document = parseDocument(text)
  const before = readMapping(text).columns?.sources[source]
  const released = before?.columns[ours]?.from
  const path = ['sources', source, 'columns', ours]
  if (before?.key !== undefined && before.key === released) document.deleteIn(['sources', source, 'key'])
  if (theirs === '') document.deleteIn(path)
  else if (isMap(document.getIn(path, true))) document.setIn([...path, 'from'], theirs)
  else document.setIn(path, document.createNode({ from: theirs }, { flow: true }))
  return settleIgnored(document, source, theirs, released)
}

function settleIgnored(document: Document, source: number, taken: string, released: string | undefined): string {
  const now = readMapping(document.toString()).columns?.sources[source]
  const ignored = now?.ignore ?? []
  const isRead = Object.values(now?.columns ?? {}).some(({ from }) => from === released)
  const isLeft = released !== undefined && !isRead && !ignored.includes('*') && !ignored.includes(released)
  const next = [...ignored.filter((name) => name !== taken), ...(isLeft ? [released] : [])]
  if (next.length !== ignored.length || isLeft) setIgnored(document, source, next)
  return document.toString()
}

function setIgnored(document: Document, source: number, names: readonly string[]): void {
  const path = ['sources', source, 'ignore']
  if (names.length === 0) document.deleteIn(path)
  else document.setIn(path, document.createNode([...names]))
}

/** How what stands in it is written; undefined: as we write it. */
export function setStyle(
  text: string,
  source: number,
  ours: string,
  style: Pick<ColumnSource, 'dateFormat' | 'decimalComma'>,
): string {
  const document = parseDocument(text)
  const path = ['sources', source, 'columns', ours]
  const stated = document.getIn(path, true)
  if (isScalar(stated)) document.setIn(path, document.createNode({ from: stated.value }, { flow: true }))
  for (const [name, value] of Object.entries(style)) {
    if (value === undefined || value === '' || value === false) document.deleteIn([...path, name])
    else document.setIn([...path, name], value)
  }
  return document.toString()
}

/** Its rows are of another table: columns are mapped anew, and the others left unread. */
export function setTable(
  text: string,
  source: number,
  table: string,
  columns: { readonly [ours: string]: ColumnSource },
  theirs: readonly string[],
): string {
  const document = parseDocument(text)
  const read = new Set(Object.values(columns).map(({ from }) => from))
  document.deleteIn(['sources', source, 'key'])
  document.setIn(['sources', source, 'table'], table)
  document.setIn(['sources', source, 'columns'], document.createNode(columns))
  setIgnored(
    document,
    source,
    theirs.filter((name) => !read.has(name)),
  )
  return document.toString()
}
