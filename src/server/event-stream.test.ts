import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { streamEvents, type ServerEvent } from './event-stream.ts'
import { type Listening, listenWith } from './fixtures/listening.ts'
import { goneSignal } from './reply-end.ts'

describe('a stream of events', () => {
  let server: Listening
  let told = 0
  let ended = 0
  async function* tell(last: number, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    try {
      for (let id = 1; id <= last && !signal.aborted; id += 1) {
        told = id
        yield { id: String(id), event: 'progress', data: { done: id, what: 'two\nlines' } }
        await wait(10)
      }
    } finally {
      ended += 1
    }
  }
  beforeAll(async () => {
    server = await listenWith((bare) => {
      bare.get<{ Params: { last: string } }>('/:last', async (request, reply) => {
        const signal = goneSignal(reply)
        await streamEvents(reply, tell(Number(request.params.last), signal), signal)
      })
    })
  })
  afterAll(() => server.close())

  it('tells each and ends with the last', async () => {
    const reply = await fetch(`${server.address}/3`)
    expect(reply.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const text = await reply.text()
    expect(text.match(/^id: \d$/gm)).toEqual(['id: 1', 'id: 2', 'id: 3'])
    expect(text).toContain('event: progress\ndata: {"done":2,"what":"two\\nlines"}\n\n')
  })

  it('ends when the client goes', async () => {
    const before = ended
    const going = new AbortController()
    const reply = await fetch(`${server.address}/1000000`, { signal: going.signal })
    await reply.body!.getReader().read()
    await wait(50)
    going.abort()
    await wait(100)
    const when = told
    await wait(100)
    expect(told).toBe(when)
    expect(ended).toBe(before + 1)
  })
})
