// How long do stocks last whose pools help each other? Lateral supply: within a region, a shelf that owes a unit gets one at
// once from a sister that has more than its reserve.
//
// At the end of each step, after its arrivals and failures: the shelves that owe are served in order, each from the sister
// that has most beyond its reserve, the first of several. What is given is not given back.

import type { StockingPoints } from '../points/stocking-points.ts'
import { CountTable } from './count-table.ts'
import { expectedFailures } from './failure-times.ts'
import { drawFactors } from './joint-draws.ts'
import { NetChanges } from './net-changes.ts'
import { makeShelfTally, type ShelfTally } from './point-tally.ts'
import { PointStream } from './point-stream.ts'
import { BLOCK, Strata } from './strata.ts'

export interface RegionQuestion {
  readonly points: StockingPoints
  /** The points of region r, of one part: those at [regionStart[r], regionStart[r + 1]) of `members`. */
  readonly regionStart: Uint32Array
  readonly members: Uint32Array
  /** Of each point: it gives only what it has beyond this. */
  readonly reserve: Int32Array
  /** Stable keys of the random numbers of each rate group, as those of points. */
  readonly rateLow: Uint32Array
  readonly rateHigh: Uint32Array
  readonly seed: number
  /** A multiple of 256. */
  readonly replications: number
}

/** The rows are the points, then the regions: one runs out when its first point does, and owes what its points owe. */
export function simulateRegions(question: RegionQuestion, firstReplication: number, count: number): ShelfTally {
  const { points, regionStart, replications } = question
  if (firstReplication % BLOCK !== 0 || count % BLOCK !== 0 || firstReplication + count > replications)
    throw new RangeError(
      `replications ${firstReplication} to ${firstReplication + count} are not whole blocks of ${BLOCK}`,
    )
  const regionCount = regionStart.length - 1
  const tally = makeShelfTally(points.pointCount + regionCount, points.stepCount, replications)
  for (let region = 0; region < regionCount; region++) {
    const simulator = new RegionSimulator(question, tally, region)
    for (let block = firstReplication / BLOCK; block < (firstReplication + count) / BLOCK; block++)
      simulator.simulateBlock(block)
  }
  return tally
}

const NEVER = -1

/** A shelf among its sisters, or the region they make. */
class Row {
  readonly row: number
  owed = 0
  firstEmpty = NEVER
  ranOut = 0

  constructor(row: number) {
    this.row = row
  }
}

class RegionSimulator {
  readonly #question: RegionQuestion
  readonly #tally: ShelfTally
  readonly #stream: PointStream
  readonly #strata = new Strata()
  readonly #members: readonly number[]
  /** Of each member. */
  readonly #expected: readonly number[]
  readonly #counts: readonly CountTable[]
  readonly #changes: readonly NetChanges[]
  readonly #rows: readonly Row[]
  readonly #region: Row
  readonly #net: Int32Array
  /** Of each member in each replication of the block. */
  readonly #failures: Int32Array

  constructor(question: RegionQuestion, tally: ShelfTally, region: number) {
    const { points, regionStart, members } = question
    this.#question = question
    this.#tally = tally
    this.#stream = new PointStream(question.seed)
    this.#members = [...members.subarray(regionStart[region], regionStart[region + 1])]
    this.#expected = this.#members.map((point) => expectedFailures(points, point))
    this.#counts = this.#expected.map((expected) => {
      const counts = new CountTable()
      counts.fillFailures(expected, Number.POSITIVE_INFINITY)
      return counts
    })
    this.#changes = this.#members.map((point, member) => {
      const changes = new NetChanges(points.stepCount)
      if (this.#expected[member]! > 0) changes.turnTo(points, point, this.#expected[member]!)
      return changes
    })
    this.#rows = this.#members.map((point) => new Row(point))
    this.#region = new Row(points.pointCount + region)
    this.#net = new Int32Array(this.#members.length)
    this.#failures = new Int32Array(this.#members.length * BLOCK)
  }

  simulateBlock(block: number): void {
    const { points } = this.#question
    const rows = [...this.#rows, this.#region]
    for (const row of rows) row.ranOut = 0
    this.#drawFailures(block)
    for (let replication = 0; replication < BLOCK; replication++)
      // Where no shelf can be empty, nothing is given.
      if (this.#members.some((point, member) => this.#failuresOf(member, replication) > points.stock[point]!))
        this.#run(block, replication)
    for (const { row, ranOut } of rows) {
      this.#tally.replications[row]! += BLOCK
      this.#tally.ranOutSquares[row]! += ranOut * ranOut
    }
  }

  #failuresOf(member: number, replication: number): number {
    return this.#failures[member * BLOCK + replication]!
  }

  #drawFailures(block: number): void {
    this.#failures.fill(0)
    for (const member of this.#members.keys()) {
      const drawn = this.#drawMember(member, block)
      for (let index = 0; index < drawn; index++)
        this.#failures[member * BLOCK + this.#strata.replication[index]!] = this.#strata.failures[index]!
    }
  }

  /** Of all replications with failures. */
  #drawMember(member: number, block: number): number {
    const { points, rateLow, rateHigh } = this.#question
    const point = this.#members[member]!
    const group = points.rateGroupOf[point]!
    const shape = points.rateShape[group]!
    if (shape === Number.POSITIVE_INFINITY) {
      this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
      return this.#strata.draw(this.#counts[member]!, 0, this.#stream, block)
    }
    this.#stream.turnTo(rateLow[group]!, rateHigh[group]!)
    const means = drawFactors(this.#stream, block, shape).map((factor) => factor * this.#expected[member]!)
    this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
    return this.#strata.drawAround(means, 0, this.#stream, block)
  }

  #run(block: number, replication: number): void {
    const { points } = this.#question
    for (const [member, point] of this.#members.entries()) {
      this.#net[member] = points.stock[point]!
      if (this.#expected[member] === 0) continue
      this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
      const failures = this.#failuresOf(member, replication)
      this.#changes[member]!.lay(this.#stream, block * BLOCK + replication, failures)
    }
    const rows = [...this.#rows, this.#region]
    for (const row of rows) {
      row.owed = 0
      row.firstEmpty = NEVER
    }
    this.#walk()
    for (const { row, firstEmpty } of rows)
      if (firstEmpty !== NEVER) this.#tally.firstEmpty[row * points.stepCount + firstEmpty]!++
    for (const row of rows) if (row.firstEmpty !== NEVER) row.ranOut++
  }

  /** All members step by step together. */
  #walk(): void {
    const words = this.#changes[0]!.busy.length
    for (let word = 0; word < words; word++) {
      let bits = 0
      for (const { busy } of this.#changes) {
        bits |= busy[word]!
        busy[word] = 0
      }
      for (; bits !== 0; bits &= bits - 1) this.#endStep((word << 5) | (31 - Math.clz32(bits & -bits)))
    }
  }

  #endStep(step: number): void {
    const net = this.#net
    for (const [member, { change }] of this.#changes.entries()) {
      net[member]! -= change[step]!
      change[step] = 0
    }
    for (let member = 0; member < net.length; member++) while (net[member]! < 0 && this.#give(member)) net[member]!++
    let owed = 0
    for (const [member, row] of this.#rows.entries()) {
      const own = Math.max(0, -net[member]!)
      owed += own
      this.#note(row, step, own)
    }
    this.#note(this.#region, step, owed)
  }

  /** Takes a unit for a member from the sister that has most to spare; false: none has. */
  #give(member: number): boolean {
    const { reserve } = this.#question
    let most = 0
    let giver = NEVER
    for (const [sister, point] of this.#members.entries()) {
      const spare = this.#net[sister]! - reserve[point]!
      if (sister === member || spare <= most) continue
      most = spare
      giver = sister
    }
    if (giver === NEVER) return false
    this.#net[giver]!--
    return true
  }

  #note(row: Row, step: number, owed: number): void {
    if (owed === row.owed) return
    if (row.firstEmpty === NEVER) row.firstEmpty = step
    this.#tally.owedChange[row.row * this.#tally.stepCount + step]! += owed - row.owed
    row.owed = owed
  }
}
