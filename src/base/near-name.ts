// "Did you mean ...?": a suggestion for a mistyped name, never a decision.

import { distance } from 'fastest-levenshtein'

/** The known name nearest to `text`, at most a third of its letters away (two at least for four letters or more). */
export function nearestName(text: string, known: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase()
  const limit = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const name of known) {
    if (Math.abs(name.length - text.length) > limit) continue
    const apart = distance(wanted, name.toLowerCase())
    if (apart < bestDistance) {
      best = name
      bestDistance = apart
    }
  }
  return best
}
