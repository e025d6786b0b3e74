// Of what failed last, the share whose place is still there: a place that was swapped out takes what is owed to it with it.
//
// Of N(s) units in service a part N(t) / N(s) is there later, any of them as likely as any other, and new ones are not down. Given
// how many failed in all, the last d of them fell into the time in which the same share of the failures is expected, whatever
// the rate.

export class PlacesKept {
  /** Of those at the beginning; anew where all were gone. */
  readonly #kept: Float64Array
  /** Failures expected up to the beginning of each step, and to the end of the last; and the same, each divided by what was kept then. */
  readonly #failed: Float64Array
  readonly #failedByKept: Float64Array
  /** After it the first units came, or came anew. */
  readonly #since: Uint32Array
  #step = 0

  /** `paced`: in service at the end of each step; `failures`: expected in each step, in any measure. */
  constructor(paced: Float64Array, failures: Float64Array) {
    const { length } = paced
    this.#kept = new Float64Array(length)
    this.#failed = new Float64Array(length + 1)
    this.#failedByKept = new Float64Array(length + 1)
    this.#since = new Uint32Array(length)
    let [kept, since] = [1, 0]
    for (let step = 0; step < length; step++) {
      const before = step > 0 ? paced[step - 1]! : 0
      if (before === 0) [kept, since] = [1, step]
      else if (paced[step]! > 0) kept *= Math.min(1, paced[step]! / before)
      this.#kept[step] = kept
      this.#since[step] = since
      this.#failed[step + 1] = this.#failed[step]! + failures[step]!
      this.#failedByKept[step + 1] = this.#failedByKept[step]! + failures[step]! / kept
    }
  }

  /** To its end. */
  turnTo(step: number): this {
    this.#step = step
    return this
  }

  /** Of the places that were there at the end of the step before, the share that is not at the end of this one. */
  leavingAt(step: number): number {
    const before = step > 0 ? this.#kept[step - 1]! : 1
    return this.#since[step] === step || before === 0 ? 0 : 1 - this.#kept[step]! / before
  }

  /** Whether every place is still there. */
  get isWhole(): boolean {
    return this.#kept[this.#step] === 1 && this.#since[this.#step] === 0
  }

  /**
   * Of the last failures, which are such a share of all up to the end of the step.
   *
   * Worked: 10 units, 5 of them swapped out in the second of two steps with as many failures: of all failures 0.75, of the
   * last half of them 1, for what fails in a step fails among those that are left.
   */
  ofLast(share: number): number {
    const end = this.#step + 1
    const all = this.#failed[end]!
    if (!(all > 0) || !(share > 0)) return 1
    const begin = Math.max(0, 1 - share) * all
    const from = Math.max(begin, this.#failed[this.#since[this.#step]!]!)
    const kept = this.#kept[this.#step]! * (this.#failedByKept[end]! - this.#byKeptAt(from))
    return Math.min(1, kept / (all - begin))
  }

  /** Within a step in proportion. */
  #byKeptAt(failed: number): number {
    let [low, high] = [0, this.#step]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#failed[middle]! <= failed) low = middle
      else high = middle - 1
    }
    return this.#failedByKept[low]! + (failed - this.#failed[low]!) / this.#kept[low]!
  }
}
