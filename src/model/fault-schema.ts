// The wire shape of a fault, held equal to the type by the compiler.

import Type from 'typebox'
import type { Fault } from './fault.ts'
import { PLACE_FIELDS } from './place.ts'

const Shape = Type.Object(
  {
    code: Type.String(),
    severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
    file: Type.String(),
    ...PLACE_FIELDS,
    origin: Type.Optional(
      Type.Union([Type.Literal('shipped'), Type.Literal('given')], {
        description: 'where `file` lies, if not in the workspace: with the product, or where the command named it',
      }),
    ),
    column: Type.Optional(Type.String()),
    text: Type.Optional(Type.String()),
    problem: Type.String(),
    expected: Type.Optional(Type.String()),
    didYouMean: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

export const FaultSchema = Type.Unsafe<Fault>(Shape)
