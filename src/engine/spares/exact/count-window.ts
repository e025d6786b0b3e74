// The probabilities of whole numbers, as far as they matter, in arrays that are used again.

import { poissonProbability } from '../chance/poisson.ts'

/** What one count less likely than this adds is lost in rounding. */
const NEGLIGIBLE = 1e-20

/** Probabilities of counts, those of `first` and the `length - 1` that follow. */
export interface CountWindow {
  first: number
  length: number
  probabilities: Float64Array<ArrayBuffer>
}

export function makeCountWindow(): CountWindow {
  return { first: 0, length: 0, probabilities: new Float64Array(64) }
}

/** Room for so many counts; what was held is lost. */
export function reserve(window: CountWindow, length: number): Float64Array<ArrayBuffer> {
  if (window.probabilities.length < length) window.probabilities = new Float64Array(2 * length)
  window.length = length
  return window.probabilities
}

/** Lets go of what does not matter on either side. */
export function trim(window: CountWindow): void {
  const { probabilities } = window
  let [start, end] = [0, window.length]
  while (start < end && probabilities[start]! < NEGLIGIBLE) start++
  while (end > start && probabilities[end - 1]! < NEGLIGIBLE) end--
  if (start > 0) probabilities.copyWithin(0, start, end)
  window.first += start
  window.length = end - start
}

/** Of a Poisson number, as far as it is no more than `most`. */
export function setToPoisson(window: CountWindow, mean: number, most: number): void {
  const start = Math.min(Math.floor(mean), most)
  const likeliest = poissonProbability(start, mean)
  let [below, above] = [start, start]
  for (let term = likeliest; below > 0 && term * below >= NEGLIGIBLE * mean; below--) term *= below / mean
  for (let term = likeliest; above < most && term * mean >= NEGLIGIBLE * (above + 1); above++)
    term *= mean / (above + 1)
  const probabilities = reserve(window, above - below + 1)
  window.first = below
  probabilities[start - below] = likeliest
  for (let count = start; count > below; count--)
    probabilities[count - 1 - below] = (probabilities[count - below]! * count) / mean
  for (let count = start; count < above; count++)
    probabilities[count + 1 - below] = (probabilities[count - below]! * mean) / (count + 1)
}

/** Of the good ones of so many units: ratios from the likeliest count on, then divided by their sum. */
export function setToBinomial(window: CountWindow, units: number, share: number): void {
  if (share <= 0 || share >= 1) {
    reserve(window, 1)[0] = 1
    window.first = share <= 0 ? 0 : units
    return
  }
  const odds = share / (1 - share)
  const mode = Math.min(units, Math.floor((units + 1) * share))
  const probabilities = reserve(window, units + 1)
  window.first = 0
  probabilities.fill(0, 0, units + 1)
  probabilities[mode] = 1
  let sum = 1
  for (let good = mode; good > 0 && probabilities[good]! >= NEGLIGIBLE; good--) {
    probabilities[good - 1] = (probabilities[good]! * good) / ((units - good + 1) * odds)
    sum += probabilities[good - 1]!
  }
  for (let good = mode; good < units && probabilities[good]! >= NEGLIGIBLE; good++) {
    probabilities[good + 1] = (probabilities[good]! * (units - good) * odds) / (good + 1)
    sum += probabilities[good + 1]!
  }
  for (let good = 0; good <= units; good++) probabilities[good]! /= sum
  trim(window)
}
