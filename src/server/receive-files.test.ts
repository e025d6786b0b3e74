import { createHash, randomBytes } from 'node:crypto'
import type * as Files from 'node:fs'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ArrivedFile } from '#contract/application/arrival.ts'
import type { Problem } from '#contract/application/problem.ts'
import { type Listening, listenWith } from './fixtures/listening.ts'
import { addProblems } from './plugins/problems.ts'
import { addUploads } from './plugins/uploads.ts'
import { receiveFiles } from './receive-files.ts'
import { USUAL_LIMITS } from './settings.ts'

// A disk that is full is not to be had everywhere: the system says so here of files whose names are given, as it would.
const disk = vi.hoisted(() => ({ full: undefined as RegExp | undefined }))

vi.mock('node:fs', async (original) => {
  const real = await original<typeof Files>()
  const createWriteStream = (...args: Parameters<typeof real.createWriteStream>) => {
    const stream = real.createWriteStream(...args)
    const refuse = (done: (error: Error) => void): void =>
      done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' }))
    if (disk.full?.test(String(args[0]))) {
      stream._write = (_piece, _encoding, done) => refuse(done)
      stream._writev = (_pieces, done) => refuse(done)
    }
    return stream
  }
  return { ...real, createWriteStream }
})

describe('uploaded files', () => {
  const root = mkdtempSync(join(tmpdir(), 'mainstay-upload-'))
  let server: Listening
  let upload = 0
  const folder = (): string => join(root, String(upload))
  beforeAll(async () => {
    const limits = { ...USUAL_LIMITS, uploadFiles: 3, uploadFileBytes: 100_000, uploadBytes: 250_000 }
    server = await listenWith(async (bare) => {
      addProblems(bare, () => undefined)
      await addUploads(bare)
      bare.post('/', (request) => receiveFiles(request, folder(), limits))
    })
  })
  afterAll(async () => {
    await server.close()
    rmSync(root, { recursive: true })
  })

  async function send(files: readonly (readonly [string, Uint8Array])[]): Promise<{ status: number; reply: unknown }> {
    upload += 1
    const body = new FormData()
    for (const [name, bytes] of files) body.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name)
    const reply = await fetch(server.address, { method: 'POST', body })
    return { status: reply.status, reply: await reply.json() }
  }

  it('lie on disk as they were sent, with their size and sha256', async () => {
    const bytes = randomBytes(99_999)
    const { reply } = await send([
      ['sites.csv', Buffer.from('site,name\n')],
      ['Élements (2).csv', bytes],
    ])
    expect((reply as ArrivedFile[]).map(({ name }) => name)).toEqual(['sites.csv', 'Élements (2).csv'])
    expect((reply as ArrivedFile[])[1]).toMatchObject({
      bytes: 99_999,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    expect(readFileSync(join(folder(), 'Élements (2).csv'))).toEqual(bytes)
  })

  it('keep the path they have in the folder of a workspace, and no other', async () => {
    const sent = async (...names: readonly string[]) =>
      (await send(names.map((name) => [name, Buffer.from('x')] as const))).reply
    expect(
      (await sent('scenarios/late.yaml', 'imports/CURRENT', 'else/where/sites.csv')) as ArrivedFile[],
    ).toMatchObject([{ name: 'scenarios/late.yaml' }, { name: 'imports/CURRENT' }, { name: 'sites.csv' }])
    expect(readFileSync(join(folder(), 'scenarios', 'late.yaml'), 'utf8')).toBe('x')
    expect((await sent('imports/plan.csv')) as ArrivedFile[]).toMatchObject([{ name: 'imports/plan.csv' }])
    const problems = ((await sent('a/../../plan.csv', 'b', 'b/plan.csv')) as Problem).requestFaults?.map(
      ({ problem }) => problem,
    )
    expect(problems).toEqual([
      '`a/../../plan.csv` is no plain name of a file',
      '`b/plan.csv` would be a file and a folder',
    ])
    expect(readdirSync(root).every((entry) => /^\d+$/.test(entry))).toBe(true)
  })

  it('are all that is taken: of what else comes in the form it is told that it is no file', async () => {
    upload += 1
    const body = new FormData()
    body.append('source', 'planning')
    body.append('file', new Blob(['site\n']), 'sites.csv')
    const reply = await fetch(server.address, { method: 'POST', body })
    expect(reply.status).toBe(400)
    const { code, requestFaults } = (await reply.json()) as Problem
    expect([code, requestFaults?.[0]?.problem]).toEqual(['invalid-request', expect.stringContaining('no file')])
    expect(existsSync(folder())).toBe(false)
  })

  it('lie below no file of a workspace, and under no name too long to be kept', async () => {
    const tell = async (name: string): Promise<string | undefined> => {
      const { status, reply } = await send([[name, Buffer.from('x')]])
      expect(status).toBe(400)
      return (reply as Problem).requestFaults?.[0]?.problem
    }
    const below = 'would lie below `elements.csv`, which is the name of a file, and of no folder'
    expect(await tell('elements.csv/plan.csv')).toBe(`\`elements.csv/plan.csv\` ${below}`)
    expect(await tell('rules/own.yaml/plan.csv')).toContain('below `rules/own.yaml`')
    expect(await tell(`${'é'.repeat(150)}.csv`)).toContain('too long a name: at most 240 bytes')
    expect(await tell(`${'x'.repeat(5000)}.csv`)).toContain('too long a name')
    expect(await tell(`${'plans/'.repeat(900)}plan.csv`)).toContain('too long a path: at most 1000 bytes')
    expect((await send([[`${'x'.repeat(236)}.csv`, Buffer.from('x')]])).status).toBe(200)
  })

  it('are taken up to the size there may be, and not one byte more', async () => {
    expect((await send([['a.csv', randomBytes(100_000)]])).status).toBe(200)
    expect(await send([['a.csv', randomBytes(100_001)]])).toMatchObject({
      status: 413,
      reply: {
        code: 'too-large',
        detail: '`a.csv` has more than 100000 bytes: split it, or bring its tables as files of their own',
      },
    })
    expect(existsSync(folder())).toBe(false)
  })

  it('are taken up to the size all may have together', async () => {
    const some = ['a.csv', 'b.csv'].map((name) => [name, randomBytes(100_000)] as const)
    expect((await send(some)).status).toBe(200)
    expect(await send([...some, ['c.csv', randomBytes(50_001)]])).toMatchObject({
      status: 413,
      reply: { detail: 'more than 250000 bytes at once: bring the files in several uploads' },
    })
    expect(existsSync(folder())).toBe(false)
  })

  it('are taken up to the number there may be, and not one more', async () => {
    const some = ['a', 'b', 'c'].map((name) => [name, Buffer.from(name)] as const)
    expect((await send(some)).status).toBe(200)
    expect(await send([...some, ['d', Buffer.from('d')]])).toMatchObject({
      status: 413,
      reply: {
        code: 'too-large',
        detail:
          'more than 3 files at once: bring the tables of a folder joined into fewer files, or its files in several uploads',
      },
    })
    expect(existsSync(folder())).toBe(false)
  })

  it.each(['..', '.hidden', 'a/../../b', 'C:\\x.csv', 'nul', 'a\u0000b'])('have plain names, not %j', async (name) => {
    const { status } = await send([[name, Buffer.from('x')]])
    // What is left of a path after its last slash may be a plain name.
    const left = existsSync(folder()) ? readdirSync(folder()).length : 0
    expect(left).toBe(status === 200 ? 1 : 0)
    expect(readdirSync(root).every((entry) => /^\d+$/.test(entry))).toBe(true)
  })

  it('have names of their own', async () => {
    const { status, reply } = await send([
      ['a.csv', Buffer.from('1')],
      ['A.csv', Buffer.from('2')],
    ])
    expect(status).toBe(400)
    expect((reply as Problem).requestFaults?.[0]?.problem).toBe('`A.csv` came twice')
    expect(existsSync(folder())).toBe(false)
  })

  it('are told all at once where they have no name, or none they can be kept under', async () => {
    const { status, reply } = await send([
      ['', Buffer.from('1')],
      ['a.csv', Buffer.from('2')],
      ['nul.csv', randomBytes(90_000)],
    ])
    expect(status).toBe(400)
    expect((reply as Problem).requestFaults?.map(({ problem }) => problem)).toEqual([
      'a file has no name: send it with the name of the file it is',
      '`nul.csv` is the name of a device on Windows (`nul`), whatever follows it: give the file another name',
    ])
    expect(existsSync(folder())).toBe(false)
  })

  it('are wanted, and in the one way they are taken', async () => {
    expect((await send([])).status).toBe(400)
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await fetch(server.address, json)).status).toBe(415)
    const headers = { 'content-type': 'multipart/form-data' }
    const withoutBorder = await fetch(server.address, { method: 'POST', headers, body: 'x' })
    expect(withoutBorder.status).toBe(400)
  })

  it('leave nothing behind where the upload breaks off', async () => {
    upload += 1
    const asking = httpRequest(server.address, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '50000' },
    })
    asking.on('error', () => undefined)
    asking.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nsite,name\r\n')
    await wait(100)
    expect(existsSync(join(folder(), 'a.csv'))).toBe(true)
    asking.destroy()
    await wait(100)
    expect(existsSync(folder())).toBe(false)
  })

  it('that find no room on the disk are refused whole, and told so to the end of a large upload', async () => {
    disk.full = /b\.csv$/
    const files = [
      ['a.csv', Buffer.from('site\n')],
      ['b.csv', randomBytes(100_000)],
      ['c.csv', randomBytes(100_000)],
    ] as const
    const { status, reply } = await send(files).finally(() => (disk.full = undefined))
    expect([status, reply]).toMatchObject([
      507,
      {
        code: 'disk-full',
        detail: 'nothing was changed; make room on the disk of the data folder and ask again',
      },
    ])
    expect(existsSync(folder())).toBe(false)
    expect((await send(files)).status).toBe(200)
  })
})
