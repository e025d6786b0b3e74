// Which vendors might a name have meant that no curated name equals? For a person to decide, never for a rule.

import { distance } from 'fastest-levenshtein'
import { compareIdentifiers } from '#base/identifier-order.ts'
import type { NameIndex, NameMeaning } from './name-index.ts'
import { stripLegalForms } from './normalise-name.ts'

export const MOST_SUGGESTIONS = 5
/** Longer texts are not names of vendors, and comparing them costs the square of their length. */
const LONGEST_COMPARED = 80
const SHORTEST_COMPARED = 4
const MOST_TYPOS = 2

/** Digits, Cyrillic and Greek letters that look like a Latin letter: readers of labels and pages confuse them. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  '0o 1l il 5s 8b аa вb еe іl кk мm нh оo рp сc тt уy хx ѕs јj αa βb εe ηh ιl κk μm νv οo ρp τt υy χx ωw'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)

interface ComparableName {
  readonly words: readonly string[]
  /** Which letters occur, one bit each. */
  readonly letters: number
  readonly meaning: NameMeaning
}

/** Names to compare with, by length. */
export type ComparableNames = ReadonlyMap<number, readonly ComparableName[]>

export function prepareSuggestions(names: NameIndex): ComparableNames {
  const byLength = new Map<number, ComparableName[]>()
  for (const table of [names.spelled, names.withoutForm]) {
    for (const [name, meaning] of table) {
      if (meaning.isExact || name.length < SHORTEST_COMPARED) continue
      const comparable = { words: name.split(' '), letters: lettersOf(name), meaning }
      const alike = byLength.get(name.length)
      if (alike === undefined) byLength.set(name.length, [comparable])
      else alike.push(comparable)
    }
  }
  return byLength
}

/** At most five vendor ids, the likest first, ties in the order of ids. */
export function suggestVendors(names: NameIndex, comparable: ComparableNames, normalised: string): readonly string[] {
  if (normalised.length < SHORTEST_COMPARED || normalised.length > LONGEST_COMPARED) return []
  const bare = stripLegalForms(normalised).at(-1) ?? normalised
  const words = bare.split(' ')
  const letters = lettersOf(bare)
  const likeness = new Map<string, number>()
  const suggest = (meaning: NameMeaning, apart: number): void => {
    for (const vendor of meaning.vendors) likeness.set(vendor, Math.min(apart, likeness.get(vendor) ?? apart))
  }
  for (let length = bare.length - MOST_TYPOS; length <= bare.length + MOST_TYPOS; length += 1) {
    for (const { words: known, letters: knownLetters, meaning } of comparable.get(length) ?? []) {
      // A typo adds, drops or swaps a letter: two bits at most. This spares nearly all exact comparisons.
      if (countBits(letters ^ knownLetters) > 2 * MOST_TYPOS) continue
      const apart = typosBetween(words, known)
      if (apart !== undefined) suggest(meaning, apart)
    }
  }
  // `Huawei Technologies Sweden` begins with a known name: likely of the family, and a person must say so.
  for (let count = 1; count < words.length; count += 1) {
    const beginning = words.slice(0, count).join(' ')
    const meaning = names.spelled.get(beginning) ?? names.withoutForm.get(beginning)
    if (meaning !== undefined && beginning.length >= 3) suggest(meaning, MOST_TYPOS + words.length - count)
  }
  return [...likeness]
    .sort(([left, leftApart], [right, rightApart]) => leftApart - rightApart || compareIdentifiers(left, right))
    .slice(0, MOST_SUGGESTIONS)
    .map(([vendor]) => vendor)
}

/** How many letters differ, when few enough do; last words in common (`networks`, `technologies`) prove nothing. */
function typosBetween(words: readonly string[], known: readonly string[]): number | undefined {
  let shared = 0
  while (shared < Math.min(words.length, known.length) - 1 && words.at(-1 - shared) === known.at(-1 - shared))
    shared += 1
  const text = words.slice(0, words.length - shared).join(' ')
  const name = known.slice(0, known.length - shared).join(' ')
  const shorter = Math.min(text.length, name.length)
  const limit = shorter < SHORTEST_COMPARED ? 0 : shorter < 6 ? 1 : MOST_TYPOS
  if (Math.abs(text.length - name.length) > limit) return undefined
  const apart = Math.min(distance(text, name), distance(lookOf(text), lookOf(name)) + 1)
  return apart <= limit ? apart : undefined
}

function lookOf(name: string): string {
  return name.replace(/[^a-hj-z ]/gu, (sign) => LOOK_ALIKES.get(sign) ?? sign)
}

function lettersOf(name: string): number {
  let letters = 0
  for (const sign of lookOf(name)) letters |= 1 << (sign.charCodeAt(0) % 32)
  return letters
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}
