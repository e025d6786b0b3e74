// Quantiles of the Gamma distribution, as that of a factor by which a failure rate may be wrong.

import { exp, log, logGamma } from '#base/elementary.ts'
import { checkAboveZero, checkWithin } from './domain.ts'
import { normalQuantile } from './normal.ts'

/** Relative change at which a quantile is found. */
const CLOSE = 1e-13
/** From here on the expansion about the normal is as exact as the sum, whose terms grow as the root of the shape. */
const NEARLY_NORMAL = 10_000

/**
 * The factor of mean 1 and variance 1 / shape that is not exceeded with this probability, above 0 and below 1.
 *
 * Worked: shape 5 at 0.99: chi-squared of 10 degrees of freedom has 23.209251 there, so 2.3209251.
 */
export function gammaFactor(probability: number, shape: number): number {
  checkWithin('probability', probability)
  checkAboveZero('shape', shape)
  return shape < NEARLY_NORMAL ? bySum(probability, shape) : nearlyNormal(normalQuantile(probability), shape)
}

/**
 * The factor as many standard deviations from the mean as a normal number would be, bent by the expansion of Cornish and
 * Fisher in the inverse root of the shape (Goldberg and Levine, "Approximate formulas for the percentage points and
 * normalization of t and chi-squared", Annals of Mathematical Statistics 17, 1946; 26.4.11 to 26.4.12 in Abramowitz and Stegun
 * is its beginning). From shape 10,000 on it is off by less than 2e-14 within 8 standard deviations.
 */
function nearlyNormal(z: number, shape: number): number {
  const h = 1 / Math.sqrt(shape)
  const square = z * z
  const second = (square - 1) / 3
  const third = (z * (square - 7)) / 36
  const fourth = (16 - square * (7 + 3 * square)) / 810
  const fifth = (z * (square * (256 + 9 * square) - 433)) / 38_880
  const sixth = (1472 - square * (923 + square * (243 - 12 * square))) / 204_120
  const seventh = (z * (289_717 + square * (289_517 - square * (4353 + 3753 * square)))) / 146_966_400
  return 1 + h * (z + h * (second + h * (third + h * (fourth + h * (fifth + h * (sixth + h * seventh))))))
}

/** By Newton's and Halley's steps on the probability itself. */
function bySum(probability: number, shape: number): number {
  const logScale = logGamma(shape)
  let x = roughQuantile(probability, shape)
  let [low, high] = [0, Number.POSITIVE_INFINITY]
  // Newton's steps, kept between what is known to be too low and too high.
  for (let round = 0; round < 60; round++) {
    const beyond = atMost(x, shape, logScale) - probability
    if (beyond > 0) high = x
    else low = x
    const density = exp((shape - 1) * log(x) - x - logScale)
    const step = beyond / density
    // Halley's, for the density falls as one goes.
    const halley = step / (1 - 0.5 * Math.min(1, step * ((shape - 1) / x - 1)))
    if (Math.abs(halley) <= CLOSE * x) break
    x -= halley
    if (!(x > low && x < high)) x = high === Number.POSITIVE_INFINITY ? 2 * low : 0.5 * (low + high)
  }
  return x / shape
}

/** A value near the quantile of Gamma(shape, 1): by the cube of a normal (Wilson and Hilferty 1931), or its tail near 0. */
function roughQuantile(probability: number, shape: number): number {
  const cube = 1 - 1 / (9 * shape) + roughNormal(probability) / (3 * Math.sqrt(shape))
  if (cube > 0.3) return shape * cube * cube * cube
  // P(X <= x) is about x^shape / Gamma(shape + 1) there.
  return Math.max(1e-290, exp((log(probability) + logGamma(shape + 1)) / shape))
}

/** The normal quantile to three digits (Abramowitz and Stegun 26.2.23). */
function roughNormal(probability: number): number {
  const tail = Math.min(probability, 1 - probability)
  const t = Math.sqrt(-2 * log(tail))
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  return probability < 0.5 ? -z : z
}

/** P(X <= x) of Gamma(shape, 1): its series, or the continued fraction of what is beyond (Lentz). */
function atMost(x: number, shape: number, logScale: number): number {
  const front = exp(shape * log(x) - x - logScale)
  if (x < shape + 1) {
    let term = 1 / shape
    let sum = term
    for (let n = shape + 1; term > sum * 1e-17; n++) {
      term *= x / n
      sum += term
    }
    return sum * front
  }
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let n = 1; n < 500; n++) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / nonZero(a * d + b, tiny)
    c = nonZero(b + a / c, tiny)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return 1 - front * h
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
