// Colours of terminal text, as functions passed in: a report never asks whether it writes to a terminal.

export interface Palette {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly bad: (text: string) => string
  readonly doubtful: (text: string) => string
  readonly good: (text: string) => string
}

/** ECMA-48 "select graphic rendition": on, and the code that ends only what was begun. */
const rendition = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`
const unchanged = (text: string): string => text

export const PLAIN_PALETTE: Palette = {
  bold: unchanged,
  dim: unchanged,
  bad: unchanged,
  doubtful: unchanged,
  good: unchanged,
}

export const ANSI_PALETTE: Palette = {
  bold: rendition(1, 22),
  dim: rendition(2, 22),
  bad: rendition(31, 39),
  doubtful: rendition(33, 39),
  good: rendition(32, 39),
}
