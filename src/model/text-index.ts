// Which number a text has: distinct texts get 0, 1, 2 ... in the order they are first met, found by text or by its bytes.
//
// A Map of strings holds at most 2^24 texts and needs the string made before it can be asked. Here a cell that was met
// before is found by its bytes alone, four at a time, and one that is new is kept as bytes: no cell need ever be a string.

import type { TextDictionary } from './fact-column.ts'
import { spellAscii, StoredTexts } from './stored-texts.ts'
import type { ViewedBytes } from './viewed-bytes.ts'

/** Slots looked at before a text goes to the plain map: bounds the cost of texts made to collide. */
const LONGEST_PROBE = 64

const SLOT_SIZE = 4
/** Slots that fit into the nearer memory of a core: beyond them a batch of look-ups fetches its slots ahead. */
const NEAR_SLOTS = 4096

export class TextIndex {
  readonly #texts = new StoredTexts()
  /** Number, hash and start of each text side by side: one look-up touches one place. Number 0 marks a free slot. */
  #slots = new Int32Array(SLOT_SIZE * 256)
  #mask = 256 - 1
  #count = 0
  #hashes = new Int32Array(256)
  /** What cannot be found by bytes: texts that are not ASCII, or met too many others of their hash. */
  readonly #others = new Map<string, number>()
  /** Free slot at which the last look-up by bytes ended; -1 where it did not. */
  #missedSlot = -1
  #missedHash = 0
  readonly #scratch: { bytes: Uint8Array; view: DataView }

  constructor() {
    const bytes = new Uint8Array(256)
    this.#scratch = { bytes, view: new DataView(bytes.buffer) }
  }

  /** Text by number; 0 is the blank text. */
  get texts(): TextDictionary {
    return this.#texts
  }

  /** The number of a text, or -1. */
  find(text: string): number {
    if (text === '') return 0
    const length = this.#spell(text)
    const number = length < 0 ? -1 : this.findAscii(this.#scratch, 0, length)
    return number >= 0 || this.#others.size === 0 ? number : (this.#others.get(text) ?? -1)
  }

  /** The number of the text whose ASCII characters are the bytes from `start` to `end`; -1 where `find` must tell. */
  findAscii({ bytes, view }: ViewedBytes, start: number, end: number): number {
    return start === end ? 0 : this.#probe(bytes, view, start, end, hashBytes(bytes, view, start, end))
  }

  /** As {@link findAscii} for many places at once, into `numbers`. */
  findAllAscii(source: ViewedBytes, starts: Int32Array, ends: Int32Array, count: number, numbers: Int32Array): void {
    if (this.#mask > NEAR_SLOTS) this.#findAllFar(source, starts, ends, count, numbers)
    else this.#findAllNear(source, starts, ends, count, numbers)
  }

  /** Cells often repeat the one above them, which is told without a look-up. */
  #findAllNear(source: ViewedBytes, starts: Int32Array, ends: Int32Array, count: number, numbers: Int32Array): void {
    const { bytes, view } = source
    let number = -1
    let above = 0
    let length = 0
    for (let index = 0; index < count; index++) {
      const start = starts[index]!
      const end = ends[index]!
      if (number < 0 || end - start !== length || !isSame(source, above, bytes, view, start, end)) {
        number = start === end ? 0 : this.#probe(bytes, view, start, end, hashBytes(bytes, view, start, end))
        above = start
        length = end - start
      }
      numbers[index] = number
    }
  }

  #findAllFar(source: ViewedBytes, starts: Int32Array, ends: Int32Array, count: number, numbers: Int32Array): void {
    const { bytes, view } = source
    if (this.#hashes.length < count) this.#hashes = new Int32Array(count)
    const hashes = this.#hashes
    for (let index = 0; index < count; index++) {
      const start = starts[index]!
      const end = ends[index]!
      hashes[index] = start === end ? 0 : hashBytes(bytes, view, start, end)
    }
    // The result is kept for a moment, lest the reading be optimised away.
    numbers[0] = this.#fetch(hashes, count)
    for (let index = 0; index < count; index++) {
      const start = starts[index]!
      const end = ends[index]!
      numbers[index] = start === end ? 0 : this.#probe(bytes, view, start, end, hashes[index]!)
    }
  }

  /** Touches what the next look-ups need, so that their waits for far memory overlap. */
  #fetch(hashes: Int32Array, count: number): number {
    const slots = this.#slots
    const mask = this.#mask
    const { bytes } = this.#texts
    let touched = 0
    for (let index = 0; index < count; index++) touched ^= slots[SLOT_SIZE * (hashes[index]! & mask) + 2]!
    for (let index = 0; index < count; index++) touched ^= bytes[slots[SLOT_SIZE * (hashes[index]! & mask) + 2]!]!
    return touched
  }

  #probe(bytes: Uint8Array, view: DataView, start: number, end: number, hash: number): number {
    const slots = this.#slots
    const mask = this.#mask
    let slot = hash & mask
    this.#missedSlot = -1
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const number = slots[SLOT_SIZE * slot]!
      if (number === 0) {
        this.#missedSlot = slot
        this.#missedHash = hash
        return -1
      }
      if (slots[SLOT_SIZE * slot + 1] === hash && slots[SLOT_SIZE * slot + 3] === end - start) {
        if (isSame(this.#texts, slots[SLOT_SIZE * slot + 2]!, bytes, view, start, end)) return number
      }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /** The number of a text, given one if it has none. */
  add(text: string): number {
    const known = this.find(text)
    return known >= 0 ? known : this.#enter(this.#texts.add(text), text.length)
  }

  /** As {@link add}, of a text whose ASCII characters are the bytes from `start` to `end`. */
  addAscii(source: ViewedBytes, start: number, end: number): number {
    const known = this.findAscii(source, start, end)
    if (known >= 0) return known
    if (this.#others.size > 0 || this.#missedSlot < 0) return this.add(spellAscii(source.bytes, start, end))
    return this.#enter(this.#texts.addAscii(source.bytes, start, end), end - start)
  }

  /** As {@link find}, of a text of a dictionary: by its bytes, where it holds them. */
  findOf(texts: TextDictionary, number: number): number {
    if (texts instanceof StoredTexts && this.#others.size === 0) {
      const start = texts.startOf(number)
      const end = texts.startOf(number + 1)
      if (start < end) return this.findAscii(texts, start, end)
    }
    return this.find(texts.at(number)!)
  }

  /** As {@link add}, of a text of a dictionary. */
  addOf(texts: TextDictionary, number: number): number {
    if (texts instanceof StoredTexts) {
      const start = texts.startOf(number)
      const end = texts.startOf(number + 1)
      if (start < end) return this.addAscii(texts, start, end)
    }
    return this.add(texts.at(number)!)
  }

  /** Enters the text added last, whose bytes begin at `start`, at the free slot the look-up found. */
  #enter(start: number, length: number): number {
    const number = this.#texts.length - 1
    if (start < 0 || this.#missedSlot < 0) {
      this.#others.set(this.#texts.at(number)!, number)
      return number
    }
    const slot = SLOT_SIZE * this.#missedSlot
    this.#missedSlot = -1
    this.#slots[slot] = number
    this.#slots[slot + 1] = this.#missedHash
    this.#slots[slot + 2] = start
    this.#slots[slot + 3] = length
    this.#count += 1
    if (this.#count * 2 > this.#mask) this.#grow(this.#mask * 2 + 1)
    return number
  }

  /** Lays the bytes of a text into the scratch; -1 where it is not ASCII. */
  #spell(text: string): number {
    this.#missedSlot = -1
    if (text.length > this.#scratch.bytes.length) {
      this.#scratch.bytes = new Uint8Array(2 * text.length)
      this.#scratch.view = new DataView(this.#scratch.bytes.buffer)
    }
    const { bytes } = this.#scratch
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code >= 0x80) return -1
      bytes[index] = code
    }
    return text.length
  }

  /** Makes room for so many texts at once. */
  reserve(textCount: number): void {
    let mask = this.#mask
    while (textCount * 2 > mask) mask = mask * 2 + 1
    if (mask > this.#mask) this.#grow(mask)
    this.#texts.reserve(textCount)
  }

  #grow(mask: number): void {
    const old = this.#slots
    this.#mask = mask
    this.#slots = new Int32Array(SLOT_SIZE * (this.#mask + 1))
    for (let from = 0; from < old.length; from += SLOT_SIZE) if (old[from] !== 0) this.#move(old, from)
  }

  #move(old: Int32Array, from: number): void {
    let slot = old[from + 1]! & this.#mask
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const to = SLOT_SIZE * slot
      if (this.#slots[to] === 0) {
        for (let part = 0; part < SLOT_SIZE; part++) this.#slots[to + part] = old[from + part]!
        return
      }
      slot = (slot + 1) & this.#mask
    }
    this.#others.set(this.#texts.at(old[from]!)!, old[from]!)
  }
}

/** Mixes four bytes at a time as MurmurHash3 does, the last four overlapping. */
export function hashBytes(bytes: Uint8Array, view: DataView, start: number, end: number): number {
  let hash = (end - start) ^ 0x811c9dc5
  if (end - start < 4) {
    const few = bytes[start]! | (bytes[(start + end) >> 1]! << 8) | (bytes[end - 1]! << 16)
    hash = Math.imul(hash ^ few, 0xcc9e2d51)
  } else {
    for (let at = start; at + 4 < end; at += 4) {
      hash = Math.imul(hash ^ view.getUint32(at, true), 0xcc9e2d51)
      hash ^= hash >>> 15
    }
    hash = Math.imul(hash ^ view.getUint32(end - 4, true), 0xcc9e2d51)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  return hash ^ (hash >>> 13)
}

function isSame(
  left: ViewedBytes,
  leftStart: number,
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): boolean {
  const length = end - start
  if (length < 4) {
    for (let index = 0; index < length; index++)
      if (left.bytes[leftStart + index] !== bytes[start + index]) return false
    return true
  }
  for (let index = 0; index + 4 < length; index += 4)
    if (left.view.getUint32(leftStart + index, true) !== view.getUint32(start + index, true)) return false
  return left.view.getUint32(leftStart + length - 4, true) === view.getUint32(end - 4, true)
}
