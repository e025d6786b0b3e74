// Which units sat in the network when and where: what stock is measured by, and what failures come from.

import type { CivilDay } from '#base/calendar.ts'

const HOURS_OF_DAY = 24

/** Units of some parts, in the elements of some pools. Days are those of the element: it serves from `began` until `ended`. */
export class InstalledUnits {
  readonly #partCount: number
  readonly #poolCount: number
  readonly #parts: number[] = []
  readonly #pools: number[] = []
  readonly #quantities: number[] = []
  readonly #began: CivilDay[] = []
  readonly #ended: CivilDay[] = []

  constructor(partCount: number, poolCount: number) {
    this.#partCount = partCount
    this.#poolCount = poolCount
  }

  add(part: number, pool: number, quantity: number, began: CivilDay, ended: CivilDay): void {
    this.#parts.push(part)
    this.#pools.push(pool)
    this.#quantities.push(quantity)
    this.#began.push(began)
    this.#ended.push(ended)
  }

  /** By part, then pool: units that serve on a day. */
  servingOn(day: CivilDay): number[][] {
    const serving = Array.from({ length: this.#partCount }, () => Array.from({ length: this.#poolCount }, () => 0))
    for (const [row, part] of this.#parts.entries())
      if (this.#began[row]! <= day && day < this.#ended[row]!)
        serving[part]![this.#pools[row]!]! += this.#quantities[row]!
    return serving
  }

  /** By part: units taken out on one of the days, both included. */
  takenOut(from: CivilDay, to: CivilDay): number[] {
    return this.#sum((row) => (from <= this.#ended[row]! && this.#ended[row]! <= to ? 1 : 0))
  }

  /** By part: hours of operation on the days, both included, of all units together. */
  unitHours(from: CivilDay, to: CivilDay): number[] {
    return this.#sum((row) => {
      const days = Math.min(this.#ended[row]!, to + 1) - Math.max(this.#began[row]!, from)
      return Math.max(0, days) * HOURS_OF_DAY
    })
  }

  #sum(ofUnit: (row: number) => number): number[] {
    const sums = Array.from({ length: this.#partCount }, () => 0)
    for (const [row, part] of this.#parts.entries()) sums[part]! += ofUnit(row) * this.#quantities[row]!
    return sums
  }
}
