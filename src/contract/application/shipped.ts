// What comes with the product: example worlds to begin from, and rule packs.

import Type from 'typebox'

const closed = { additionalProperties: false } as const

export const Example = Type.Object({ example: Type.String() }, { $id: 'Example', ...closed })
export type Example = Type.Static<typeof Example>

export const ShippedPack = Type.Object(
  {
    pack: Type.String(),
    version: Type.String(),
    jurisdiction: Type.String(),
    status: Type.String(),
    force: Type.String(),
    title: Type.String(),
    rules: Type.Integer({ minimum: 0 }),
    missing: Type.Integer({ minimum: 0, description: 'rules of the instrument that the pack is known to lack' }),
    editions: Type.Array(Type.String()),
    weakestProvenance: Type.String(),
  },
  { $id: 'ShippedPack', ...closed },
)
export type ShippedPack = Type.Static<typeof ShippedPack>
