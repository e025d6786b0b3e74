// What a class answers to single conditions, of predicates and of selectors alike: what is not known is maybe.

import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import type { SubjectClass } from './estate.ts'
import { isWithinFunction } from './network-function.ts'
import { isFrequency, plainName } from './plain-name.ts'
import { meetsPattern } from './product-pattern.ts'

export function asTrilean(answer: boolean): Trilean {
  return answer ? YES : NO
}

/** `stated`: undefined where it is not known. */
export function askAny(wanted: readonly string[], stated: readonly string[] | undefined): Trilean {
  return stated === undefined ? MAYBE : asTrilean(wanted.some((one) => stated.includes(one)))
}

/**
 * Plain names of bands. Two frequencies, or two numbers of 3GPP bands, are one band or two; of other names nobody knows
 * here whether they stand for the same: `n78` may be the band that a licence calls 3.5 GHz. `stated`: undefined where it
 * is not known.
 */
export function askBand(wanted: readonly string[], stated: readonly string[] | undefined): Trilean {
  if (stated === undefined || stated.length === 0) return askAny(wanted, stated)
  if (wanted.some((one) => stated.includes(one))) return YES
  const isOther = (one: string, other: string): boolean => {
    const [sort, otherSort] = [sortOfBand(one), sortOfBand(other)]
    return sort === otherSort && sort !== 'other'
  }
  return wanted.every((one) => stated.every((other) => isOther(one, other))) ? NO : MAYBE
}

function sortOfBand(name: string): 'frequency' | 'number' | 'other' {
  if (isFrequency(name)) return 'frequency'
  return /^[bn]\d+$/.test(name) ? 'number' : 'other'
}

/** `wanted`: plain patterns: names, or their beginnings followed by `*`. */
export function askProduct(wanted: readonly string[], product: string): Trilean {
  if (product === '') return MAYBE
  const plain = plainName(product)
  return asTrilean(wanted.some((pattern) => meetsPattern(plain, pattern)))
}

export function askRegion(wanted: readonly string[], { place, region }: SubjectClass): Trilean {
  if (place === 'nowhere') return NO
  return region === '' ? MAYBE : asTrilean(wanted.includes(region))
}

/** Nodes of the function tree. Known only as something above a wanted node: a contract covers that too, an element may be it. */
export function askFunction(wanted: readonly string[], { subject, functions }: SubjectClass): Trilean {
  if (functions.length === 0) return MAYBE
  if (functions.some((id) => wanted.some((node) => isWithinFunction(id, node)))) return YES
  const isAbove = functions.some((id) => wanted.some((node) => isWithinFunction(node, id)))
  return isAbove ? (subject === 'contract' ? YES : MAYBE) : NO
}
