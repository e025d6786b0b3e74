// How many subjects does a ban look at: those that would be in breach if they were somebody else's?
//
// A ban that nothing breaks is met either way; whether there was anything to look at is told beside it.

import type { CivilDay } from '#base/calendar.ts'
import { and, NO, YES } from '#base/trilean.ts'
import { valueOn } from '#base/trilean-spells.ts'
import type { Estate } from '#model/estate.ts'
import type { Predicate, Rule } from '#model/rule.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import { ClassFacets, facetsOf } from './class-facets.ts'
import type { CountRange } from './figures.ts'
import { readingOf } from './measure.ts'
import type { Profiles } from './profiles.ts'

type Reads = ReturnType<typeof readingOf>

/** What is there on one day, by profile. */
export class LookedAt {
  readonly #estate: Estate
  readonly #profiles: Profiles
  readonly #facets: ClassFacets
  readonly #day: CivilDay
  readonly #counts = new Map<Reads, readonly CountRange[]>()

  constructor(estate: Estate, profiles: Profiles, day: CivilDay) {
    this.#estate = estate
    this.#profiles = profiles
    this.#facets = new ClassFacets(profiles.examples)
    this.#day = day
  }

  /** Units by quantity. Dates, exceptions, authorisations and what else stands on the site are not asked for. */
  count(rule: Rule, asker: PredicateAsker): CountRange {
    const where = whoeverSupplies(rule.scope.where ?? {})
    const { groupOf, exampleOf } = this.#facets.group(['served', ...facetsOf(where)])
    const answers = exampleOf.map((profile) => {
      const example = this.#profiles.examples[profile]!
      return and(example.served, valueOn(asker.ask(where, example), this.#day))
    })
    let [low, high] = [0, 0]
    for (const [profile, there] of this.#countsOf(readingOf(rule)).entries()) {
      const answer = answers[groupOf[profile]!]!
      if (answer === YES) low += there.low
      if (answer !== NO) high += there.high
    }
    return { low, high }
  }

  #countsOf(reads: Reads): readonly CountRange[] {
    const known = this.#counts.get(reads)
    if (known) return known
    const counts = this.#countOnDay(reads)
    this.#counts.set(reads, counts)
    return counts
  }

  #countOnDay(reads: Reads): readonly CountRange[] {
    const { subjectCount, classOf, quantity } = this.#estate
    const { possibleFrom, certainFrom, certainUntil, possibleUntil } = this.#estate[reads]
    const day = this.#day
    const counts = this.#profiles.examples.map(() => ({ low: 0, high: 0 }))
    for (let subject = 0; subject < subjectCount; subject++) {
      if (day < possibleFrom.get(subject) || day >= possibleUntil.get(subject)) continue
      const count = counts[this.#profiles.profileOf[classOf[subject]!]!]!
      const most = quantity ? quantity.high[subject]! : 1
      count.high += Number.isNaN(most) ? Number.POSITIVE_INFINITY : most
      const isCertain = day >= certainFrom.get(subject) && day < certainUntil.get(subject)
      if (isCertain) count.low += (quantity ? quantity.low[subject]! : 1) || 0
    }
    return counts
  }
}

/** The predicate with every condition on vendors as if it helped to meet it: nothing else of a subject would have to be otherwise. */
function whoeverSupplies({ vendor: _vendor, all, any, not, ...others }: Predicate): Predicate {
  const negated = not && whoeverDoesNot(not)
  return {
    ...others,
    ...(all && { all: all.map(whoeverSupplies) }),
    ...(any && { any: any.map(whoeverSupplies) }),
    ...(negated && { not: negated }),
  }
}

/** Inside a `not`, as if no condition on vendors held; undefined where nothing meets it then. */
function whoeverDoesNot({ vendor, all, any, not, ...others }: Predicate): Predicate | undefined {
  const everyOne = all?.map(whoeverDoesNot)
  const someOne = any?.map(whoeverDoesNot).filter((one) => one !== undefined)
  if (vendor !== undefined || everyOne?.includes(undefined) || someOne?.length === 0) return undefined
  return {
    ...others,
    ...(everyOne && { all: everyOne.filter((one) => one !== undefined) }),
    ...(someOne && { any: someOne }),
    ...(not && { not: whoeverSupplies(not) }),
  }
}
