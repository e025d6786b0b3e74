// The server: made, listening, closed.

export { createServer } from './create-server.ts'
export { CannotListen, closeGracefully, listen } from './listen.ts'
export { faultsOfSettings } from './settings-faults.ts'
export type { ServerSettings } from './settings.ts'
export type { FastifyInstance } from 'fastify'
