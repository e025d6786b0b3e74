// The text of a column mapping, read and changed cell by cell: what else stands in it, remarks too, stays as it is.

import { isMap, parseDocument } from 'yaml'
import type { ColumnMapping, SourceMapping } from '#model/column-mapping.ts'

/** Undefined: it is no mapping a form can show. */
export function readMapping(text: string): ColumnMapping | undefined {
  const document = parseDocument(text)
  if (document.errors.length > 0) return undefined
  const value = document.toJS() as Partial<ColumnMapping> | null
  if (!value || !Array.isArray(value.sources)) return undefined
  const isSource = (source: unknown): boolean => {
    const { file, table, columns } = (source ?? {}) as Partial<SourceMapping>
    return typeof file === 'string' && typeof table === 'string' && typeof columns === 'object' && columns !== null
  }
  return value.sources.every(isSource) ? (value as ColumnMapping) : undefined
}

/** Our column becomes theirs; blank: nothing is read into it. */
export function mapColumn(text: string, source: number, ours: string, theirs: string): string {
  const document = parseDocument(text)
  const path = ['sources', source, 'columns', ours]
  if (theirs === '') document.deleteIn(path)
  else if (isMap(document.getIn(path))) document.setIn([...path, 'from'], theirs)
  else document.setIn(path, document.createNode({ from: theirs }))
  const ignored = document.getIn(['sources', source, 'ignore']) as { toJSON(): unknown } | undefined
  const names = ignored?.toJSON()
  if (theirs !== '' && Array.isArray(names) && names.includes(theirs)) {
    const rest = names.filter((name) => name !== theirs)
    if (rest.length === 0) document.deleteIn(['sources', source, 'ignore'])
    else document.setIn(['sources', source, 'ignore'], document.createNode(rest))
  }
  return document.toString()
}

export function setDateFormat(text: string, source: number, ours: string, format: string): string {
  const document = parseDocument(text)
  const path = ['sources', source, 'columns', ours, 'dateFormat']
  if (format === '') document.deleteIn(path)
  else document.setIn(path, format)
  return document.toString()
}
