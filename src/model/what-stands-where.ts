// What gives a site away: which rows say what stands on it, and which columns name a site or an element. Said once, for what is
// kept secret in reports, in the changes of an import, and in the tables of the database.

import { type Column, splitList } from './column.ts'
import { plainName } from './plain-name.ts'

/** Rows that say of an element where it stands, was seen, or is to come. */
export interface Placing {
  readonly table: string
  readonly site: string
  /** Columns of which the first that is not blank names the element. */
  readonly element: readonly string[]
}

export const PLACING: readonly Placing[] = [
  { table: 'elements', site: 'site', element: ['element'] },
  { table: 'network', site: 'site', element: ['element'] },
  { table: 'plan', site: 'site', element: ['successor', 'element'] },
]

/** Rows by which an element stands where another stands: what runs on it does, and so does what takes its place. */
export interface Following {
  readonly table: string
  readonly before: string
  readonly next: string
}

export const FOLLOWING: readonly Following[] = [
  { table: 'elements', before: 'hostedOn', next: 'element' },
  { table: 'plan', before: 'element', next: 'successor' },
]

/** `either`: of what kind it is, another column says; `words`: names stand among others. */
export type Named = 'site' | 'element' | 'either' | 'words'

/** Selectors such as `element=MSC-1|MSC-2; region=Wales`, and papers. */
const SPEAKING_COLUMNS = new Set(['selector', 'scope', 'reference'])
/** Identifiers of elements that refer to none of a table, because they may be yet to come. */
const ELEMENT_COLUMNS = new Set(['element', 'successor'])

/** What the cells of a column name; undefined: neither a site nor an element. */
export function namedIn({ references, kind, name }: Column): Named | undefined {
  if (references === 'sites' || (kind === 'identifier' && name === 'site')) return 'site'
  if (references === 'elements' || (kind === 'identifier' && ELEMENT_COLUMNS.has(name))) return 'element'
  if (typeof references === 'object') return 'either'
  return SPEAKING_COLUMNS.has(name) ? 'words' : undefined
}

/** What parts names in words, as patterns: the signs of a selector, and these with the spaces of a paper. */
export const PARTING_SIGNS = ['[;=|,]', '[;=|,\\s]+']

/** Whether tags, as a site has them, are some of these. A site whose tags nobody knows may carry any of them. */
export function createTagCheck(tags: readonly string[]): (stated: string) => boolean {
  const meant = new Set(tags.map(plainName))
  return (stated) =>
    meant.size > 0 && (stated === 'unknown' || splitList(stated).some((tag) => meant.has(plainName(tag))))
}
