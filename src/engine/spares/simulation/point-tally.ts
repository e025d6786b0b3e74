// What a simulation has counted, point by point: whole numbers only, so that the sum of two tallies is that of one run over
// both, in any order and on any number of threads.

import type { StockingPoints } from '../points/stocking-points.ts'
import { CountTable } from './count-table.ts'
import { expectedFailures } from './failure-times.ts'
import { BLOCK } from './strata.ts'

export interface SimulationQuestion {
  readonly points: StockingPoints
  /** The need of each point is counted from this stock on, or from the stock it has, if that is less; left out: from that. */
  readonly leastStock?: Int32Array
  /**
   * The need of each point is that from the beginning of this step on, when what is bought arrives beside the stock, and is
   * counted from the stock on; a replication that ran out before has none. Left out: the first step.
   */
  readonly needFromStep?: Uint32Array
  readonly seed: number
  /** Of each point; a multiple of 256. */
  readonly replications: number
  /** A point is done when its probability of running out is known to this standard error; left out: when all are made. */
  readonly standardError?: number
}

/** What became of shelves, by row: a point, or points that are one. */
export interface ShelfTally {
  readonly stepCount: number
  /** Replications made of each row. */
  readonly replications: Uint32Array
  /** Of row r in step t, at r * stepCount + t: replications in which a failure found the shelf empty for the first time. */
  readonly firstEmpty: Uint16Array | Uint32Array
  /** At the same place: by how much what was owed at the end of a step changed in it, over all replications. */
  readonly owedChange: Int32Array
  /** Sum over the blocks of the square of how many replications ran out. */
  readonly ranOutSquares: Float64Array
}

/** A row is a point. */
export interface PointTally extends ShelfTally {
  /**
   * Replications by the least stock that would have lasted, of point p from needStart[p] on: first those that the least
   * stock asked for was enough for, then those of one unit more, and so on.
   */
  readonly needs: Uint32Array
  readonly needStart: Uint32Array
  /** At the same places, the need from the first step on, where `needs` is that from a later one; else nothing. */
  readonly needsAtOnce: Uint32Array
}

type Allocate = (bytes: number) => ArrayBufferLike

const inOwnMemory: Allocate = (bytes) => new ArrayBuffer(bytes)

/** A tally of nothing, of so many rows. */
export function makeShelfTally(
  rowCount: number,
  stepCount: number,
  replications: number,
  allocate = inOwnMemory,
): ShelfTally {
  if (!(replications > 0 && replications % BLOCK === 0))
    throw new RangeError(`replications in whole blocks of ${BLOCK}, not ${replications}`)
  const cells = rowCount * stepCount
  return {
    stepCount,
    replications: new Uint32Array(allocate(4 * rowCount)),
    firstEmpty: replications < 2 ** 16 ? new Uint16Array(allocate(2 * cells)) : new Uint32Array(allocate(4 * cells)),
    owedChange: new Int32Array(allocate(4 * cells)),
    ranOutSquares: new Float64Array(allocate(8 * rowCount)),
  }
}

/** A tally of nothing. `allocate` gives the memory, for columns that threads share. */
export function makePointTally(question: SimulationQuestion, allocate = inOwnMemory): PointTally {
  const { points, replications } = question
  const { pointCount } = points
  const tally = makeShelfTally(pointCount, points.stepCount, replications, allocate)
  const needStart = new Uint32Array(allocate(4 * (pointCount + 1)))
  const counts = new CountTable()
  for (let point = 0; point < pointCount; point++) {
    counts.fillFailures(expectedFailures(points, point), points.rateShape[points.rateGroupOf[point]!]!)
    const least = leastStockOf(question, point)
    needStart[point + 1] = needStart[point]! + Math.max(1, counts.last - least + 1)
    // Of owed units, in 31 bits.
    if ((counts.last - least) * replications > 0x7fffffff)
      throw new RangeError(`too many replications, ${replications}, of a point of ${counts.last} failures`)
  }
  const needs = new Uint32Array(allocate(4 * needStart[pointCount]!))
  return {
    ...tally,
    needs,
    needStart,
    needsAtOnce: new Uint32Array(allocate(question.needFromStep ? 4 * needs.length : 0)),
  }
}

/** From which stock on the need of a point is counted. */
export function leastStockOf({ points, leastStock, needFromStep }: SimulationQuestion, point: number): number {
  const stock = points.stock[point]!
  return leastStock && !needFromStep ? Math.min(stock, leastStock[point]!) : stock
}

/** The tally of both: of other replications, or of other rows, of one question. */
export function mergeShelfTallies(left: ShelfTally, right: ShelfTally): ShelfTally {
  return {
    stepCount: left.stepCount,
    replications: left.replications.map((count, index) => count + right.replications[index]!),
    firstEmpty: left.firstEmpty.map((count, index) => count + right.firstEmpty[index]!),
    owedChange: left.owedChange.map((change, index) => change + right.owedChange[index]!),
    ranOutSquares: left.ranOutSquares.map((square, index) => square + right.ranOutSquares[index]!),
  }
}

export function mergePointTallies(left: PointTally, right: PointTally): PointTally {
  const needs = left.needs.map((count, index) => count + right.needs[index]!)
  const needsAtOnce = left.needsAtOnce.map((count, index) => count + right.needsAtOnce[index]!)
  return { ...mergeShelfTallies(left, right), needs, needStart: left.needStart, needsAtOnce }
}

/** P(no failure found the shelf empty in steps 0 to t), for each t. */
export function survivalOf({ firstEmpty, stepCount, replications }: ShelfTally, row: number): Float64Array {
  const made = replications[row]!
  const survival = new Float64Array(stepCount)
  let lasting = made
  for (let step = 0; step < stepCount; step++) survival[step] = (lasting -= firstEmpty[row * stepCount + step]!) / made
  return survival
}

/** Units owed at the end of each step, on average. */
export function owedOf({ owedChange, stepCount, replications }: ShelfTally, row: number): Float64Array {
  let owed = 0
  return Float64Array.from({ length: stepCount }, (_, step) => {
    owed += owedChange[row * stepCount + step]!
    return owed / replications[row]!
  })
}

/** How often each stock would have lasted, from the least that was asked for to the least that always did. */
export interface StockNeeds {
  readonly replications: number
  /** From which step on the need was counted, and how often with each stock from then on. */
  readonly fromStep: number
  readonly lasted: Uint16Array | Uint32Array
  /** With each stock from the first step on. */
  readonly lastedAtOnce: Uint16Array | Uint32Array
}

/** `fromStep`: as the simulation was asked. */
export function needsOf(tally: PointTally, point: number, fromStep = 0): StockNeeds {
  const { needs, needsAtOnce, needStart, replications } = tally
  const [start, end, made] = [needStart[point]!, needStart[point + 1]!, replications[point]!]
  const lasted = addUp(needs.subarray(start, end), made)
  const lastedAtOnce = fromStep === 0 ? lasted : addUp(needsAtOnce.subarray(start, end), made)
  return { replications: made, fromStep, lasted, lastedAtOnce }
}

/** As far as more is added. */
function addUp(counts: Uint32Array, most: number): Uint16Array | Uint32Array {
  const sums = most < 2 ** 16 ? new Uint16Array(counts.length) : new Uint32Array(counts.length)
  let [sum, last] = [0, 0]
  for (const [place, count] of counts.entries()) {
    sums[place] = sum += count
    if (count > 0) last = place
  }
  return sums.slice(0, last + 1)
}

/**
 * P(no failure finds the shelf empty in any step) with each stock, from the least that was asked for to the last that helps:
 * with the stock there is until a step, and with each stock from then on. Undefined where the need was counted from another.
 */
export function survivalByStock(
  { lasted, lastedAtOnce, fromStep, replications }: StockNeeds,
  step = 0,
): Float64Array | undefined {
  if (step !== 0 && step !== fromStep) return undefined
  return Float64Array.from(step === fromStep ? lasted : lastedAtOnce, (count) => count / replications)
}

/**
 * Standard error of the probability that a shelf runs out, from how much its blocks differ: strata make them differ less
 * than plain samples would. Of earlier steps it is no more than that of as many plain samples, sqrt(p (1 - p) / n).
 */
export function standardErrorOf(tally: ShelfTally, row: number): number {
  const { firstEmpty, stepCount, replications, ranOutSquares } = tally
  let ranOut = 0
  for (let step = 0; step < stepCount; step++) ranOut += firstEmpty[row * stepCount + step]!
  return blockError(ranOut, ranOutSquares[row]!, replications[row]! / BLOCK)
}

/**
 * Of `survivalOf`, step by step: at most that of as many plain samples, which is all that is kept of earlier steps; from the
 * step on after which nothing ran out, the standard error at the end.
 */
export function standardErrorsOf(tally: ShelfTally, row: number): Float64Array {
  const replications = tally.replications[row]!
  const survival = survivalOf(tally, row)
  const [end, atEnd] = [survival.at(-1)!, standardErrorOf(tally, row)]
  return survival.map((lasting) => (lasting === end ? atEnd : plainError(lasting, replications)))
}

/** Standard error of a share of so many plain samples; never below one of them. */
export function plainError(share: number, replications: number): number {
  if (replications === Number.POSITIVE_INFINITY) return 0
  return Math.max(1, Math.sqrt(share * (1 - share) * replications)) / replications
}

/** How much few blocks differ is not well known: that plain samples would counts as this many blocks more. */
const PLAIN_BLOCKS = 4

/** Never below one replication of all: what did not happen in so many may still happen. */
export function blockError(ranOut: number, squares: number, blocks: number): number {
  const deviations = squares - (ranOut * ranOut) / blocks
  const plain = (ranOut / blocks) * (1 - ranOut / (blocks * BLOCK))
  const variance = (deviations + PLAIN_BLOCKS * plain) / (blocks - 1 + PLAIN_BLOCKS)
  return Math.max(1, Math.sqrt(variance * blocks)) / (blocks * BLOCK)
}
