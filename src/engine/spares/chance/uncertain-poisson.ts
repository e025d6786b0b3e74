// A Poisson number whose mean is not known for certain: the mean times a factor of mean 1, gamma distributed with this shape
// (variance 1 / shape). That is the negative binomial distribution (Greenwood and Yule 1920), here for any shape above 0:
// P(X = k) = C(a + k - 1, k) (a / (a + m))^a (m / (a + m))^k.

import { exp, log, logGamma, stirlingRest } from '#base/elementary.ts'
import { deviance } from './poisson.ts'

const TWO_PI = 2 * 3.141592653589793
/** From here on Stirling's series is exact to the last bit. */
const LARGE = 16
const SMALLEST = 1e-300
const LONGEST_FRACTION = 100_000

/** P(X = count); mean and shape above 0. */
export function uncertainPoissonProbability(count: number, mean: number, shape: number): number {
  const all = shape + mean
  if (count < LARGE) {
    // (a / (a + m))^a, without taking large numbers off each other.
    let probability = exp(deviance(shape, all) - mean)
    for (let below = 0; below < count; below++) probability *= ((shape + below) / (below + 1)) * (mean / all)
    return probability
  }
  if (shape < LARGE)
    return exp(
      logGamma(shape + count) -
        logGamma(shape) -
        logGamma(count + 1) +
        shape * log(shape / all) +
        count * log(mean / all),
    )
  // As the saddle-point form of a binomial probability (Loader 2000): of shape + count, the shape part.
  const total = shape + count
  const rest = stirlingRest(total) - stirlingRest(shape) - stirlingRest(count)
  const apart = deviance(shape, (total * shape) / all) + deviance(count, (total * mean) / all)
  return (shape / total) * Math.sqrt(total / (TWO_PI * shape * count)) * exp(rest - apart)
}

/**
 * P(X > count), from P(X = count + 1): the regularised incomplete beta function I_x(count + 1, a), x = m / (a + m), as a
 * continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22).
 *
 * Worked: mean 5, shape 4, more than 9: 0.09977061448271515.
 */
export function uncertainPoissonMoreThan(count: number, mean: number, shape: number, next: number): number {
  const x = mean / (shape + mean)
  const k = count + 1
  return x < (k + 1) / (k + shape + 2)
    ? next * betaFraction(k, shape, x)
    : 1 - ((next * k) / shape) * betaFraction(shape, k, shape / (shape + mean))
}

/** By the modified method of Lentz. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let term = 1; term < LONGEST_FRACTION; term++) {
    const twice = a + 2 * term
    const even = (term * (b - term) * x) / ((twice - 1) * twice)
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= c * d
    const odd = (-(a + term) * (a + b + term) * x) / (twice * (twice + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= c * d
    if (Math.abs(c * d - 1) < 2 ** -52) break
  }
  return fraction
}

function away(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value
}
