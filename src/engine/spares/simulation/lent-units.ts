// What is taken from a shelf in one replication where others lend units for a time: what is out is theirs first, and only what
// is beyond that is taken; what is out when they leave comes back to them first.

import type { StockingPoints } from '../points/stocking-points.ts'

export class LentUnits {
  /** The step in which they leave; 0: none are lent. */
  untilStep = 0
  #units = 0
  /** Of each step from then on: what comes back in it of what failed before, and a place for what never does. */
  readonly late: Int32Array

  constructor(stepCount: number) {
    this.late = new Int32Array(stepCount + 1)
  }

  turnTo({ lentUnits, lentUntilStep }: StockingPoints, point: number): void {
    this.#units = lentUnits[point]!
    this.untilStep = this.#units > 0 ? lentUntilStep[point]! : 0
    this.late.fill(0)
  }

  /** Takes what they serve off failures less returns of each step; nothing is left of what comes back late. */
  serve(change: Int32Array): void {
    const { untilStep, late } = this
    if (untilStep === 0) return
    let [outstanding, taken] = [0, 0]
    for (let step = 0; step < untilStep; step++) {
      outstanding += change[step]!
      const beyond = Math.max(0, outstanding - this.#units)
      change[step] = beyond - taken
      taken = beyond
    }
    let due = Math.min(this.#units, outstanding)
    for (let step = untilStep; step < late.length; step++) {
      const given = Math.min(due, late[step]!)
      change[step]! += given
      due -= given
      late[step] = 0
    }
  }
}
