// How likely each stock lasts, reckoned backward: from how likely it lasts after a stretch of failures, or after a lot, to how
// likely it does before.

import { type CountWindow, setToBinomial, setToPoisson } from './count-window.ts'

/** Before a Poisson number of failures, each of which must find a unit; `survival` by units on the shelf, in place. */
export function outlastFailures(survival: Float64Array, mean: number, chances: CountWindow): void {
  if (mean <= 0 || survival.length === 0) return
  setToPoisson(chances, mean, survival.length - 1)
  const { first, length, probabilities } = chances
  // From the largest stock down: what a stock is reckoned from is not yet changed.
  for (let units = survival.length - 1; units >= 0; units--) {
    const reach = Math.min(length, units - first + 1)
    let sum = 0
    for (let index = 0; index < reach; index++) sum += probabilities[index]! * survival[units - first - index]!
    survival[units] = sum
  }
}

/** Before the good ones of a lot are added, for stocks below `room`; in place, from the smallest stock up. */
export function untilLot(
  survival: Float64Array,
  room: number,
  lotUnits: number,
  share: number,
  chances: CountWindow,
): void {
  setToBinomial(chances, lotUnits, share)
  const { first, length, probabilities } = chances
  for (let units = 0; units < room; units++) {
    let sum = 0
    for (let index = 0; index < length; index++) sum += probabilities[index]! * survival[units + first + index]!
    survival[units] = sum
  }
}
