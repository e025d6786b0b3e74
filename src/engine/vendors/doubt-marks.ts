// Whether a name says of itself that it is not sure, and which names it weighs: `Nokia?`, `~Nokia`, `Nokia or Ericsson`.

/** A question mark anywhere; a sign of nearness in front. Unlike words, normalising a name drops them. */
const SIGNS = /[?¿؟⁇⁈⁉]|^[^\p{L}\p{N}]*[~≈∼]/u
/** `tbc`, `t.b.c.`, `TBD`: to be confirmed, to be determined. */
const WORDS = /(?<![\p{L}\p{N}])t\.?b\.?[cd](?![\p{L}\p{N}])/giu
const BETWEEN_NAMES = /(?<![\p{L}\p{N}])or(?![\p{L}\p{N}])/iu

/** Whether a sign says that the name is a guess: no curated name equals it then. */
export function hasDoubtSign(text: string): boolean {
  return SIGNS.test(text.normalize('NFKC')) || SIGNS.test(text)
}

/** The names in the text, without the words of doubt: one, several where it weighs them, or none. */
export function namesInDoubt(text: string): readonly string[] {
  return text.normalize('NFKC').replace(WORDS, ' ').split(BETWEEN_NAMES)
}
