// Probabilities of a Poisson distribution for many counts in a row, each from the one before.

import { poissonAtMost, poissonProbability } from './poisson.ts'

const FULL_DIGITS = 1e-290

/** P(X <= n) of so many n, X being Poisson. */
export function poissonCurve(first: number, length: number, mean: number): Float64Array<ArrayBuffer> {
  const atMost = new Float64Array(length)
  let sum = poissonAtMost(first, mean)
  let term = poissonProbability(first, mean)
  atMost[0] = sum
  for (let place = 1; place < length; place++) {
    const count = first + place
    // Far below the mean it is too small for all the digits of a number, and there is none to go on from.
    term = term > FULL_DIGITS || count > mean ? (term * mean) / count : poissonProbability(count, mean)
    atMost[place] = Math.min(1, (sum += term))
  }
  return atMost
}
