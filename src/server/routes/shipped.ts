// What comes with the product.

import Type from 'typebox'
import { Example, ShippedPack } from '#contract/application/shipped.ts'
import { listShippedExamples, listShippedPacks } from '#service/application/shipped.ts'
import { entityTag, isKnown } from '../entity-tags.ts'
import { named } from '../named-schema.ts'
import { operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'shipped'
const listOf = <Item extends Type.TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(named(item)) }, { additionalProperties: false })

export function addShippedRoutes(server: TypedServer, { application }: RouteContext): void {
  const examples = operation(
    'listExamples',
    { response: { 200: listOf(Example) } },
    { tag, isTagged: true, summary: 'Example worlds a workspace can begin from' },
  )
  server.get('/api/v1/examples', { schema: examples }, async (request, reply) => {
    if (isKnown(request, reply, entityTag('examples', application.version))) return reply
    return { items: await listShippedExamples() }
  })

  const packs = operation(
    'listPacks',
    { response: { 200: listOf(ShippedPack) } },
    { tag, isTagged: true, summary: 'Rule packs that come with the product' },
  )
  server.get('/api/v1/packs', { schema: packs }, async (request, reply) => {
    if (isKnown(request, reply, entityTag('packs', application.version))) return reply
    return { items: await listShippedPacks() }
  })
}
