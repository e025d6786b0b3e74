import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { takeLock, TOUCHED_EVERY_MS } from './process-lock.ts'

// Nobody waits here: what is watched is touched, or is not, in the meantime.
const meanwhile = vi.hoisted(() => ({ act: (): void => undefined }))
vi.mock('node:timers/promises', () => ({ setTimeout: async () => meanwhile.act() }))

describe('a lock that another host holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-lock-'))
  const lock = join(folder, 'database.lock')
  afterAll(() => rmSync(folder, { recursive: true }))

  const take = () => takeLock(lock, (holder) => new Error(`held by ${holder}`))
  function holdElsewhere(touchedAgoMs: number): void {
    writeFileSync(lock, `7\n123\nof-a-container\n`)
    touch(touchedAgoMs)
  }
  function touch(agoMs: number): void {
    const at = (Date.now() - agoMs) / 1000
    utimesSync(lock, at, at)
  }

  it('is refused while it gives signs of life, however wrong its clock', async () => {
    holdElsewhere(30_000)
    await expect(take()).rejects.toThrow('held by process 7 on `of-a-container`')
    holdElsewhere(7_200_000)
    meanwhile.act = () => touch(7_195_000)
    await expect(take()).rejects.toThrow('held by process 7')
  })

  it('is taken over when it gives none, as after a container started anew', async () => {
    holdElsewhere(120_000)
    meanwhile.act = () => undefined
    const held = await take()
    expect(readFileSync(lock, 'utf8')).toContain(hostname())
    await held.release()
  })

  it('is refused where it is of another container with the same host name, and not where its process is gone from here', async () => {
    const own = await take()
    const [, , host, , namespace = ''] = readFileSync(lock, 'utf8').split('\n')
    await own.release()
    expect(namespace).not.toBe('')
    const gone = 2 ** 30
    for (const elsewhere of [`${namespace}1`, '']) {
      writeFileSync(lock, `${gone}\n123\n${host}\nx\n${elsewhere}\n`)
      await expect(take()).rejects.toThrow(`held by process ${gone} of another container`)
      touch(120_000)
      await (await take()).release()
    }
    writeFileSync(lock, `${gone}\n123\n${host}\nx\n${namespace}\n`)
    await (await take()).release()
  })

  it('is touched as long as it is held', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const held = await take()
    touch(120_000)
    vi.advanceTimersByTime(TOUCHED_EVERY_MS)
    vi.useRealTimers()
    await vi.waitFor(() => expect(Date.now() - statSync(lock).mtimeMs).toBeLessThan(60_000))
    await held.release()
  })

  const OTHERS = '7\n123\nof-a-container\n'
  async function afterSuspension(meanwhileThere: string | undefined) {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    const held = await take()
    expect(await held.isHeld()).toBe(true)
    if (meanwhileThere === undefined) rmSync(lock)
    else writeFileSync(lock, meanwhileThere)
    // Nobody looks again and again at what was seen just now.
    expect(await held.isHeld()).toBe(true)
    vi.setSystemTime(Date.now() + 61_000)
    return held
  }

  it('is lost to whoever took it over from one that was suspended, who finds out before doing anything, and leaves it', async () => {
    const held = await afterSuspension(OTHERS)
    expect(await held.isHeld()).toBe(false)
    expect(held.lost.reason).toBe('process 7 on `of-a-container`')
    vi.useRealTimers()
    await held.release()
    expect(readFileSync(lock, 'utf8')).toBe(OTHERS)
    rmSync(lock)
  })

  it('is lost at the next sign of life, and so is one that is gone: another may have had it meanwhile', async () => {
    for (const there of [OTHERS, undefined]) {
      const held = await afterSuspension(there)
      vi.advanceTimersByTime(TOUCHED_EVERY_MS)
      vi.useRealTimers()
      await vi.waitFor(() => expect(held.lost.aborted).toBe(true))
      expect(held.lost.reason).toBe(there === undefined ? '' : 'process 7 on `of-a-container`')
      await held.release()
      rmSync(lock, { force: true })
    }
  })
})
