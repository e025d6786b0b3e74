// How far off is what is told of some replications? As far as it differs when only half of them are asked.
//
// Replications are independent, so that the mean over half of them is as far from the mean over all as that is from the truth,
// on average of the squares. Eight groups, and seven halves of four groups each, such that of each two groups just as many
// halves have both or none as have one of them: then the mean of the squares is the variance between groups, and what is bought
// for a half, be it by whole units, differs as it may (balanced half-samples; McCarthy, "Pseudo-replication: half samples",
// Review of the International Statistical Institute 37, 1969).

export const GROUPS = 8
export const HALVES = GROUPS - 1

/** A row of a Hadamard matrix: the groups that share an even number of bits with the number of the half, 1 to 7. */
function isInHalf(half: number, group: number): boolean {
  const shared = (half + 1) & group
  return ((shared ^ (shared >> 1) ^ (shared >> 2)) & 1) === 0
}

/** Means over replications, of several shares at once. */
export class GroupMeans {
  /** Replications of group g: [start[g], start[g + 1]). */
  readonly start = new Uint32Array(GROUPS + 1)
  /** Over all replications, share by share. */
  readonly all: Float64Array
  readonly #replications: number
  readonly #sums: Float64Array

  constructor(replications: number, shares: number) {
    this.#replications = replications
    this.all = new Float64Array(shares)
    this.#sums = new Float64Array(shares * GROUPS)
    for (let group = 0; group <= GROUPS; group++) this.start[group] = Math.floor((replications * group) / GROUPS)
  }

  /** Groups are set one after the other. */
  set(share: number, group: number, sum: number): void {
    this.#sums[share * GROUPS + group] = sum
    if (group < GROUPS - 1) return
    let all = 0
    for (let one = 0; one < GROUPS; one++) all += this.#sums[share * GROUPS + one]!
    this.all[share] = all / this.#replications
  }

  /** In each replication. */
  setSure(share: number): void {
    for (let group = 0; group < GROUPS; group++) this.set(share, group, this.start[group + 1]! - this.start[group]!)
  }

  /** By how much the mean over each half is more than that over all: share after share of the first, then of the next. */
  inHalves(): Float32Array {
    const shares = this.all.length
    const more = new Float32Array(shares * HALVES)
    for (let half = 0; half < HALVES; half++) {
      let count = 0
      for (let group = 0; group < GROUPS; group++)
        if (isInHalf(half, group)) count += this.start[group + 1]! - this.start[group]!
      for (let share = 0; share < shares && count > 0; share++) {
        let sum = 0
        for (let group = 0; group < GROUPS; group++)
          if (isInHalf(half, group)) sum += this.#sums[share * GROUPS + group]!
        more[half * shares + share] = sum / count - this.all[share]!
      }
    }
    return more
  }
}
