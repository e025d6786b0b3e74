// Under which name an import is kept, so that it adds to what others brought and replaces only what it brings anew.

import { type Arrival, WORKSPACE_FORMAT } from '#contract/application/arrival.ts'
import type { WorkspaceFacts } from '#contract/application/workspace.ts'
import { findTable, tableNamedBy } from '#model/tables.ts'

/** Of the files that came those that may be tables: the others are of the workspace itself. */
export function namesOfTables({ files, recognised }: Pick<Arrival, 'files' | 'recognised'>): readonly string[] {
  if (recognised === WORKSPACE_FORMAT) return []
  const names = files.map(({ name }) => name)
  const others = names.filter((name) => !/\.ya?ml$/i.test(name))
  return others.length === 0 ? names : others
}

/** What an earlier import brought, which another one under its name would replace. */
export interface EarlierSource {
  readonly source: string
  readonly tables: readonly string[]
}

/** `imports/<sha256>/<source>/<table>.csv`, as a workspace keeps it. */
const IMPORTED = /^imports\/[^/]+\/([^/]+)\/([^/]+)\.(?:csv|parquet)$/

export function listSources(inputs: WorkspaceFacts['inputs']): readonly EarlierSource[] {
  const tables = new Map<string, Set<string>>()
  for (const { name } of inputs) {
    const [, source, file] = IMPORTED.exec(name) ?? []
    const table = tableNamedBy(file ?? '')?.name
    if (source === undefined || table === undefined) continue
    tables.set(source, (tables.get(source) ?? new Set()).add(table))
  }
  return [...tables].map(([source, names]) => ({ source, tables: [...names] }))
}

/** Files of tables that no import brought: those the workspace began with. */
export function listFilesByHand(inputs: WorkspaceFacts['inputs']): readonly FileByHand[] {
  return inputs.flatMap(({ name }) => {
    const [, table = ''] = BY_HAND.exec(name) ?? []
    return findTable(table) === undefined ? [] : [{ name, table }]
  })
}

export interface FileByHand {
  readonly name: string
  readonly table: string
}

const BY_HAND = /^([a-z-]+)(?:\.(?:\d+|join\d*))?\.(?:csv|parquet)$/

/** Those that these files may be about: of the tables they are called like, or were found to be. */
export function listReplaceable(
  byHand: readonly FileByHand[],
  files: readonly string[],
  found: readonly string[],
): readonly FileByHand[] {
  const named = files.flatMap((file) => tableNamedBy(stemOf(file))?.name ?? [])
  const tables = new Set([...named, ...found])
  return byHand.filter(({ table }) => tables.has(table))
}

/** Of the longest name a source may have, with room for a number. */
const LONGEST = 60

const stemOf = (file: string): string => file.replace(/\.[^.]*$/, '')

/**
 * Exports of other systems are whole: each replaces the one before. Tables come one by one: they replace what brought no other
 * tables than these, and are added otherwise.
 */
export function suggestSource(format: string, files: readonly string[], earlier: readonly EarlierSource[]): string {
  if (format !== 'tables' && format !== '') return format
  const stems = files.map(stemOf)
  const names = new Set(stems.map((stem) => tableNamedBy(stem)?.name ?? stem))
  const whole = [...earlier]
    .sort((left, right) => right.tables.length - left.tables.length)
    .find(({ tables }) => tables.every((table) => names.has(table)))
  if (whole) return whole.source
  const wanted = stems.length > 3 ? `${stems[0]}-and-${stems.length - 1}-more` : stems.join('-')
  const name =
    wanted
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, LONGEST) || 'tables'
  let free = name
  for (let number = 2; earlier.some(({ source }) => source === free); number++) free = `${name}-${number}`
  return free
}

/** Tables of an earlier import that go away with it, for these files bring none of them. */
export function tablesLost({ tables }: EarlierSource, files: readonly string[]): readonly string[] {
  const brought = new Set(files.map((file) => tableNamedBy(stemOf(file))?.name))
  return tables.filter((table) => !brought.has(table))
}
