// The probabilities of whole numbers, as far as they matter, in arrays that are used again.

import { poissonProbability } from '../chance/poisson.ts'
import { uncertainPoissonProbability } from '../chance/uncertain-poisson.ts'

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

/** Lets go of what does not matter on either side, and of counts below 0. */
export function trim(window: CountWindow): void {
  const { probabilities } = window
  let [start, end] = [Math.min(window.length, Math.max(0, -window.first)), window.length]
  while (start < end && probabilities[start]! < NEGLIGIBLE) start++
  while (end > start && probabilities[end - 1]! < NEGLIGIBLE) end--
  if (start > 0) probabilities.copyWithin(0, start, end)
  window.first += start
  window.length = end - start
}

/** P(more than so many). */
export function moreThan({ first, length, probabilities }: CountWindow, count: number): number {
  let more = 0
  for (let index = length - 1; index >= 0 && first + index > count; index--) more += probabilities[index]!
  return Math.min(1, more)
}

/** The last probability first. */
export function reverse({ length, probabilities }: CountWindow): void {
  for (let low = 0, high = length - 1; low < high; low++, high--) {
    const was = probabilities[low]!
    probabilities[low] = probabilities[high]!
    probabilities[high] = was
  }
}

/** Of the sum of two numbers; the first count of `sum` is left to the caller. */
export function setToSum(sum: CountWindow, one: CountWindow, other: CountWindow): void {
  const { length, probabilities } = one
  const { length: otherLength, probabilities: adding } = other
  const sums = reserve(sum, length + otherLength - 1)
  sums.fill(0, 0, length + otherLength - 1)
  let index = 0
  // Four at a time: a sum is loaded and stored once for four products, three times as fast as one by one.
  for (; index + 3 < length; index += 4) {
    const a = probabilities[index]!
    const b = probabilities[index + 1]!
    const c = probabilities[index + 2]!
    const d = probabilities[index + 3]!
    let one1 = 0
    let one2 = 0
    let one3 = 0
    for (let place = 0; place < otherLength + 3; place++) {
      const one0 = place < otherLength ? adding[place]! : 0
      sums[index + place]! += a * one0 + b * one1 + (c * one2 + d * one3)
      one3 = one2
      one2 = one1
      one1 = one0
    }
  }
  for (; index < length; index++) {
    const probability = probabilities[index]!
    for (let place = 0; place < otherLength; place++) sums[index + place]! += probability * adding[place]!
  }
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

/** The same of a Poisson number whose mean is that of a gamma distributed mean of this shape: from the likeliest count on. */
export function setToUncertainPoisson(window: CountWindow, mean: number, shape: number): void {
  if (shape === Number.POSITIVE_INFINITY || mean <= 0)
    return setToPoisson(window, Math.max(0, mean), Number.POSITIVE_INFINITY)
  const slope = mean / (shape + mean)
  const start = Math.max(0, Math.floor((mean * (shape - 1)) / shape))
  const likeliest = uncertainPoissonProbability(start, mean, shape)
  /** P(count + 1) / P(count). */
  const ratio = (count: number): number => ((shape + count) / (count + 1)) * slope
  let [below, above] = [start, start]
  for (let term = likeliest; below > 0 && term >= NEGLIGIBLE; below--) term /= ratio(below - 1)
  for (let term = likeliest; term >= NEGLIGIBLE; above++) term *= ratio(above)
  const probabilities = reserve(window, above - below + 1)
  window.first = below
  probabilities[start - below] = likeliest
  for (let count = start; count > below; count--)
    probabilities[count - 1 - below] = probabilities[count - below]! / ratio(count - 1)
  for (let count = start; count < above; count++)
    probabilities[count + 1 - below] = probabilities[count - below]! * ratio(count)
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
