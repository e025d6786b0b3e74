// What is owed where units outstanding are Poisson and the stock is a number of units and the good ones of lots: expected
// backorders, and the probability that something is owed.
//
// This is where the exact tier spends its time: once for each point and step. Sums run from the stock away, over what is
// short where the stock is likely to do, over what is left where it is not; so every term is positive, no digits cancel,
// and there are fewest terms.

import { exp, log } from '#base/elementary.ts'
import { poissonProbability } from '../chance/poisson.ts'
import type { UnitsWindow } from './units-window.ts'

/** Beyond this power of 1/e, below 1e-20, nothing is owed. */
const NOTHING = 46
/** A term that no longer changes the last bit of a sum. */
const LAST_BIT = 2 ** -56

/** A stock with the good units of its lots, by how many units are outstanding. */
export class OnHand {
  /** With as many units outstanding or fewer, nothing is owed. */
  least = 0
  /** How many numbers of units beyond that may be covered, as lots turn out. */
  range = 0
  expected = 0
  /** Of `least + 1 + index` units outstanding: P(some are owed), how many on average; P(all are covered), and what is left. */
  isOwed = new Float64Array(64)
  owed = new Float64Array(64)
  isCovered = new Float64Array(64)
  left = new Float64Array(64)

  set(stock: number, good: UnitsWindow): void {
    const { first, length, probabilities } = good
    this.least = stock + first
    this.range = length - 1
    if (this.isOwed.length < length) {
      this.isOwed = new Float64Array(2 * length)
      this.owed = new Float64Array(2 * length)
      this.isCovered = new Float64Array(2 * length)
      this.left = new Float64Array(2 * length)
    }
    const { isOwed, owed, isCovered, left, range } = this
    let [atMost, under] = [0, 0]
    for (let index = 0; index < range; index++) {
      atMost += probabilities[index]!
      under += atMost
      isOwed[index] = atMost
      owed[index] = under
    }
    let [atLeast, over] = [0, 0]
    for (let index = range - 1; index >= 0; index--) {
      left[index] = over += atLeast
      isCovered[index] = atLeast += probabilities[index + 1]!
    }
    this.expected = this.least + over + atLeast
  }
}

/** Where the answers to each mean go: E[units owed], and P(units owed > 0). */
interface Shortfalls {
  readonly backorders: Float64Array
  readonly shortfall: Float64Array
}

/**
 * E[units owed] and P(units owed > 0) for each of `count` means of units outstanding, written from `at` on.
 *
 * Worked: mean 2, stock 3: 0.2180175491 and 1 - 0.8571234605.
 */
export function reckonShortfalls(
  onHand: OnHand,
  means: Float64Array,
  count: number,
  backorders: Float64Array,
  shortfall: Float64Array,
  at: number,
): void {
  const { least, range, expected } = onHand
  const answers = { backorders, shortfall }
  // P(X = n) of mean m is P(X = n) of mean n times exp(-n (r - 1 - log r)), r = m / n: no large numbers to take off each other.
  const likeliestUp = poissonProbability(least + 1, least + 1)
  const likeliestDown = poissonProbability(least + range, least + range)
  for (let index = 0; index < count; index++) {
    const mean = means[index]!
    if (mean <= expected) sumOwed(onHand, mean, likeliestUp, answers, at + index)
    else sumLeft(onHand, mean, likeliestDown, answers, at + index)
  }
}

/** Over what is short, from the fewest units outstanding of which some may be owed on. */
function sumOwed(
  { least, range, expected, isOwed, owed }: OnHand,
  mean: number,
  likeliest: number,
  { backorders, shortfall }: Shortfalls,
  at: number,
): void {
  let [sum, probability] = [0, 0]
  let units = least + 1
  const ratio = mean / units
  const deviance = units * (ratio - 1 - log(ratio))
  if (deviance < NOTHING || ratio > 1) {
    let term = likeliest * exp(-deviance)
    for (let place = 0; place < range; place++) {
      probability += term * isOwed[place]!
      sum += term * owed[place]!
      units++
      term *= mean / units
    }
    for (let short = units - expected; ; short++) {
      const added = term * short
      probability += term
      sum += added
      if (!(added >= sum * LAST_BIT) || term === 0) break
      units++
      term *= mean / units
    }
  }
  backorders[at] = sum
  shortfall[at] = probability
}

/** Over what is left, from the most units outstanding that may be covered down. */
function sumLeft(
  { least, range, expected, isCovered, left }: OnHand,
  mean: number,
  likeliest: number,
  { backorders, shortfall }: Shortfalls,
  at: number,
): void {
  let [sum, probability] = [0, 0]
  let units = least + range
  const ratio = mean / units
  let term = units === 0 ? exp(-mean) : likeliest * exp(-units * (ratio - 1 - log(ratio)))
  const inverse = 1 / mean
  for (let place = range - 1; place >= 0; place--) {
    probability += term * isCovered[place]!
    sum += term * left[place]!
    term *= units * inverse
    units--
  }
  for (let spare = expected - units; units >= 0; spare++) {
    const added = term * spare
    probability += term
    sum += added
    if (!(added >= sum * LAST_BIT) || term === 0) break
    term *= units * inverse
    units--
  }
  backorders[at] = mean - expected + sum
  shortfall[at] = 1 - probability
}
