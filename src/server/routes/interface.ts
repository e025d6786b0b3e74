// The description of the interface, for programs that are made from it.

import Type from 'typebox'
import { entityTag, isKnown } from '../entity-tags.ts'
import { operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

export function addInterfaceRoute(server: TypedServer, { application }: RouteContext): void {
  const schema = operation(
    'getInterface',
    { response: { 200: Type.Unsafe<object>({ type: 'object', additionalProperties: true }) } },
    { tag: 'interface', isTagged: true, summary: 'This description (OpenAPI 3.1)' },
  )
  server.get('/api/openapi.json', { schema }, async (request, reply) => {
    if (isKnown(request, reply, entityTag('interface', application.version))) return reply
    return server.swagger()
  })
}
