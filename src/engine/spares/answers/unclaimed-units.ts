// Units that come for places which were swapped out while they waited: they go to those that are left, or on the shelf.
//
// What is owed is told as if no place were ever swapped, the longest waiting served first. Of those owed a part is to places that
// are gone since; so is a part of those served since then, on average as many as are no longer among those owed: these units
// are on hand for others.

export class UnclaimedUnits {
  /** By number of units bought, on average: of all that waited, those whose places were swapped out until now. */
  readonly #left: number[] = []
  /** At the end of the step before: owed to places that are there, and to places that are gone. */
  readonly #waiting: number[] = []
  readonly #gone: number[] = []

  /** To be asked once a step; `leaving`: of the places that were there at the end of the step before, the share swapped out since. */
  at(place: number, leaving: number): number {
    this.#left[place] = (this.#left[place] ?? 0) + leaving * (this.#waiting[place] ?? 0)
    return Math.max(0, this.#left[place]! - (this.#gone[place] ?? 0))
  }

  /** At the end of the step nothing is owed, however many are bought. */
  noteNone(): void {
    this.#waiting.fill(0)
    this.#gone.fill(0)
  }

  /** At the end of the step. */
  note(place: number, waiting: number, gone: number): void {
    this.#waiting[place] = waiting
    this.#gone[place] = gone
  }
}
