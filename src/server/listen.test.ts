import { fastify, type FastifyInstance } from 'fastify'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { makeGate } from './fixtures/gate.ts'
import { CannotListen, closeGracefully, listen } from './listen.ts'
import { addIdleConnections } from './plugins/idle-connections.ts'
import { addProblems } from './plugins/problems.ts'
import { addUnderWay } from './plugins/under-way.ts'

/** `began`: called when a request is under way. */
function slow(began: () => void = () => undefined): FastifyInstance {
  const server = fastify()
  addIdleConnections(server)
  server.get('/', async () => {
    began()
    await wait(200)
    return 'done'
  })
  return server
}

describe('listening', () => {
  it.each(['0.0.0.0', '::', '192.0.2.1', 'mainstay.example', '127.example'])(
    'is refused in local mode at %s, where others could reach it',
    async (host) => {
      const server = slow()
      await expect(listen(server, { mode: 'local', host, port: 0 })).rejects.toThrow(/without a password/)
      expect(server.server.listening).toBe(false)
    },
  )

  it('says that a port is taken', async () => {
    const [first, second] = [slow(), slow()]
    const address = await listen(first, { mode: 'local', port: 0 })
    const port = Number(new URL(address).port)
    await expect(listen(second, { mode: 'local', port })).rejects.toThrow(CannotListen)
    await closeGracefully(first)
  })

  it('ends when what is under way has ended', async () => {
    let began = (): void => undefined
    const underWay = new Promise<void>((resolve) => {
      began = resolve
    })
    const server = slow(() => began())
    const address = await listen(server, { mode: 'local', port: 0 })
    const asked = fetch(address)
    await underWay
    const begun = performance.now()
    await closeGracefully(server)
    // Its connection is not kept for another request.
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(await (await asked).text()).toBe('done')
    await expect(fetch(address)).rejects.toThrow('fetch failed')
  })

  it('waits for nobody for ever', async () => {
    const server = fastify()
    server.get('/', () => new Promise(() => undefined))
    const address = await listen(server, { mode: 'local', port: 0 })
    const asked = fetch(address).catch(() => 'cut off')
    await wait(50)
    await closeGracefully(server, 50)
    expect(await asked).toBe('cut off')
  })

  /** `/` is worked at until `goOn` is called. */
  async function held() {
    const server = fastify({ return503OnClosing: false })
    addProblems(server, () => undefined)
    addUnderWay(server)
    const [underWay, gate] = [makeGate(), makeGate()]
    let isDone = false
    server.get('/', async () => {
      underWay.open()
      await gate.opened
      isDone = true
      return 'done'
    })
    const address = await listen(server, { mode: 'local', port: 0 })
    return { server, address, underWay: underWay.opened, goOn: () => gate.open(), isDone: () => isDone }
  }

  it('ends when the work of a request has ended whose client went away', async () => {
    const { server, address, underWay, goOn, isDone } = await held()
    const going = new AbortController()
    const asked = fetch(address, { signal: going.signal }).catch(() => 'gone')
    await underWay
    going.abort()
    expect(await asked).toBe('gone')
    let hasEnded = false
    const ending = closeGracefully(server).then(() => {
      hasEnded = true
    })
    await wait(100)
    expect([isDone(), hasEnded]).toEqual([false, false])
    goOn()
    await ending
    expect(isDone()).toBe(true)
  })

  it('waits for no such work for ever either, and begins none after', async () => {
    const { server, address, underWay } = await held()
    const going = new AbortController()
    const asked = fetch(address, { signal: going.signal }).catch(() => 'gone')
    await underWay
    going.abort()
    await asked
    const begun = performance.now()
    await closeGracefully(server, 50)
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(() => server.requestsUnderWay!.during(() => 'begun')).toThrow('nothing was done')
  })

  it('tells who comes while it ends that it does, and answers who came before', async () => {
    const { server, underWay, goOn } = await held()
    const { port } = server.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (piece) => {
      text += piece.toString()
    })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const request = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'
    socket.write(request)
    await underWay
    const ending = closeGracefully(server)
    await wait(50)
    socket.write(request)
    await wait(50)
    goOn()
    await Promise.all([ending, closed])
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '503'])
    expect(text).toMatch(/retry-after: 5/i)
    expect(text).toContain('"code":"ending"')
  })
})
