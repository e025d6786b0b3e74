// Between which two values does the share of one metric lie on one day? Every sum is taken anew, in exact fractions.

import type { CivilDay } from '#base/calendar.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import type { Metric } from '#model/rule.ts'
import { isCertainOn, isPossibleOn, type Stay } from './date-by-day.ts'
import type { SiteByDay, Subject, WeightRange } from './estate-by-day.ts'
import { divide, type Fraction, fraction, isZero, multiply, ONE, spellFraction, sum, ZERO } from './fraction.ts'

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
  operatorNames: readonly string[],
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
  const terms = metric.count === 'sites' ? siteTerms(metric, members, day, operatorNames) : []
  if (metric.count === 'elements')
    for (const member of members) {
      const weight = elementWeight(metric, member.subject, day, operatorNames)
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
  const low = (name: ShareClass): Fraction => sum(terms.filter((term) => term.class === name).map((term) => term.low))
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
  operatorNames: readonly string[],
): { low: Fraction; high: Fraction } | undefined {
  const quantity = subject.quantity
  const weight: WeightRange = metric.weight ? subject.weightOn(metric.weight, day) : { low: ONE, high: ONE }
  if (!quantity || !weight) return undefined
  const part = operatorPart(metric, [subject], operatorNames)
  return {
    low: multiply(multiply(quantity.low, weight.low), part),
    high: multiply(multiply(quantity.high, weight.high), part),
  }
}

/** The largest part of the operator among the subjects, in whole thousandths; one where a shared subject counts once. */
function operatorPart(metric: Metric, subjects: readonly Subject[], operatorNames: readonly string[]): Fraction {
  if (metric.sharedSites === 'once') return ONE
  let largest = 0n
  for (const { operators } of subjects) {
    // It is in no denominator for certain, and the whole of its weight moves each end of the share furthest.
    if (!operators) return fraction(1000)
    const whole = operators.reduce((total, { weight }) => total + weight, 0)
    const own = operators
      .filter(({ name }) => operatorNames.includes(name))
      .reduce((total, { weight }) => total + weight, 0)
    const thousandths = operators.length === 0 ? 1000n : (BigInt(own) * 1000n) / BigInt(whole)
    if (thousandths > largest) largest = thousandths
  }
  return fraction(largest)
}

/** Undefined where the weight of a site is unknown. */
function siteTerms(
  metric: Metric,
  members: readonly Member[],
  day: CivilDay,
  operatorNames: readonly string[],
): Term[] | undefined {
  const bySite = new Map<string, { site: SiteByDay; members: Member[] }>()
  for (const member of members) {
    const { site } = member.subject
    if (!site) continue
    const group = bySite.get(site.identifier) ?? { site, members: [] }
    group.members.push(member)
    bySite.set(site.identifier, group)
  }
  const terms: Term[] = []
  for (const { site, members: onSite } of bySite.values()) {
    const stated: WeightRange = metric.weight ? site.weightOn(metric.weight, day) : { low: ONE, high: ONE }
    if (!stated) return undefined
    const partOf = (some: readonly Member[]) =>
      operatorPart(
        metric,
        some.map(({ subject }) => subject),
        operatorNames,
      )
    const weight = {
      low: multiply(stated.low, partOf(onSite.filter(({ isCertain }) => isCertain))),
      high: multiply(stated.high, partOf(onSite)),
    }
    if (metric.attribution === 'weighted' && onSite.some(({ isCertain }) => isCertain))
      terms.push(...splitSite(onSite, weight))
    else terms.push({ class: classOfSite(onSite), ...weight })
  }
  return terms
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
