// How likely is each stocking point to run out, when, and what stock would have lasted? Each point by itself, by simulation.
//
// What is random is a function of seed, point and replication: see `point-stream.ts`.

import { CountTable } from './count-table.ts'
import { expectedFailures } from './failure-times.ts'
import { blockError, leastStockOf, makePointTally, type PointTally, type SimulationQuestion } from './point-tally.ts'
import { PointStream } from './point-stream.ts'
import { Shelf } from './shelf.ts'
import { BLOCK, Strata } from './strata.ts'

/** Fewer blocks do not tell how much blocks differ. */
const LEAST_BLOCKS = 8

/** What lies between two replications, of all points. Batches of one question are merged by `mergePointTallies`. */
export function simulateBatch(question: SimulationQuestion, firstReplication: number, count: number): PointTally {
  const tally = makePointTally(question)
  simulatePoints(question, tally, { firstPoint: 0, endPoint: question.points.pointCount, firstReplication, count })
  return tally
}

export interface PointBatch {
  readonly firstPoint: number
  readonly endPoint: number
  /** Both multiples of 256; left out: all replications. */
  readonly firstReplication?: number
  readonly count?: number
}

/** Counts the replications of a batch into a tally of the question. */
export function simulatePoints(question: SimulationQuestion, tally: PointTally, batch: PointBatch): void {
  const { firstPoint, endPoint, firstReplication = 0, count = question.replications } = batch
  if (firstReplication % BLOCK !== 0 || count % BLOCK !== 0 || firstReplication + count > question.replications)
    throw new RangeError(
      `replications ${firstReplication} to ${firstReplication + count} are not whole blocks of ${BLOCK}`,
    )
  if (question.standardError !== undefined && count !== question.replications)
    throw new RangeError('when a point is done is decided over all its replications: they cannot be split into batches')
  const simulator = new PointSimulator(question, tally)
  for (let point = firstPoint; point < endPoint; point++)
    simulator.simulate(point, firstReplication / BLOCK, (firstReplication + count) / BLOCK)
}

class PointSimulator {
  readonly #question: SimulationQuestion
  readonly #tally: PointTally
  readonly #counts = new CountTable()
  readonly #stream: PointStream
  readonly #strata = new Strata()
  readonly #shelf: Shelf
  readonly #firstEmpty: Int32Array

  constructor(question: SimulationQuestion, tally: PointTally) {
    const { stepCount } = question.points
    this.#question = question
    this.#tally = tally
    this.#stream = new PointStream(question.seed)
    this.#shelf = new Shelf(stepCount)
    this.#firstEmpty = new Int32Array(stepCount)
  }

  simulate(point: number, firstBlock: number, endBlock: number): void {
    const { points } = this.#question
    const { needs, needsAtOnce, needStart, replications } = this.#tally
    const expected = expectedFailures(points, point)
    const screen = leastStockOf(this.#question, point)
    this.#counts.fillFailures(expected, points.rateShape[points.rateGroupOf[point]!]!)
    if (this.#counts.last <= screen) {
      // As many failures as would run it out are not to be expected in 2^31 replications.
      const made = BLOCK * (endBlock - firstBlock)
      needs[needStart[point]!]! += made
      if (needsAtOnce.length > 0) needsAtOnce[needStart[point]!]! += made
      replications[point]! += made
      return
    }
    this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
    this.#shelf.turnTo(points, point, { expected, screen, needFromStep: this.#question.needFromStep?.[point] ?? 0 })
    this.#firstEmpty.fill(0)
    this.#simulateBlocks(point, screen, firstBlock, endBlock)
    this.#keep(point)
  }

  #simulateBlocks(point: number, screen: number, firstBlock: number, endBlock: number): void {
    const { needStart, replications, ranOutSquares } = this.#tally
    const { standardError } = this.#question
    const firstNeed = needStart[point]!
    let ranOut = 0
    let squares = 0
    let block = firstBlock
    while (block < endBlock) {
      const inBlock = this.#simulateBlock(block, screen, firstNeed)
      ranOut += inBlock
      squares += inBlock * inBlock
      block++
      if (standardError === undefined || block < LEAST_BLOCKS) continue
      if (blockError(ranOut, squares, block) <= standardError) break
    }
    ranOutSquares[point]! += squares
    replications[point]! += BLOCK * (block - firstBlock)
  }

  /** How many replications of the block ran out. */
  #simulateBlock(block: number, screen: number, firstNeed: number): number {
    const { needs, needsAtOnce } = this.#tally
    const isLater = needsAtOnce.length > 0
    const shelf = this.#shelf
    const firstEmpty = this.#firstEmpty
    const { replication, failures } = this.#strata
    const drawn = this.#strata.draw(this.#counts, screen, this.#stream, block)
    needs[firstNeed]! += BLOCK - drawn
    if (isLater) needsAtOnce[firstNeed]! += BLOCK - drawn
    let ranOut = 0
    for (let index = 0; index < drawn; index++) {
      shelf.run(this.#stream, block * BLOCK + replication[index]!, failures[index]!)
      if (shelf.need >= 0) needs[firstNeed + shelf.need - screen]!++
      if (isLater) needsAtOnce[firstNeed + shelf.needAtOnce - screen]!++
      if (shelf.firstEmpty < 0) continue
      firstEmpty[shelf.firstEmpty]!++
      ranOut++
    }
    return ranOut
  }

  #keep(point: number): void {
    const { firstEmpty, owedChange, stepCount } = this.#tally
    const from = point * stepCount
    for (let step = 0; step < stepCount; step++) {
      firstEmpty[from + step]! += this.#firstEmpty[step]!
      owedChange[from + step]! += this.#shelf.owedChange[step]!
    }
  }
}
