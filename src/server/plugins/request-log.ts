// What the log says of each request: which route, by whom, how it ended, how long it took. No query, no body, no header:
// they may hold names and secrets.

import type { FastifyInstance, FastifyServerOptions } from 'fastify'

export interface LogSettings {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Where it goes; standard error without. */
  readonly to?: NodeJS.WritableStream
}

const SECRET = ['authorization', 'cookie', '["set-cookie"]', 'secret', 'password', 'clientSecret', 'token']

export function loggerOptions({ level, to }: LogSettings): FastifyServerOptions['logger'] & object {
  return {
    level,
    redact: SECRET.flatMap((name) => [join('', name), join('*', name), join('*.headers', name)]),
    stream: to ?? process.stderr,
  }
}

function join(path: string, name: string): string {
  return path === '' || name.startsWith('[') ? `${path}${name}` : `${path}.${name}`
}

export function addRequestLog(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.actor === undefined ? {} : { person: request.actor.asker.person, through: request.actor.through }),
      },
      'request',
    )
  })
  server.addHook('onRequestAbort', async (request) => {
    request.log.info({ method: request.method, route: request.routeOptions.url ?? 'none' }, 'the client went away')
  })
}
