// Between lots a stock that is not repaired only falls: it lasts as long as the failures since the last lot are no more than
// it was then.

import { exp } from '#base/elementary.ts'
import { poissonProbability } from '../chance/poisson.ts'
import type { UnitsWindow } from './units-window.ts'

/** Failures expected up to which their probabilities can be counted up from none. */
const FEW_FAILURES = 500
/** What lies ten standard deviations and ten units beyond the mean is less likely than 1e-20. */
const reach = (mean: number) => 10 * Math.sqrt(mean) + 10
const NEGLIGIBLE = 1e-20

/** P(lasted until the last lot, with so many units or more), of those who lasted. */
export class Lasting {
  first = 0
  last = -1
  atLeast = new Float64Array(64)

  set({ first, length, probabilities }: UnitsWindow): void {
    this.first = first
    this.last = first + length - 1
    if (this.atLeast.length < length) this.atLeast = new Float64Array(2 * length)
    let sum = 0
    for (let index = length - 1; index >= 0; index--) this.atLeast[index] = sum += probabilities[index]!
  }
}

/** P(no failure found an empty shelf) for each of `count` means of failures since the last lot, written from `at` on. */
export function reckonSurvival(
  { first, last, atLeast }: Lasting,
  means: Float64Array,
  count: number,
  survival: Float64Array,
  at: number,
): void {
  const alive = last < first ? 0 : atLeast[0]!
  for (let index = 0; index < count; index++) {
    const mean = means[index]!
    let sum = alive
    if (mean + reach(mean) >= first) {
      let failures = mean < FEW_FAILURES ? 0 : Math.max(0, Math.floor(mean - reach(mean)))
      let term = failures === 0 ? exp(-mean) : poissonProbability(failures, mean)
      let within = 0
      while (failures <= first) {
        within += term
        failures++
        term *= mean / failures
      }
      sum = within * alive
      while (failures <= last && (term > NEGLIGIBLE || failures < mean)) {
        sum += term * atLeast[failures - first]!
        failures++
        term *= mean / failures
      }
    }
    survival[at + index] = sum
  }
}
