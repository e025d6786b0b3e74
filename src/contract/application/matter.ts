// What matters to a rule of an analysis, whole: how much of which table.

import Type from 'typebox'
import { Day, Digest, Identifier } from './kinds.ts'

const closed = { additionalProperties: false } as const

/** As long as any identifier of a pack or a rule may be. */
const LONGEST_NAME = 200

export const MatterQuery = Type.Object(
  {
    pack: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
    rule: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
  },
  closed,
)
export type MatterQuery = Type.Static<typeof MatterQuery>

export const Matter = Type.Object(
  {
    analysis: Identifier,
    snapshot: Digest,
    snapshotNumber: Type.Integer({ minimum: 1 }),
    pack: Type.String(),
    rule: Type.String(),
    title: Type.String(),
    on: { ...Day, description: 'the day of which it is told' },
    total: Type.Integer({ minimum: 0, description: 'more than the tables have where there are very many' }),
    tables: Type.Array(
      Type.Object(
        {
          table: Type.String(),
          certain: Type.Integer({ minimum: 0 }),
          possible: Type.Integer({ minimum: 0 }),
        },
        closed,
      ),
      {
        description:
          'how many of which table matter, those among them of sites kept secret, and those that have no row there: the plan brings them, or a total counts them that nobody listed',
      },
    ),
  },
  { $id: 'Matter', ...closed },
)
export type Matter = Type.Static<typeof Matter>
