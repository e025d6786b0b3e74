// Lists are told page by page, and no page is unbounded.

import Type from 'typebox'
import { LARGEST_PAGE, USUAL_PAGE } from '#model/list-page.ts'

export const PageQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 400, description: '`next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_PAGE, default: USUAL_PAGE })),
  },
  { additionalProperties: false },
)
export type PageQuery = Type.Static<typeof PageQuery>

export function pageOf<Item extends Type.TSchema>(item: Item) {
  return Type.Object(
    {
      items: Type.Array(item),
      next: Type.Optional(Type.String({ description: 'ask with `after` for what follows; absent: that was all' })),
    },
    { additionalProperties: false },
  )
}
