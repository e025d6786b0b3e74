// What a name may be that people give to what is theirs: it can be seen, and shows what it is.

import { STEERING_CHARACTERS } from './steering-characters.ts'

/**
 * White space of a line and characters that leave no mark, such as joiners, fillers and the blank of Braille: a name may hold
 * them, and is none of them alone.
 */
const UNSEEN =
  ' \\u00a0\\u00ad\\u034f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200a\\u200c\\u200d\\u202f\\u205f\\u2061-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufff8'

/** As a pattern of JSON Schema. Each character can be taken in one way alone, so that it costs no more than the text is long. */
export const NAME_PATTERN = `^[${UNSEEN}]*[^${UNSEEN}${STEERING_CHARACTERS}][^${STEERING_CHARACTERS}]*$`

const NAME = new RegExp(NAME_PATTERN, 'u')

export function isGivenName(text: string): boolean {
  return NAME.test(text)
}

/** What to say of a text that is none. */
export const NAME_EXPECTED =
  'a name that can be seen, without control characters, ends of lines and marks that change the direction of writing'
