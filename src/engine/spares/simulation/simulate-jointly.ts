// How likely is it that any point of a group runs out, and what does it cost, when points are wrong together?
//
// In each replication the error of each class of rates and the plan that comes about are drawn once, for all points; the
// points' own random numbers are those they have alone.

import { CountTable } from './count-table.ts'
import { expectedFailures } from './failure-times.ts'
import { drawFactors, drawPlans } from './joint-draws.ts'
import { groupCountOf, type JointQuestion, type JointTally, makeJointTally } from './joint-tally.ts'
import { PointStream } from './point-stream.ts'
import { Shelf } from './shelf.ts'
import { BLOCK, Strata } from './strata.ts'

/** Blocks held at once: what each group went through in each replication, until it is counted. */
const BLOCKS_HELD = 4
const HELD = BLOCKS_HELD * BLOCK

/** Some of the replications of a question: both multiples of 256. Batches are merged by `mergeJointTallies`. */
export function simulateJointBatch(question: JointQuestion, firstReplication: number, count: number): JointTally {
  if (firstReplication % BLOCK !== 0 || count % BLOCK !== 0 || firstReplication + count > question.replications)
    throw new RangeError(
      `replications ${firstReplication} to ${firstReplication + count} are not whole blocks of ${BLOCK}`,
    )
  const tally = makeJointTally(question)
  const simulator = new JointSimulator(question, tally)
  const endBlock = (firstReplication + count) / BLOCK
  for (let block = firstReplication / BLOCK; block < endBlock; block += BLOCKS_HELD)
    simulator.simulate(block, Math.min(endBlock, block + BLOCKS_HELD))
  return tally
}

class JointSimulator {
  readonly #question: JointQuestion
  readonly #tally: JointTally
  readonly #stream: PointStream
  readonly #counts = new CountTable()
  readonly #strata = new Strata()
  readonly #shelf: Shelf
  readonly #never: number
  /** Of each group in each replication held: the step in which its first point ran out, and what is lost. */
  readonly #firstEmpty: Int32Array
  readonly #lost: Float64Array
  #firstBlock = 0
  #endBlock = 0
  /** Of each block held: the plan of each replication. */
  #plans: Uint8Array[] = []
  /** By rate group, of each block held. */
  readonly #factors = new Map<number, Float64Array[]>()

  constructor(question: JointQuestion, tally: JointTally) {
    const groupCount = groupCountOf(question)
    this.#question = question
    this.#tally = tally
    this.#stream = new PointStream(question.seed)
    this.#never = tally.stepCount
    this.#shelf = new Shelf(tally.stepCount)
    this.#firstEmpty = new Int32Array(groupCount * HELD)
    this.#lost = new Float64Array(groupCount * HELD)
  }

  simulate(firstBlock: number, endBlock: number): void {
    const { plans } = this.#question
    this.#firstBlock = firstBlock
    this.#endBlock = endBlock
    this.#firstEmpty.fill(this.#never)
    this.#lost.fill(0)
    this.#factors.clear()
    this.#stream.turnTo(0, 0)
    const probabilities = plans.map(({ probability }) => probability)
    this.#plans = this.#blocks((block) => drawPlans(this.#stream, block, probabilities))
    for (let point = 0; point < plans[0]!.points.pointCount; point++)
      for (let plan = 0; plan < plans.length; plan++) this.#simulatePoint(point, plan)
    this.#count()
  }

  #blocks<Drawn>(draw: (block: number) => Drawn): Drawn[] {
    return Array.from({ length: this.#endBlock - this.#firstBlock }, (_, index) => draw(this.#firstBlock + index))
  }

  #simulatePoint(point: number, plan: number): void {
    const { points } = this.#question.plans[plan]!
    const stock = points.stock[point]!
    const expected = expectedFailures(points, point)
    const group = points.rateGroupOf[point]!
    const isCertain = points.rateShape[group] === Number.POSITIVE_INFINITY
    if (isCertain) this.#counts.fillFailures(expected, Number.POSITIVE_INFINITY)
    if (expected === 0 || (isCertain && this.#counts.last <= stock)) return
    const factors = isCertain ? undefined : this.#factorsOf(group, points.rateShape[group]!)
    this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
    let isReady = false
    for (let block = this.#firstBlock; block < this.#endBlock; block++) {
      const held = block - this.#firstBlock
      const drawn = factors
        ? this.#strata.drawAround(
            factors[held]!.map((factor) => factor * expected),
            stock,
            this.#stream,
            block,
          )
        : this.#strata.draw(this.#counts, stock, this.#stream, block)
      if (drawn === 0) continue
      if (!isReady) this.#shelf.turnTo(points, point, { expected, screen: stock, needFromStep: 0 })
      isReady = true
      this.#runDrawn(point, plan, held, drawn)
    }
  }

  /** Those of a block that have the plan. */
  #runDrawn(point: number, plan: number, held: number, drawn: number): void {
    const { replication, failures } = this.#strata
    const plans = this.#plans[held]!
    const shelf = this.#shelf
    for (let index = 0; index < drawn; index++) {
      const inBlock = replication[index]!
      if (plans[inBlock] !== plan) continue
      shelf.run(this.#stream, (this.#firstBlock + held) * BLOCK + inBlock, failures[index]!)
      if (shelf.firstEmpty >= 0) this.#takeIn(point, held * BLOCK + inBlock)
    }
  }

  #takeIn(point: number, heldReplication: number): void {
    const { groupings, weight } = this.#question
    const { firstEmpty, owedSteps } = this.#shelf
    let before = 0
    for (const { groupCount, groupOf } of groupings) {
      const place = (before + groupOf[point]!) * HELD + heldReplication
      if (firstEmpty < this.#firstEmpty[place]!) this.#firstEmpty[place] = firstEmpty
      this.#lost[place]! += weight[point]! * owedSteps
      before += groupCount
    }
  }

  /** The factors of a rate group, drawn when its first point is met. */
  #factorsOf(group: number, shape: number): Float64Array[] {
    const drawn = this.#factors.get(group)
    if (drawn) return drawn
    this.#stream.turnTo(this.#question.rateLow[group]!, this.#question.rateHigh[group]!)
    const factors = this.#blocks((block) => drawFactors(this.#stream, block, shape))
    this.#factors.set(group, factors)
    return factors
  }

  #count(): void {
    const { groupCount, stepCount, blockCount, firstEmpty, ranOut, lost, made } = this.#tally
    const held = (this.#endBlock - this.#firstBlock) * BLOCK
    for (let group = 0; group < groupCount; group++)
      for (let index = 0; index < held; index++) {
        const place = group * HELD + index
        const step = this.#firstEmpty[place]!
        if (step === this.#never) continue
        const inBlock = group * blockCount + this.#firstBlock + Math.floor(index / BLOCK)
        firstEmpty[group * stepCount + step]!++
        ranOut[inBlock]!++
        lost[inBlock]! += this.#lost[place]!
      }
    made.fill(BLOCK, this.#firstBlock, this.#endBlock)
  }
}
