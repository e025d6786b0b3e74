// How likely is it that any point of a group runs out, which first, and what does it cost, when points are wrong together
// and may help each other?
//
// In each replication the error of each class of rates and the plan that comes about are drawn once, for all points; the
// points' own random numbers are those they have alone.

import { checkAboveZero, checkAmount, checkProbability } from '../chance/domain.ts'
import { CountTable } from './count-table.ts'
import { expectedFailures } from './failure-times.ts'
import { drawFactors, drawPlans } from './joint-draws.ts'
import { groupCountOf, type JointQuestion, type JointTally, makeJointTally, type Sisters } from './joint-tally.ts'
import { BIN_COUNT, binOf } from './loss-bins.ts'
import { LossWalk } from './loss-walk.ts'
import type { OwedPath } from './owed-path.ts'
import { PointStream } from './point-stream.ts'
import { Shelf } from './shelf.ts'
import { SisterShelves } from './sister-shelves.ts'
import { BLOCK, Strata } from './strata.ts'

/** Blocks held at once: what each group went through in each replication, until it is counted. */
const MOST_BLOCKS_HELD = 4
/** Of many groups fewer: what is held of a group in a block is 12 bytes a replication. */
const MOST_BYTES_HELD = 2 ** 25
const BYTES_A_REPLICATION = 12

/** Some of the replications of a question: both multiples of 256. Batches are merged by `mergeJointTallies`. */
export function simulateJointBatch(question: JointQuestion, firstReplication: number, count: number): JointTally {
  if (firstReplication % BLOCK !== 0 || count % BLOCK !== 0 || firstReplication + count > question.replications)
    throw new RangeError(
      `replications ${firstReplication} to ${firstReplication + count} are not whole blocks of ${BLOCK}`,
    )
  const tally = makeJointTally(question)
  const simulator = new JointSimulator(question, tally)
  const endBlock = (firstReplication + count) / BLOCK
  for (let block = firstReplication / BLOCK; block < endBlock; block += simulator.blocksHeld)
    simulator.simulate(block, Math.min(endBlock, block + simulator.blocksHeld))
  return tally
}

/**
 * All replications of a question: what becomes of points when they are wrong together, and may help each other.
 *
 * In a replication, with factor g of each group of rates (Gamma of mean 1 and shape a, variance 1/a) and plan k drawn once, the
 * failures of point p in step t are Poisson of mean g λ_p N_pk(t). Sources: strata as in `strata.ts`; conditional independence
 * given g and k, so that P(all survive) = E Π_p P(p survives | g, k).
 *
 * Worked: 6 failures expected on 8 spares and 12 on 14, at known rates: 0.8472 x 0.7720 = 0.6541; simulated 25,600 times 0.6542,
 * give or take 0.0010. Where both share a rate of shape 4, 0.6232; were they independent, 0.5357.
 */
export function simulateJointly(question: JointQuestion): JointTally {
  for (const { points, probability } of question.plans) {
    checkProbability('probability', probability)
    for (const failures of points.failuresPerUnitStep) checkAmount('failuresPerUnitStep', failures)
    for (const units of points.installed) checkAmount('installed', units)
    for (const shape of points.rateShape) if (shape !== Number.POSITIVE_INFINITY) checkAboveZero('rateShape', shape)
  }
  return simulateJointBatch(question, 0, question.replications)
}

class JointSimulator {
  readonly blocksHeld: number
  readonly #question: JointQuestion
  readonly #tally: JointTally
  readonly #stream: PointStream
  readonly #counts = new CountTable()
  readonly #strata = new Strata()
  readonly #shelf: Shelf
  readonly #sisterShelves: SisterShelves
  /** By plan. */
  readonly #losses: readonly (LossWalk | undefined)[]
  readonly #never: number
  /** By plan: the failures expected of each point. */
  readonly #expected: readonly Float64Array[]
  /** Points that nobody helps. */
  readonly #alone: readonly number[]
  /** Of each group in each replication held: the step in which its first point ran out, and what is lost. */
  readonly #held: number
  readonly #firstEmpty: Int32Array
  readonly #lost: Float64Array
  /** Of all points. */
  readonly #firstOfAll: Int32Array
  #firstBlock = 0
  #endBlock = 0
  /** Of each block held: the plan of each replication. */
  #plans: Uint8Array[] = []
  /** By rate group, of each block held. */
  readonly #factors = new Map<number, Float64Array[]>()

  constructor(question: JointQuestion, tally: JointTally) {
    const groupCount = groupCountOf(question)
    const blockBytes = groupCount * BLOCK * BYTES_A_REPLICATION
    this.blocksHeld = Math.max(1, Math.min(MOST_BLOCKS_HELD, Math.floor(MOST_BYTES_HELD / blockBytes)))
    this.#held = this.blocksHeld * BLOCK
    this.#question = question
    this.#tally = tally
    this.#stream = new PointStream(question.seed)
    this.#never = tally.stepCount
    this.#shelf = new Shelf(tally.stepCount)
    this.#sisterShelves = new SisterShelves(tally.stepCount, question.sisters?.reserve ?? 0)
    this.#losses = question.plans.map(({ points, elements }) => elements && new LossWalk(points.stepCount, elements))
    this.#expected = question.plans.map(({ points }) =>
      Float64Array.from({ length: points.pointCount }, (_, point) => expectedFailures(points, point)),
    )
    this.#alone = pointsAlone(question)
    this.#firstEmpty = new Int32Array(groupCount * this.#held)
    this.#lost = new Float64Array(groupCount * this.#held)
    this.#firstOfAll = new Int32Array(this.#held)
  }

  simulate(firstBlock: number, endBlock: number): void {
    const { plans, sisters } = this.#question
    this.#firstBlock = firstBlock
    this.#endBlock = endBlock
    this.#firstEmpty.fill(this.#never)
    this.#firstOfAll.fill(this.#never)
    this.#lost.fill(0)
    this.#factors.clear()
    this.#stream.turnTo(0, 0)
    const probabilities = plans.map(({ probability }) => probability)
    this.#plans = this.#blocks((block) => drawPlans(this.#stream, block, probabilities))
    for (let plan = 0; plan < plans.length; plan++) {
      for (const point of this.#alone) this.#simulatePoint(point, plan)
      if (sisters) for (const members of regionsOf(sisters)) this.#simulateRegion(members, plan)
    }
    this.#count()
  }

  #blocks<Drawn>(draw: (block: number) => Drawn): Drawn[] {
    return Array.from({ length: this.#endBlock - this.#firstBlock }, (_, index) => draw(this.#firstBlock + index))
  }

  #simulatePoint(point: number, plan: number): void {
    const { points } = this.#question.plans[plan]!
    const stock = points.stock[point]!
    if (!this.#mayExceed(point, plan, stock)) return
    const expected = this.#expected[plan]![point]!
    let isReady = false
    for (let held = 0; held < this.#endBlock - this.#firstBlock; held++) {
      const drawn = this.#drawFailures(point, plan, held, stock)
      if (drawn === 0) continue
      if (!isReady) this.#shelf.turnTo(points, point, { expected, screen: stock, needFromStep: 0 })
      isReady = true
      this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
      this.#runDrawn(point, plan, held, drawn)
    }
  }

  /** Whether more failures than this are to be expected in 2^31 replications; leaves the counts of the point. */
  #mayExceed(point: number, plan: number, screen: number): boolean {
    const { points } = this.#question.plans[plan]!
    const expected = this.#expected[plan]![point]!
    if (expected === 0) return false
    this.#counts.fillFailures(expected, points.rateShape[points.rateGroupOf[point]!]!)
    return this.#counts.last > screen
  }

  /** Into the strata: the replications of a block held that have more failures than the screen, those of the plan among them. */
  #drawFailures(point: number, plan: number, held: number, screen: number): number {
    const { points } = this.#question.plans[plan]!
    const group = points.rateGroupOf[point]!
    const shape = points.rateShape[group]!
    const block = this.#firstBlock + held
    const factors = shape === Number.POSITIVE_INFINITY ? undefined : this.#factorsOf(group, shape)[held]!
    this.#stream.turnTo(points.streamLow[point]!, points.streamHigh[point]!)
    if (!factors) return this.#strata.draw(this.#counts, screen, this.#stream, block)
    const expected = this.#expected[plan]![point]!
    const plans = this.#plans[held]!
    const means = factors.map((factor, inBlock) => (plans[inBlock] === plan ? factor * expected : 0))
    return this.#strata.drawAround(means, screen, this.#stream, block)
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
      this.#takeIn(plan, point, held * BLOCK + inBlock, shelf.path)
    }
  }

  /** Where no shelf of a region can be empty nothing is given, and nothing run. */
  #simulateRegion(members: Uint32Array, plan: number): void {
    const { points } = this.#question.plans[plan]!
    const failures = Array.from(members, () => new Int32Array(this.#held))
    const isShort = new Uint8Array(this.#held)
    for (const [member, point] of members.entries()) {
      if (!this.#mayExceed(point, plan, 0)) continue
      for (let held = 0; held < this.#endBlock - this.#firstBlock; held++) {
        const drawn = this.#drawFailures(point, plan, held, 0)
        for (let index = 0; index < drawn; index++) {
          const at = held * BLOCK + this.#strata.replication[index]!
          failures[member]![at] = this.#strata.failures[index]!
          if (this.#strata.failures[index]! > points.stock[point]! && this.#planAt(at) === plan) isShort[at] = 1
        }
      }
    }
    if (!isShort.includes(1)) return
    this.#sisterShelves.turnTo(points, members)
    for (let at = 0; at < isShort.length; at++) {
      if (isShort[at] === 0) continue
      const replication = this.#firstBlock * BLOCK + at
      this.#sisterShelves.run(this.#stream, replication, (member) => failures[member]![at]!)
      for (const [member, point] of members.entries()) this.#takeIn(plan, point, at, this.#sisterShelves.paths[member]!)
    }
  }

  #planAt(heldReplication: number): number {
    return this.#plans[Math.floor(heldReplication / BLOCK)]![heldReplication % BLOCK]!
  }

  #takeIn(plan: number, point: number, heldReplication: number, path: OwedPath): void {
    if (path.count === 0) return
    const firstEmpty = path.step[0]!
    const loss = this.#lossOf(plan, point, heldReplication, path)
    let before = 0
    for (const { groupCount, groupOf } of this.#question.groupings) {
      const place = (before + groupOf[point]!) * this.#held + heldReplication
      if (firstEmpty < this.#firstEmpty[place]!) this.#firstEmpty[place] = firstEmpty
      this.#lost[place]! += loss
      before += groupCount
    }
    if (firstEmpty < this.#firstOfAll[heldReplication]!) this.#firstOfAll[heldReplication] = firstEmpty
  }

  #lossOf(plan: number, point: number, heldReplication: number, path: OwedPath): number {
    const { streamLow, streamHigh } = this.#question.plans[plan]!.points
    this.#stream.turnTo(streamLow[point]!, streamHigh[point]!)
    return this.#losses[plan]?.lossOf(point, path, this.#stream, this.#firstBlock * BLOCK + heldReplication) ?? 0
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
    const { groupCount, stepCount, blockCount, firstEmpty, ranOut, lost, made, first, lossBins } = this.#tally
    const held = (this.#endBlock - this.#firstBlock) * BLOCK
    const { binnedGroups = 0 } = this.#question
    for (let group = 0; group < groupCount; group++)
      for (let index = 0; index < held; index++) {
        const place = group * this.#held + index
        if (group < binnedGroups) lossBins[group * BIN_COUNT + binOf(this.#lost[place]!)]!++
        const step = this.#firstEmpty[place]!
        if (step === this.#never) continue
        const inBlock = group * blockCount + this.#firstBlock + Math.floor(index / BLOCK)
        firstEmpty[group * stepCount + step]!++
        ranOut[inBlock]!++
        lost[inBlock]! += this.#lost[place]!
        if (step === this.#firstOfAll[index]) first[group]!++
      }
    made.fill(BLOCK, this.#firstBlock, this.#endBlock)
  }
}

function* regionsOf({ regionStart, members }: Sisters): Generator<Uint32Array> {
  for (let region = 0; region + 1 < regionStart.length; region++)
    yield members.subarray(regionStart[region], regionStart[region + 1])
}

function pointsAlone({ plans, sisters }: JointQuestion): number[] {
  const helped = new Set(sisters?.members)
  return Array.from({ length: plans[0]!.points.pointCount }, (_, point) => point).filter((point) => !helped.has(point))
}
