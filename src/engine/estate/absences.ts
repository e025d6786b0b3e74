// What the tables speak of and the estate lacks, for it is at fault or not known on the day: no fault follows from that.

import type { FactTable } from '#model/fact-table.ts'
import { mayBeUnread, withLeftOut } from '#model/left-out-rows.ts'
import { namesOfElements } from '#model/row-names.ts'
import type { TextIndex } from '#model/text-index.ts'

export class Absences {
  /** Rows of the tables have faults. */
  readonly isPartial: boolean
  readonly #facts: readonly FactTable[]
  #isAnyUnknown = false
  #names: TextIndex | undefined

  constructor(facts: readonly FactTable[], isPartial: boolean) {
    this.#facts = facts.filter(({ schema }) => schema.name === 'elements' || schema.name === 'plan')
    this.isPartial = isPartial || facts.some(({ leftOut }) => leftOut !== undefined)
  }

  /** Whether elements are left out for their faults: what is counted may be more. */
  get lacksElements(): boolean {
    return this.#facts.some(({ leftOut }) => leftOut !== undefined)
  }

  /** An element or one of its events, a site, or a row of the plan is not known on the day, or not for certain. */
  passOver(): void {
    this.#isAnyUnknown = true
  }

  /** Why a selector may mean more than the estate has; undefined where it may not. */
  get why(): string | undefined {
    if (this.isPartial) return 'what has errors may meet it'
    return this.#isAnyUnknown ? 'what is not known on the day asked about may meet it' : undefined
  }

  /** Whether some row speaks of this element, as one of the inventory or one the plan makes. */
  mayHave(identifier: string): boolean {
    this.#names ??= namesOfElements(withLeftOut(this.#facts))
    return this.#names.find(identifier) > 0 || mayBeUnread(this.#facts, identifier)
  }
}
