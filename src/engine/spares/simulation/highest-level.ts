// Levels that are raised by one over ranges of them, and the highest: a tournament, in which a raise stands once at each of
// the few matches that its range is made of, and is played up from there as long as it changes anything.

/** Of a place that nobody has. */
const LOWEST = -0x40000000

export class HighestLevel {
  /** The first level's place among the matches; one place before it, and one after the last, is nobody's. */
  #first = 0
  /** Of each match, the top one at 1: by how much all its levels were raised at once. */
  #raised = new Int32Array(0)
  /** The highest of its levels, with that; those of match m come from matches 2 m and 2 m + 1. */
  #highest = new Int32Array(0)

  setTo(levels: Int32Array): void {
    let places = 2
    while (places < levels.length + 2) places *= 2
    if (this.#highest.length !== 2 * places) {
      this.#raised = new Int32Array(2 * places)
      this.#highest = new Int32Array(2 * places)
    }
    this.#first = places + 1
    this.#raised.fill(0)
    this.#highest.fill(LOWEST, places)
    this.#highest.set(levels, this.#first)
    for (let match = places - 1; match > 0; match--) this.#play(match)
  }

  /** The highest of all; far below any level where there are none. */
  get highest(): number {
    return this.#highest[1]!
  }

  /** By one, of the levels from one on to before another, which is a later one. */
  raise(from: number, end: number): void {
    let left = this.#first + from - 1
    let right = this.#first + end
    while ((left ^ right) !== 1) {
      if ((left & 1) === 0) this.#raiseMatch(left + 1)
      if ((right & 1) === 1) this.#raiseMatch(right - 1)
      left >>>= 1
      right >>>= 1
      this.#play(left)
      this.#play(right)
    }
    for (let match = left >>> 1; match > 0; match >>>= 1) {
      const before = this.#highest[match]!
      this.#play(match)
      if (this.#highest[match] === before) return
    }
  }

  #raiseMatch(match: number): void {
    this.#raised[match]!++
    this.#highest[match]!++
  }

  #play(match: number): void {
    const [left, right] = [this.#highest[2 * match]!, this.#highest[2 * match + 1]!]
    this.#highest[match] = (left > right ? left : right) + this.#raised[match]!
  }
}
