import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillTables } from './fixtures/fill-tables.ts'
import { newMember } from './fixtures/test-database.ts'
import { startTestServer, type TestServer, whyNoServer } from './fixtures/test-server.ts'
import { listReferredFiles } from './kept-files.ts'
import { connect, openDatabase } from './open-database.ts'
import type { SystemActs } from './acts.ts'
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

    const isSomebodyWaiting = async (acts: SystemActs): Promise<boolean> => {
      const query = sql<{ waits: boolean }>`select exists (select from pg_locks where not granted) as waits`
      return (await query.execute(acts.sql)).rows[0]!.waits
    }
    /** The second is begun once the first has done its work, and then waits for the end of it. */
    const oneAfterTheOther = async (
      begin: (whenDone: () => Promise<void>) => Promise<unknown>,
      next: () => Promise<unknown>,
    ): Promise<unknown> => {
      let isDone = (): void => undefined
      let end = (): void => undefined
      const done = new Promise<void>((resolve) => (isDone = resolve))
      const ended = new Promise<void>((resolve) => (end = resolve))
      const first = begin(() => {
        isDone()
        return ended
      })
      await done
      const second = next().catch((error: unknown) => error)
      while (!(await database.asSystem(isSomebodyWaiting))) await wait(20)
      end()
      await first
      return second
    }

    const removal = await oneAfterTheOther(
      (whenDone) => resume(first.job, whenDone),
      () => remove(first.workspace),
    )
    expect(removal).toBeInstanceOf(WorkBegun)
    expect(await stateOf(first.job)).toBe('queued')
    await remove(first.workspace)
    expect(await stateOf(first.job)).toBe('cancelled')

    const resumed = await oneAfterTheOther(
      (whenDone) =>
        database.asMember(member, async (acts) => {
          await removeWorkspace(acts, second.workspace)
          await whenDone()
        }),
      () => resume(second.job, async () => undefined),
    )
    expect(resumed).toBeInstanceOf(NotFound)
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
