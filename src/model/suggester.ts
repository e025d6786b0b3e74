// "Did you mean ...?" for any number of faults: looking through names for suggestions is bounded in all.

import { nearestName } from '#base/near-name.ts'

/** Names looked through for suggestions in all: enough for a hundred faults among 100,000 names. */
const NAMES_LOOKED_THROUGH = 10_000_000

/** The nearest of `names`; undefined where none is near, or where too many were looked through before. */
export type Suggest = (text: string, names: readonly string[]) => string | undefined

export function createSuggester(): Suggest {
  let left = NAMES_LOOKED_THROUGH
  const known = new Map<string, string | undefined>()
  return (text, names) => {
    if (known.has(text)) return known.get(text)
    if (left < names.length) return undefined
    left -= names.length
    const nearest = nearestName(text, names)
    known.set(text, nearest)
    return nearest
  }
}
