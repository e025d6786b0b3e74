// mainstay.yaml: whose network this is, which rules are asked about, and as of when.

import Type from 'typebox'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const Manifest = Type.Object(
  {
    workspace: Type.Literal(1, { description: 'version of this file’s form' }),
    title: Type.Optional(Type.String()),
    operator: Type.Object(
      {
        name: Type.String({ description: 'as it stands in `operators` columns, in whatever case' }),
        aliases: Type.Optional(Type.Array(Type.String())),
        tier: Type.Optional(Type.Integer({ minimum: 1, description: 'tier under a security code; absent is unknown' })),
        licences: Type.Optional(
          Type.Array(Type.String(), { description: 'licences and bands held; absent is unknown' }),
        ),
        addressedBy: Type.Optional(
          Type.Array(Type.String(), {
            description: 'packs that name this operator (or are to be read as if they did)',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    jurisdictions: Type.Array(Type.String(), { description: 'where it operates; the shipped packs of these are used' }),
    rulePacks: Type.Optional(
      Type.Array(Type.String(), { description: 'packs to use instead of those of the jurisdictions' }),
    ),
    inventoryDate: Type.Optional(
      Type.String({
        ...Day,
        description: 'the day the inventory describes; absent it is `asOf`, or else today, and told where it matters',
      }),
    ),
    asOf: Type.Optional(Type.String({ ...Day, description: 'the day to judge; by default today' })),
    knownAt: Type.Optional(
      Type.String({ ...Day, description: 'use what was known on this day; by default the as-of date' }),
    ),
    historyKnownFrom: Type.Optional(
      Type.String({
        ...Day,
        description:
          'inventories forget what was removed: before this day no share is evaluated, and no ban is shown to be met',
      }),
    ),
    horizon: Type.Optional(
      Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) }, { additionalProperties: false }),
    ),
    currency: Type.Optional(
      Type.String({ pattern: '^[A-Z]{3}$', description: 'of the prices in the tables; the rules do not read it' }),
    ),
    withhold: Type.Optional(
      Type.Array(Type.String(), {
        description: 'site tags whose sites are not named in reports and exports; by default `natsec`',
      }),
    ),
  },
  { additionalProperties: false },
)
export type Manifest = Type.Static<typeof Manifest>
