// Asks a measure's predicates once a class: the sweep then only looks answers up.

import { AFTER_ALL, BEFORE_ALL, parseDay } from '#base/calendar.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import { always, andSpells, during, notSpells, type TrileanSpells } from '#base/trilean-spells.ts'
import type { Estate, EventColumn, SubjectClass } from '#model/estate.ts'
import { CONDITION_EVENTS, type ConditionEvent, type Scope } from '#model/rule.ts'
import type { PredicateAsker } from './answer-predicate.ts'
import type { Measure } from './measure.ts'

/** A class belongs to the denominator with answer `denominator`, and to the numerator with `numerator`, on [from, until). */
export interface ClassSpell {
  readonly from: number
  readonly until: number
  readonly denominator: Trilean
  readonly numerator: Trilean
}

/** One comparison of an event with a day: yes if later than `after`, and not later than `notAfter`. */
export interface DateTest {
  readonly event: ConditionEvent
  readonly after: number
  readonly notAfter: number
}

export interface DatedException {
  /** By class: the days on which the exception's predicate has each answer. */
  readonly answers: readonly TrileanSpells[]
  readonly tests: readonly DateTest[]
}

export interface ClassAnswers {
  /** By class; empty: the class never belongs to the denominator. */
  readonly spells: readonly (readonly ClassSpell[])[]
  readonly denominatorTests: readonly DateTest[]
  readonly numeratorTests: readonly DateTest[]
  /** Exceptions that also ask for dates must be asked subject by subject. */
  readonly datedExceptions: readonly DatedException[]
  /** By class: whether it is what must be on the site; undefined without such a condition. */
  readonly companions: readonly TrileanSpells[] | undefined
  readonly companionTests: readonly DateTest[]
}

export function answerByClass(measure: Measure, estate: Estate, asker: PredicateAsker): ClassAnswers {
  // The rule's scope says which subjects are meant; what is asked of them besides means the same ones.
  const subjects = measure.denominator[0]?.where?.subject
  const ask = (scope: Scope, subject: SubjectClass) =>
    asker.ask(subjects ? { subject: subjects, ...scope.where } : (scope.where ?? {}), subject)
  const plainExceptions = measure.exceptions.filter((exception) => testsOf(exception.scope).length === 0)
  const datedExceptions = measure.exceptions.filter((exception) => testsOf(exception.scope).length > 0)
  const untilOf = (until: string | undefined) => (until === undefined ? AFTER_ALL : parseDay(until)! + 1)

  const spells = estate.classes.map((subject) => {
    let denominator = always(subject.served)
    for (const scope of measure.denominator) denominator = andSpells(denominator, ask(scope, subject))
    for (const exception of plainExceptions) {
      const excepted = andSpells(during(BEFORE_ALL, untilOf(exception.until), YES), ask(exception.scope, subject))
      denominator = andSpells(denominator, notSpells(excepted))
    }
    const numerator = measure.numerator ? ask(measure.numerator, subject) : always(YES)
    return joinSpells(denominator, numerator)
  })
  return {
    spells,
    denominatorTests: measure.denominator.flatMap(testsOf),
    numeratorTests: measure.numerator ? testsOf(measure.numerator) : [],
    datedExceptions: datedExceptions.map((exception) => ({
      answers: estate.classes.map((subject) =>
        andSpells(during(BEFORE_ALL, untilOf(exception.until), YES), ask(exception.scope, subject)),
      ),
      tests: testsOf(exception.scope),
    })),
    companions:
      measure.onSiteWith &&
      estate.classes.map((subject) =>
        andSpells(always(subject.served), asker.ask(measure.onSiteWith!.scope.where ?? {}, subject)),
      ),
    companionTests: measure.onSiteWith ? testsOf(measure.onSiteWith.scope) : [],
  }
}

function testsOf(scope: Scope): DateTest[] {
  const tests: DateTest[] = []
  for (const event of CONDITION_EVENTS) {
    const condition = scope.dates?.[event]
    if (!condition) continue
    tests.push({
      event,
      after: condition.after === undefined ? BEFORE_ALL - 1 : parseDay(condition.after)!,
      notAfter: condition.notAfter === undefined ? AFTER_ALL : parseDay(condition.notAfter)!,
    })
  }
  return tests
}

/** Joins two answers over time; days on which the denominator says no are left out. */
function joinSpells(denominator: TrileanSpells, numerator: TrileanSpells): ClassSpell[] {
  const joined: ClassSpell[] = []
  let index = 0
  for (const spell of denominator) {
    if (spell.value === NO) continue
    while (numerator[index]!.until <= spell.from) index += 1
    for (let from = spell.from; from < spell.until; ) {
      const inside = numerator[index]!
      const until = Math.min(spell.until, inside.until)
      joined.push({ from, until, denominator: spell.value, numerator: inside.value })
      if (inside.until <= spell.until && index + 1 < numerator.length) index += 1
      from = until
    }
  }
  return joined
}

/** Whether the event of a subject passes the test; an event the estate knows nothing of is unknown. */
export function askDate(test: DateTest, events: Estate['events'], subject: number): Trilean {
  // Where no source states the event at all, it lies not after the installation.
  const column: EventColumn | undefined = events[test.event]
  const earliest = column ? column.earliest[subject]! : BEFORE_ALL
  const latest = (column ?? events.installed)?.latest[subject] ?? AFTER_ALL
  if (latest <= test.after || earliest > test.notAfter) return NO
  return earliest > test.after && latest <= test.notAfter ? YES : MAYBE
}
