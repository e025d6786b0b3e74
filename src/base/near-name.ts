// "Did you mean ...?": a suggestion for a mistyped name, never a decision.

import { distance } from 'fastest-levenshtein'

/**
 * The known name nearest to `text`, at most a third of the letters of the longer away (two at least for four letters or
 * more). A name with another digit in place of one means another thing, such as another generation or year, and is never
 * suggested; digits that are swapped, missing or too many are slips.
 */
export function nearestName(text: string, known: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase()
  let best: string | undefined
  let bestDistance = Infinity
  for (const name of known) {
    const limit = Math.min(bestDistance - 1, mostApart(Math.max(name.length, text.length), text.length))
    if (Math.abs(name.length - text.length) > limit || hasOtherDigits(text, name)) continue
    const apart = distance(wanted, name.toLowerCase())
    if (apart > limit) continue
    best = name
    bestDistance = apart
  }
  return best
}

function mostApart(longerLength: number, length: number): number {
  return length < 4 ? 1 : Math.max(2, Math.floor(longerLength / 3))
}

function hasOtherDigits(text: string, name: string): boolean {
  return hasDigitBeyond(text, name) && hasDigitBeyond(name, text)
}

/** Whether a digit stands more often in `text` than in `other`. */
function hasDigitBeyond(text: string, other: string): boolean {
  const count = (digit: string, within: string): number => within.split(digit).length
  return (text.match(/\d/g) ?? []).some((digit) => count(digit, text) > count(digit, other))
}
