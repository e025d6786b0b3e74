import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillTables } from './fixtures/fill-tables.ts'
import { newMember } from './fixtures/test-database.ts'
import { startTestServer, type TestServer, whyNoServer } from './fixtures/test-server.ts'
import { listReferredFiles } from './kept-files.ts'
import { connect, openDatabase } from './open-database.ts'
import { cancelJob, enqueue, getJob, keepWorkspaceOf, resumeJob } from './jobs.ts'
import { DatabaseUnavailable, NotFound, WorkBegun } from './refusals.ts'
import { createWorkspace, listWorkspaces, removeWorkspace } from './workspaces.ts'

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

  it('leaves no job without its workspace, whichever comes first, taking it up again or the removal', async () => {
    const database = await openDatabase({ kind: 'postgres', url: await server.newDatabase() })
    const member = await newMember(database)
    const [first, second] = await database.asMember(member, async (acts) => {
      const begin = async (name: string) => {
        const workspace = (await createWorkspace(acts, { name })).id
        const { id } = await enqueue(acts, { kind: 'waits', payload: { workspace } })
        await cancelJob(acts, id)
        return { workspace, job: id }
      }
      return [await begin('first'), await begin('second')] as const
    })
    const stateOf = async (job: string) => (await database.asMember(member, (acts) => getJob(acts, job))).state
    const remove = (workspace: string) => database.asMember(member, (acts) => removeWorkspace(acts, workspace))
    const resume = (job: string, then: () => Promise<unknown>) =>
      database.asMember(member, async (acts) => {
        await keepWorkspaceOf(acts, await getJob(acts, job))
        await then()
        await resumeJob(acts, job)
      })

    let removal: Promise<unknown> = Promise.resolve()
    await resume(first.job, async () => {
      removal = remove(first.workspace).catch((error: unknown) => error)
      // It has asked for the end of jobs, and waits for the workspace.
      await wait(500)
    })
    expect(await removal).toBeInstanceOf(WorkBegun)
    expect(await stateOf(first.job)).toBe('queued')
    await remove(first.workspace)
    expect(await stateOf(first.job)).toBe('cancelled')

    const resumed = database.asMember(member, async (acts) => {
      await removeWorkspace(acts, second.workspace)
      const late = resume(second.job, async () => undefined).catch((error: unknown) => error)
      await wait(500)
      return { late }
    })
    expect(await (await resumed).late).toBeInstanceOf(NotFound)
    expect(await stateOf(second.job)).toBe('cancelled')
    await database.close()
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
