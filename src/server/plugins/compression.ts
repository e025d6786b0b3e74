// Replies are sent compressed where they are worth it: the sites of a map shrink to a seventh.
//
// Only what was made whole, as JSON. What is streamed is left as it is, so that it reaches whoever waits for it without delay;
// results lie compressed on the disk. Whoever can see how long a compressed reply is may guess at a secret in it by what they
// bring into it themselves (BREACH): no reply has one but that to the making of a token, and that one stays as it is.

import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Below this the names of the encoding outweigh what is saved. */
const LEAST_BYTES = 1024

export async function addCompression(server: FastifyInstance): Promise<void> {
  server.addHook('onRoute', (route) => {
    const { config } = route as { config?: { isHeavy?: boolean } }
    if (config?.isHeavy === true || route.url.startsWith('/api/v1/tokens')) route.compress = false
  })
  await server.register(compress, {
    global: true,
    encodings: ['gzip'],
    threshold: LEAST_BYTES,
    customTypes: /^application\/(?:problem\+)?json\b/,
  })
}
