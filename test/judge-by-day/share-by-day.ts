// Between which two values does the share of one metric lie on one day? Every sum is taken anew, in exact fractions.

import type { CivilDay } from '#base/calendar.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import type { Metric } from '#model/rule.ts'
import { isCertainOn, isPossibleOn, type Stay } from './date-by-day.ts'
import { isOneOf, type SiteByDay, type Subject, type WeightRange } from './estate-by-day.ts'
import {
  divide,
  type Fraction,
  fraction,
  isAbove,
  isZero,
  multiply,
  ONE,
  spellFraction,
  sum,
  ZERO,
} from './fraction.ts'

export type ShareClass = 'a' | 'b' | 'c' | 'd' | 'e' | 'f'

export type Share =
  | {
      readonly kind: 'share'
      readonly low: Fraction
      readonly high: Fraction
      /** What the upper end is the share of. */
      readonly most: Parts
      readonly sums: string
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not applicable' }

/** What is in the numerator, of the whole. */
export interface Parts {
  readonly inside: Fraction
  readonly whole: Fraction
}

/** A possible subject of the denominator on the day asked about. */
interface Member {
  readonly subject: Subject
  readonly class: ShareClass
  readonly isCertain: boolean
  readonly inNumerator: Trilean
}

/** What one counted thing adds to the sum of its class. */
interface Term {
  readonly class: ShareClass
  readonly low: Fraction
  readonly high: Fraction
}

export function shareOn(
  metric: Metric,
  subjects: readonly Subject[],
  day: CivilDay,
  stayOf: (subject: Subject) => Stay,
  inDenominator: (subject: Subject) => Trilean,
  inNumerator: (subject: Subject) => Trilean,
  sharing: Sharing,
): Share {
  const members: Member[] = []
  for (const subject of subjects) {
    if (!isPossibleOn(stayOf(subject), day)) continue
    const denominator = inDenominator(subject)
    if (denominator === NO) continue
    const isCertain = isCertainOn(stayOf(subject), day) && denominator === YES
    const numerator = inNumerator(subject)
    members.push({ subject, class: classOf(isCertain, numerator), isCertain, inNumerator: numerator })
  }
  const terms = metric.count === 'sites' ? siteTerms(metric, members, day, sharing) : []
  if (metric.count === 'elements')
    for (const member of members) {
      const weight = elementWeight(metric, member.subject, day, sharing)
      if (!weight) return { kind: 'unknown' }
      terms?.push({ class: member.class, ...weight })
    }
  return terms ? shareOf(terms) : { kind: 'unknown' }
}

export function classOf(isCertain: boolean, inNumerator: Trilean): ShareClass {
  if (isCertain) return inNumerator === YES ? 'a' : inNumerator === NO ? 'b' : 'c'
  return inNumerator === YES ? 'd' : inNumerator === NO ? 'e' : 'f'
}

/** The two formulas, over the sums of the six classes. */
function shareOf(terms: readonly Term[]): Share {
  const low = (name: ShareClass): Fraction => {
    const total = sum(terms.filter((term) => term.class === name).map((term) => term.low))
    return isAbove(total, ZERO) ? total : ZERO
  }
  const high = (name: ShareClass): Fraction => sum(terms.filter((term) => term.class === name).map((term) => term.high))
  const wholeOfLow = sum([low('a'), high('b'), high('c'), high('e'), high('f')])
  const wholeOfHigh = sum([high('a'), low('b'), high('c'), high('d'), high('f')])
  if (terms.every((term) => isZero(term.high))) return { kind: 'not applicable' }
  const sums = (['a', 'b', 'c', 'd', 'e', 'f'] as const)
    .map((name) => `${name}=${spellFraction(low(name))}..${spellFraction(high(name))}`)
    .join(' ')
  const inside = sum([high('a'), high('c'), high('d'), high('f')])
  return {
    kind: 'share',
    low: isZero(wholeOfLow) ? ZERO : divide(low('a'), wholeOfLow),
    high: isZero(wholeOfHigh) ? ZERO : divide(inside, wholeOfHigh),
    most: { inside, whole: wholeOfHigh },
    sums,
  }
}

function elementWeight(
  metric: Metric,
  subject: Subject,
  day: CivilDay,
  sharing: Sharing,
): { low: Fraction; high: Fraction } | undefined {
  const quantity = subject.quantity
  const weight: WeightRange = metric.weight ? subject.weightOn(metric.weight, day) : { low: ONE, high: ONE }
  if (!quantity || !weight) return undefined
  const part = operatorPart(metric, [subject], sharing)
  return {
    low: multiply(multiply(quantity.low, weight.low), part.low),
    high: multiply(multiply(quantity.high, weight.high), part.high),
  }
}

/** How the operator's part of a shared subject is reckoned in one estate. */
export interface Sharing {
  readonly operatorNames: readonly string[]
  /** Whether all parts are taken as they are; else between two whole thousandths. */
  readonly isExact: boolean
}

/** Parts are exact as long as one number of parts, not too large, makes all of them whole. */
export function readSharing(subjects: readonly Subject[], operatorNames: readonly string[]): Sharing {
  let parts = 1n
  for (const subject of subjects) {
    const { denominator } = exactPart(subject, operatorNames)
    let next = parts
    while (next % denominator !== 0n) next += parts
    parts = next
    if (parts > 10_000n) return { operatorNames, isExact: false }
  }
  return { operatorNames, isExact: true }
}

function exactPart({ operators }: Subject, operatorNames: readonly string[]): Fraction {
  // Not known: it is in no denominator for certain, and the whole of its weight moves each end of the share furthest.
  if (!operators || operators.length === 0) return ONE
  const whole = operators.reduce((total, { weight }) => total + weight, 0)
  const own = operators
    .filter(({ name }) => isOneOf(name, operatorNames))
    .reduce((total, { weight }) => total + weight, 0)
  return fraction(own, whole)
}

/** The largest part of the operator among the subjects, at least and at most; one where a shared subject counts once. */
function operatorPart(
  metric: Metric,
  subjects: readonly Subject[],
  { operatorNames, isExact }: Sharing,
): { low: Fraction; high: Fraction } {
  if (metric.sharedSites === 'once') return { low: ONE, high: ONE }
  const exact = subjects
    .map((subject) => exactPart(subject, operatorNames))
    .reduce((largest, part) => (isAbove(part, largest) ? part : largest), ZERO)
  if (isExact) return { low: exact, high: exact }
  const below = (1000n * exact.numerator) / exact.denominator
  const above = (1000n * exact.numerator + exact.denominator - 1n) / exact.denominator
  return { low: fraction(below, 1000), high: fraction(above, 1000) }
}

/** Undefined where the weight of a site is unknown. */
function siteTerms(metric: Metric, members: readonly Member[], day: CivilDay, sharing: Sharing): Term[] | undefined {
  const bySite = new Map<string, { site: SiteByDay; members: Member[] }>()
  for (const member of members) {
    const { site } = member.subject
    if (!site) continue
    const group = bySite.get(site.identifier) ?? { site, members: [] }
    group.members.push(member)
    bySite.set(site.identifier, group)
  }
  const somewhere = members.filter(({ subject }) => subject.isSomewhere)
  if (metric.weight && somewhere.length > 0) return undefined
  const terms = somewhere.flatMap((member) => termsSomewhere(metric, member))
  for (const { site, members: onSite } of bySite.values()) {
    const stated: WeightRange = metric.weight ? site.weightOn(metric.weight, day) : { low: ONE, high: ONE }
    if (!stated) return undefined
    const partOf = (some: readonly Member[]) =>
      operatorPart(
        metric,
        some.map(({ subject }) => subject),
        sharing,
      )
    const weight = {
      low: multiply(stated.low, partOf(onSite.filter(({ isCertain }) => isCertain)).low),
      high: multiply(stated.high, partOf(onSite).high),
    }
    if (metric.attribution === 'weighted' && onSite.some(({ isCertain }) => isCertain))
      terms.push(...splitSite(onSite, weight))
    else terms.push({ class: classOfSite(onSite), ...weight })
  }
  return terms
}

/** It stands on a site nobody knows: its own, or one that is counted for others. */
function termsSomewhere({ attribution, sharedSites }: Metric, { inNumerator }: Member): Term[] {
  const mayBeIn = inNumerator !== NO
  const mayBeOut = inNumerator !== YES
  const minusOne = fraction(-1)
  const name = sharedSites === 'operatorWeight' ? 'f' : classOf(false, inNumerator)
  return [
    { class: name, low: ONE, high: ONE },
    ...(mayBeIn ? [{ class: 'b' as const, low: minusOne, high: ZERO }] : []),
    ...(mayBeOut && attribution === 'weighted' ? [{ class: 'a' as const, low: minusOne, high: ZERO }] : []),
  ]
}

export function classOfSite(
  members: readonly { readonly isCertain: boolean; readonly inNumerator: Trilean }[],
): ShareClass {
  const certain = members.filter(({ isCertain }) => isCertain)
  const mayBring = members.filter(({ inNumerator }) => inNumerator !== NO)
  if (certain.some(({ inNumerator }) => inNumerator === YES)) return 'a'
  if (certain.length > 0) return mayBring.length > 0 ? 'c' : 'b'
  if (members.every(({ inNumerator }) => inNumerator === YES)) return 'd'
  return mayBring.length > 0 ? 'f' : 'e'
}

/**
 * A site that is surely in the denominator, divided by the number of its subjects, in whole thousandths: what is surely
 * in the numerator is a, what is surely not is b, what lies between is c.
 */
function splitSite(members: readonly Member[], weight: { low: Fraction; high: Fraction }): Term[] {
  const count = (name: ShareClass): bigint => BigInt(members.filter((member) => member.class === name).length)
  const [a, b, c, d, e, f] = [count('a'), count('b'), count('c'), count('d'), count('e'), count('f')]
  const inside = a + c + d + f
  const wholeOfHigh = a + b + c + d + f
  const least = (1000n * a) / (a + b + c + e + f)
  const most = (1000n * inside + wholeOfHigh - 1n) / wholeOfHigh
  const partOf = (name: ShareClass, thousandths: bigint): Term => ({
    class: name,
    low: multiply(weight.low, fraction(thousandths, 1000)),
    high: multiply(weight.high, fraction(thousandths, 1000)),
  })
  return [partOf('a', least), partOf('c', most - least), partOf('b', 1000n - most)]
}

export function spellAnswer(answer: Trilean): string {
  return answer === YES ? 'yes' : answer === MAYBE ? 'maybe' : 'no'
}
