// Stocks that change one at a time, and which of them is largest: a tournament, in which a change is played up to the top alone.

/** Of a place that nobody has. */
const NOBODY = -0x80000000

export class LargestStock {
  #stock = new Int32Array(0)
  /** Of each match, the top one at 1, who won it; those of match m come from matches 2 m and 2 m + 1. */
  #winner = new Int32Array(0)
  #places = 0

  /** So many stocks, each as it is given. */
  setTo(count: number, stockOf: (index: number) => number): void {
    let places = 1
    while (places < count) places *= 2
    if (places !== this.#places) {
      this.#places = places
      this.#stock = new Int32Array(places)
      this.#winner = new Int32Array(2 * places)
      for (let index = 0; index < places; index++) this.#winner[places + index] = index
    }
    for (let index = 0; index < places; index++) this.#stock[index] = index < count ? stockOf(index) : NOBODY
    for (let match = places - 1; match > 0; match--) this.#play(match)
  }

  of(index: number): number {
    return this.#stock[index]!
  }

  add(index: number, units: number): void {
    this.#stock[index]! += units
    for (let match = (this.#places + index) >>> 1; match > 0; match >>>= 1) this.#play(match)
  }

  /** The first of several. */
  get largest(): number {
    return this.#winner[1]!
  }

  #play(match: number): void {
    const [left, right] = [this.#winner[2 * match]!, this.#winner[2 * match + 1]!]
    this.#winner[match] = this.#stock[right]! > this.#stock[left]! ? right : left
  }
}
