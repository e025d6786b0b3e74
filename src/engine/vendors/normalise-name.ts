// When are two spellings the same name? Case, width, accents, punctuation, spacing and legal form do not count;
// every letter and every word does.

import { COUNTRIES } from './countries.ts'
import { LEGAL_FORMS, UNSPACED_LEGAL_FORMS } from './legal-forms.ts'

/** Latin letters that Unicode does not decompose into a plain letter and an accent. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
}

/** Single letters joined by points or strokes: `L.M.`, `S.p.A`, `A/S`. */
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{Script=Latin}[./])+(?:\p{Script=Latin}(?![\p{L}\p{N}]))?/gu

/**
 * One text for all spellings of a name: NFKC, lower case, accents off Latin letters, `&` as `and`, every other sign and
 * `_` as a space, and letters standing alone drawn together (`L.M. Ericsson` and `LM Ericsson`, `S. p. A.` and `SpA`).
 * Letters of other scripts stay as they are, so a look-alike from another alphabet never equals a Latin name.
 */
export function normaliseName(text: string): string {
  const letters = text
    .replace(/[™®©℠\p{Cf}\p{Variation_Selector}]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
    .normalize('NFKC')
    .replace(/[ßøłđðþæœıς]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
  const words = letters
    .replace(/['’`´]/g, '')
    .replace(INITIALS, (initials) => `${initials.replace(/[./]/g, '')} `)
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
  return words.replace(/(?<=^| )\p{Script=Latin}(?: \p{Script=Latin})+(?= |$)/gu, (run) => run.replaceAll(' ', ''))
}

/** The name without its spaces: `Hua Wei` and `Huawei`, `paloaltonetworks` and `Palo Alto Networks`. */
export function squashName(normalised: string): string {
  return normalised.replaceAll(' ', '')
}

const FORMS: ReadonlySet<string> = new Set(LEGAL_FORMS.map(normaliseName))
const LONGEST_FORM_WORDS = Math.max(...[...FORMS].map((form) => form.split(' ').length))
const UNSPACED_FORMS = UNSPACED_LEGAL_FORMS.map(normaliseName)

/** Whether a normalised text says nothing but what kind of company it is. */
export function isLegalForm(normalised: string): boolean {
  return FORMS.has(normalised) || UNSPACED_FORMS.includes(normalised)
}

/**
 * The normalised name without its last legal form, then without the one before, and so on: `x co ltd` gives `x co`, `x`.
 * Something of the name always remains.
 */
export function stripLegalForms(normalised: string): readonly string[] {
  const stripped: string[] = []
  let rest = withoutLastForm(normalised)
  while (rest !== undefined) {
    stripped.push(rest)
    rest = withoutLastForm(rest)
  }
  return stripped
}

function withoutLastForm(name: string): string | undefined {
  const words = name.split(' ')
  for (let count = Math.min(LONGEST_FORM_WORDS, words.length - 1); count > 0; count -= 1) {
    if (FORMS.has(words.slice(-count).join(' '))) return words.slice(0, -count).join(' ')
  }
  const form = UNSPACED_FORMS.find((ending) => name.endsWith(ending) && name.length > ending.length)
  return form === undefined ? undefined : name.slice(0, -form.length).trim()
}

const COUNTRY_NAMES: ReadonlySet<string> = new Set(COUNTRIES.map(normaliseName))

/** A name, what stands in the only brackets of it, and what follows them. */
const BRACKETS = /^([^()]+)\(([^()]+)\)([^()]+)$/u

/**
 * The normalised name without the country of the local company: `Alpha (UK) Co., Ltd` gives `alpha co ltd`. Only where
 * the country stands in brackets and nothing but legal forms follows: `China Alpha Ltd`, `Alpha (UK) Mobile Ltd` and
 * `Alpha (Shenzhen) Ltd` may be others.
 */
export function normaliseWithoutCountry(text: string): string | undefined {
  const [, name, country, rest] = BRACKETS.exec(text.normalize('NFKC')) ?? []
  if (name === undefined || !COUNTRY_NAMES.has(normaliseName(country!))) return undefined
  const [bare, ending] = [normaliseName(name), normaliseName(rest!)]
  const isOnlyForms = isLegalForm(ending) || stripLegalForms(ending).some(isLegalForm)
  return bare !== '' && isOnlyForms ? `${bare} ${ending}` : undefined
}
