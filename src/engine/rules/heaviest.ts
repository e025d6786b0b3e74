// Of many candidates the heaviest, in order.

export interface Candidate {
  /** Of a subject; or, of a measure of sites, of a site. From the number of sites on: subjects that stand nobody knows where. */
  readonly index: number
  /** In parts of one, so that what is split or shared is compared exactly. */
  readonly weight: number
  readonly isCertain: boolean
}

/** Put in order in batches, so that however many are kept each costs little. */
const LEAST_BATCH = 1000

/** The heaviest candidates; of equal weight the certain ones first, then those that stand first. */
export class Heaviest {
  readonly #most: number
  #kept: Candidate[] = []
  /** The last that is kept, once there are enough: nothing is made of the many that come after it. */
  #last: Candidate | undefined
  #certainCount = 0

  constructor(most: number) {
    this.#most = most
  }

  offer(index: number, weight: number, isCertain: boolean): void {
    if (isCertain) this.#certainCount += 1
    if (this.#last && !isBefore(index, weight, isCertain, this.#last)) return
    this.#kept.push({ index, weight, isCertain })
    if (this.#kept.length >= 2 * this.#most + LEAST_BATCH) this.#cut()
  }

  /** Of equal weights enough are certain: whatever comes later stands later. */
  get isFullOfCertain(): boolean {
    return this.#certainCount >= this.#most
  }

  /** Those that are kept, in order. */
  finish(): readonly Candidate[] {
    this.#cut()
    return this.#kept
  }

  #cut(): void {
    this.#kept.sort((left, right) => (isBefore(left.index, left.weight, left.isCertain, right) ? -1 : 1))
    this.#kept.length = Math.min(this.#kept.length, this.#most)
    if (this.#kept.length === this.#most) this.#last = this.#kept.at(-1)
  }
}

function isBefore(index: number, weight: number, isCertain: boolean, other: Candidate): boolean {
  if (weight !== other.weight) return weight > other.weight
  if (isCertain !== other.isCertain) return isCertain
  return index < other.index
}
