// Binomial probabilities without loss of digits (Loader, "Fast and accurate computation of binomial probabilities", 2000): by
// how far a count is from its mean and by what Stirling's formula leaves out, in place of differences of large logarithms.

import { exp, log, logGamma, stirlingRest } from '#base/elementary.ts'
import { deviance } from './poisson.ts'

const TWO_PI = 6.283185307179586
const HALF_LOG_TWO_PI = 0.9189385332046728

/**
 * C(trials, successes) p^successes q^(trials - successes) with p + q = 1; of numbers that need not be whole, from 0. Both
 * probabilities are given, for one may be too small to be told from 1 less the other.
 */
export function binomialProbability(successes: number, trials: number, p: number, q: number): number {
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
