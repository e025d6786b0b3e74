// What of a site stays up when spares run short: units of which some must work, and elements that need all of their parts.

import { exp, log } from '#base/elementary.ts'
import { binomialProbability } from '../chance/binomial-probability.ts'
import { atMost, binomial } from '../chance/distribution.ts'
import { checkAboveZero, checkAmount, checkCount, checkProbability } from '../chance/domain.ts'

/**
 * P(at least `needed` of `count` work), each with the availability given, independently.
 *
 * Worked: 2 of 3 with 0.99 each: 0.999702.
 */
export function availabilityOf(needed: number, count: number, unitAvailability: number): number {
  checkCount('needed', needed)
  checkCount('count', count)
  checkProbability('unitAvailability', unitAvailability)
  if (needed === 0) return 1
  return Math.min(1, atMost(binomial(count, 1 - unitAvailability), count - needed))
}

/** A term that no longer changes the last bit of a sum. */
const LAST_BIT = 2 ** -56

/**
 * P(fewer than `needed` of `count` work), each being down with the probability given: 1 less `availabilityOf`, with the digits
 * of what is hardly ever so.
 *
 * Worked: 2 of 3 needed, 0.01 down each: 0.000298.
 */
export function outageOf(needed: number, count: number, unitOutage: number): number {
  checkCount('needed', needed)
  checkCount('count', count)
  checkProbability('unitOutage', unitOutage)
  /** So many down are too many. */
  const tooMany = count - needed + 1
  if (tooMany <= 0) return 1
  if (tooMany > count || unitOutage <= 0) return 0
  if (unitOutage >= 1 || count === 1) return Math.min(1, unitOutage)
  const odds = unitOutage / (1 - unitOutage)
  let sum = 0
  if (count * unitOutage < tooMany) {
    let term = probabilityOfDown(tooMany, count, unitOutage)
    for (let down = tooMany; down <= count && term > sum * LAST_BIT; down++) {
      sum += term
      term *= ((count - down) / (down + 1)) * odds
    }
    return sum
  }
  let term = probabilityOfDown(tooMany - 1, count, unitOutage)
  for (let down = tooMany - 1; down >= 0 && term > sum * LAST_BIT; down--) {
    sum += term
    term *= down / ((count - down + 1) * odds)
  }
  return Math.max(0, 1 - sum)
}

/** Of so many units the powers stay within what a number holds. */
const FEW_UNITS = 1000

/** Of few units by multiplying, which is ten times as fast: this is asked for every step of every stock. */
function probabilityOfDown(down: number, count: number, outage: number): number {
  if (count > FEW_UNITS) return binomialProbability(down, count, outage, 1 - outage)
  let ways = 1
  const fewer = Math.min(down, count - down)
  for (let chosen = 0; chosen < fewer; chosen++) ways *= (count - chosen) / (chosen + 1)
  return ways * powerOf(outage, down) * powerOf(1 - outage, count - down)
}

/** By squaring. */
function powerOf(base: number, exponent: number): number {
  let power = 1
  for (let [square, left] = [base, exponent]; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power *= square
    square *= square
  }
  return power
}

/** What a failed unit waits for. */
export interface UnitOutage {
  readonly hoursBetweenFailures: number
  /** Until somebody stands there with a spare in hand. */
  readonly travelHours: number
  /** Expected backorders of the stock it is served from, in units. */
  readonly expectedBackorders: number
  /** Failures that the stock serves, of all units together. */
  readonly failuresPerHour: number
}

/**
 * Share of time that a unit works: MTBF / (MTBF + travel + wait for a spare), the wait being backorders over failures
 * (Little's law). With `availabilityOf`: what of k of n units stays up at this stock.
 *
 * Worked: MTBF 200,000 h, travel 4 h, 0.05 backorders at 0.002 failures an hour: a wait of 25 h, 0.999855021.
 */
export function unitAvailability(outage: UnitOutage): number {
  const { hoursBetweenFailures, travelHours, expectedBackorders, failuresPerHour } = outage
  checkAboveZero('hoursBetweenFailures', hoursBetweenFailures)
  checkAmount('travelHours', travelHours)
  checkAmount('expectedBackorders', expectedBackorders)
  checkAmount('failuresPerHour', failuresPerHour)
  const waitHours = failuresPerHour === 0 ? 0 : expectedBackorders / failuresPerHour
  return hoursBetweenFailures / (hoursBetweenFailures + travelHours + waitHours)
}

/** A part of an element: how many it has, and what waits for it in all elements. */
export interface ElementPart {
  readonly unitsPerElement: number
  readonly expectedBackorders: number
}

/**
 * Share of elements that lack no part for want of a spare: the product over parts of (1 - EBO / (N Z))^Z, with N elements of
 * Z units each (Sherbrooke 2004). Its logarithm is a sum over parts, as marginal analysis wants it.
 *
 * Worked: 50 elements of two units with 1.5 backorders and one with 0.4: 0.985^2 x 0.992 = 0.96246320.
 */
export function supplyAvailability(parts: readonly ElementPart[], elementCount: number): number {
  checkAboveZero('elementCount', elementCount)
  return parts.reduce((product, { unitsPerElement, expectedBackorders }) => {
    checkAboveZero('unitsPerElement', unitsPerElement)
    checkAmount('expectedBackorders', expectedBackorders)
    const missing = Math.min(1, expectedBackorders / (elementCount * unitsPerElement))
    return product * exp(unitsPerElement * log(1 - missing))
  }, 1)
}
