// The distribution of a whole number of units, in arrays that are used again: only what matters is held, from the first
// count on.

import { poissonProbability } from '../chance/poisson.ts'

/** What one count less likely than this adds is lost in rounding. */
const NEGLIGIBLE = 1e-20

/** Probabilities of counts, those of `first` and the `length - 1` that follow. */
interface Window {
  first: number
  length: number
  probabilities: Float64Array<ArrayBuffer>
}

function makeWindow(): Window {
  return { first: 0, length: 0, probabilities: new Float64Array(64) }
}

/** Room for so many counts; what was held is lost. */
function reserve(window: Window, length: number): Float64Array<ArrayBuffer> {
  if (window.probabilities.length < length) window.probabilities = new Float64Array(2 * length)
  window.length = length
  return window.probabilities
}

/** Lets go of what does not matter on either side. */
function trim(window: Window): void {
  const { probabilities } = window
  let [start, end] = [0, window.length]
  while (start < end && probabilities[start]! < NEGLIGIBLE) start++
  while (end > start && probabilities[end - 1]! < NEGLIGIBLE) end--
  if (start > 0) probabilities.copyWithin(0, start, end)
  window.first += start
  window.length = end - start
}

/** Of a Poisson number, as far as it is no more than `most`. */
function setToPoisson(window: Window, mean: number, most: number): void {
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
function setToBinomial(window: Window, units: number, share: number): void {
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

export class UnitsWindow {
  #held = makeWindow()
  #spare = makeWindow()
  readonly #other = makeWindow()

  get first(): number {
    return this.#held.first
  }

  /** 0: nothing that matters is left. */
  get length(): number {
    return this.#held.length
  }

  /** Those of `first` and what follows; more than `length` of them, to be read before the next change. */
  get probabilities(): Float64Array {
    return this.#held.probabilities
  }

  setTo(count: number): void {
    reserve(this.#held, 1)[0] = 1
    this.#held.first = count
  }

  /** The units left by a Poisson number of failures that found one; the rest of the probability is gone. */
  useUp(mean: number): void {
    if (mean <= 0 || this.length === 0) return
    const { first, length, probabilities } = this.#held
    const last = first + length - 1
    setToPoisson(this.#other, mean, last)
    const { first: fewest, length: spread, probabilities: failing } = this.#other
    const most = fewest + spread - 1
    const left = this.#spare
    left.first = Math.max(0, first - most)
    const room = last - fewest - left.first + 1
    const sums = reserve(left, room)
    sums.fill(0, 0, room)
    for (let index = 0; index < length; index++) {
      const probability = probabilities[index]!
      const target = first + index - fewest - left.first
      const reach = Math.min(spread, target + 1)
      for (let failures = 0; failures < reach; failures++) sums[target - failures]! += probability * failing[failures]!
    }
    this.#swap()
  }

  /** Adds the good ones of so many units. */
  addGood(units: number, share: number): void {
    if (this.length === 0) return
    setToBinomial(this.#other, units, share)
    const { first, length, probabilities } = this.#held
    const { first: fewest, length: spread, probabilities: adding } = this.#other
    const sum = this.#spare
    sum.first = first + fewest
    const sums = reserve(sum, length + spread - 1)
    sums.fill(0, 0, length + spread - 1)
    for (let index = 0; index < length; index++) {
      const probability = probabilities[index]!
      for (let good = 0; good < spread; good++) sums[index + good]! += probability * adding[good]!
    }
    this.#swap()
  }

  #swap(): void {
    const held = this.#held
    this.#held = this.#spare
    this.#spare = held
    trim(this.#held)
  }
}
