// How likely is an element short of units, when so many of all units in service are down?

import { binomialProbability } from './binomial-probability.ts'
import { checkAmount, checkCount } from './domain.ts'

/**
 * P(fewer than `needed` of an element's `count` units work), where so many are down `among` all that may be, any of them as
 * likely as any other: the hypergeometric distribution. What is down in part, as where others came or went meanwhile, lies in
 * proportion between the whole numbers.
 *
 * Worked: 2 of 3 needed, 2 down among 10: 3 of 45 pairs are two of its own, 0.0667.
 */
export function shareShort(count: number, needed: number, down: number, among: number): number {
  checkCount('count', count)
  checkCount('needed', needed)
  checkAmount('down', down)
  checkAmount('among', among)
  return shortOfSome(count, needed, down, among)
}

/** The same of arguments known to be right: it is asked for every step of every stock. */
export function shortOfSome(count: number, needed: number, down: number, among: number): number {
  const whole = Math.floor(down)
  const part = down - whole
  const short = shortOfWhole(count, needed, whole, among)
  return part === 0 ? short : (1 - part) * short + part * shortOfWhole(count, needed, whole + 1, among)
}

/** So many looks at a unit take no longer than to begin with the logarithms of what is likely. */
const FEW_LOOKS = 400

function shortOfWhole(count: number, needed: number, down: number, among: number): number {
  /** So many may be down. */
  const spared = count - needed
  if (spared < 0) return 1
  if (down <= spared || needed <= 0) return 0
  return count * (spared + 1) <= FEW_LOOKS
    ? shortUnitByUnit(count, spared, down, among)
    : shortOfMany(count, spared, down, among)
}

/** A term that no longer changes the last bit of a sum. */
const LAST_BIT = 2 ** -56

/** P(more than `spared` of the element's units are down), from there away from the mean, where there are fewest terms. */
function shortOfMany(count: number, spared: number, down: number, among: number): number {
  /** Of those that are not down, not counting the element's other units, were so many of its own down. */
  const others = (own: number): number => among - down - count + own
  if (others(spared) < 0) return 1
  let sum = 0
  if (spared + 1 > (down * count) / among) {
    let term = hypergeometric(spared + 1, count, down, among)
    for (let own = spared + 1; term > sum * LAST_BIT; own++) {
      sum += term
      term *= ((down - own) * (count - own)) / ((own + 1) * others(own + 1))
    }
    return Math.min(1, sum)
  }
  let term = hypergeometric(spared, count, down, among)
  for (let own = spared; term > sum * LAST_BIT; own--) {
    sum += term
    term *= (own * others(own)) / ((down - own + 1) * (count - own + 1))
  }
  return Math.max(0, 1 - sum)
}

/** P(of those down so many are the element's), as three binomial probabilities (Loader 2000): no large factorials. */
function hypergeometric(own: number, count: number, down: number, among: number): number {
  const [p, q] = [count / among, 1 - count / among]
  const [ofDown, ofOthers] = [
    binomialProbability(own, down, p, q),
    binomialProbability(count - own, among - down, p, q),
  ]
  return (ofDown * ofOthers) / binomialProbability(count, among, p, q)
}

/** P(so many units of the element are down), of those of it that have been looked at: as far as it is not short of any. */
let probability = new Float64Array(8)

function shortUnitByUnit(count: number, spared: number, down: number, among: number): number {
  if (probability.length <= spared) probability = new Float64Array(2 * spared + 2)
  probability.fill(0, 0, spared + 1)
  probability[0] = 1
  let short = 0
  for (let unit = 0; unit < count; unit++) {
    const left = among - unit
    for (let found = Math.min(unit, spared); found >= 0; found--) {
      const isDown = left > 0 ? Math.min(1, (down - found) / left) : 1
      const hit = probability[found]! * isDown
      probability[found]! -= hit
      if (found === spared) short += hit
      else probability[found + 1]! += hit
    }
  }
  return Math.min(1, short)
}
