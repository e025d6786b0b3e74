// The description of the interface (OpenAPI 3.1), made from the schemas that check it.

import swagger from '@fastify/swagger'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { problemReplies } from '../operation.ts'

export async function addInterfaceDescription(server: FastifyInstance, version: string): Promise<void> {
  server.addHook('onRoute', tellOfBodies)
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mainstay',
        version,
        description:
          'Will our network stay lawful, and stay up, when a vendor is taken away? Everything the web application does goes through this interface.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-mainstay',
            description: 'of people who signed in; in local mode nobody needs it',
          },
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'mst_…', description: 'of a program' },
        },
      },
    },
    convertConstToEnum: false,
    refResolver: {
      buildLocalReference: (json, _baseUri, _fragment, index) => (json.$id as string | undefined) ?? `schema-${index}`,
    },
  })
}

/** A body is read before it is known to be wanted: it may be too large, or of a kind that is not taken, with any but GET. */
function tellOfBodies({ method, schema }: RouteOptions): void {
  if ([method].flat().includes('GET') || schema === undefined || schema.hide === true) return
  schema.response = { ...problemReplies(['too-large', 'unsupported-media']), ...(schema.response as object) }
}
