import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DatabaseUnavailable } from '#store/database/refusals.ts'
import { Sweep } from './sweep.ts'

function refuse(error: unknown): never {
  throw error
}

describe('what is swept while the application is open', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('goes every hour, and no more once it is closed', async () => {
    const work = vi.fn<() => Promise<void>>(async () => undefined)
    const sweep = new Sweep(work, { onTrouble: refuse })
    await vi.advanceTimersByTimeAsync(3_599_999)
    expect(work).toHaveBeenCalledTimes(0)
    await vi.advanceTimersByTimeAsync(1)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(work).toHaveBeenCalledTimes(2)
    await sweep.close()
    await vi.advanceTimersByTimeAsync(36_000_000)
    expect(work).toHaveBeenCalledTimes(2)
  })

  it('is not begun twice at once, and is waited for at the close, which it is told of', async () => {
    let finish = (): void => undefined
    const work = vi.fn<(signal: AbortSignal) => Promise<void>>(
      (signal) =>
        new Promise<void>((resolve) => {
          finish = resolve
          signal.addEventListener('abort', () => resolve())
        }),
    )
    const sweep = new Sweep(work, { everyMs: 10, onTrouble: refuse })
    await vi.advanceTimersByTimeAsync(50)
    expect(work).toHaveBeenCalledTimes(1)
    finish()
    await vi.advanceTimersByTimeAsync(10)
    expect(work).toHaveBeenCalledTimes(2)
    await sweep.close()
  })

  it('goes on after trouble, which is told unless the database is merely away', async () => {
    const troubles: unknown[] = []
    const errors = [new DatabaseUnavailable('away'), new Error('a bug')]
    const work = vi.fn<() => Promise<void>>(async () => {
      throw errors[work.mock.calls.length - 1] ?? new DatabaseUnavailable('away')
    })
    const sweep = new Sweep(work, { everyMs: 10, onTrouble: (error) => troubles.push(error) })
    await vi.advanceTimersByTimeAsync(35)
    await sweep.close()
    expect(work).toHaveBeenCalledTimes(3)
    expect(troubles).toEqual([errors[1]])
  })
})
