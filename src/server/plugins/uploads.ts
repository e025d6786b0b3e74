// Takes files as `multipart/form-data`; `receive-files.ts` writes them to disk as they come.

import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'

export async function addUploads(server: FastifyInstance): Promise<void> {
  // Routes state their own bounds.
  await server.register(multipart, { limits: { fieldSize: 1000, headerPairs: 20 } })
}
