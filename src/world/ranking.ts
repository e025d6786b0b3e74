// Who comes first: puts numbered things into the order of a score, the same on every machine.

const MOST_MEMBERS = 2 ** 23
const SCORE_STEPS = 2 ** 29

/** The members, highest score first; among equals the one named first. Scores lie between -4 and 4. */
export function rankByScore(members: Uint32Array, scoreOf: (member: number) => number): Uint32Array {
  if (members.length > MOST_MEMBERS) throw new Error(`more than ${MOST_MEMBERS} things to rank`)
  // Score and place in one number: a plain numeric sort is ten times faster than one that compares by a function.
  const keys = new Float64Array(members.length)
  for (let index = 0; index < members.length; index++) {
    const steps = Math.floor(((4 - scoreOf(members[index]!)) / 8) * SCORE_STEPS)
    keys[index] = steps * MOST_MEMBERS + index
  }
  keys.sort()
  const ranking = new Uint32Array(members.length)
  for (let rank = 0; rank < keys.length; rank++) ranking[rank] = members[keys[rank]! % MOST_MEMBERS]!
  return ranking
}

/** Numbers from 0 to `count` - 1 that pass the test. */
export function numbersWhere(count: number, test: (number: number) => boolean): Uint32Array {
  let found = 0
  const numbers = new Uint32Array(count)
  for (let number = 0; number < count; number++) if (test(number)) numbers[found++] = number
  return numbers.slice(0, found)
}

/** Cuts a ranking into consecutive parts by share; the last part takes what is left when the shares make one. */
export function cutByShares(ranking: Uint32Array, shares: readonly number[]): Uint32Array[] {
  let cumulated = 0
  let start = 0
  return shares.map((share) => {
    cumulated += share
    const end = Math.min(ranking.length, Math.round(cumulated * ranking.length))
    const part = ranking.subarray(start, end)
    start = end
    return part
  })
}
