// Which characters the bytes of a CSV file stand for: UTF-8 unless they show otherwise.

import { Buffer, isUtf8 } from 'node:buffer'

export type Utf16 = 'utf-16le' | 'utf-16be'

export interface Encoding {
  readonly utf16: Utf16 | undefined
  /** Bytes of the byte order mark, which are no text. */
  readonly markBytes: number
}

/** Tells UTF-16 from its mark or from the zero bytes of ASCII text in it; everything else is read as UTF-8. */
export function detectEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { utf16: undefined, markBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { utf16: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { utf16: 'utf-16be', markBytes: 2 }
  const pairs = Math.floor(Math.min(head.length, 4096) / 2)
  let zerosFirst = 0
  let zerosSecond = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (head[2 * pair] === 0) zerosFirst += 1
    if (head[2 * pair + 1] === 0) zerosSecond += 1
  }
  // A header is mostly ASCII, so half of its UTF-16 bytes are zero, all on one side.
  const isObvious = (zeros: number, others: number) => pairs >= 2 && others === 0 && zeros > pairs / 2
  if (isObvious(zerosSecond, zerosFirst)) return { utf16: 'utf-16le', markBytes: 0 }
  if (isObvious(zerosFirst, zerosSecond)) return { utf16: 'utf-16be', markBytes: 0 }
  return { utf16: undefined, markBytes: 0 }
}

const FILE_SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an XLSX workbook'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd archive'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office file (XLS), or an encrypted workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF file'],
]

/** What a file is that is no text at all, by its first bytes. */
export function nameOtherFile(head: Uint8Array): string | undefined {
  return FILE_SIGNATURES.find(([signature]) => signature.every((byte, index) => head[index] === byte))?.[1]
}

/** Tab, line feed, form feed, carriage return, and the escape that terminals leave. */
const CONTROLS_OF_TEXT: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b])

/** Whether these are the first bytes of a text; one damaged byte makes it none no more than one typing error does. */
export function isText(head: Uint8Array): boolean {
  if (detectEncoding(head).utf16 !== undefined) return true
  let controls = 0
  for (const byte of head) if (byte < 0x20 && !CONTROLS_OF_TEXT.has(byte)) controls += 1
  return controls <= head.length / 20
}

/** The chunks without their first `markBytes`, UTF-16 turned into UTF-8. */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncIterable<Uint8Array> {
  let toSkip = encoding.markBytes
  const decoder = encoding.utf16 && new TextDecoder(encoding.utf16, { ignoreBOM: true })
  for await (const chunk of chunks) {
    const skipped = Math.min(toSkip, chunk.length)
    toSkip -= skipped
    const rest = skipped === 0 ? chunk : chunk.subarray(skipped)
    if (rest.length > 0) yield decoder ? Buffer.from(decoder.decode(rest, { stream: true })) : rest
  }
  const last = decoder?.decode()
  if (last) yield Buffer.from(last)
}

/** Characters of Windows-1252 from 0x80 to 0x9f; the rest of it is Latin-1. The five unused bytes stand for themselves. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/** Text of bytes that ought to be UTF-8; where they are not, the writer meant Windows-1252. */
export function decodeUtf8OrWindows1252(bytes: Buffer, start: number, end: number): { text: string; isUtf8: boolean } {
  const text = bytes.toString('utf8', start, end)
  if (!text.includes('\ufffd') || isUtf8(bytes.subarray(start, end))) return { text, isUtf8: true }
  const latin1 = bytes.toString('latin1', start, end)
  return {
    text: latin1.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]!),
    isUtf8: false,
  }
}

/** The first bytes of a file as text, for looking at. */
export function toText(head: Buffer, encoding: Encoding): string {
  const text = head.subarray(encoding.markBytes)
  return encoding.utf16
    ? new TextDecoder(encoding.utf16).decode(text)
    : decodeUtf8OrWindows1252(text, 0, text.length).text
}
