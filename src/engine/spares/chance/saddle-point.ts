// Probabilities of counts without loss of digits (Loader, "Fast and accurate computation of binomial probabilities", 2000):
// how far a count is from its mean, and what Stirling's formula leaves out, in place of differences of large logarithms.

import { exp, log, logGamma, stirlingRest } from '#base/elementary.ts'

const TWO_PI = 6.283185307179586
const HALF_LOG_TWO_PI = 0.9189385332046728

/** P(X = count) of X ~ Poisson(mean); count a whole number from 0, mean >= 0. */
export function poissonAt(count: number, mean: number): number {
  if (mean === 0) return count === 0 ? 1 : 0
  if (count === 0) return exp(-mean)
  if (count < 16) return exp(count * log(mean) - mean - logGamma(count + 1))
  return exp(-stirlingError(count) - deviance(count, mean)) / Math.sqrt(TWO_PI * count)
}

/**
 * C(trials, successes) p^successes q^(trials - successes) with p + q = 1; of numbers that need not be whole, from 0. Both
 * probabilities are given, for one may be too small to be told from 1 less the other.
 */
export function binomialAt(successes: number, trials: number, p: number, q: number): number {
  if (successes === 0) return allFail(trials, p, q)
  if (successes === trials) return allFail(trials, q, p)
  const failures = trials - successes
  const correction = stirlingError(trials) - stirlingError(successes) - stirlingError(failures)
  const distance = deviance(successes, trials * p) + deviance(failures, trials * q)
  return exp(correction - distance) * Math.sqrt(trials / (TWO_PI * successes * failures))
}

/** q^trials. */
function allFail(trials: number, p: number, q: number): number {
  return trials === 0 ? 1 : q === 0 ? 0 : exp(-deviance(trials, trials * q) - trials * p)
}

/** log gamma(x + 1) less Stirling's formula (x + 1/2) log x - x + log(2 pi) / 2, x > 0. */
function stirlingError(x: number): number {
  return x >= 16 ? stirlingRest(x) : logGamma(x + 1) - (x + 0.5) * log(x) + x - HALF_LOG_TWO_PI
}

/** count log(count / mean) + mean - count, by its series where the two are close. */
function deviance(count: number, mean: number): number {
  const difference = count - mean
  const sum = count + mean
  if (Math.abs(difference) >= 0.1 * sum) return count * log(count / mean) + mean - count
  const v = difference / sum
  const square = v * v
  let total = difference * v
  let power = 2 * count * v
  for (let odd = 3; ; odd += 2) {
    power *= square
    const next = total + power / odd
    if (next === total) return next
    total = next
  }
}
