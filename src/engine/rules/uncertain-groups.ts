// How many subjects are uncertain on one day, by what the measure says of their kind: those of one kind are so for the
// same reasons.

import type { ClassAnswers } from './class-answers.ts'
import { A, B } from './tally.ts'

/** In the denominator for certain, and in the numerator or not. `vendorGroup`: -1 where different vendors are counted, and which one it is nobody knows. */
export function isKnown(category: number, vendorGroup: number): boolean {
  return (category === A || category === B) && vendorGroup !== -1
}

export class UncertainGroups {
  readonly #exampleOf: ClassAnswers['exampleOf']
  /** Those that are there for certain apart from those that may not be. */
  readonly #there: Uint32Array
  readonly #perhapsThere: Uint32Array

  constructor({ exampleOf }: ClassAnswers) {
    this.#exampleOf = exampleOf
    this.#there = new Uint32Array(exampleOf.length)
    this.#perhapsThere = new Uint32Array(exampleOf.length)
  }

  add(group: number, isThere: boolean, subjects: number): void {
    const counts = isThere ? this.#there : this.#perhapsThere
    counts[group]! += subjects
  }

  /** Calls `look` for every kind of uncertain subject with a profile of that kind. */
  each(look: (profile: number, isThere: boolean, subjects: number) => void): void {
    for (const [group, profile] of this.#exampleOf.entries()) {
      if (this.#there[group]! > 0) look(profile, true, this.#there[group]!)
      if (this.#perhapsThere[group]! > 0) look(profile, false, this.#perhapsThere[group]!)
    }
  }
}
