// What the functions of the library refuse: an argument outside of what they are defined for, named with its value.

/** An amount, a rate, a time, a mean. */
export function checkAmount(name: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) refuseOutside(name, value, 'a finite number, 0 or more')
}

/** What is divided by. */
export function checkAboveZero(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) refuseOutside(name, value, 'a finite number above 0')
}

/** A probability, an availability. */
export function checkProbability(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) refuseOutside(name, value, 'a probability from 0 to 1')
}

/** A probability whose quantile is asked for, where none belongs to 0 or to 1. */
export function checkWithin(name: string, value: number): void {
  if (!(value > 0 && value < 1)) refuseOutside(name, value, 'a probability above 0 and below 1')
}

/** A ratio of a variance to a mean, of what varies no less than a Poisson number. */
export function checkOneOrMore(name: string, value: number): void {
  if (!(value >= 1 && value < Number.POSITIVE_INFINITY)) refuseOutside(name, value, 'a finite number, 1 or more')
}

/** A stock, a number of units. */
export function checkCount(name: string, value: number): void {
  if (!(value >= 0 && Number.isInteger(value))) refuseOutside(name, value, 'a whole number, 0 or more')
}

/** A number of events that a probability is asked of: below 0 there are none. */
export function checkWhole(name: string, value: number): void {
  if (!Number.isInteger(value)) refuseOutside(name, value, 'a whole number')
}

/** What may be below 0, and even without end, but is a number. */
export function checkNumber(name: string, value: number): void {
  if (Number.isNaN(value) || typeof value !== 'number') refuseOutside(name, value, 'a number')
}

/** One of some words. */
export function checkOneOf<Word extends string>(name: string, value: Word, words: readonly Word[]): void {
  if (!words.includes(value)) refuseOutside(name, value, words.map((word) => `'${word}'`).join(' or '))
}

function refuseOutside(name: string, value: number | string, expected: string): never {
  throw new RangeError(`${name}: ${expected}, not ${value}`)
}
