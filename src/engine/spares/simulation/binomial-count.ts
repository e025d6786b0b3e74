// How many of several successes a uniform number means, each being as likely: by inversion, from the likeliest number outward
// to both sides in turn, which takes about as many steps as the number spreads (Kemp, "A modal method for generating binomial
// variables", 1986).

import { binomialProbability } from '../chance/binomial-probability.ts'

/** Of a binomial number of so many trials; `uniform` lies between 0 and 1. */
export function binomialCountOf(uniform: number, trials: number, probability: number): number {
  if (probability <= 0) return 0
  if (probability >= 1) return trials
  const odds = probability / (1 - probability)
  const mode = Math.min(trials, Math.floor((trials + 1) * probability))
  const likeliest = binomialProbability(mode, trials, probability, 1 - probability)
  let left = uniform - likeliest
  let [below, above] = [mode, mode]
  let [termBelow, termAbove] = [likeliest, likeliest]
  while (left > 0) {
    const before = left
    if (above < trials) {
      termAbove *= ((trials - above) / (above + 1)) * odds
      above++
      left -= termAbove
      if (left <= 0) return above
    }
    if (below > 0) {
      termBelow *= below / ((trials - below + 1) * odds)
      below--
      left -= termBelow
      if (left <= 0) return below
    }
    // What rounding left of all probabilities goes to the likeliest number.
    if (left === before) return mode
  }
  return mode
}
