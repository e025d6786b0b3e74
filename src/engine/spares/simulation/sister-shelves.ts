// How pools that help each other fare in one replication. Lateral supply: a shelf that owes a unit gets one at once from a
// sister that has more than its reserve.
//
// At the end of each step, after its arrivals and failures: the shelves that owe are served in order, each from the sister
// that has most beyond its reserve, the first of several. What is given is not given back.

import type { StockingPoints } from '../points/stocking-points.ts'
import { expectedFailures } from './failure-times.ts'
import { NetChanges } from './net-changes.ts'
import { OwedPath } from './owed-path.ts'
import type { PointStream } from './point-stream.ts'

/** Turned to one region after another. */
export class SisterShelves {
  /** Of each member: what it owed in the last replication. */
  readonly paths: OwedPath[] = []
  readonly #stepCount: number
  readonly #reserve: number
  readonly #changes: NetChanges[] = []
  #points: StockingPoints | undefined
  #members: Uint32Array = new Uint32Array(0)
  #net: Int32Array = new Int32Array(0)
  /** Of each member, at the end of the last step that was busy. */
  #owed: Int32Array = new Int32Array(0)
  /** Of each member: whether anything fails there, or arrives. */
  #isLive: boolean[] = []

  constructor(stepCount: number, reserve: number) {
    this.#stepCount = stepCount
    this.#reserve = reserve
  }

  turnTo(points: StockingPoints, members: Uint32Array): void {
    this.#points = points
    this.#members = members
    this.#net = new Int32Array(members.length)
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
    for (const [member, point] of this.#members.entries()) {
      this.#net[member] = stock[point]!
      this.paths[member]!.clear()
      if (!this.#isLive[member]) continue
      stream.turnTo(streamLow[point]!, streamHigh[point]!)
      this.#changes[member]!.lay(stream, replication, failuresOf(member))
    }
    this.#walk()
  }

  /** All members step by step together. */
  #walk(): void {
    const words = this.#changes[0]!.busy.length
    const count = this.#members.length
    for (let word = 0; word < words; word++) {
      let bits = 0
      for (let member = 0; member < count; member++) {
        const { busy } = this.#changes[member]!
        bits |= busy[word]!
        busy[word] = 0
      }
      for (; bits !== 0; bits &= bits - 1) this.#endStep((word << 5) | (31 - Math.clz32(bits & -bits)))
    }
  }

  #endStep(step: number): void {
    const net = this.#net
    let isShort = false
    for (let member = 0; member < net.length; member++) {
      const { change } = this.#changes[member]!
      net[member]! -= change[step]!
      change[step] = 0
      if (net[member]! < 0 || this.#owed[member]! > 0) isShort = true
    }
    if (!isShort) return
    for (let member = 0; member < net.length; member++) while (net[member]! < 0 && this.#give(member)) net[member]!++
    for (let member = 0; member < net.length; member++) {
      const owed = Math.max(0, -net[member]!)
      if (owed === this.#owed[member]) continue
      this.#owed[member] = owed
      this.paths[member]!.note(step, owed)
    }
  }

  /** Takes a unit for a member from the sister that has most to spare; false: none has. */
  #give(member: number): boolean {
    const net = this.#net
    let most = this.#reserve
    let giver = -1
    for (let sister = 0; sister < net.length; sister++) {
      if (sister === member || net[sister]! <= most) continue
      most = net[sister]!
      giver = sister
    }
    if (giver < 0) return false
    net[giver]!--
    return true
  }
}

function hasLots({ lotStart }: StockingPoints, point: number): boolean {
  return lotStart[point + 1]! > lotStart[point]!
}
