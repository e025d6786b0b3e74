// A view somebody wants to come back to: a page with its filters, under a name.

import Type from 'typebox'
import { Identifier, Instant, KeptName, Name, Version } from './kinds.ts'

const closed = { additionalProperties: false } as const
const View = {
  page: Type.Enum(['network', 'rules', 'spares', 'map']),
  query: Type.String({ maxLength: 8000, description: 'what stands in the address after `?`' }),
  isShared: Type.Boolean({ description: 'with everybody of the organisation' }),
}

export const SavedView = Type.Object(
  {
    id: Identifier,
    name: KeptName,
    ...View,
    createdAt: Instant,
    createdBy: Type.String(),
    isMine: Type.Boolean(),
    version: Version,
  },
  { $id: 'SavedView', ...closed },
)
export type SavedView = Type.Static<typeof SavedView>

export const SaveView = Type.Object({ name: Name, ...View }, { $id: 'SaveView', ...closed })
export type SaveView = Type.Static<typeof SaveView>
