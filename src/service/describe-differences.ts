// How one stated value differs from another, as readable lines: `limit: 35 % -> 30 %`, `operators: no longer BT; now O2`.

/** Keys that explain a statement and have no effect: two statements that differ in these alone say the same. */
const WITHOUT_EFFECT = new Set(['note', 'sources', 'examples', 'summary', 'url'])

/** Keys by which people tell the entries of a list apart, in the order in which they are tried. */
const NAMING_KEYS = ['vendor', 'edition', 'id', 'name', 'what'] as const

type Stated = Readonly<Record<string, unknown>>

/** Every difference between two values found under `name`; nothing where they have the same effect. */
export function describeDifferences(name: string, before: unknown, after: unknown): string[] {
  if (isSame(before, after)) return []
  if (isStated(before) && isStated(after)) return describeParts(name, before, after)
  if (Array.isArray(before) && Array.isArray(after)) return describeLists(name, before, after)
  return [`${name}: ${sayValue(before)} -> ${sayValue(after)}`]
}

function describeParts(name: string, before: Stated, after: Stated): string[] {
  return keysWithEffect(before, after).flatMap((key) => describeDifferences(`${name} ${key}`, before[key], after[key]))
}

/** Keys with effect of either side, those of `before` first. */
export function keysWithEffect(before: Stated, after: Stated): string[] {
  return keysOf(before, after).filter((key) => !WITHOUT_EFFECT.has(key))
}

/** Keys of either side, those of `before` first. */
export function keysOf(before: Stated, after: Stated): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
}

/** What left a list and what joined it, in one line; then how each entry that stayed differs. */
function describeLists(name: string, before: readonly unknown[], after: readonly unknown[]): string[] {
  const nameless = before.length === after.length ? placeOf : sayMember
  const [old, next] = [nameEntries(before, nameless), nameEntries(after, nameless)]
  const left = [...old].filter(([entry]) => !next.has(entry))
  const joined = [...next].filter(([entry]) => !old.has(entry))
  const moved = [
    ...(left.length > 0 ? [`no longer ${left.map(([entry]) => entry).join(', ')}`] : []),
    ...(joined.length > 0 ? [`now ${joined.map(([entry, value]) => sayEntry(entry, value)).join(', ')}`] : []),
  ]
  const stayed = [...old].filter(([entry]) => next.has(entry))
  return [
    ...(moved.length > 0 ? [`${name}: ${moved.join('; ')}`] : []),
    ...stayed.flatMap(([entry, value]) => describeDifferences(`${name} ${entry}`, value, next.get(entry))),
  ]
}

/** The entries by what they are called: scalars by themselves, statements by a naming key, others as `nameless` says. */
function nameEntries(
  list: readonly unknown[],
  nameless: (value: unknown, index: number) => string,
): Map<string, unknown> {
  const entries = new Map<string, unknown>()
  for (const [index, value] of list.entries()) {
    const name = nameOf(value) ?? nameless(value, index)
    let unique = name
    for (let again = 2; entries.has(unique); again++) unique = `${name} (${again})`
    entries.set(unique, value)
  }
  return entries
}

function placeOf(_value: unknown, index: number): string {
  return `${index + 1}`
}

function nameOf(value: unknown): string | undefined {
  if (!isStated(value)) return Array.isArray(value) ? undefined : sayValue(value)
  const key = NAMING_KEYS.find((one) => typeof value[one] === 'string')
  return key === undefined ? undefined : (value[key] as string)
}

function sayEntry(name: string, value: unknown): string {
  if (!isStated(value)) return name
  const key = NAMING_KEYS.find((one) => typeof value[one] === 'string')
  if (key === undefined) return name
  const { [key]: _name, ...rest } = value
  const said = sayParts(rest)
  return said === '' ? name : `${name} (${said})`
}

function sayValue(value: unknown): string {
  if (value === undefined) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(sayMember).join(', ')
  return isStated(value) ? sayParts(value) : `${value as string | number | boolean}`
}

/** A value within another: in brackets where its own parts could be taken for those of the outer one. */
function sayMember(value: unknown): string {
  return isStated(value) ? `(${sayParts(value)})` : Array.isArray(value) ? `[${sayValue(value)}]` : sayValue(value)
}

function sayParts(stated: Stated): string {
  return Object.keys(stated)
    .filter((key) => !WITHOUT_EFFECT.has(key) && stated[key] !== undefined)
    .map((key) => `${key} ${sayMember(stated[key])}`)
    .join(', ')
}

function isStated(value: unknown): value is Stated {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((value, index) => isSame(value, after[index]))
  if (isStated(before) && isStated(after))
    return keysWithEffect(before, after).every((key) => isSame(before[key], after[key]))
  return before === after
}
