// Words broken over the lines of a terminal, and cells side by side. Text from outside is made harmless here.

import { showText } from './visible-text.ts'

/** Breaks words over lines; a word longer than the line stands alone. Text from outside is made harmless here. */
export function wrap(text: string, width: number, indent: string, firstIndent = indent): string[] {
  const lines: string[] = []
  let line = firstIndent
  let isEmpty = true
  // A figure is not parted from its per cent sign.
  for (const word of showText(text).split(/ (?!%)/)) {
    if (word === '') continue
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  lines.push(line)
  return lines
}

/** A cell of a table as lines of one width: nothing is cut off, and a word longer than the cell is broken. */
export function wrapCell(text: string, width: number): string[] {
  const words = showText(text)
    .split(' ')
    .flatMap((word) => breakWord(word, width))
  return wrap(words.join(' '), width, '').map((line) => line.padEnd(width))
}

function breakWord(word: string, width: number): string[] {
  const characters = Array.from(word)
  return Array.from({ length: Math.max(1, Math.ceil(characters.length / width)) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  )
}

/** Cells side by side, each as high as the highest. */
export function layOut(
  cells: readonly { readonly lines: readonly string[]; readonly tone?: (text: string) => string }[],
): string[] {
  const height = Math.max(...cells.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    cells
      .map(({ lines, tone }) => {
        const line = lines[row] ?? ' '.repeat(lines[0]!.length)
        return tone === undefined || line.trim() === '' ? line : tone(line)
      })
      .join(' ')
      .trimEnd(),
  )
}
