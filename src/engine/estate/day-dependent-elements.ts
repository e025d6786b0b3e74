// Elements that meet a selector on some days: what they carry changes, or their end is stated.

import type { DateSpan } from '#base/date-span.ts'
import { agree, NO, type Trilean, YES } from '#base/trilean.ts'
import type { NamedSubject } from './element-queue.ts'
import { overlapping } from './settle-configurations.ts'

/** Days [from, until) on which an element meets a selector, does not, or may. */
export interface AnsweredStretch {
  readonly from: number
  readonly until: number
  readonly answer: Trilean
}

export interface DayDependentElement extends NamedSubject {
  readonly stretches: readonly AnsweredStretch[]
  /** The conditions that no change leaves open. */
  readonly open: readonly string[]
  /** The first day on which it may end by the inventory; before it, it is still there for certain. */
  readonly lastDay: number
}

export interface DayDependentAnswer {
  readonly met: readonly NamedSubject[]
  readonly perhaps: readonly DayDependentElement[]
  /** How many meet the selector, or may, and are not meant all the same. */
  readonly passedOver: number
}

export class DayDependentElements {
  #elements: DayDependentElement[] = []

  add(element: DayDependentElement): void {
    this.#elements.push(element)
  }

  keepOnly(isKept: (subject: number) => boolean): void {
    this.#elements = this.#elements.filter(({ subject }) => isKept(subject))
  }

  /** Which of them meet the selector on the days each is asked about, for certain or perhaps. */
  ask(daysOf: (subject: number) => DateSpan, isMeant: (subject: number) => boolean): DayDependentAnswer {
    const met: NamedSubject[] = []
    const perhaps: DayDependentElement[] = []
    let passedOver = 0
    for (const one of this.#elements) {
      const days = daysOf(one.subject)
      if (days.latest >= one.lastDay) continue
      const answer = answerThroughout(overlapping(one.stretches, days))
      if (answer === NO) continue
      if (!isMeant(one.subject)) passedOver += 1
      else if (answer === YES && one.open.length === 0) met.push(one)
      else perhaps.push(one)
    }
    return { met, perhaps, passedOver }
  }
}

/** Maybe where the stretches differ. */
export function answerThroughout(stretches: readonly AnsweredStretch[]): Trilean {
  return stretches.map(({ answer }) => answer).reduce(agree)
}
