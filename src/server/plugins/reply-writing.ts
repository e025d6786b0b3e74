// What is replied is written by its schema, and has no field that the schema does not have.

import { type Serializer, SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyInstance } from 'fastify'

/** Each reply has what writes it made when it is first replied: those of all operations together would hold up the start by seconds. */
export function addReplyWriting(server: FastifyInstance): void {
  const begin = SerializerSelector()
  server.setSerializerCompiler(({ schema }) => {
    let write: Serializer | undefined
    return (value) => {
      write ??= begin(server.getSchemas() as never, {})({ schema } as never)
      return write(value)
    }
  })
}
