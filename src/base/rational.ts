// Exact shares and thresholds: 35 % is 35/100, never 0.35 in binary.

export interface Rational {
  readonly numerator: number
  readonly denominator: number
}

/**
 * Reads `35 %`, `35%`, `33.3 %`, `0.35`, `1/3`. Undefined for anything else, for negatives and for a zero denominator.
 * Numerator and denominator stay below 2^53.
 */
export function parseRational(text: string): Rational | undefined {
  const trimmed = text.trim()
  const fraction = /^(\d{1,15})\s*\/\s*(\d{1,15})$/.exec(trimmed)
  if (fraction) {
    const denominator = Number(fraction[2])
    return denominator === 0 ? undefined : { numerator: Number(fraction[1]), denominator }
  }
  const decimal = /^(\d{1,9})(?:\.(\d{1,6}))?\s*(%)?$/.exec(trimmed)
  if (!decimal) return undefined
  const decimals = decimal[2] ?? ''
  const scale = 10 ** decimals.length
  return { numerator: Number(decimal[1]) * scale + Number(decimals || 0), denominator: scale * (decimal[3] ? 100 : 1) }
}

/** Sign of `numerator/denominator - limit`, exact for non-negative integers below 2^53 and a positive denominator. */
export function compareShare(numerator: number, denominator: number, limit: Rational): number {
  const left = numerator * limit.denominator
  const right = limit.numerator * denominator
  if (left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER) return Math.sign(left - right)
  const difference = BigInt(numerator) * BigInt(limit.denominator) - BigInt(limit.numerator) * BigInt(denominator)
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

/** `35 %`, `33.3 %`: at most `decimals` digits, rounded half up, without trailing zeros. */
export function formatPercent(share: number, decimals = 1): string {
  const scale = 10 ** decimals
  return `${Math.round(share * 100 * scale) / scale} %`
}
