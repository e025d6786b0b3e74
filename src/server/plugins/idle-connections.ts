// On closing, connections with no request under way are ended. The server of Node ends those that have had one, and would
// wait for the others: browsers open some ahead.

import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

export function addIdleConnections(server: FastifyInstance): void {
  const connections = new Map<Socket, number>()
  server.server.on('connection', (socket: Socket) => {
    connections.set(socket, 0)
    socket.once('close', () => connections.delete(socket))
  })
  server.server.on('request', ({ socket }, response) => {
    connections.set(socket, (connections.get(socket) ?? 0) + 1)
    response.once('close', () => {
      if (connections.has(socket)) connections.set(socket, connections.get(socket)! - 1)
    })
  })
  server.addHook('preClose', async () => {
    for (const [socket, underWay] of connections) if (underWay === 0) socket.destroy()
  })
}
