// How many units are owed, and how likely: what is needed beyond what is on hand, as a list of numbers with their weights, over
// which anything that depends on them is averaged.
//
// The first numbers each stand for themselves; then every second, every fourth and so on, which take on those between in
// proportion, so that the mean stays what it is. What depends on them changes by shares: 1 - (1 - p)^d is followed to less than one
// part in 10,000 at any p, with some hundred numbers in the place of thousands.

import type { CountWindow } from '../exact/count-window.ts'

/** As many nodes before the distance between them doubles. */
const NODES_A_STRIDE = 32
/** Numbers less likely than this are left out. */
const NEGLIGIBLE = 1e-14

export class OwedNodes {
  /** The first number needed that matters, and how many of them do. */
  #first = 0
  #length = 0
  /** By number needed: P(that many or more), and how many beyond the first are expected of those. */
  #atLeast = new Float64Array(64)
  #beyond = new Float64Array(64)
  #count = 0
  #owed = new Uint32Array(64)
  #weights = new Float64Array(64)
  #shares = new Float64Array(64)
  /** Of what is owed at each node, the share that counts, where not all of it does. */
  #kept = new Float64Array(64)
  #isKeptInPart = false

  /** Of all numbers. */
  get meanNeeded(): number {
    return this.#first * this.#atLeast[0]! + this.#beyond[0]!
  }

  /** Whether anything may be. */
  get isOwed(): boolean {
    return this.#count > 0
  }

  setTo({
    first,
    length,
    probabilities,
  }: Pick<CountWindow, 'first' | 'length'> & { probabilities: Float64Array }): this {
    let [start, end] = [0, length]
    while (start < end - 1 && probabilities[start]! < NEGLIGIBLE) start++
    while (end > start + 1 && probabilities[end - 1]! < NEGLIGIBLE) end--
    this.#first = first + start
    this.#length = end - start
    if (this.#atLeast.length <= this.#length) {
      this.#atLeast = new Float64Array(2 * this.#length)
      this.#beyond = new Float64Array(2 * this.#length)
    }
    let [atLeast, beyond] = [0, 0]
    this.#atLeast[this.#length] = this.#beyond[this.#length] = 0
    for (let index = this.#length - 1; index >= 0; index--) {
      this.#atLeast[index] = atLeast += probabilities[start + index]!
      this.#beyond[index] = beyond += index * probabilities[start + index]!
    }
    return this
  }

  /** With so many on hand. */
  turnTo(onHand: number): this {
    const end = this.#first + this.#length - onHand
    this.#count = 0
    let [owed, stride] = [1, 1]
    const least = this.#first - onHand
    while (nextStride(owed, stride) + owed <= least) {
      stride = nextStride(owed, stride)
      owed += stride
    }
    let carried = 0
    this.#isKeptInPart = false
    while (owed < end) {
      stride = nextStride(owed, stride)
      const [from, until] = [this.#indexOf(owed + onHand), this.#indexOf(owed + stride + onHand)]
      const all = this.#atLeast[from]! - this.#atLeast[until]!
      const above = stride === 1 ? 0 : this.#beyond[from]! - this.#beyond[until]! - (owed + onHand - this.#first) * all
      const toNext = Math.min(all, Math.max(0, above / stride))
      this.#add(owed, carried + all - toNext)
      carried = toNext
      owed += stride
    }
    if (carried > 0) this.#add(owed, carried)
    return this
  }

  /** Of so many owed, only such a share counts. */
  keep(shareOf: (owed: number) => number): void {
    this.#isKeptInPart = true
    for (let node = 0; node < this.#count; node++) this.#kept[node] = shareOf(this.#owed[node]!)
  }

  /** Expected: owed, and of those the ones that count. */
  means(): { readonly owed: number; readonly kept: number } {
    let [owed, kept] = [0, 0]
    for (let node = 0; node < this.#count; node++) {
      const ofNode = this.#weights[node]! * this.#owed[node]!
      owed += ofNode
      kept += ofNode * this.keptAt(node)
    }
    return { owed, kept }
  }

  keptAt(node: number): number {
    return this.#isKeptInPart ? this.#kept[node]! : 1
  }

  /** Of each node: 1 - (1 - hit)^owed, with the digits of what is hardly ever so; to be read before the next. */
  hitShares(hit: number): Float64Array {
    const shares = this.#shares.subarray(0, this.#count)
    if (this.#isKeptInPart) {
      for (let node = 0; node < this.#count; node++)
        shares[node] = hitWithin(Math.min(1, hit * this.#kept[node]!), this.#owed[node]!)
      return shares
    }
    let [share, before, stride, within] = [0, 0, 0, 0]
    for (let node = 0; node < this.#count; node++) {
      const more = this.#owed[node]! - before
      if (more !== stride) within = hitWithin(Math.min(1, hit), (stride = more))
      shares[node] = share += (1 - share) * within
      before = this.#owed[node]!
    }
    return shares
  }

  /** The mean of a value given for each node, which is 0 where nothing is owed. */
  meanOf(values: Float64Array): number {
    let sum = 0
    for (let node = 0; node < this.#count; node++) sum += this.#weights[node]! * values[node]!
    return sum
  }

  #indexOf(needed: number): number {
    return Math.min(this.#length, Math.max(0, needed - this.#first))
  }

  #add(owed: number, weight: number): void {
    if (this.#count === this.#owed.length) {
      this.#owed = doubled(this.#owed, new Uint32Array(2 * this.#count))
      this.#weights = doubled(this.#weights, new Float64Array(2 * this.#count))
      this.#shares = new Float64Array(2 * this.#count)
      this.#kept = new Float64Array(2 * this.#count)
    }
    this.#owed[this.#count] = owed
    this.#weights[this.#count++] = weight
  }
}

/** From this number on. */
function nextStride(owed: number, stride: number): number {
  return owed >= 2 * NODES_A_STRIDE * stride ? 2 * stride : stride
}

function doubled<Column extends Uint32Array | Float64Array>(column: Column, longer: Column): Column {
  longer.set(column)
  return longer
}

/** P(hit at least once in so many times), by squaring; no digits cancel. */
function hitWithin(hit: number, times: number): number {
  let within = 0
  for (let [share, left] = [hit, times]; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) within += (1 - within) * share
    share += (1 - share) * share
  }
  return within
}
