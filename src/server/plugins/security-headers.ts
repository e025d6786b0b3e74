// What a browser is told to allow: our own files and our own interface, nothing else, and no frame around us.

import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

const OURS = "'self'"
const NOTHING = "'none'"

/** `isSecure`: people reach it by https, and browsers are to remember that. */
export async function addSecurityHeaders(server: FastifyInstance, isSecure: boolean): Promise<void> {
  await server.register(helmet, {
    global: true,
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [NOTHING],
        scriptSrc: [OURS],
        styleSrc: [OURS],
        imgSrc: [OURS, 'data:', 'blob:'],
        fontSrc: [OURS],
        connectSrc: [OURS],
        workerSrc: [OURS],
        manifestSrc: [OURS],
        formAction: [OURS],
        baseUri: [NOTHING],
        objectSrc: [NOTHING],
        frameSrc: [NOTHING],
        frameAncestors: [NOTHING],
        ...(isSecure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  server.addHook('onRequest', async (_request, reply) => {
    reply.header(
      'permissions-policy',
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    )
  })
}
