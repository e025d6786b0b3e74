// Exact fractions without any bound: the slow method never rounds.

export interface Fraction {
  readonly numerator: bigint
  /** Above zero. */
  readonly denominator: bigint
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n }
export const ONE: Fraction = { numerator: 1n, denominator: 1n }

export function fraction(numerator: number | bigint, denominator: number | bigint = 1n): Fraction {
  return reduce(BigInt(numerator), BigInt(denominator))
}

export function add(left: Fraction, right: Fraction): Fraction {
  return reduce(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  )
}

export function multiply(left: Fraction, right: Fraction): Fraction {
  return reduce(left.numerator * right.numerator, left.denominator * right.denominator)
}

export function divide(left: Fraction, right: Fraction): Fraction {
  return reduce(left.numerator * right.denominator, left.denominator * right.numerator)
}

export function sum(terms: readonly Fraction[]): Fraction {
  return terms.reduce(add, ZERO)
}

export function isZero(value: Fraction): boolean {
  return value.numerator === 0n
}

export function isAbove(left: Fraction, right: Fraction): boolean {
  return left.numerator * right.denominator > right.numerator * left.denominator
}

/** The nearest double: of a reduced fraction of whole numbers below 2^53 there is one answer, whoever divides. */
export function toNumber(value: Fraction): number {
  return Number(value.numerator) / Number(value.denominator)
}

export function spellFraction(value: Fraction): string {
  return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`
}

function reduce(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new Error('a fraction over zero')
  const sign = denominator < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator * sign)
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor }
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? (left === 0n ? 1n : left) : greatestCommonDivisor(right, left % right)
}
