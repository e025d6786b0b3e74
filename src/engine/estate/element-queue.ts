// Elements in the order of their identifiers, to take from the front while a plan ends some and makes others.

import { compareIdentifiers } from '#base/identifier-order.ts'

/** A subject of an estate in the making, by the identifier of its element. */
export interface NamedSubject {
  readonly identifier: string
  readonly subject: number
}

export class ElementQueue {
  readonly #identifierOf: (subject: number) => string
  /** Once not open, a subject never is again: it is passed once. */
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

  /** The open ones that are meant this time, and those besides, up to so many. */
  first(quantity: number, isMeantNow: (subject: number) => boolean, besides: readonly NamedSubject[]): number[] {
    this.#newcomers = this.#newcomers.filter(({ subject }) => this.#isOpen(subject))
    const meant = this.#newcomers.filter(({ subject }) => isMeantNow(subject))
    const late = besides.length === 0 ? meant : [...meant, ...besides].sort(byIdentifier)
    const subjects = this.#subjects ?? new Uint32Array(0)
    const found: number[] = []
    const kept: number[] = []
    let place = this.#next
    let lateTaken = 0
    while (found.length < quantity) {
      for (; place < subjects.length && !isMeantNow(subjects[place]!); place++)
        if (this.#isOpen(subjects[place]!)) kept.push(subjects[place]!)
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
    // The open ones that were passed close ranks, so that no other is passed twice.
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
