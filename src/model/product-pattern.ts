// Which products a rule or a selector means by a name, or by the beginning of one: `RTN 950`, `Air*`.

import { plainName } from './plain-name.ts'

/**
 * What a pattern is compared by: its plain name. Where a beginning ends in a gap after a digit, that number is a whole one,
 * and a hyphen stays for the gap: `S9 *` means `S9-X` and not `S90`.
 */
export function plainPattern(pattern: string): string {
  if (!pattern.endsWith('*')) return plainName(pattern)
  const beginning = pattern.slice(0, -1)
  return `${plainName(beginning)}${/\p{Nd}[\s_\p{Pd}]+$/u.test(beginning) ? '-' : ''}*`
}

/** Both plain: a product as {@link plainName} writes it, a pattern as {@link plainPattern}. */
export function meetsPattern(product: string, pattern: string): boolean {
  if (!pattern.endsWith('*')) return product === pattern
  const beginning = pattern.slice(0, -1)
  if (!/\p{Nd}-$/u.test(beginning)) return product.startsWith(beginning)
  const number = beginning.slice(0, -1)
  return product.startsWith(number) && !/^\p{Nd}/u.test(product.slice(number.length))
}
