import { setTimeout as wait } from 'node:timers/promises'
import { get, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderExport } from '#service/application/render-rows.ts'
import { type Listening, listenWith } from './fixtures/listening.ts'
import { whenReplyEnds } from './reply-end.ts'

const ROWS_A_BATCH = 2000

describe('an export of more rows than anybody reads', () => {
  let server: Listening
  let batchesRead = 0
  let ended = 0
  let closed = 0
  async function* endless() {
    try {
      for (;;) {
        batchesRead += 1
        yield Array.from({ length: ROWS_A_BATCH }, (_, row) => ({ cells: [`site-${row}`, 'x'.repeat(40)] }))
      }
    } finally {
      ended += 1
    }
  }
  beforeAll(async () => {
    server = await listenWith((bare) => {
      bare.get('/', async (_request, reply) => {
        whenReplyEnds(reply, () => {
          closed += 1
        })
        const body = await renderExport(
          'csv',
          'sites',
          ['site', 'name'],
          { matched: Number.MAX_SAFE_INTEGER, withheld: 0 },
          endless(),
        )
        return reply.type('text/csv').send(Readable.from(body as AsyncGenerator<string>))
      })
    })
  })
  afterAll(() => server.close())

  it('lets whatever else is asked be answered after every batch', async () => {
    const batches = 50
    async function* some() {
      for (let batch = 0; batch < batches; batch++) yield [{ cells: ['site', 'x'] }]
    }
    let turns = 0
    const count = (): void => {
      turns += 1
      turn = setImmediate(count)
    }
    let turn = setImmediate(count)
    const body = await renderExport('csv', 'sites', ['site', 'name'], { matched: batches, withheld: 0 }, some())
    for await (const piece of body as AsyncGenerator<string>) expect(piece).not.toBe('')
    clearImmediate(turn)
    expect(turns).toBeGreaterThanOrEqual(batches)
  })

  it('is read no faster than it is taken, and no further than to where the client goes', async () => {
    const reply = await new Promise<IncomingMessage>((resolve) => get(server.address, resolve))
    reply.pause()
    await wait(300)
    const held = batchesRead
    await wait(300)
    expect(batchesRead).toBe(held)
    expect(held).toBeLessThan(200)
    reply.resume()
    await expect.poll(() => batchesRead).toBeGreaterThan(held + 100)
    reply.destroy()
    await expect.poll(() => [ended, closed]).toEqual([1, 1])
    const left = batchesRead
    await wait(100)
    expect(batchesRead).toBe(left)
  })
})
