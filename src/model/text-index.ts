// Which number a text has: distinct texts get 0, 1, 2 ... in the order they are first met, found by text or by its bytes.
//
// A Map of strings holds at most 2^24 texts and needs the string made before it can be asked. Here a cell that was met
// before is found by its bytes alone, four at a time, so that cells that repeat never become strings.

/** Slots looked at before a text goes to the plain map: bounds the cost of texts made to collide. */
const LONGEST_PROBE = 64
/** Bytes of texts found by their bytes; those beyond go to the plain map. */
const LARGEST_STORE_BYTES = 2 ** 30

/** Bytes with a view of the same memory. */
export interface ViewedBytes {
  readonly bytes: Uint8Array
  readonly view: DataView
}

export class TextIndex {
  /** Text by number; 0 is the blank text. */
  readonly texts: string[] = ['']
  /** Pairs of number and hash: one look-up touches one place of memory. Number 0 marks a free slot. */
  #slots = new Int32Array(2 * 256)
  #mask = 256 - 1
  #count = 0
  /** The ASCII texts one behind the other; text n lies from `#ends[n - 1]` to `#ends[n]`, the others take no room. */
  #bytes = new Uint8Array(1024)
  #view = new DataView(this.#bytes.buffer)
  #ends = new Uint32Array(256)
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

  /** The number of a text, or -1. */
  find(text: string): number {
    if (text === '') return 0
    const length = this.#spell(text)
    const number = length < 0 ? -1 : this.findAscii(this.#scratch, 0, length)
    return number >= 0 || this.#others.size === 0 ? number : (this.#others.get(text) ?? -1)
  }

  /** The number of the text whose ASCII characters are the bytes from `start` to `end`; -1 where `find` must tell. */
  findAscii({ bytes, view }: ViewedBytes, start: number, end: number): number {
    if (start === end) return 0
    const hash = hashBytes(bytes, view, start, end)
    const slots = this.#slots
    const mask = this.#mask
    let slot = hash & mask
    this.#missedSlot = -1
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const number = slots[2 * slot]!
      if (number === 0) {
        this.#missedSlot = slot
        this.#missedHash = hash
        return -1
      }
      if (slots[2 * slot + 1] === hash) {
        const from = this.#ends[number - 1]!
        if (this.#ends[number]! - from === end - start) {
          if (isSame(this.#bytes, this.#view, from, bytes, view, start, end)) return number
        }
      }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /** The number of a text, given one if it has none. */
  add(text: string): number {
    const known = this.find(text)
    return known >= 0 ? known : this.#append(text)
  }

  /** As {@link add}, right after `findAscii` has not found this very text. */
  addMissed(text: string): number {
    return this.#others.size > 0 || this.#missedSlot < 0 ? this.add(text) : this.#append(text)
  }

  #append(text: string): number {
    const number = this.texts.length
    this.texts.push(text)
    if (number >= this.#ends.length) {
      const ends = new Uint32Array(2 * number)
      ends.set(this.#ends)
      this.#ends = ends
    }
    const start = this.#ends[number - 1]!
    const isStored = this.#missedSlot >= 0 && start + text.length <= LARGEST_STORE_BYTES && this.#store(text, start)
    this.#ends[number] = isStored ? start + text.length : start
    if (!isStored) {
      this.#others.set(text, number)
      return number
    }
    this.#slots[2 * this.#missedSlot] = number
    this.#slots[2 * this.#missedSlot + 1] = this.#missedHash
    this.#missedSlot = -1
    this.#count += 1
    if (this.#count * 2 > this.#mask) this.#grow()
    return number
  }

  /** Lays the bytes of an ASCII text at `start`; false where it is not ASCII. */
  #store(text: string, start: number): boolean {
    if (start + text.length > this.#bytes.length) {
      const bytes = new Uint8Array(2 * (start + text.length))
      bytes.set(this.#bytes)
      this.#bytes = bytes
      this.#view = new DataView(bytes.buffer)
    }
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code >= 0x80) return false
      this.#bytes[start + index] = code
    }
    return true
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

  #grow(): void {
    const old = this.#slots
    this.#mask = this.#mask * 2 + 1
    this.#slots = new Int32Array(2 * (this.#mask + 1))
    for (let slot = 0; slot < old.length; slot += 2) if (old[slot] !== 0) this.#put(old[slot]!, old[slot + 1]!)
  }

  #put(number: number, hash: number): void {
    let slot = hash & this.#mask
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      if (this.#slots[2 * slot] === 0) {
        this.#slots[2 * slot] = number
        this.#slots[2 * slot + 1] = hash
        return
      }
      slot = (slot + 1) & this.#mask
    }
    this.#others.set(this.texts[number]!, number)
  }
}

/** Mixes four bytes at a time as MurmurHash3 does, the last four overlapping. */
function hashBytes(bytes: Uint8Array, view: DataView, start: number, end: number): number {
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
  leftBytes: Uint8Array,
  left: DataView,
  leftStart: number,
  rightBytes: Uint8Array,
  right: DataView,
  start: number,
  end: number,
): boolean {
  const length = end - start
  if (length < 4) {
    for (let index = 0; index < length; index++)
      if (leftBytes[leftStart + index] !== rightBytes[start + index]) return false
    return true
  }
  for (let index = 0; index + 4 < length; index += 4)
    if (left.getUint32(leftStart + index, true) !== right.getUint32(start + index, true)) return false
  return left.getUint32(leftStart + length - 4, true) === right.getUint32(end - 4, true)
}
