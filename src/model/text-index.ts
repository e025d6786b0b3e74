// Which number a text has: distinct texts get 0, 1, 2 ... in the order they are first met, found by text or by its bytes.
//
// A Map of strings holds at most 2^24 texts and needs the string made before it can be asked. Here a cell that was met
// before is found by its bytes alone, so that the cells of an inventory that repeat never become strings.

/** Slots looked at before a text goes to the plain map: bounds the cost of texts made to collide. */
const LONGEST_PROBE = 64

export class TextIndex {
  /** Text by number; 0 is the blank text. */
  readonly texts: string[] = ['']
  /** Pairs of number and hash: one look-up touches one place of memory. Number 0 marks a free slot. */
  #slots = new Int32Array(2 * 1024)
  #mask = 1024 - 1
  readonly #collided = new Map<string, number>()

  /** The number of a text, or -1. */
  find(text: string): number {
    if (text === '') return 0
    const hash = hashText(text)
    const slots = this.#slots
    let slot = hash & this.#mask
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const number = slots[2 * slot]!
      if (number === 0) break
      if (slots[2 * slot + 1] === hash && this.texts[number] === text) return number
      slot = (slot + 1) & this.#mask
    }
    return this.#collided.size === 0 ? -1 : (this.#collided.get(text) ?? -1)
  }

  /** The number of the text whose ASCII characters are the bytes from `start` to `end`, or -1. */
  findAscii(bytes: Uint8Array, start: number, end: number): number {
    if (start === end) return 0
    let hash = 0x811c9dc5
    for (let index = start; index < end; index++) hash = Math.imul(hash ^ bytes[index]!, 0x01000193)
    hash = mix(hash)
    const slots = this.#slots
    let slot = hash & this.#mask
    for (let probe = 0; probe < LONGEST_PROBE; probe++) {
      const number = slots[2 * slot]!
      if (number === 0) return -1
      if (slots[2 * slot + 1] === hash && isAscii(this.texts[number]!, bytes, start, end)) return number
      slot = (slot + 1) & this.#mask
    }
    // Not found here is not yet unknown: the caller asks `find` or `add` with the text.
    return -1
  }

  /** The number of a text, given one if it has none. */
  add(text: string): number {
    const known = this.find(text)
    if (known >= 0) return known
    const number = this.texts.length
    this.texts.push(text)
    if (number * 2 > this.#mask) this.#grow()
    this.#put(number, hashText(text))
    return number
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
    this.#collided.set(this.texts[number]!, number)
  }

  #grow(): void {
    const old = this.#slots
    this.#mask = this.#mask * 2 + 1
    this.#slots = new Int32Array(2 * (this.#mask + 1))
    for (let slot = 0; slot < old.length; slot += 2) if (old[slot] !== 0) this.#put(old[slot]!, old[slot + 1]!)
  }
}

/** FNV-1a over UTF-16 code units, which for ASCII are the bytes. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}

/** FNV leaves its low bits weak; the last steps of MurmurHash3 spread them. */
function mix(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return half ^ (half >>> 13)
}

function isAscii(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) !== bytes[start + index]) return false
  return true
}
