// Text from an inventory may hold anything: what would steer a terminal or turn a line around is made visible.

import { STEERING_CHARACTERS } from '#model/steering-characters.ts'

/** Steering characters, and halves of surrogate pairs. */
const STEERING = new RegExp(`[${STEERING_CHARACTERS}]|\\p{Cs}`, 'gu')

function showCharacter(character: string): string {
  if (character === '\t' || character === '\n' || character === '\r') return ' '
  const code = character.charCodeAt(0)
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : code >= 0xd800 && code <= 0xdfff
      ? '\ufffd'
      : `\\u${code.toString(16).padStart(4, '0')}`
}

/** One line that shows what it holds: tabs and line ends become spaces, other steering characters their codes. */
export function showText(text: string): string {
  return text.replace(STEERING, showCharacter)
}

/** Many lines that show what they hold: only tabs and the ends of lines stay as they are. */
export function showLines(text: string): string {
  return text.replace(STEERING, (character, at: number) => {
    const isPlain = character === '\t' || character === '\n' || (character === '\r' && text[at + 1] === '\n')
    return isPlain ? character : showCharacter(character)
  })
}

/** At most `length` characters; what is cut off is marked by an ellipsis. */
export function shortenText(text: string, length: number): string {
  const characters = Array.from(text)
  if (characters.length <= length) return text
  return length <= 1
    ? '…'.slice(0, length)
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}
