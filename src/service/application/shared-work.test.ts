import { describe, expect, it } from 'vitest'
import { SharedWork } from './shared-work.ts'

/** Work that ends when it is told to, and counts how often it was begun. */
function work() {
  const begun: { signal: AbortSignal; end: (value: string) => void; fail: (error: Error) => void }[] = []
  const begin = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      begun.push({ signal, end: resolve, fail: reject })
      signal.addEventListener('abort', () => reject(new Error('stopped')))
    })
  return { begun, begin }
}

const stays = () => new AbortController().signal

describe('work that several ask for', () => {
  it('is done once for all who ask while it lasts, and anew afterwards', async () => {
    const shared = new SharedWork<string>()
    const { begun, begin } = work()
    const both = [shared.join('kit', stays(), begin), shared.join('kit', stays(), begin)]
    const other = shared.join('other', stays(), begin)
    expect(begun).toHaveLength(2)
    begun[0]!.end('made')
    begun[1]!.end('other')
    expect(await Promise.all([...both, other])).toEqual(['made', 'made', 'other'])
    const again = shared.join('kit', stays(), begin)
    begun[2]!.end('made anew')
    expect(await again).toBe('made anew')
  })

  it('goes on when one of them goes, and stops when all have gone', async () => {
    const shared = new SharedWork<string>()
    const { begun, begin } = work()
    const [first, second] = [new AbortController(), new AbortController()]
    const [one, two] = [shared.join('kit', first.signal, begin), shared.join('kit', second.signal, begin)]
    first.abort(new Error('gone'))
    await expect(one).rejects.toThrow('gone')
    expect(begun[0]!.signal.aborted).toBe(false)
    second.abort(new Error('gone too'))
    await expect(two).rejects.toThrow('gone too')
    expect(begun[0]!.signal.aborted).toBe(true)
    // Whoever comes while it stops does not get the end of it.
    const next = shared.join('kit', stays(), begin)
    begun[1]!.end('made')
    expect(await next).toBe('made')
  })

  it('that fails fails for all of them, and is tried by the next', async () => {
    const shared = new SharedWork<string>()
    const { begun, begin } = work()
    const both = [shared.join('kit', stays(), begin), shared.join('kit', stays(), begin)]
    begun[0]!.fail(new Error('the disk is full'))
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const next = shared.join('kit', stays(), begin)
    begun[1]!.end('made')
    expect(await next).toBe('made')
  })
})
