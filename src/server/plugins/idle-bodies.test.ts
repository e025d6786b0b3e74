import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listenWith } from '../fixtures/listening.ts'
import { addIdleBodies } from './idle-bodies.ts'

const IDLE_MS = 300

describe('a body', () => {
  let server: Listening
  beforeAll(async () => {
    server = await listenWith((bare) => {
      addIdleBodies(bare, IDLE_MS)
      bare.post('/', async ({ body }) => body)
    })
  })
  afterAll(() => server.close())

  /** What is replied to a body of 4 bytes of which one comes every so often. */
  function send(everyMs: number): Promise<string> {
    return new Promise((resolve) => {
      let told = ''
      const socket = connect(server.port, '127.0.0.1')
      socket.on('data', (piece) => (told += String(piece)))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(told))
      socket.write(
        'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n',
      )
      void (async () => {
        for (const byte of 'body') {
          await wait(everyMs)
          if (!socket.destroyed) socket.write(byte)
        }
      })()
    })
  }

  it('that comes slowly is waited for; one that stops is given up', async () => {
    const [slow, idle] = await Promise.all([send(IDLE_MS / 3), send(IDLE_MS * 4)])
    expect(slow).toContain('200 OK')
    expect(idle).toBe('')
  })
})
