import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprintText } from '../fingerprint.ts'
import { testTemplate } from './fixtures/test-database.ts'
import { startTestServer, type TestServer, whyNoServer } from './fixtures/test-server.ts'
import { listJobs } from './jobs.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { connect, type DatabasePlace, openDatabase } from './open-database.ts'
import { BackupRefused, DatabaseOfOtherVersion } from './refusals.ts'
import { restoreDatabase } from './restore.ts'
import { listTokens } from './tokens.ts'
import { listWorkspaces } from './workspaces.ts'

const ORGANISATION = '00000000-0000-4000-8000-000000000001'
const PERSON = '00000000-0000-4000-8000-000000000002'
/** Who belonged to the organisation until then. */
const LEFT = '00000000-0000-4000-8000-000000000003'
const LEFT_AT = '2025-02-01T00:00:00.000Z'
const member = { organisation: ORGANISATION, person: PERSON, role: 'viewer' } as const

/** The database as the first step of the schema left it, with acts in it. */
async function makeOld(place: DatabasePlace): Promise<void> {
  const database = await connect(place)
  await sql`drop schema if exists mainstay cascade`.execute(database)
  await migrate(database, 1)
  await database.transaction().execute(async (transaction) => {
    await sql`select set_config('search_path', 'mainstay', true), set_config('role', 'mainstay_system', true)`.execute(
      transaction,
    )
    await sql
      .raw(`
      insert into organisations values ('${ORGANISATION}', 'Ofcom', 'authority', '2025-01-01T00:00:00Z');
      insert into people values ('${PERSON}', 'https://id.example', 's', 'Ada', null, '2025-01-01T00:00:00Z');
      insert into memberships values ('${ORGANISATION}', '${PERSON}', 'viewer', '2025-01-01T00:00:00Z', null);
      insert into workspaces values ('${ORGANISATION}', '${PERSON}', 'Ringway', 'abc', 1, '2025-01-01T00:00:00Z',
        '${PERSON}', '2025-01-01T00:00:00Z');
      insert into people values ('${LEFT}', 'https://id.example', 'l', 'Bo', null, '2025-01-01T00:00:00Z');
      insert into memberships values ('${ORGANISATION}', '${LEFT}', 'viewer', '2025-01-01T00:00:00Z', '${LEFT_AT}');
      insert into tokens select '${ORGANISATION}', maker, 'nightly', 'secret of ' || maker, '["read"]', 'viewer', maker,
        '2025-01-01T00:00:00Z', null, null, null from unnest(array['${PERSON}', '${LEFT}']::uuid[]) as maker`)
      .execute(transaction)
  })
  await database.destroy()
}

/** The steps as the database has them recorded, changed behind the product's back. */
async function changeSteps(place: DatabasePlace, statement: string): Promise<void> {
  const database = await connect(place)
  await migrate(database)
  await sql.raw(statement).execute(database)
  await database.destroy()
}

function describeMigration(newPlace: () => Promise<DatabasePlace>): void {
  it('runs on the data an older version left, and keeps them', async () => {
    const place = await newPlace()
    await makeOld(place)
    const database = await openDatabase(place)
    const workspaces = await database.asMember(member, listWorkspaces)
    expect(workspaces.rows).toMatchObject([{ name: 'Ringway', head: 'abc', version: 1 }])
    expect((await database.asMember(member, listJobs)).rows).toEqual([])
    const tokens = await database.asMember(member, (acts) => listTokens(acts))
    expect(tokens.rows.map(({ person, revokedAt }) => [person, revokedAt?.toISOString()])).toEqual([
      [LEFT, LEFT_AT],
      [PERSON, undefined],
    ])
    expect((await database.verify()).broken).toEqual([])
    await database.close()
  })

  it('refuses a database that is newer than the product, and one whose old steps were changed', async () => {
    const place = await newPlace()
    const refused = () => openDatabase(place).then(undefined, (error: unknown) => error)
    const one = MIGRATIONS.length + 1
    await changeSteps(place, `insert into mainstay.migrations values (${one}, 'from tomorrow', 'd', now())`)
    expect(await refused()).toEqual(
      new DatabaseOfOtherVersion(
        `the database is at step ${one} (\`from tomorrow\`), and this product knows ${MIGRATIONS.length}: start a newer version of the product`,
      ),
    )
    const database = await connect(place)
    await sql.raw(`delete from mainstay.migrations where number = ${one}`).execute(database)
    await sql.raw(`update mainstay.migrations set digest = 'other' where number = 1`).execute(database)
    await database.destroy()
    expect(String(await refused())).toContain('step 1 (`people and workspaces`) of the database is not the one')
  })

  it('reads in the backup of an older version, and brings it up to date', async () => {
    const old = await newPlace()
    await makeOld(old)
    const rows = [
      `{"table":"organisations","row":{"id":"${ORGANISATION}","name":"Ofcom","kind":"authority","created_at":"2025-01-01T00:00:00+00:00"}}`,
    ]
    const steps = [{ number: 1, digest: await digestOfFirst(old) }]
    const lines = [JSON.stringify({ mainstay: 'acts', steps }), ...rows]
    const sha256 = fingerprintText(lines.map((line) => `${line}\n`).join(''))
    const place = await newPlace()
    const end = JSON.stringify({ rows: { organisations: 1 }, sha256 })
    expect(await restoreDatabase(place, [...lines, end])).toEqual({ rows: { organisations: 1 }, step: 1 })
    await expect(restoreDatabase(place, [...lines, end])).rejects.toThrow(BackupRefused)
    const database = await openDatabase(place)
    expect((await database.verify()).rows).toMatchObject({ organisations: 1, jobs: 0 })
    await database.close()
  })
}

async function digestOfFirst(place: DatabasePlace): Promise<string> {
  const database = await connect(place)
  const digest = await database.transaction().execute(async (transaction) => {
    await sql`select set_config('role', 'mainstay_system', true)`.execute(transaction)
    const { rows } = await sql<{ digest: string }>`select digest from mainstay.migrations where number = 1`.execute(
      transaction,
    )
    return rows[0]!.digest
  })
  await database.destroy()
  return digest
}

describe('the schema of the embedded database', () => {
  const parent = mkdtempSync(join(tmpdir(), 'mainstay-migrate-'))
  afterAll(() => rmSync(parent, { recursive: true, force: true }))
  let made = 0
  describeMigration(async () => ({
    kind: 'embedded',
    folder: join(parent, String((made += 1))),
    template: await testTemplate(),
  }))
})

describe.skipIf(whyNoServer)(`the schema on a server${whyNoServer === undefined ? '' : `: ${whyNoServer}`}`, () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  }, 60_000)
  afterAll(() => server.end())
  describeMigration(async () => ({ kind: 'postgres', url: await server.newDatabase() }))

  it('is made once where two processes start at the same moment', async () => {
    const url = await server.newDatabase()
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ kind: 'postgres', url })))
    const steps = await opened[0]!.verify()
    for (const database of opened) await database.close()
    expect(steps.rows).toMatchObject({ organisations: 0, idempotency: 0 })
  })
})
