// A limit as it is filled in: of a share in per cent, otherwise as it is.

export type ReadLimit = { readonly limit: number } | { readonly fault: 'no number' | 'negative' | 'above all' }

/** Digits that a number has for sure: what is typed is not rounded, only what dividing adds to it. */
const SURE_DIGITS = 14

export function readLimit(typed: string, isShare: boolean): ReadLimit {
  const value = typed.trim() === '' ? Number.NaN : Number(typed)
  if (!Number.isFinite(value)) return { fault: 'no number' }
  if (value < 0) return { fault: 'negative' }
  if (isShare && value > 100) return { fault: 'above all' }
  return { limit: isShare ? Number((value / 100).toPrecision(SURE_DIGITS)) : value }
}

export const writeLimit = (limit: number, isShare: boolean): string =>
  String(isShare ? Number((limit * 100).toPrecision(SURE_DIGITS)) : limit)
