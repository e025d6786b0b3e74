// Rows of tables that are named elsewhere, as a condition: their names are held against the table once, and their numbers kept
// in the database, so that a million of them cost a question no more than a few.

import { listValue } from '@duckdb/node-api'
import { quoteName } from '../sql-text.ts'
import type { QueryRunner } from './query-runner.ts'
import type { StoredTable } from './stored-table.ts'
import type { NamedRows } from './table-query.ts'

/** Kept at once, of a few megabytes each, beside those that somebody asks by; the one asked about longest ago goes first. */
const MOST_KEPT = 16

/** What stands between the texts of a name. */
const BETWEEN = `' '`
const PLACE = ['source_file', 'source_sheet', 'source_number']

/** The numbers of rows that were named, for as long as somebody asks by them. */
interface Kept {
  readonly numbers: Promise<string>
  holders: number
  isForgotten: boolean
}

export interface HeldCondition {
  /** In SQL, which rows of the table are named. */
  readonly sql: string
  /** To be called once when it is asked by no more. */
  readonly release: () => void
}

export class NamedTables {
  readonly #runner: QueryRunner
  /** Names in the database of the tables that have the numbers of rows, by what was asked; in order of use, the latest last. */
  readonly #kept = new Map<string, Kept>()
  #laid = 0

  constructor(runner: QueryRunner) {
    this.#runner = runner
  }

  async hold(table: StoredTable, rows: NamedRows): Promise<HeldCondition> {
    const key = JSON.stringify([table.schema.name, rows.by, rows.key])
    const kept = this.#kept.get(key) ?? { numbers: this.#lay(table, rows), holders: 0, isForgotten: false }
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    kept.holders += 1
    this.#forgetOldest()
    try {
      return { sql: `row_number IN (SELECT row_number FROM ${await kept.numbers})`, release: () => this.#release(kept) }
    } catch (error) {
      if (this.#kept.get(key) === kept) this.#kept.delete(key)
      throw error
    }
  }

  #release(kept: Kept): void {
    kept.holders -= 1
    if (kept.isForgotten && kept.holders === 0) this.#drop(kept)
  }

  async #lay(table: StoredTable, { by, names }: NamedRows): Promise<string> {
    const number = this.#laid++
    const named = quoteName(`names ${number}`)
    const numbers = quoteName(`named rows ${number}`)
    await table.open()
    await this.#runner.run(`CREATE TABLE ${named} (name VARCHAR)`)
    try {
      for await (const some of names())
        if (some.length > 0) await this.#runner.run(`INSERT INTO ${named} SELECT unnest($1)`, [listValue(some)])
      const columns = by === 'place' ? PLACE : table.schema.key.filter((column) => table.has(column)).map(quoteName)
      const nameOf = `concat_ws(${BETWEEN}, ${[...columns, 'NULL'].join(', ')})`
      await this.#runner.run(
        `CREATE TABLE ${numbers} AS SELECT row_number FROM ${table.sqlName} WHERE ${nameOf} IN (SELECT name FROM ${named})`,
      )
      return numbers
    } finally {
      await this.#runner.run(`DROP TABLE IF EXISTS ${named}`)
    }
  }

  #forgetOldest(): void {
    for (const [key, kept] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) return
      this.#kept.delete(key)
      kept.isForgotten = true
      if (kept.holders === 0) this.#drop(kept)
    }
  }

  /** One that could not be laid has told whoever asked for it; when all is closed, nothing is left to drop. */
  #drop({ numbers }: Kept): void {
    void numbers.then((name) => this.#runner.run(`DROP TABLE IF EXISTS ${name}`)).catch(() => undefined)
  }
}
