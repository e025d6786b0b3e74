// How a text that a spreadsheet would run as a formula is written to a file, and read back as the same text.
//
// Spreadsheets run cells that begin with one of these characters (OWASP, "CSV injection"). An apostrophe in front makes
// them plain text there. Numbers are left alone: they are no formulas, and -0.5 must stay a number.

const FORMULA_START = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const PLAIN_NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)$/

/** Apostrophes in front are looked through, so that a guarded text can always be told from one that had its own. */
function needsGuard(text: string): boolean {
  let start = 0
  while (text[start] === "'") start += 1
  const rest = start === 0 ? text : text.slice(start)
  return FORMULA_START.test(rest) && !PLAIN_NUMBER.test(rest)
}

export function guardFormula(text: string): string {
  return needsGuard(text) ? `'${text}` : text
}

/** The inverse of {@link guardFormula}; other texts with an apostrophe in front keep it. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && needsGuard(text) ? text.slice(1) : text
}
