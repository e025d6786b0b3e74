// The sites of a snapshot with their places, column by column, for a map that is drawn without a tile server.

import Type from 'typebox'
import { Digest } from './kinds.ts'

const closed = { additionalProperties: false } as const

export const SiteMap = Type.Object(
  {
    snapshot: Digest,
    site: Type.Array(Type.String()),
    latitude: Type.Array(Type.Number()),
    longitude: Type.Array(Type.Number()),
    vendor: Type.Array(Type.Integer({ minimum: -1 }), {
      description: 'place in `vendors` of the vendor of most of its elements; -1: no element stands there',
    }),
    elements: Type.Array(Type.Integer({ minimum: 0 })),
    vendors: Type.Array(Type.String({ description: 'as written; blank: not stated' })),
    withoutPlace: Type.Integer({ minimum: 0, description: 'sites whose coordinates nobody stated' }),
    withheld: Type.Integer({ minimum: 0, description: 'sites kept out for their tags' }),
  },
  { $id: 'SiteMap', ...closed },
)
export type SiteMap = Type.Static<typeof SiteMap>
