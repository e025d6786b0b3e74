// What stands in the path of an address.

import Type from 'typebox'
import { Digest, Identifier } from '#contract/application/kinds.ts'

export const OfWorkspace = Type.Object({ workspace: Identifier })
export const SnapshotQuery = Type.Object(
  { snapshot: Type.Optional(Digest) },
  { additionalProperties: false, description: 'without: the head of the workspace' },
)
