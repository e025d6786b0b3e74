// Can a reader of the documents try team mode without a provider of their own?

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Me } from '#contract/application/people.ts'
import { ask } from '#server/fixtures/test-server.ts'

describe('team mode to try out', { timeout: 180_000 }, () => {
  let tried: ChildProcess
  let address: string
  beforeAll(async () => {
    tried = spawn(process.execPath, ['tools/try-team.mjs', '--example', ''])
    let errors = ''
    tried.stderr!.on('data', (text) => (errors += text))
    for await (const line of createInterface({ input: tried.stdout! })) {
      const found = /try out: (http:\/\/\S+)/.exec(line)?.[1]
      if (found === undefined) continue
      address = found
      tried.stdout!.resume()
      return
    }
    throw new Error(`it ended and said: ${errors}`)
  }, 180_000)
  afterAll(() => void tried.kill('SIGKILL'))

  /** As a browser does, which clicks on the person; gives the role they have then. */
  async function signIn(cookies: Map<string, string>, person: string): Promise<string> {
    let at = new URL(`${address}/api/v1/sign-in`)
    for (let hops = 0; hops < 20; hops += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await fetch(at, { redirect: 'manual', headers: { cookie } })
      for (const one of reply.headers.getSetCookie()) {
        const [name, value] = one.split(';', 1)[0]!.split('=', 2)
        cookies.set(name!, value!)
      }
      const to = reply.headers.get('location')
      if (to !== null) at = new URL(to, at)
      else if (at.pathname.startsWith('/interaction/')) at = new URL(`?person=${person}`, at)
      else break
      if (at.href === `${address}/`) break
    }
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return (await ask<Me>(address, 'GET', '/api/v1/me', { headers: { cookie } })).body.role
  }

  it('signs in whom one says one is, and asks again the next time', async () => {
    const cookies = new Map<string, string>()
    expect(await signIn(cookies, 'ada')).toBe('administrator')
    expect(await signIn(cookies, 'di')).toBe('viewer')
  })

  it('ends when it is told to', async () => {
    const ended = once(tried, 'exit')
    tried.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  })

  it('leaves nothing where it is told to end while it starts', async () => {
    const within = await mkdtemp(join(tmpdir(), 'mainstay-try-'))
    const starting = spawn(process.execPath, ['tools/try-team.mjs', '--example', ''], {
      env: { ...process.env, TMPDIR: within, TEMP: within, TMP: within },
      stdio: 'ignore',
    })
    const ended = once(starting, 'exit')
    while ((await readdir(within)).length === 0 && starting.exitCode === null) await wait(5)
    starting.kill('SIGINT')
    expect([(await ended)[0], await readdir(within)]).toEqual([0, []])
    await rm(within, { recursive: true })
  })
})
