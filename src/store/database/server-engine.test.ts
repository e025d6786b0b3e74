import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillTables } from './fixtures/fill-tables.ts'
import { newMember } from './fixtures/test-database.ts'
import { startTestServer, type TestServer, whyNoServer } from './fixtures/test-server.ts'
import { listReferredFiles } from './kept-files.ts'
import { connect, openDatabase } from './open-database.ts'
import { DatabaseUnavailable } from './refusals.ts'
import { createWorkspace, listWorkspaces } from './workspaces.ts'

describe.skipIf(whyNoServer)(`a database on a server${whyNoServer === undefined ? '' : `: ${whyNoServer}`}`, () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  }, 60_000)
  afterAll(() => server.end())

  it('tells a server that is down from a bug, and works again once it is back', async () => {
    const url = await server.newDatabase()
    const database = await openDatabase({ kind: 'postgres', url, poolSize: 3 })
    const member = await newMember(database)
    const interrupted = database.asMember(member, async (acts) => {
      await createWorkspace(acts, { name: 'half' })
      await server.crash()
      await createWorkspace(acts, { name: 'other half' })
    })
    await expect(interrupted).rejects.toThrow(DatabaseUnavailable)
    await expect(database.ping()).rejects.toThrow(DatabaseUnavailable)
    await expect(database.asMember(member, listWorkspaces)).rejects.toThrow(DatabaseUnavailable)
    await expect(openDatabase({ kind: 'postgres', url })).rejects.toThrow('the database cannot be reached')
    await server.start()
    expect((await database.asMember(member, listWorkspaces)).rows).toEqual([])
    await Promise.all([1, 2, 3, 4, 5].map(() => database.ping()))
    await database.close()
  })

  it('never says the address, for a password may stand in it', async () => {
    const url = 'postgres://mainstay:secret-word@127.0.0.1:1/mainstay'
    const said = await openDatabase({ kind: 'postgres', url }).catch(
      (error: Error) => `${error.stack} ${error.message}`,
    )
    expect(said).toContain('the database cannot be reached')
    expect(said).not.toContain('secret-word')
  })

  it('lets no file be cleared away while a backup copies what its lines refer to', async () => {
    const database = await openDatabase({ kind: 'postgres', url: await server.newDatabase() })
    const { organisation } = await newMember(database)
    const mayClear = async () =>
      (await database.asSystem((acts) => listReferredFiles(acts, organisation))) !== undefined
    const seen: boolean[] = []
    const dump = database.dump(async () => {
      seen.push(await mayClear())
    })
    for await (const line of dump) expect(line).toContain('{')
    expect([...seen, await mayClear()]).toEqual([false, true])
    await database.close()
  })

  it('shows the owner of the tables nothing without a role', async () => {
    const url = await server.newDatabase()
    const database = await openDatabase({ kind: 'postgres', url })
    await fillTables(database, await newMember(database))
    const owner = await connect({ kind: 'postgres', url })
    const { rows } = await sql<{ count: number }>`select count(*) as count from mainstay.workspaces`.execute(owner)
    expect(rows).toEqual([{ count: 0 }])
    await owner.destroy()
    await database.close()
  })
})
