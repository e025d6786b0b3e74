// The processes run what `npm run build` has built.

import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { newMember, openTestDatabase, testTemplate } from './fixtures/test-database.ts'
import { openDatabase } from './open-database.ts'
import { DatabaseFull, DatabaseLocked, DatabaseOfOtherVersion, DatabaseUnavailable } from './refusals.ts'
import { createWorkspace, listWorkspaces } from './workspaces.ts'

const parent = mkdtempSync(join(tmpdir(), 'mainstay-embedded-'))
const started = new Set<ChildProcess>()
let made = 0
const newFolder = () => join(parent, String((made += 1)))

afterEach(async () => {
  for (const child of started) await kill(child)
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

interface Committing {
  readonly child: ChildProcess
  readonly found: readonly string[]
  /** Grows while the process runs. */
  readonly acknowledged: string[]
}

async function startCommitting(folder: string): Promise<Committing> {
  const script = join(import.meta.dirname, 'fixtures', 'commit-until-killed.mjs')
  const child = spawn(process.execPath, [script, folder, await testTemplate()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.add(child)
  const acknowledged: string[] = []
  const found = await new Promise<readonly string[]>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (line) => {
      const [word, ...names] = line.split(' ')
      if (word === 'found') resolve(names.filter((name) => name !== ''))
      else acknowledged.push(...names)
    })
    child.once('close', () => reject(new Error('the process ended before it had opened the database')))
  })
  return { child, found, acknowledged }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended =
    child.exitCode !== null || child.signalCode !== null
      ? undefined
      : new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await ended
  started.delete(child)
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function untilAcknowledged({ acknowledged }: Committing, count: number): Promise<void> {
  while (acknowledged.length < count) await pause(1)
}

/** The files a database writes into as it commits, and when each was last written. */
function logOf(folder: string): (readonly [name: string, writtenAt: number])[] {
  const log = join(folder, 'pg_wal')
  return readdirSync(log).map((name) => [name, statSync(join(log, name)).mtimeMs])
}

describe('an embedded database', () => {
  it('whose process is killed in the middle of its commits keeps every commit it acknowledged, whole', async () => {
    const folder = newFolder()
    const acknowledged: string[] = []
    const kills = Number(process.env.MAINSTAY_KILLS ?? 6)
    for (let round = 0; round <= kills; round += 1) {
      const run = await startCommitting(folder)
      const found = new Set(run.found)
      expect(acknowledged.filter((name) => !found.has(name))).toEqual([])
      // What was under way when the process was killed may be there, but never by half.
      expect(run.found.filter((name) => !found.has(name.endsWith("'") ? name.slice(0, -1) : `${name}'`))).toEqual([])
      await untilAcknowledged(run, 1 + (round % 4))
      await pause((round * 7) % 23)
      await kill(run.child)
      acknowledged.push(...run.acknowledged)
    }
    expect(acknowledged.length).toBeGreaterThan(kills)
  })

  it('is open in one process; another is told which, and opens it once that one is gone', async () => {
    const folder = newFolder()
    const { child } = await startCommitting(folder)
    const told = `the database \`${folder}\` is open in process ${child.pid}: end it first`
    await expect(openDatabase({ kind: 'embedded', folder })).rejects.toThrow(told)
    await expect(openDatabase({ kind: 'embedded', folder })).rejects.toThrow(DatabaseLocked)
    await kill(child)
    const database = await openDatabase({ kind: 'embedded', folder })
    await expect(openDatabase({ kind: 'embedded', folder })).rejects.toThrow(`process ${process.pid}`)
    await database.close()
    expect(readdirSync(parent).filter((name) => name.startsWith(`${made}.`))).toEqual([])
  })

  it('that another has taken over, while this process was suspended, is not touched any more, and whoever opened it is told', async () => {
    const folder = newFolder()
    const told: Error[] = []
    const place = { kind: 'embedded', folder, template: await testTemplate() } as const
    const database = await openDatabase(place, { onLost: (error) => told.push(error) })
    const member = await newMember(database)
    const names = async () => (await database.asMember(member, listWorkspaces)).rows.map(({ name }) => name)
    expect(await names()).toEqual([])
    const others = '7\n123\nof-a-container\n'
    writeFileSync(`${folder}.lock`, others)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    const log = logOf(folder)
    await expect(database.asMember(member, (acts) => createWorkspace(acts, { name: 'Late' }))).rejects.toThrow(
      `the database \`${folder}\` is open in process 7 on \`of-a-container\` by now`,
    )
    vi.useRealTimers()
    expect(told).toMatchObject([{ name: 'DatabaseUnavailable' }])
    expect(told[0]!.message).toMatch(/gave no sign of life for 6\d seconds, as on a machine that was suspended/)
    await expect(names()).rejects.toThrow(DatabaseUnavailable)
    await database.close()
    expect(logOf(folder)).toEqual(log)
    expect(readFileSync(`${folder}.lock`, 'utf8')).toBe(others)
  })

  it('whose lock was taken away is not touched any more either, and nobody is told of a silence there was not', async () => {
    const folder = newFolder()
    const database = await openDatabase({ kind: 'embedded', folder, template: await testTemplate() })
    rmSync(`${folder}.lock`)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 })
    await expect(newMember(database)).rejects.toThrow(
      `the lock of the database \`${folder}\` is gone: it was taken or removed while this process ran; it stops`,
    )
    vi.useRealTimers()
    await database.close()
    expect(existsSync(`${folder}.lock`)).toBe(false)
  })

  it('is not confused by a process that got the number of the one that had it open', async () => {
    const folder = newFolder()
    writeFileSync(`${folder}.lock`, `${process.pid}\n1\n\n`)
    const database = await openDatabase({ kind: 'embedded', folder, template: await testTemplate() })
    expect((await database.verify()).broken).toEqual([])
    await database.close()
  })

  it('is made anew where its making was cut short', async () => {
    const folder = newFolder()
    mkdirSync(join(`${folder}.making`, 'base'), { recursive: true })
    writeFileSync(join(`${folder}.making`, 'PG_VERSION'), '18\n')
    const database = await openDatabase({ kind: 'embedded', folder, template: await testTemplate() })
    expect((await database.verify()).broken).toEqual([])
    await database.close()
    expect(existsSync(`${folder}.making`)).toBe(false)
  })

  it('keeps its rows from one opening to the next, and answers nothing once it is closed', async () => {
    const opened = await openTestDatabase()
    const { database, folder } = opened
    const member = await newMember(database)
    await database.asMember(member, (acts) => createWorkspace(acts, { name: 'Ringway' }))
    await database.close()
    await expect(database.ping()).rejects.toThrow('destroyed')
    cpSync(folder, `${folder}.copy`, { recursive: true })
    const copy = await openDatabase({ kind: 'embedded', folder: `${folder}.copy` })
    expect((await copy.asMember(member, listWorkspaces)).rows).toHaveLength(1)
    await copy.close()
    await opened.end()
  })

  it('whose disk is full says so, keeps nothing of what was asked, and goes on once there is room', async () => {
    const opened = await openTestDatabase()
    const { database } = opened
    const member = await newMember(database)
    const make = (name: string) => database.asMember(member, (acts) => createWorkspace(acts, { name }))
    const query = Reflect.get(PGlite.prototype, 'query') as PGlite['query']
    const full = vi.spyOn(PGlite.prototype, 'query').mockImplementation(function (this: PGlite, ...asked) {
      if (!/insert into/i.test(asked[0])) return query.apply(this, asked) as never
      const said = 'could not extend file "base/5/16425": No space left on device'
      return Promise.reject(Object.assign(new Error(said), { code: '53100' }))
    })
    const refused = make('Ringway')
    await expect(refused).rejects.toThrow(DatabaseFull)
    await expect(refused).rejects.toThrow('the disk is full: could not extend file')
    full.mockRestore()
    expect((await database.asMember(member, listWorkspaces)).rows).toEqual([])
    await make('Ringway')
    await opened.end()
  })

  it('says what is wrong with a folder that is none of its own', async () => {
    const file = newFolder()
    writeFileSync(file, '')
    const open = (folder: string) => openDatabase({ kind: 'embedded', folder })
    await expect(open(join(file, 'acts'))).rejects.toThrow(DatabaseUnavailable)
    await expect(open(join(file, 'acts'))).rejects.toThrow('cannot be opened: what stands above it is no folder')
    const other = newFolder()
    mkdirSync(other)
    writeFileSync(join(other, 'letter.txt'), '')
    await expect(open(other)).rejects.toThrow('holds files and no database')
    writeFileSync(join(other, 'PG_VERSION'), '17\n')
    await expect(open(other)).rejects.toThrow(DatabaseOfOtherVersion)
  })
})
