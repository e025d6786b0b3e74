// Which words of a foreign inventory say nothing: "N/A" is not a serial number.

const BLANK_WORDS: ReadonlySet<string> = new Set([
  '-',
  '--',
  '---',
  '?',
  'n/a',
  'na',
  'n.a.',
  'nil',
  'none',
  'not applicable',
  'not available',
  'null',
  'tba',
  'tbd',
  'undefined',
  'unknown',
])

/** The text, or '' where it is one of the ways to say nothing. */
export function blankIfEmptyWord(text: string): string {
  const trimmed = text.trim()
  return BLANK_WORDS.has(trimmed.toLowerCase()) ? '' : trimmed
}

/** As {@link blankIfEmptyWord}; a serial number of nothing but zeros is a placeholder too. */
export function readSerial(text: string): string {
  const serial = blankIfEmptyWord(text)
  return /^0+$/.test(serial) ? '' : serial
}
