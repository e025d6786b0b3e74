// Elements in the order of their identifiers, to take from the front while a plan ends some and makes others.

import { compareIdentifiers } from '#base/identifier-order.ts'

/** A subject of an estate in the making, by the identifier of its element. */
export interface NamedSubject {
  readonly identifier: string
  readonly subject: number
}

export class ElementQueue {
  readonly #identifierOf: (subject: number) => string
  /** Once not open, a subject never is again. */
  readonly #isOpen: (subject: number) => boolean
  /** Those added first, perhaps millions; those before `#next` are not open any more. */
  #subjects: Uint32Array | undefined
  #next = 0
  /** Those added since. */
  #newcomers: NamedSubject[] = []

  constructor(identifierOf: (subject: number) => string, isOpen: (subject: number) => boolean) {
    this.#identifierOf = identifierOf
    this.#isOpen = isOpen
  }

  add(found: NamedSubject[]): void {
    if (this.#subjects === undefined)
      this.#subjects = Uint32Array.from(found.sort(byIdentifier), ({ subject }) => subject)
    else if (found.length > 0) this.#newcomers = [...this.#newcomers, ...found].sort(byIdentifier)
  }

  /** The open ones, and those besides that are meant this time, up to so many. */
  first(quantity: number, besides: readonly NamedSubject[]): number[] {
    this.#newcomers = this.#newcomers.filter(({ subject }) => this.#isOpen(subject))
    const late = besides.length === 0 ? this.#newcomers : [...this.#newcomers, ...besides].sort(byIdentifier)
    const subjects = this.#subjects ?? new Uint32Array(0)
    const found: number[] = []
    const kept: number[] = []
    let place = this.#next
    let lateTaken = 0
    while (found.length < quantity) {
      while (place < subjects.length && !this.#isOpen(subjects[place]!)) place += 1
      const subject = subjects[place]
      const latecomer = late[lateTaken]
      if (subject === undefined && latecomer === undefined) break
      if (latecomer && (subject === undefined || this.#isBefore(latecomer, subject))) {
        found.push(latecomer.subject)
        lateTaken += 1
      } else {
        found.push(subject!)
        kept.push(subject!)
        place += 1
      }
    }
    // All that were passed are found or ended: the found close ranks, so that no ended one is passed twice.
    this.#next = place - kept.length
    subjects.set(kept, this.#next)
    return found
  }

  #isBefore({ identifier }: NamedSubject, subject: number): boolean {
    return compareIdentifiers(identifier, this.#identifierOf(subject)) < 0
  }
}

function byIdentifier(left: NamedSubject, right: NamedSubject): number {
  return compareIdentifiers(left.identifier, right.identifier)
}
