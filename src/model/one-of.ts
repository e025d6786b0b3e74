// A schema of a closed list of words, typed as them.

import Type from 'typebox'

export function oneOf<const Values extends readonly string[]>(values: Values, description?: string) {
  return Type.Enum(
    values as unknown as string[],
    description === undefined ? {} : { description },
  ) as unknown as Type.TUnsafe<Values[number]>
}
