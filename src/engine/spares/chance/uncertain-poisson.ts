// A Poisson number whose mean is not known for certain: the mean times a factor of mean 1, gamma distributed with this shape
// (variance 1 / shape). That is the negative binomial distribution (Greenwood and Yule 1920), here for any shape above 0:
// P(X = k) = C(a + k - 1, k) (a / (a + m))^a (m / (a + m))^k.

import { exp } from '#base/elementary.ts'
import { binomialProbability } from './binomial-probability.ts'
import { deviance } from './poisson.ts'

/** Up to here a product of ratios is faster, and as exact. */
const FEW = 16
const SMALLEST = 1e-300
const LONGEST_FRACTION = 100_000

/** P(X = count); mean and shape above 0. */
export function uncertainPoissonProbability(count: number, mean: number, shape: number): number {
  const all = shape + mean
  if (count < FEW) {
    // (a / (a + m))^a, without taking large numbers off each other.
    let probability = exp(deviance(shape, all) - mean)
    for (let below = 0; below < count; below++) probability *= ((shape + below) / (below + 1)) * (mean / all)
    return probability
  }
  // Of shape + count trials that bring so many before the last of the other kind: the last one is of that kind.
  return (shape / (shape + count)) * binomialProbability(count, shape + count, mean / all, shape / all)
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
