// The built web application: its files for as long as a browser likes, since their names change with what they hold; its
// page anew each time, with a nonce, for whatever address the application has.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** As vite names them: `index-DiwrgTda.js`. */
const HASHED = /[-.][A-Za-z0-9_-]{8}\.[a-z0-9]+$/
/** What the page has in place of its nonce. */
const NONCE_PLACE = /__NONCE__/g

/** Answers a request for which there is no route with the page, if a page was asked for. */
export type ServePage = (request: FastifyRequest, reply: FastifyReply) => boolean

export async function addStaticPages(server: FastifyInstance, folder: string): Promise<ServePage> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: true,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    schemaHide: true,
    dotfiles: 'ignore',
    allowedPath: (path) => path !== '/index.html',
    setHeaders: (reply, path) => {
      const isHashed = HASHED.test(path.replace(/\.(br|gz)$/, ''))
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const sendPage = (reply: FastifyReply): FastifyReply => {
    const filled = page.replace(NONCE_PLACE, reply.cspNonce.script)
    return reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(filled)
  }
  server.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply))
  return (request, reply) => {
    if (!asksForPage(request)) return false
    sendPage(reply)
    return true
  }
}

function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  // Scripts and styles are asked for as whatever they are; only who opens an address asks for HTML.
  const isPlace = !url.startsWith('/api/') && !url.startsWith('/assets/')
  return (method === 'GET' || method === 'HEAD') && isPlace && (headers.accept ?? '').includes('text/html')
}
