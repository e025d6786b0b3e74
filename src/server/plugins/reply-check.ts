// Holds what is replied against the schema that describes it. It takes time, so only tests ask for it.

import type { FastifyInstance } from 'fastify'
import type Type from 'typebox'
import { Compile, type Validator } from 'typebox/schema'

export function addReplyCheck(server: FastifyInstance): void {
  const validators = new WeakMap<object, Validator>()
  server.addHook('preSerialization', async (request, reply, payload) => {
    if (request.routeOptions.schema === undefined || request.routeOptions.schema.hide === true) return payload
    const schemas = (request.routeOptions.schema.response ?? {}) as Record<string, Type.TSchema | undefined>
    const schema = schemas[reply.statusCode]
    if (schema === undefined)
      throw new Error(`${operationOf(request)} does not say that it replies ${reply.statusCode}`)
    const validator = validators.get(schema) ?? (Compile(server.getSchemas() as never, schema) as Validator)
    validators.set(schema, validator)
    // As it is read by who gets it: without what JSON leaves out.
    const told: unknown = JSON.parse(JSON.stringify(payload))
    if (validator.Check(told)) return payload
    const faults = validator.Errors(told)[1].map(({ instancePath, message }) => `${instancePath} ${message}`)
    throw new Error(`the reply of ${operationOf(request)} is not as described: ${faults.join('; ')}`)
  })
}

function operationOf({ routeOptions }: { routeOptions: { schema?: unknown; url?: string } }): string {
  return String((routeOptions.schema as { operationId?: string })?.operationId ?? routeOptions.url)
}
