// Distinct texts by number, held as their bytes: ten million identifiers cost their characters, not a string each.

import type { TextDictionary } from './fact-column.ts'
import type { ViewedBytes } from './viewed-bytes.ts'

/** Bytes held in one array; texts beyond are kept as strings. */
const LARGEST_STORE_BYTES = 2 ** 30
/** Longer texts are kept as strings: a text is spelled from its bytes in one call, which takes each as an argument. */
const LONGEST_STORED_TEXT = 1024

/** Texts in the order they were added; number 0 is the blank text. */
export class StoredTexts implements TextDictionary, ViewedBytes {
  /** The ASCII texts one behind the other. */
  bytes = new Uint8Array(1024)
  view = new DataView(this.bytes.buffer)
  length = 1
  /** Where each text begins, and behind the last one where the next will. */
  #starts = new Int32Array(256)
  /** By number what is not held as bytes: texts that are not ASCII, very long, or beyond the room there is. */
  readonly #others = new Map<number, string>()

  at(number: number): string | undefined {
    if (number < 0 || number >= this.length) return undefined
    const start = this.#starts[number]!
    const end = this.#starts[number + 1]!
    if (start === end) return number === 0 ? '' : this.#others.get(number)!
    return spellAscii(this.bytes, start, end)
  }

  /** Where in `bytes` the text begins; where the next one does, it ends. Blank texts and strings take no bytes. */
  startOf(number: number): number {
    return this.#starts[number]!
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let number = 0; number < this.length; number++) yield this.at(number)!
  }

  /** Adds a text; where its bytes begin, -1 where it is not held as bytes. Its number is the `length` before. */
  add(text: string): number {
    const start = this.#beginText(text.length)
    const isStored = start >= 0 && this.#writeAscii(text, start)
    if (!isStored) this.#others.set(this.length, text)
    this.#endText(isStored ? text.length : 0)
    return isStored ? start : -1
  }

  /** As {@link add}, of a text whose ASCII characters are the bytes from `start` to `end`. */
  addAscii(source: Uint8Array, start: number, end: number): number {
    const into = this.#beginText(end - start)
    if (into < 0) return this.add(spellAscii(source, start, end))
    const { bytes } = this
    // A loop: for a few bytes it is several times as fast as making a subarray to copy.
    for (let index = 0; index < end - start; index++) bytes[into + index] = source[start + index]!
    this.#endText(end - start)
    return into
  }

  /** Makes room for so many texts at once. */
  reserve(textCount: number): void {
    if (textCount + 2 > this.#starts.length) this.#growStarts(textCount + 2)
  }

  /** Where a text of this length goes; -1 where it has to be kept as a string. */
  #beginText(length: number): number {
    const start = this.#starts[this.length]!
    const end = start + length
    if (length === 0 || length > LONGEST_STORED_TEXT || end > LARGEST_STORE_BYTES) return -1
    if (end > this.bytes.length) {
      const larger = new Uint8Array(2 * end)
      larger.set(this.bytes)
      this.bytes = larger
      this.view = new DataView(larger.buffer)
    }
    return start
  }

  #endText(length: number): void {
    const start = this.#starts[this.length]!
    this.length += 1
    if (this.length === this.#starts.length) this.#growStarts(2 * this.length)
    this.#starts[this.length] = start + length
  }

  #growStarts(length: number): void {
    const larger = new Int32Array(length)
    larger.set(this.#starts)
    this.#starts = larger
  }

  /** Lays the bytes of a text at `start`; false where it is not ASCII. */
  #writeAscii(text: string, start: number): boolean {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code >= 0x80) return false
      this.bytes[start + index] = code
    }
    return true
  }
}

/** The text whose ASCII characters are the bytes from `start` to `end`, which are not many. */
export function spellAscii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[])
}
