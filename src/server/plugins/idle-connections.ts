// On closing, connections with no request under way are ended, and the others as soon as they have none. The server of Node ends
// those that have had one by then, and would wait for all else: browsers open some ahead, and keep each for the next request.

import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

export function addIdleConnections(server: FastifyInstance): void {
  const connections = new Map<Socket, number>()
  let isClosing = false
  server.server.on('connection', (socket: Socket) => {
    connections.set(socket, 0)
    socket.once('close', () => connections.delete(socket))
  })
  server.server.on('request', ({ socket }, response) => {
    connections.set(socket, (connections.get(socket) ?? 0) + 1)
    response.once('close', () => {
      if (!connections.has(socket)) return
      const left = connections.get(socket)! - 1
      connections.set(socket, left)
      if (isClosing && left === 0) socket.destroySoon()
    })
  })
  server.addHook('preClose', async () => {
    isClosing = true
    for (const [socket, underWay] of connections) if (underWay === 0) socket.destroy()
  })
}
