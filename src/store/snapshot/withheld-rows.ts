// Which rows of a snapshot name a site that is kept secret, or what stands on one: the one place that says so for all that is
// read of its tables. What gives a site away is said in src/model/what-stands-where.ts; rows that are in no database are held
// against the same (src/service/withheld-names.ts).

import type { Column } from '#model/column.ts'
import { plainName } from '#model/plain-name.ts'
import { createTagCheck, FOLLOWING, namedIn, PARTING_SIGNS, PLACING } from '#model/what-stands-where.ts'
import { quoteName, quoteText } from '../sql-text.ts'
import type { QueryRunner } from './query-runner.ts'
import type { StoredTable } from './stored-table.ts'

/** Names in the database that hold what is withheld. */
interface Withheld {
  readonly sites: string
  readonly elements: string
}

/** Rows of a table that are withheld. */
interface WithheldOfTable {
  readonly count: number
  /** Name in the database of the table that has their numbers, where there are some. */
  readonly numbers: string
}

export class WithheldRows {
  readonly #tables: ReadonlyMap<string, StoredTable>
  readonly #runner: QueryRunner
  /** By the tags that are withheld, in their plain form. */
  readonly #withheld = new Map<string, Promise<Withheld | undefined>>()
  /** By the tags and the table. */
  readonly #rows = new Map<string, Promise<WithheldOfTable>>()

  /** What was looked for: each has tables of its own in the database. */
  #laid = 0

  constructor(tables: ReadonlyMap<string, StoredTable>, runner: QueryRunner) {
    this.#tables = tables
    this.#runner = runner
  }

  /** In SQL, which rows of the table may be shown: `TRUE` where it names nothing that is withheld. */
  async conditionFor(table: StoredTable, tags: readonly string[]): Promise<string> {
    const { count, numbers } = await this.#rowsOf(table, tags)
    return count === 0 ? 'TRUE' : `row_number NOT IN (SELECT row_number FROM ${numbers})`
  }

  /** All rows of the table that are withheld, whatever is asked: a count of some would tell where they are. */
  async countIn(table: StoredTable, tags: readonly string[]): Promise<number> {
    return (await this.#rowsOf(table, tags)).count
  }

  /** They are looked for once: to hold each row against every name with each question takes twice as long as the question. */
  #rowsOf(table: StoredTable, tags: readonly string[]): Promise<WithheldOfTable> {
    return remember(this.#rows, `${keyOf(tags)} ${table.schema.name}`, async () => {
      const numbers = quoteName(`withheld rows ${this.#laid++}`)
      const withheld = await this.#find(tags)
      if (!withheld || table.rowCount === 0) return { count: 0, numbers }
      await table.open()
      await this.#runner.run(
        `CREATE OR REPLACE TABLE ${numbers} AS SELECT row_number FROM ${table.sqlName} WHERE ${conditionOf(table, withheld)}`,
      )
      const [[count] = []] = await (await this.#runner.run(`SELECT count(*) FROM ${numbers}`)).getRows()
      return { count: Number(count), numbers }
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

  /** What the column `tags` holds that is withheld. */
  async #cellsTagged(sites: StoredTable, tags: readonly string[]): Promise<string[]> {
    const result = await this.#runner.run(`SELECT DISTINCT tags FROM ${sites.sqlName} WHERE tags IS NOT NULL`)
    return (await result.getRows()).map(([cell]) => String(cell)).filter(createTagCheck(tags))
  }

  /** What stands there, was seen there or is to come, what runs on it, and what takes its place. */
  #elementsOn(sites: string): string {
    const placed = PLACING.flatMap(({ table: name, site, element }) => {
      const table = this.#having(name, site)
      const columns = element.filter((column) => table && table.has(column)).map(quoteName)
      if (!table || columns.length === 0) return []
      return [
        `SELECT coalesce(${columns.join(', ')}, NULL) AS name FROM ${table.sqlName} WHERE ${quoteName(site)} IN (SELECT name FROM ${sites})`,
      ]
    })
    const following = FOLLOWING.flatMap(({ table: name, before, next }) => {
      const table = this.#having(name, before, next)
      return table ? [`SELECT ${quoteName(before)} AS before, ${quoteName(next)} AS next FROM ${table.sqlName}`] : []
    })
    const none = (...columns: readonly string[]): string =>
      `SELECT ${columns.map((column) => `NULL::VARCHAR AS ${column}`).join(', ')} WHERE FALSE`
    return `WITH RECURSIVE following(before, next) AS (${[...following, none('before', 'next')].join(' UNION ALL ')}), placed(name) AS (${[...placed, none('name')].join(' UNION ALL ')}), reached(name) AS (
      SELECT name FROM placed WHERE name IS NOT NULL
      UNION SELECT next FROM following JOIN reached ON before = reached.name WHERE next IS NOT NULL
    ) SELECT DISTINCT name FROM reached`
  }

  #having(name: string, ...columns: readonly string[]): StoredTable | undefined {
    const table = this.#tables.get(name)
    return table && columns.every((column) => table.has(column)) ? table : undefined
  }
}

/** In SQL, never null: whether a row names something that is withheld. */
function conditionOf(table: StoredTable, withheld: Withheld): string {
  const parts = table.columns.flatMap((column) => partOf(table, column, withheld))
  return parts.length === 0 ? 'FALSE' : `(${parts.map((part) => `coalesce(${part}, FALSE)`).join(' OR ')})`
}

function partOf(table: StoredTable, column: Column, { sites, elements }: Withheld): string[] {
  const isIn = (names: string): string => `${quoteName(column.name)} IN (SELECT name FROM ${names})`
  switch (namedIn(column)) {
    case 'site':
      return [isIn(sites)]
    case 'element':
      return [isIn(elements)]
    case 'either':
      return [isIn(sites), isIn(elements)]
    case 'words':
      return [speaksOf(table, column.name, { sites, elements })]
    case undefined:
      return []
  }
}

function speaksOf(table: StoredTable, column: string, { sites, elements }: Withheld): string {
  const text = quoteName(column)
  const pieces = PARTING_SIGNS.map(
    (signs) =>
      `SELECT row_number, unnest(string_split_regex(${text}, ${quoteText(signs)})) AS piece FROM ${table.sqlName} WHERE ${text} IS NOT NULL`,
  )
  const names = `SELECT name FROM ${sites} UNION ALL SELECT name FROM ${elements}`
  return `row_number IN (SELECT row_number FROM (${pieces.join(' UNION ALL ')}) WHERE trim(piece) IN (${names}))`
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
