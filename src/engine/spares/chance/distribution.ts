// Distributions of whole numbers of units, as their probabilities from the first count that matters to the last.

import { binomialProbability } from './binomial-probability.ts'
import { type Backorders, poissonProbability } from './poisson.ts'
import { uncertainPoissonProbability } from './uncertain-poisson.ts'
import { checkAmount, checkCount, checkOneOrMore, checkProbability, checkWhole } from './domain.ts'

export interface Distribution {
  /** The count that the first probability is of. */
  readonly first: number
  /** What is left out on either side is below 1e-18 in all. */
  readonly probabilities: Float64Array
}

/** What is left out at either end. */
export const NEGLIGIBLE = 1e-19

/**
 * Of X ~ Poisson(mean), whose variance is the mean.
 *
 * Worked: mean 2: at most 3 with probability 0.85712346.
 */
export function poissonDistribution(mean: number): Distribution {
  checkAmount('mean', mean)
  const mode = Math.floor(mean)
  const likeliest = poissonProbability(mode, mean)
  let [first, last] = [mode, mode]
  for (let one = (likeliest * mode) / mean; first > 0 && one >= NEGLIGIBLE; one *= first / mean) first -= 1
  for (let one = (likeliest * mean) / (mode + 1); one >= NEGLIGIBLE; one *= mean / (last + 1)) last += 1
  const probabilities = new Float64Array(last - first + 1)
  probabilities[mode - first] = likeliest
  for (let count = mode; count > first; count--)
    probabilities[count - 1 - first] = (probabilities[count - first]! * count) / mean
  for (let count = mode; count < last; count++)
    probabilities[count + 1 - first] = (probabilities[count - first]! * mean) / (count + 1)
  return { first, probabilities }
}

/**
 * The negative binomial of this mean and ratio of variance to mean above 1 (Sherbrooke 2004, 3.3): P(x) = C(a + x - 1, x)
 * (1 - b)^a b^x with a = mean / (ratio - 1) and b = (ratio - 1) / ratio. Of ratio 1 it is the Poisson distribution.
 *
 * Worked: mean 5, ratio 2: at most 5 with probability 0.62304688.
 */
export function negativeBinomial(mean: number, varianceToMean: number): Distribution {
  checkAmount('mean', mean)
  checkOneOrMore('varianceToMean', varianceToMean)
  if (mean === 0) return certainly(0)
  if (varianceToMean === 1) return poissonDistribution(mean)
  const shape = mean / (varianceToMean - 1)
  const mode = Math.max(0, Math.floor((shape - 1) * (varianceToMean - 1)))
  return around(mode, (count) => uncertainPoissonProbability(count, mean, shape))
}

/**
 * Successes of `count` trials, each with this probability: C(count, x) p^x (1 - p)^(count - x).
 *
 * Worked: 10 units harvested, 0.7 of them good: at most 6 with probability 0.35038928.
 */
export function binomial(count: number, probability: number): Distribution {
  checkCount('count', count)
  checkProbability('probability', probability)
  if (probability <= 0) return certainly(0)
  if (probability >= 1) return certainly(count)
  return around(Math.min(count, Math.floor((count + 1) * probability)), (successes) =>
    successes > count ? 0 : binomialProbability(successes, count, probability, 1 - probability),
  )
}

/**
 * Of these two moments: negative binomial where the variance is above the mean, Poisson where they are equal, and a mixture
 * of two binomials of one probability, of n and n + 1 trials, where it is below (Adan, van Eenige, Resing, "Fitting discrete
 * distributions on the first two moments", Probability in the Engineering and Informational Sciences 9, 1995). A mean
 * between two whole numbers must vary by a little: where less is asked, that is what comes.
 *
 * Worked: mean 3, variance 2.5: at most 3 with probability 0.64785276.
 */
export function fittedTo(mean: number, variance: number): Distribution {
  checkAmount('mean', mean)
  checkAmount('variance', variance)
  if (mean === 0) return certainly(0)
  const ratio = variance / mean
  if (Math.abs(ratio - 1) < 1e-9) return poissonDistribution(mean)
  return ratio > 1 ? negativeBinomial(mean, ratio) : twoBinomials(mean, variance)
}

function twoBinomials(mean: number, variance: number): Distribution {
  const trials = Math.floor((mean * mean) / (mean - variance))
  // The share of n + 1 trials; more of them, more variance: mean (1 - p) + p^2 share (1 - share) with p = mean / (n + share).
  let [low, high] = [Math.max(0, mean - trials), 1]
  for (let turn = 0; turn < 60; turn++) {
    const share = (low + high) / 2
    const probability = mean / (trials + share)
    const spread = mean * (1 - probability) + probability * probability * share * (1 - share)
    if (spread < variance) low = share
    else high = share
  }
  const share = high
  const probability = mean / (trials + share)
  return mixtureOf(binomial(trials, probability), 1 - share, binomial(trials + 1, probability), share)
}

function mixtureOf(left: Distribution, ofLeft: number, right: Distribution, ofRight: number): Distribution {
  const first = Math.min(left.first, right.first)
  const end = Math.max(left.first + left.probabilities.length, right.first + right.probabilities.length)
  const probabilities = new Float64Array(end - first)
  for (const [index, one] of left.probabilities.entries()) probabilities[left.first + index - first]! += ofLeft * one
  for (const [index, one] of right.probabilities.entries()) probabilities[right.first + index - first]! += ofRight * one
  return { first, probabilities }
}

export function certainly(count: number): Distribution {
  return { first: count, probabilities: Float64Array.of(1) }
}

/** The probabilities around the likeliest count, as far as they matter. */
function around(mode: number, probability: (count: number) => number): Distribution {
  const down: number[] = []
  for (let count = mode; count >= 0; count--) {
    const one = probability(count)
    if (one < NEGLIGIBLE && count < mode) break
    down.push(one)
  }
  const up: number[] = []
  for (let count = mode + 1; ; count++) {
    const one = probability(count)
    if (one < NEGLIGIBLE) break
    up.push(one)
  }
  return { first: mode - down.length + 1, probabilities: Float64Array.from([...down.reverse(), ...up]) }
}

/** Of the sum of two that are independent. */
export function sumOf(left: Distribution, right: Distribution): Distribution {
  const probabilities = new Float64Array(left.probabilities.length + right.probabilities.length - 1)
  for (const [index, one] of left.probabilities.entries())
    for (let other = 0; other < right.probabilities.length; other++)
      probabilities[index + other]! += one * right.probabilities[other]!
  return { first: left.first + right.first, probabilities }
}

/**
 * Of how many of them fall to one place, each by itself with this probability: of one more unit, it does or does not
 * (Pascal's rule).
 */
export function shareOf({ first, probabilities }: Distribution, probability: number): Distribution {
  const last = first + probabilities.length - 1
  const shared = new Float64Array(last + 1)
  const falling = new Float64Array(last + 2)
  falling[0] = 1
  for (let [count, most] = [0, 0]; count <= last; count++) {
    const weight = count < first ? 0 : probabilities[count - first]!
    for (let here = 0; here <= most; here++) shared[here]! += weight * falling[here]!
    for (let here = most + 1; here > 0; here--)
      falling[here] = falling[here]! * (1 - probability) + falling[here - 1]! * probability
    falling[0]! *= 1 - probability
    if (falling[most + 1]! > NEGLIGIBLE) most += 1
    else falling[most + 1] = 0
  }
  return { first: 0, probabilities: shared }
}

/** Of what is beyond a stock: (X - stock)+. */
export function beyond({ first, probabilities }: Distribution, stock: number): Distribution {
  const last = first + probabilities.length - 1
  const left = new Float64Array(Math.max(1, last - stock + 1))
  for (const [index, one] of probabilities.entries()) left[Math.max(0, first + index - stock)]! += one
  return { first: 0, probabilities: left }
}

/** E[(X - stock)+]. Worked: negative binomial of mean 5 and ratio 2, stock 3: 2.3671875. */
export function expectedBeyond({ first, probabilities }: Distribution, stock: number): number {
  let expected = 0
  // From the far end, where the terms are small.
  for (let index = probabilities.length - 1; index >= 0 && first + index > stock; index--)
    expected += (first + index - stock) * probabilities[index]!
  return expected
}

/** Worked: negative binomial of mean 5 and ratio 2: mean 5, variance 10. */
export function momentsOf({ first, probabilities }: Distribution): { mean: number; variance: number } {
  let mean = 0
  for (const [index, one] of probabilities.entries()) mean += (first + index) * one
  let variance = 0
  for (const [index, one] of probabilities.entries()) variance += (first + index - mean) * (first + index - mean) * one
  return { mean, variance }
}

/**
 * What waits for a stock, (X - stock)+, when X units are outstanding.
 *
 * Worked: X negative binomial of mean 5 and ratio 2, stock 3: expected 2.3671875, variance 7.6854858.
 */
export function backordersAt(outstanding: Distribution, stock: number): Backorders {
  checkCount('stock', stock)
  const { mean, variance } = momentsOf(beyond(outstanding, stock))
  return { expected: mean, variance, fillRate: atMost(outstanding, stock - 1), readyRate: atMost(outstanding, stock) }
}

/** P(X <= count). Worked: negative binomial of mean 5 and ratio 2: at most 5 with probability 0.62304688. */
export function atMost({ first, probabilities }: Distribution, count: number): number {
  checkWhole('count', count)
  let sum = 0
  for (let index = 0; index < probabilities.length && first + index <= count; index++) sum += probabilities[index]!
  return sum
}
