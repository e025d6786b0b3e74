// Requests that a page of another site makes a browser send are refused.
//
// In local mode there is no password, so whoever can reach the server may do everything. It listens on loopback alone, and three
// ways are left to others: a proxy on this machine, told by what it says of whom it speaks for; a name of another that resolves
// to 127.0.0.1 (DNS rebinding), told by the Host header; and requests across sites, told by Origin and Sec-Fetch-Site, which a
// page cannot set.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProblemError } from '../problem-error.ts'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

export function addLoopbackGuard(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    if (isForwarded(request))
      throw new ProblemError('foreign-origin', {
        detail:
          'a proxy stands in front, and Mainstay runs for this machine alone, without a password: open it directly, or set up sign-in to serve a team',
      })
    const host = hostOf(request)
    if (host === undefined || !LOOPBACK_NAMES.has(host.hostname) || portOf(host) !== request.raw.socket.localPort) {
      throw new ProblemError('foreign-origin', {
        detail: 'Mainstay runs for this machine alone: open it as localhost, with the port it was started on',
      })
    }
  })
}

/** A proxy that speaks with us as this machine would let everybody in; most say for whom they speak (RFC 7239). */
function isForwarded({ headers }: FastifyRequest): boolean {
  return Object.keys(headers).some((name) => /^(forwarded|x-real-ip|x-forwarded-.*)$/.test(name))
}

function hostOf({ headers }: FastifyRequest): URL | undefined {
  if (headers.host === undefined || /[/\\@?#\s]/.test(headers.host)) return undefined
  return URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`) : undefined
}

function portOf({ port }: URL): number {
  return port === '' ? 80 : Number(port)
}

/** `ownOrigin`: under which people reach us; without one, the Host header says, which the guard of loopback has seen. */
export function addOriginGuard(server: FastifyInstance, ownOrigin: string | undefined): void {
  server.addHook('preParsing', async (request) => {
    // A token is never sent by a browser of its own accord.
    if (SAFE_METHODS.has(request.method) || request.actor?.through === 'token') return
    if (!isFromHere(request, ownOrigin ?? `http://${request.headers.host}`)) {
      throw new ProblemError('foreign-origin', { detail: 'only pages of Mainstay itself may ask for changes' })
    }
  })
}

function isFromHere({ headers }: FastifyRequest, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site']
  if (headers.origin !== undefined && headers.origin !== ownOrigin) return false
  return site === undefined || site === 'same-origin' || site === 'none'
}
