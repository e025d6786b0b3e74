import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as settled } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askRaw, type Listening, listenWith } from './fixtures/listening.ts'
import { goneSignal, whenReplyEnds } from './reply-end.ts'

describe('a client', () => {
  let server: Listening
  let looked: (seen: { readonly aborted: boolean; readonly cutOff: boolean | undefined }) => void = () => undefined
  beforeAll(async () => {
    server = await listenWith((bare) => {
      bare.get('/', async (_request, reply) => ({ aborted: goneSignal(reply).aborted }))
      bare.get('/slow', async (request, reply) => {
        await once(request.raw.socket, 'close')
        await settled()
        let cutOff: boolean | undefined
        whenReplyEnds(reply, (was) => {
          cutOff = was
        })
        looked({ aborted: goneSignal(reply).aborted, cutOff })
        return {}
      })
    })
  })
  afterAll(() => server.close())

  it('is there until it goes away', async () => {
    expect(JSON.parse((await askRaw(server.port, {})).text)).toEqual({ aborted: false })
  })

  it('that went away before anybody asked whether it is there is gone', async () => {
    const seen = new Promise((resolve) => {
      looked = resolve
    })
    const client = connect(server.port, '127.0.0.1')
    client.end('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n', () => setTimeout(() => client.destroy(), 50))
    expect(await seen).toEqual({ aborted: true, cutOff: true })
  })
})
