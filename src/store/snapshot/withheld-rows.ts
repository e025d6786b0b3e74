// Which rows of a snapshot name a site that is kept secret, or what stands on one: the one place that says so for all that is
// read of its tables. What it withholds is what reports withhold (src/service/withhold-sites.ts), found in the database.

import { type Column, splitList } from '#model/column.ts'
import { plainName } from '#model/plain-name.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import type { QueryRunner } from './query-runner.ts'
import type { StoredTable } from './stored-table.ts'

/** What names things in words: selectors such as `element=MSC-1|MSC-2; region=Wales`, and papers. */
const SPEAKING_COLUMNS = new Set(['selector', 'scope', 'reference'])
/** Identifiers of elements that refer to none of a table, because they may be yet to come. */
const ELEMENT_COLUMNS = new Set(['element', 'successor'])

/** Names in the database that hold what is withheld. */
interface Withheld {
  readonly sites: string
  readonly elements: string
}

export class WithheldRows {
  readonly #tables: ReadonlyMap<string, StoredTable>
  readonly #runner: QueryRunner
  /** By the tags that are withheld, in their plain form. */
  readonly #withheld = new Map<string, Promise<Withheld | undefined>>()
  /** Rows of a table that are withheld, by the tags and the table. */
  readonly #counts = new Map<string, Promise<number>>()

  /** Sets of tags that were looked for: each has tables of its own in the database. */
  #laid = 0

  constructor(tables: ReadonlyMap<string, StoredTable>, runner: QueryRunner) {
    this.#tables = tables
    this.#runner = runner
  }

  /** In SQL, which rows of the table may be shown: `TRUE` where it names nothing that is withheld. */
  async conditionFor(table: StoredTable, tags: readonly string[]): Promise<string> {
    if ((await this.countIn(table, tags)) === 0) return 'TRUE'
    return `NOT ${conditionOf(table, (await this.#find(tags))!)}`
  }

  /** All rows of the table that are withheld, whatever is asked: a count of some would tell where they are. */
  async countIn(table: StoredTable, tags: readonly string[]): Promise<number> {
    return remember(this.#counts, `${keyOf(tags)} ${table.schema.name}`, async () => {
      const withheld = await this.#find(tags)
      if (!withheld || table.rowCount === 0) return 0
      await table.open()
      return (await table.numbersBy(`WHERE ${conditionOf(table, withheld)}`, [])).length
    })
  }

  /** Undefined where no site carries one of the tags. */
  #find(tags: readonly string[]): Promise<Withheld | undefined> {
    return remember(this.#withheld, keyOf(tags), () => this.#lay(tags, this.#laid++))
  }

  async #lay(tags: readonly string[], number: number): Promise<Withheld | undefined> {
    const sites = this.#having('sites', 'site', 'tags')
    if (!sites || tags.length === 0) return undefined
    await Promise.all([...this.#tables.values()].map((table) => table.open()))
    const cells = await this.#cellsTagged(sites, tags)
    if (cells.length === 0) return undefined
    const withheld = {
      sites: quoteName(`withheld sites ${number}`),
      elements: quoteName(`withheld elements ${number}`),
    }
    const isTagged = `tags IN (${cells.map(quoteText).join(', ')})`
    await this.#runner.run(
      `CREATE OR REPLACE TABLE ${withheld.sites} AS SELECT DISTINCT site AS name FROM ${sites.sqlName} WHERE ${isTagged}`,
    )
    await this.#runner.run(`CREATE OR REPLACE TABLE ${withheld.elements} AS ${this.#elementsOn(withheld.sites)}`)
    return withheld
  }

  /** What the column `tags` holds that is withheld. A site whose tags nobody knows may carry any of them. */
  async #cellsTagged(sites: StoredTable, tags: readonly string[]): Promise<string[]> {
    const meant = new Set(tags.map(plainName))
    const result = await this.#runner.run(`SELECT DISTINCT tags FROM ${sites.sqlName} WHERE tags IS NOT NULL`)
    const cells = (await result.getRows()).map(([cell]) => String(cell))
    return cells.filter((cell) => cell === 'unknown' || splitList(cell).some((tag) => meant.has(plainName(tag))))
  }

  /** What stands there, was seen there or is to come, what runs on it, and what takes its place. */
  #elementsOn(sites: string): string {
    const on = `site IN (SELECT name FROM ${sites})`
    const select = (table: StoredTable | undefined, what: string, where: string): string[] =>
      table ? [`SELECT ${what} FROM ${table.sqlName} WHERE ${where}`] : []
    const plan = this.#having('plan', 'element', 'site')
    const placed = [
      ...select(this.#having('elements', 'element', 'site'), 'element', on),
      ...select(this.#having('network', 'element', 'site'), 'element', on),
      ...select(plan, plan && hasColumn(plan, 'successor') ? 'coalesce(successor, element)' : 'element', on),
      'SELECT NULL::VARCHAR WHERE FALSE',
    ].join(' UNION ALL ')
    const following = [
      ...select(this.#having('elements', 'element', 'hostedOn'), '"hostedOn" AS before, element AS next', 'TRUE'),
      ...select(this.#having('plan', 'element', 'successor'), 'element AS before, successor AS next', 'TRUE'),
      'SELECT NULL::VARCHAR AS before, NULL::VARCHAR AS next WHERE FALSE',
    ].join(' UNION ALL ')
    return `WITH RECURSIVE following(before, next) AS (${following}), placed(name) AS (${placed}), reached(name) AS (
      SELECT name FROM placed WHERE name IS NOT NULL
      UNION SELECT next FROM following JOIN reached ON before = reached.name WHERE next IS NOT NULL
    ) SELECT DISTINCT name FROM reached`
  }

  #having(name: string, ...columns: readonly string[]): StoredTable | undefined {
    const table = this.#tables.get(name)
    return table && columns.every((column) => hasColumn(table, column)) ? table : undefined
  }
}

/** In SQL, never null: whether a row names something that is withheld. */
function conditionOf(table: StoredTable, withheld: Withheld): string {
  const parts = table.columns.flatMap((column) => partOf(table, column, withheld))
  return parts.length === 0 ? 'FALSE' : `(${parts.map((part) => `coalesce(${part}, FALSE)`).join(' OR ')})`
}

function partOf(table: StoredTable, column: Column, withheld: Withheld): string[] {
  const { references, kind, name } = column
  const isIn = (names: string): string => `${quoteName(name)} IN (SELECT name FROM ${names})`
  if (references === 'sites' || (kind === 'identifier' && name === 'site')) return [isIn(withheld.sites)]
  if (references === 'elements' || (kind === 'identifier' && ELEMENT_COLUMNS.has(name)))
    return [isIn(withheld.elements)]
  // Of a name whose kind another column says: neither a site nor an element of that name is to be told.
  if (typeof references === 'object') return [isIn(withheld.sites), isIn(withheld.elements)]
  if (SPEAKING_COLUMNS.has(name)) return [speaksOf(table, name, withheld)]
  return []
}

/** Names stand between the signs of a selector, and in a paper between spaces. */
function speaksOf(table: StoredTable, column: string, { sites, elements }: Withheld): string {
  const text = quoteName(column)
  const pieces = [`[;=|,]`, `[;=|,\\s]+`].map(
    (signs) =>
      `SELECT row_number, unnest(string_split_regex(${text}, ${quoteText(signs)})) AS piece FROM ${table.sqlName} WHERE ${text} IS NOT NULL`,
  )
  const names = `SELECT name FROM ${sites} UNION ALL SELECT name FROM ${elements}`
  return `row_number IN (SELECT row_number FROM (${pieces.join(' UNION ALL ')}) WHERE trim(piece) IN (${names}))`
}

function hasColumn(table: StoredTable, name: string): boolean {
  return table.columns.some((column) => column.name === name)
}

function keyOf(tags: readonly string[]): string {
  return JSON.stringify([...new Set(tags.map(plainName))].sort())
}

/** Once for all who ask; who asks after it failed has it tried again. */
function remember<Value>(known: Map<string, Promise<Value>>, key: string, work: () => Promise<Value>): Promise<Value> {
  const before = known.get(key)
  if (before) return before
  const value = work()
  known.set(key, value)
  value.catch(() => known.delete(key))
  return value
}
