// One way to write a value as JSON: keys in the order of its schema, the same bytes for the same value.

/** The part of a JSON Schema that says in which order keys stand. */
interface KeyOrder {
  readonly properties?: Readonly<Record<string, unknown>>
  readonly items?: unknown
}

type Entry = readonly [key: string, value: unknown]

function orderOf(schema: unknown): KeyOrder {
  return typeof schema === 'object' && schema !== null ? schema : {}
}

/** Keys the schema names come first and in its order; others after them, by name. Absent (undefined) values are left out. */
function entriesOf(value: object, order: KeyOrder): readonly Entry[] {
  const named = Object.keys(order.properties ?? {})
  const position = new Map(named.map((key, index) => [key, index]))
  return Object.entries(value)
    .filter((entry) => entry[1] !== undefined)
    .sort(([left], [right]) => {
      const apart = (position.get(left) ?? named.length) - (position.get(right) ?? named.length)
      return apart !== 0 ? apart : left < right ? -1 : 1
    })
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

function writeScalar(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('a figure without end has no JSON form')
  return JSON.stringify(value)
}

/** Rows of a list (steps, intervals) stand on one line each: they are read and compared line by line. */
function writeFlat(value: object, order: KeyOrder): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined
  const entries = entriesOf(value, order)
  if (entries.length === 0) return '{}'
  if (!entries.every((entry) => isScalar(entry[1]))) return undefined
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${writeScalar(item)}`).join(', ')} }`
}

function* writeValue(value: unknown, schema: unknown, indent: string, isItem: boolean): Generator<string> {
  if (isScalar(value)) {
    yield writeScalar(value)
    return
  }
  const order = orderOf(schema)
  const flat = isItem ? writeFlat(value as object, order) : undefined
  if (flat !== undefined) {
    yield flat
    return
  }
  const inner = `${indent}  `
  const isList = Array.isArray(value)
  const parts: readonly Entry[] = isList ? value.map((item) => ['', item] as const) : entriesOf(value as object, order)
  if (parts.length === 0) {
    yield isList ? '[]' : '{}'
    return
  }
  for (const [index, [key, item]] of parts.entries()) {
    const opening = index === 0 ? (isList ? '[' : '{') : ','
    yield `${opening}\n${inner}${isList ? '' : `${JSON.stringify(key)}: `}`
    yield* writeValue(item, isList ? order.items : order.properties?.[key], inner, isList)
  }
  yield `\n${indent}${isList ? ']' : '}'}`
}

/** The value as JSON, in pieces, ended by a line end. `schema` gives the order of the keys. */
export function* writeStableJson(value: unknown, schema: unknown): Generator<string> {
  yield* writeValue(value, schema, '', false)
  yield '\n'
}
