import { fastify, type FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { CannotListen, closeGracefully, listen } from './listen.ts'

/** `began`: called when a request is under way. */
function slow(began: () => void = () => undefined): FastifyInstance {
  const server = fastify()
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
    await closeGracefully(server)
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
})
