import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StandingThread, TookTooLong } from './standing-thread.ts'

const PROGRAM = `
import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', (asked) => {
  if (asked === 'for ever') while (true);
  if (asked === 'late') for (const until = performance.now() + 300; performance.now() < until; );
  if (asked === 'wrong') throw new Error('it is wrong')
  parentPort.postMessage([asked, threadId])
})
`

describe('a thread that stands ready', () => {
  let folder: string
  let file: URL
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'standing-thread-'))
    const path = join(folder, 'echo.mjs')
    writeFileSync(path, PROGRAM)
    file = pathToFileURL(path)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('answers whatever it is asked, in order, without starting anew', async () => {
    const thread = new StandingThread<string, [string, number]>(file, { patienceMs: 10_000, idleMs: 1000 })
    const answers = await Promise.all(['a', 'b', 'c'].map((asked) => thread.ask(asked)))
    expect(answers.map(([asked]) => asked)).toEqual(['a', 'b', 'c'])
    expect(new Set(answers.map(([, id]) => id)).size).toBe(1)
  })

  it('gives up what takes too long or goes wrong, and answers the next', async () => {
    const thread = new StandingThread<string, [string, number]>(file, { patienceMs: 1500, idleMs: 1000 })
    const [slow, wrong, next] = ['for ever', 'wrong', 'next'].map((asked) => thread.ask(asked))
    await expect(slow).rejects.toThrow(TookTooLong)
    await expect(wrong).rejects.toThrow('it is wrong')
    expect((await next!)[0]).toBe('next')
  })

  it('gives nobody the answer to a question that was given up, be it there before the next is asked', async () => {
    const thread = new StandingThread<string, [string, number]>(file, { patienceMs: 800, idleMs: 1000 })
    const [late, next] = ['late', 'next'].map((asked) => thread.ask(asked))
    const given = late!.catch((reason: unknown) => reason)
    await new Promise((resolve) => setImmediate(resolve))
    // Whoever asks is busy until the answer and the end of its patience are both there.
    for (const until = performance.now() + 1500; performance.now() < until; );
    expect(await given).toBeInstanceOf(TookTooLong)
    expect((await next!)[0]).toBe('next')
  })

  it('ends when nobody asks, and begins again when somebody does', async () => {
    const thread = new StandingThread<string, [string, number]>(file, { patienceMs: 10_000, idleMs: 1 })
    const [, first] = await thread.ask('a')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const [, second] = await thread.ask('b')
    expect(second).not.toBe(first)
  })
})
