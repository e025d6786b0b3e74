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

const PERCENT_DECIMALS = 6

function roundPercent(share: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(share * 100 * scale) / scale
}

/**
 * `38.4 %`. A share that is not the limit, not nothing and not everything is never rounded to them: 35.04 % against a
 * limit of 35 % reads `35.04 %`, 99.97 % reads `99.97 %`.
 */
export function formatShare(share: number, limit?: number): string {
  const edges = [0, 1, ...(limit === undefined ? [] : [limit])].filter((edge) => edge !== share)
  for (let decimals = 1; ; decimals += 1) {
    const percent = roundPercent(share, decimals)
    const isMisread = edges.some((edge) => roundPercent(edge, decimals) === percent)
    if (!isMisread || decimals === PERCENT_DECIMALS) return `${isMisread ? 'about ' : ''}${percent} %`
  }
}
