import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TABLES_IN_ORDER } from './dump.ts'
import { fillTables } from './fixtures/fill-tables.ts'
import { newMember, testTemplate } from './fixtures/test-database.ts'
import { startTestServer, type TestServer, whyNoServer } from './fixtures/test-server.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { connect, type DatabasePlace, openDatabase } from './open-database.ts'
import { BackupRefused } from './refusals.ts'
import { restoreDatabase } from './restore.ts'

const parent = mkdtempSync(join(tmpdir(), 'mainstay-restore-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))
let made = 0
const newEmbedded = async (): Promise<DatabasePlace> => ({
  kind: 'embedded',
  folder: join(parent, String((made += 1))),
  template: await testTemplate(),
})

async function linesOf(dump: AsyncIterable<string>): Promise<string[]> {
  const lines: string[] = []
  for await (const line of dump) lines.push(line)
  return lines
}

/** The dump of a database with rows in every table, of two organisations. */
async function dumpOfTwo(place: DatabasePlace): Promise<string[]> {
  const database = await openDatabase(place)
  for (const name of ['Ofcom', 'Vodafone']) await fillTables(database, await newMember(database, 'administrator', name))
  const lines = await linesOf(database.dump())
  await database.close()
  return lines
}

async function dumpOf(place: DatabasePlace): Promise<string[]> {
  const database = await openDatabase(place)
  const lines = await linesOf(database.dump())
  expect((await database.verify()).broken).toEqual([])
  await database.close()
  return lines
}

describe('a backup', () => {
  let lines: string[]
  let full: DatabasePlace
  beforeAll(async () => {
    full = await newEmbedded()
    lines = await dumpOfTwo(full)
  }, 60_000)

  it('holds every table, and each row on a line', () => {
    const tables = new Set(lines.slice(1, -1).map((line) => (JSON.parse(line) as { table: string }).table))
    expect([...tables]).toEqual([...TABLES_IN_ORDER])
    const { rows } = JSON.parse(lines.at(-1)!) as { rows: Record<string, number> }
    expect(Object.values(rows).reduce((sum, count) => sum + count, 0)).toBe(lines.length - 2)
  })

  it('knows every table of the schema', async () => {
    const database = await openDatabase(full)
    const { rows } = await database.asSystem((acts) =>
      sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'mainstay'`.execute(acts.sql),
    )
    await database.close()
    expect(rows.map(({ name }) => name).sort()).toEqual([...TABLES_IN_ORDER, 'data_folder', 'migrations'].sort())
  })

  it('cut short, changed, or given to a database with rows, is refused, and the database is as it was', async () => {
    const place = await newEmbedded()
    const refused = async (given: readonly string[], words: string) => {
      const error = await restoreDatabase(place, given).then(undefined, (refusal: unknown) => refusal)
      expect(error).toBeInstanceOf(BackupRefused)
      expect(String(error)).toContain(words)
    }
    await refused(lines.slice(0, -1), 'cut short')
    await refused([], 'cut short')
    await refused(['{"mainstay":"facts"}'], 'no backup')
    await refused([lines[0]!, 'rubbish'], '`rubbish` is no line of one')
    await refused(
      lines.map((line) => line.replace('Vodafone', 'Vodafine')),
      'not those that were written',
    )
    await refused([...lines, lines[1]!], 'goes on after its last line')
    expect(await dumpOf(place)).toHaveLength(2)
    await expect(restoreDatabase(full, lines)).rejects.toThrow('the database holds rows already')
    expect(await dumpOf(full)).toEqual(lines)
  })

  describe.skipIf(whyNoServer)(
    `between the embedded database and a server${whyNoServer === undefined ? '' : `: ${whyNoServer}`}`,
    () => {
      let server: TestServer
      beforeAll(async () => {
        server = await startTestServer()
      }, 60_000)
      afterAll(() => server.end())

      it('is read in either way, and dumped again is the same to the byte', async () => {
        const onServer: DatabasePlace = { kind: 'postgres', url: await server.newDatabase() }
        const { rows, step } = await restoreDatabase(onServer, lines)
        expect({ organisations: rows.organisations, step }).toEqual({ organisations: 2, step: MIGRATIONS.length })
        const fromServer = await dumpOf(onServer)
        expect(fromServer).toEqual(lines)
        const embedded = await newEmbedded()
        await restoreDatabase(embedded, fromServer)
        expect(await dumpOf(embedded)).toEqual(lines)
      })

      it('of a database from which a row was taken by force says which reference is broken', async () => {
        const url = await server.newDatabase()
        await restoreDatabase({ kind: 'postgres', url }, lines)
        const owner = await connect({ kind: 'postgres', url })
        await sql`alter table mainstay.analyses drop constraint analyses_organisation_job_fkey`.execute(owner)
        await sql`alter table mainstay.jobs no force row level security`.execute(owner)
        await sql`delete from mainstay.jobs`.execute(owner)
        await sql`alter table mainstay.analyses add constraint of_job foreign key (organisation, job)
        references mainstay.jobs (organisation, id) not valid`.execute(owner)
        await owner.destroy()
        const database = await openDatabase({ kind: 'postgres', url })
        const { broken, references } = await database.verify()
        await database.close()
        expect(broken).toEqual([{ table: 'analyses', constraint: 'of_job', rows: 2 }])
        expect(references).toBeGreaterThan(20)
      })
    },
  )
})
