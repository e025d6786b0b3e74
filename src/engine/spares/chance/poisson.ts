// The Poisson distribution of demands and of units outstanding, and the backorders of a stock against it.
//
// Probabilities by Loader's saddle-point form ("Fast and accurate computation of binomial probabilities", 2000), tails by
// summing away from the stock: no difference of nearly equal numbers, so that far tails keep their digits.

import { exp, log, logGamma, stirlingRest } from '#base/elementary.ts'
import { checkAmount, checkCount, checkWhole } from './domain.ts'

const TWO_PI = 6.283185307179586

/**
 * P(X = count) of X ~ Poisson(mean) = e^-mean mean^count / count!; count a whole number, mean >= 0.
 *
 * Worked: 3 events, mean 2: 0.18044704.
 */
export function poissonProbability(count: number, mean: number): number {
  checkWhole('count', count)
  checkAmount('mean', mean)
  if (count < 0) return 0
  if (mean === 0) return count === 0 ? 1 : 0
  if (count === 0) return exp(-mean)
  if (count < 16) return exp(count * log(mean) - mean - logGamma(count + 1))
  return exp(-stirlingRest(count) - deviance(count, mean)) / Math.sqrt(TWO_PI * count)
}

/** count log(count / mean) + mean - count, by its series where the two are close (Loader's bd0). */
export function deviance(count: number, mean: number): number {
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

/**
 * P(X <= count), the sum of the probabilities up to there; far below the mean with all its digits.
 *
 * Worked: 3 events, mean 2: 0.85712346.
 */
export function poissonAtMost(count: number, mean: number): number {
  checkWhole('count', count)
  checkAmount('mean', mean)
  if (count < 0) return 0
  return count < mean ? sumDown(count, mean) : 1 - sumUp(count + 1, mean)
}

/**
 * P(X > count), with all digits of far tails.
 *
 * Worked: 3 events, mean 2: 0.14287654; 30 events, mean 5: 4.517742e-15.
 */
export function poissonMoreThan(count: number, mean: number): number {
  checkWhole('count', count)
  checkAmount('mean', mean)
  if (count < 0) return 1
  return count < mean ? 1 - sumDown(count, mean) : sumUp(count + 1, mean)
}

/** P(X <= from), of terms that fall from there on. */
function sumDown(from: number, mean: number): number {
  let term = poissonProbability(from, mean)
  let sum = term
  for (let count = from; count > 0 && term > sum * 1e-18; count--) {
    term *= count / mean
    sum += term
  }
  return Math.min(1, sum)
}

/** P(X >= from), of terms that fall from there on. */
function sumUp(from: number, mean: number): number {
  let term = poissonProbability(from, mean)
  let sum = term
  for (let count = from + 1; term > sum * 1e-18; count++) {
    term *= mean / count
    sum += term
  }
  return Math.min(1, sum)
}

/**
 * The least count with P(X <= count) >= probability, from 0 to below 1.
 *
 * Worked: probability 0.95, mean 65.745: 79.
 */
export function poissonQuantile(probability: number, mean: number): number {
  checkAmount('mean', mean)
  if (!(probability >= 0 && probability < 1))
    throw new RangeError(`a probability from 0 to below 1, not ${probability}`)
  // From near the median, by steps as long as the spread at first.
  let count = Math.max(0, Math.floor(mean))
  let step = Math.max(1, Math.floor(Math.sqrt(mean)))
  while (poissonAtMost(count, mean) < probability) count += step
  while (step >= 1) {
    while (count - step >= 0 && poissonAtMost(count - step, mean) >= probability) count -= step
    step = step === 1 ? 0 : step >> 1
  }
  return count
}

/**
 * The mean at which P(X <= count) is this probability, between 0 and 1: a count of events that is not exceeded up to there.
 * It is the quantile of the time of event count + 1: GammaInv(1 - probability; count + 1).
 *
 * Worked: 42 events, probability 0.95: mean 32.8116.
 */
export function poissonMeanAt(count: number, probability: number): number {
  checkCount('count', count)
  if (!(probability > 0 && probability < 1)) throw new RangeError(`a probability between 0 and 1, not ${probability}`)
  let [low, high] = [0, count + 1]
  while (poissonAtMost(count, high) > probability) [low, high] = [high, 2 * high]
  let mean = (low + high) / 2
  // Newton's steps, as long as they stay between the bounds: P falls by p(count) for each unit of mean.
  for (let turn = 0; turn < 200; turn++) {
    const excess = poissonAtMost(count, mean) - probability
    if (excess > 0) low = mean
    else high = mean
    const step = excess / poissonProbability(count, mean)
    const next = mean + step > low && mean + step < high ? mean + step : (low + high) / 2
    if (Math.abs(next - mean) <= 1e-15 * mean) return next
    mean = next
  }
  return mean
}

/** Backorders of a stock against X ~ Poisson(mean), in units. */
export interface Backorders {
  /** E[(X - stock)+]. */
  readonly expected: number
  /** Var[(X - stock)+]. */
  readonly variance: number
  /** P(X <= stock - 1): a spare is on the shelf at the next failure. */
  readonly fillRate: number
  /** P(X <= stock): nothing is waiting. */
  readonly readyRate: number
}

/**
 * The closed forms, summed upward from the stock: E[(X-s)+] and E[((X-s)+)^2] (Palm; Sherbrooke, "Optimal Inventory
 * Modeling of Systems", 2004, 2.7).
 *
 * Worked: mean 1, stock 1: expected 0.3678794412, variance 0.4967852756, fill rate 0.3678794412, ready 0.7357588823.
 */
export function backordersOf(stock: number, mean: number): Backorders {
  checkCount('stock', stock)
  checkAmount('mean', mean)
  if (stock <= mean) return backordersFromMean(stock, mean)
  let term = poissonProbability(stock + 1, mean)
  let [expected, square] = [0, 0]
  for (let short = 1; term > 0; short++) {
    expected += short * term
    square += short * short * term
    if (short * short * term < square * 1e-18) break
    term *= mean / (stock + short + 1)
  }
  return {
    expected,
    variance: square - expected * expected,
    fillRate: poissonAtMost(stock - 1, mean),
    readyRate: poissonAtMost(stock, mean),
  }
}

/** Where most is short, the mean less what is left on the shelf: E[(X-s)+] = mean - s + E[(s-X)+]. */
function backordersFromMean(stock: number, mean: number): Backorders {
  let term = poissonProbability(stock - 1, mean)
  let [left, leftSquare] = [0, 0]
  for (let count = stock - 1; count >= 0 && term > 0; count--) {
    const spare = stock - count
    left += spare * term
    leftSquare += spare * spare * term
    term *= count / mean
  }
  const expected = mean - stock + left
  const square = mean + (mean - stock) * (mean - stock) - leftSquare
  return {
    expected,
    variance: square - expected * expected,
    fillRate: poissonAtMost(stock - 1, mean),
    readyRate: poissonAtMost(stock, mean),
  }
}
