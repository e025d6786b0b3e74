// Which things are called so, or in part: those whose whole name it is first, then those whose name begins so, then those that
// hold it, and last those whose names hold every word of it, each anywhere.

/** `namesOf`: all that a thing is called. What is no word of any name finds nothing; case does not count. */
export function findByName<Thing>(
  things: readonly Thing[],
  namesOf: (thing: Thing) => readonly string[],
  text: string,
  most: number,
): { found: Thing[]; hasMore: boolean } {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return { found: [], hasMore: false }
  const words = wanted.split(/\s+/u)
  const ranked = things
    .map((thing) => {
      const names = namesOf(thing).map((name) => name.toLowerCase())
      return { thing, rank: Math.min(rankOfWords(names, words), ...names.map((name) => rankOf(name, wanted))) }
    })
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .toSorted((left, right) => left.rank - right.rank)
  return { found: ranked.slice(0, most).map(({ thing }) => thing), hasMore: ranked.length > most }
}

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  return name.includes(wanted) ? 2 : Number.POSITIVE_INFINITY
}

function rankOfWords(names: readonly string[], words: readonly string[]): number {
  return words.every((word) => names.some((name) => name.includes(word))) ? 3 : Number.POSITIVE_INFINITY
}
