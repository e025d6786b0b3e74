// Begins to listen, on this machine alone unless told otherwise, and ends without cutting off what is under way.

import type { FastifyInstance } from 'fastify'

export interface ListenSettings {
  readonly mode: 'local' | 'team'
  readonly host?: string
  /** 0: any that is free. */
  readonly port: number
}

export class CannotListen extends Error {}

/** Resolves to the address; rejects with {@link CannotListen} where it must not or cannot. */
export async function listen(
  server: FastifyInstance,
  { mode, host = '127.0.0.1', port }: ListenSettings,
): Promise<string> {
  if (mode === 'local' && !isLoopback(host)) {
    throw new CannotListen(
      `\`${host}\` can be reached from other machines, and in local mode whoever reaches Mainstay may do everything without a password; listen on 127.0.0.1, or set up sign-in to serve a team`,
    )
  }
  try {
    return await server.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new CannotListen(`port ${port} of ${host} is taken by another program`)
    if (code === 'EACCES') throw new CannotListen(`port ${port} may not be used; take one above 1023`)
    if (code === 'EADDRNOTAVAIL') throw new CannotListen(`\`${host}\` is no address of this machine`)
    throw error
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

/** What was cut off is told so, and has this long to end. */
const LEAST_PATIENCE_MS = 1000

/**
 * Takes no new requests and waits for those under way, and for the work of those whose client has gone away; after
 * `patienceMilliseconds` cuts them off. What the work needs, such as the database, is to be closed after.
 */
export async function closeGracefully(server: FastifyInstance, patienceMilliseconds = 10_000): Promise<void> {
  const begun = performance.now()
  const impatience = setTimeout(() => server.server.closeAllConnections(), patienceMilliseconds)
  try {
    await server.close()
  } finally {
    clearTimeout(impatience)
  }
  const left = patienceMilliseconds - (performance.now() - begun)
  const stuck = await server.requestsUnderWay?.end(Math.max(left, LEAST_PATIENCE_MS))
  if (stuck !== undefined && stuck > 0) server.log.warn({ requests: stuck }, 'requests are given up')
}
