// How pools that help each other fare in one replication. Lateral supply: a shelf that owes a unit gets one at once from a
// sister that has more than its reserve.
//
// At the end of each step, after its arrivals and failures: the shelves that owe are served in order, each from the sister
// that has most beyond its reserve, the first of several. What is given is not given back.

import type { StockingPoints } from '../points/stocking-points.ts'
import { expectedFailures } from './failure-times.ts'
import { LargestStock } from './largest-stock.ts'
import { NetChanges } from './net-changes.ts'
import { OwedPath } from './owed-path.ts'
import type { PointStream } from './point-stream.ts'
import { StepEvents } from './step-events.ts'

/** Turned to one region after another. */
export class SisterShelves {
  /** Of each member: what it owed in the last replication. */
  readonly paths: OwedPath[] = []
  readonly #stepCount: number
  readonly #reserve: number
  readonly #changes: NetChanges[] = []
  readonly #events: StepEvents
  readonly #stocks = new LargestStock()
  #points: StockingPoints | undefined
  #members: Uint32Array = new Uint32Array(0)
  /** Of each member, at the end of the last step that was busy. */
  #owed: Int32Array = new Int32Array(0)
  /** Members that owed something then, in order. */
  #owing: number[] = []
  /** Of each member: whether anything fails there, or arrives. */
  #isLive: boolean[] = []

  constructor(stepCount: number, reserve: number) {
    this.#stepCount = stepCount
    this.#reserve = reserve
    this.#events = new StepEvents(stepCount)
  }

  turnTo(points: StockingPoints, members: Uint32Array): void {
    this.#points = points
    this.#members = members
    this.#owed = new Int32Array(members.length)
    this.#isLive = Array.from(members, (point) => expectedFailures(points, point) > 0 || hasLots(points, point))
    while (this.#changes.length < members.length) {
      this.#changes.push(new NetChanges(this.#stepCount))
      this.paths.push(new OwedPath(this.#stepCount))
    }
    for (const [member, point] of members.entries())
      if (this.#isLive[member]) this.#changes[member]!.turnTo(points, point, expectedFailures(points, point) || 1)
  }

  /** A replication with so many failures of each member. */
  run(stream: PointStream, replication: number, failuresOf: (member: number) => number): void {
    const { streamLow, streamHigh, stock } = this.#points!
    this.#owed.fill(0)
    this.#owing = []
    this.#stocks.setTo(this.#members.length, (member) => stock[this.#members[member]!]!)
    this.#events.clear()
    for (const [member, point] of this.#members.entries()) {
      this.paths[member]!.clear()
      if (!this.#isLive[member]) continue
      stream.turnTo(streamLow[point]!, streamHigh[point]!)
      this.#changes[member]!.lay(stream, replication, failuresOf(member))
      this.#events.takeFrom(member, this.#changes[member]!)
    }
    for (let step = 0; step < this.#stepCount; step++) if (this.#events.isBusy(step)) this.#endStep(step)
  }

  /** Only members that owe, or did, are looked at: of a large region they are few. */
  #endStep(step: number): void {
    const stocks = this.#stocks
    const short: number[] = []
    this.#events.forEach(step, (member, change) => {
      stocks.add(member, -change)
      if (stocks.of(member) < 0 && this.#owed[member] === 0) short.push(member)
    })
    if (short.length > 0) this.#owing = [...this.#owing, ...short].sort((left, right) => left - right)
    for (const member of this.#owing) while (stocks.of(member) < 0 && this.#give()) stocks.add(member, 1)
    for (const member of this.#owing) {
      const owed = Math.max(0, -stocks.of(member))
      if (owed === this.#owed[member]) continue
      this.#owed[member] = owed
      this.paths[member]!.note(step, owed)
    }
    if (this.#owing.length > 0) this.#owing = this.#owing.filter((member) => this.#owed[member]! > 0)
  }

  /** Takes a unit from the member that has most to spare; false: none has. */
  #give(): boolean {
    const { largest } = this.#stocks
    if (this.#stocks.of(largest) <= this.#reserve) return false
    this.#stocks.add(largest, -1)
    return true
  }
}

function hasLots({ lotStart }: StockingPoints, point: number): boolean {
  return lotStart[point + 1]! > lotStart[point]!
}
