// Do the events of a subject pass the date conditions of a rule?

import { AFTER_ALL, BEFORE_ALL, parseDay } from '#base/calendar.ts'
import { MAYBE, NO, type Trilean, YES } from '#base/trilean.ts'
import type { DayColumn } from '#model/day-column.ts'
import type { Estate } from '#model/estate.ts'
import { CONDITION_EVENTS, type ConditionEvent, type Scope } from '#model/rule.ts'

/** One comparison of an event with days: yes if later than `after`, and not later than `notAfter`. */
export interface DateTest {
  readonly event: ConditionEvent
  readonly after: number
  readonly notAfter: number
}

export function testsOf(scope: Scope): DateTest[] {
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

/** A test with the columns it reads, found once and not for every subject. */
class DateQuestion {
  readonly after: number
  readonly notAfter: number
  /** Undefined: no source states the event at all, so nothing is known of it. */
  readonly earliest: DayColumn | undefined
  /** What is not stated lies not after the installation. */
  readonly latest: DayColumn | undefined

  constructor({ event, after, notAfter }: DateTest, events: Estate['events']) {
    this.after = after
    this.notAfter = notAfter
    this.earliest = events[event]?.earliest
    this.latest = (events[event] ?? events.installed)?.latest
  }

  ask(subject: number): Trilean {
    const earliest = this.earliest === undefined ? BEFORE_ALL : this.earliest.get(subject)
    const latest = this.latest === undefined ? AFTER_ALL : this.latest.get(subject)
    if (latest <= this.after || earliest > this.notAfter) return NO
    return earliest > this.after && latest <= this.notAfter ? YES : MAYBE
  }
}

/** All tests of a measure's denominator, numerator or exception: they must all hold. */
export class DateQuestions {
  readonly #questions: readonly DateQuestion[]
  /** The answer is no for a subject whose day in `latest` is not later than `after`: most are told by that alone. */
  readonly latest: DayColumn | undefined
  readonly after: number

  constructor(tests: readonly DateTest[], events: Estate['events']) {
    this.#questions = tests.map((test) => new DateQuestion(test, events))
    const first = this.#questions.find(({ latest }) => latest !== undefined)
    this.latest = first?.latest
    this.after = first?.after ?? BEFORE_ALL
  }

  ask(subject: number): Trilean {
    let answer: Trilean = YES
    for (let index = 0; index < this.#questions.length; index++) {
      const next = this.#questions[index]!.ask(subject)
      if (next < answer) answer = next
    }
    return answer
  }
}
