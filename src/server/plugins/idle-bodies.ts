// A body that stops coming is given up: whoever holds an upload open without sending takes the place of others.

import type { FastifyInstance } from 'fastify'

export function addIdleBodies(server: FastifyInstance, idleMilliseconds: number): void {
  server.addHook('onRequest', async ({ raw }) => {
    if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return
    let received = raw.socket.bytesRead
    const watch = setInterval(() => {
      if (raw.complete) return clearInterval(watch)
      // Nobody who sends nothing waits for a reply either.
      if (raw.socket.bytesRead === received) raw.socket.destroy()
      received = raw.socket.bytesRead
    }, idleMilliseconds)
    watch.unref()
    raw.once('close', () => clearInterval(watch))
  })
}
