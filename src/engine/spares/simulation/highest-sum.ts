// Changes in a row, and the highest that they add up to from the first on: a tree of ranges, in which a change that becomes
// another is told to the few ranges that hold it.

/** Of no changes at all: far below any sum. */
const LOWEST = -0x40000000

export class HighestSum {
  #count = -1
  #places = 0
  /** Of range r at 2 r what all its changes add up to, and beside it the highest they add up to; the whole is range 1, and range r is made of 2 r and 2 r + 1. */
  #ranges = new Int32Array(0)

  setTo(changes: Int32Array): void {
    if (changes.length !== this.#count) this.#turnTo(changes.length)
    const [ranges, places] = [this.#ranges, this.#places]
    for (let place = 0, at = 2 * places; place < changes.length; place++, at += 2) {
      const change = changes[place]!
      ranges[at] = change
      ranges[at + 1] = change
    }
    // Level by level, those that hold any change.
    for (let first = places >>> 1, last = (places + changes.length - 1) >>> 1; first > 0; first >>>= 1, last >>>= 1)
      for (let range = first; range <= last; range++) this.#join(range)
  }

  #turnTo(count: number): void {
    let places = 1
    while (places < count) places *= 2
    this.#count = count
    this.#places = places
    this.#ranges = new Int32Array(4 * places)
    // A range of no changes adds up to nothing.
    for (let at = 3; at < this.#ranges.length; at += 2) this.#ranges[at] = LOWEST
  }

  /** Of all changes. */
  get sum(): number {
    return this.#ranges[2]!
  }

  get highest(): number {
    return this.#ranges[3]!
  }

  /** To the change at a place, as much more. */
  add(place: number, more: number): void {
    for (let range = this.#change(place, more) >>> 1; range > 0; range >>>= 1) this.#join(range)
  }

  /** One more at a place, and one less at a later one. */
  shift(place: number, later: number): void {
    let [left, right] = [this.#change(place, 1) >>> 1, this.#change(later, -1) >>> 1]
    for (; left !== right; left >>>= 1, right >>>= 1) {
      this.#join(left)
      this.#join(right)
    }
    // From where both are in one range its sum stays.
    const ranges = this.#ranges
    for (let range = left; range > 0; range >>>= 1) {
      const before = ranges[2 * range + 1]!
      this.#join(range)
      if (ranges[2 * range + 1] === before) return
    }
  }

  #change(place: number, more: number): number {
    const range = this.#places + place
    this.#ranges[2 * range]! += more
    this.#ranges[2 * range + 1]! += more
    return range
  }

  #join(range: number): void {
    const ranges = this.#ranges
    const halves = 4 * range
    const [sum, highest] = [ranges[halves]!, ranges[halves + 1]!]
    const later = sum + ranges[halves + 3]!
    ranges[2 * range] = sum + ranges[halves + 2]!
    ranges[2 * range + 1] = later > highest ? later : highest
  }
}
