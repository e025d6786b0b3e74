// A schema as plain data, to be published: what the type system keeps in hidden properties is left behind.

const DRAFT = 'https://json-schema.org/draft/2020-12/schema'

function plainCopy(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plainCopy)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plainCopy(value)]))
}

/** A published JSON Schema, draft 2020-12. */
export type PublishedSchema = Readonly<Record<string, unknown>>

/**
 * The number in `id` changes when a field is removed, renamed or changes its meaning; the report names it in its field
 * `schema`.
 */
export function publishSchema(id: string, title: string, description: string, schema: object): PublishedSchema {
  return { $schema: DRAFT, $id: id, title, description, ...(plainCopy(schema) as PublishedSchema) }
}
