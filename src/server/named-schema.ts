// A schema of the contract by its name: stated once in the description of the interface, referred to everywhere else.

import Type from 'typebox'

/** Refers to a schema that has an `$id`, with the type of what it describes. */
export function named<Schema extends Type.TSchema>(schema: Schema) {
  const name = nameOf(schema)
  if (name === undefined) throw new Error('only a schema with an `$id` can be referred to by name')
  return Type.Unsafe<Type.Static<Schema>>({ $ref: name })
}

export function nameOf(schema: Type.TSchema): string | undefined {
  return '$id' in schema && typeof schema.$id === 'string' ? schema.$id : undefined
}
