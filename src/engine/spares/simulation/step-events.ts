// What comes and goes at several points in one replication, step by step: a list for each step, of the points that change in it.

import type { NetChanges } from './net-changes.ts'

const NONE = -1

export class StepEvents {
  /** Of each step, its last event; of each event, the one before it of the same step. */
  readonly #last: Int32Array
  #before = new Int32Array(1024)
  #member = new Int32Array(1024)
  #change = new Int32Array(1024)
  #count = 0

  constructor(stepCount: number) {
    this.#last = new Int32Array(stepCount).fill(NONE)
  }

  clear(): void {
    this.#last.fill(NONE)
    this.#count = 0
  }

  /** Takes the changes of a replication; nothing is left of them. */
  takeFrom(member: number, { busy, change }: NetChanges): void {
    for (let word = 0; word < busy.length; word++) {
      let bits = busy[word]!
      busy[word] = 0
      for (; bits !== 0; bits &= bits - 1) {
        const step = (word << 5) | (31 - Math.clz32(bits & -bits))
        this.#add(step, member, change[step]!)
        change[step] = 0
      }
    }
  }

  #add(step: number, member: number, change: number): void {
    if (this.#count === this.#before.length) {
      this.#before = twice(this.#before)
      this.#member = twice(this.#member)
      this.#change = twice(this.#change)
    }
    const event = this.#count++
    this.#before[event] = this.#last[step]!
    this.#member[event] = member
    this.#change[event] = change
    this.#last[step] = event
  }

  isBusy(step: number): boolean {
    return this.#last[step] !== NONE
  }

  /** Failures less arrivals, member by member, in no order. */
  forEach(step: number, take: (member: number, change: number) => void): void {
    for (let event = this.#last[step]!; event !== NONE; event = this.#before[event]!)
      take(this.#member[event]!, this.#change[event]!)
  }
}

function twice(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * column.length)
  longer.set(column)
  return longer
}
