// How long will the spares last, and what must we buy now? The answers of one scenario, in the order in which they are read.

import { formatDay } from '#base/calendar.ts'
import type { Estate } from '#model/estate.ts'
import type { SparesQuestion } from '#model/spares-question.ts'
import type { Lasting, PartResult, SparesReport, SwingOutcome, VendorLasting } from '#model/spares-report.ts'
import type { VendorBook } from '../../vendors/index.ts'
import { asPlanned, indexRecords, type NamedPoints, PointMaker } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { readNetwork } from '../points/read-network.ts'
import { UNKNOWN_VENDOR } from '../points/spare-parts.ts'
import { asOnePool, describeLateralSupply, PooledLook, sistersOf } from './lateral-supply.ts'
import { listAssumptions } from './assumptions.ts'
import { coverSpares } from './coverage.ts'
import { askJointly } from './ask-jointly.ts'
import { crossCheck } from './cross-check.ts'
import { describeJointly } from './describe-jointly.ts'
import { describeDisruptions } from './disruptions.ts'
import { LastingSum, lookAtPoint, type PointLasting } from './lasting.ts'
import { indexByPart, type Moved, planMoves, pointsByPart } from './moves.ts'
import type { JointQuestion, JointTally } from '../simulation/joint-tally.ts'
import { simulateJointly } from '../simulation/simulate-jointly.ts'
import { describePart } from './part-result.ts'
import { buyForTarget, costOfTarget, type PurchaseAnswer } from './purchase-answer.ts'
import { chooseTimes, type ReportTimes } from './report-times.ts'
import { CHANCELESS_TIERS, createTiers, type Reckoned } from './point-tiers.ts'
import { type Chances, type Simulated, SimulationList, type SimulationTask } from './simulations.ts'
import { describeSteadyState } from './steady-state.ts'
import { listSwings, swingAssumptions, type Swings } from './swings.ts'
import { probabilityOf, type Target, targetOf } from './target.ts'
import type { Tiers } from './tiers.ts'
import type { Watch } from './watch.ts'

/** What the report says that follows from the question; the rest is what it was asked of. */
export type SparesAnswer = Pick<
  SparesReport,
  | 'coverage'
  | 'assumptions'
  | 'disruptions'
  | 'days'
  | 'network'
  | 'vendors'
  | 'parts'
  | 'moves'
  | 'purchase'
  | 'frontier'
  | 'next'
  | 'runnerUp'
  | 'steadyState'
  | 'swings'
  | 'joint'
  | 'lateral'
  | 'crossCheck'
>

/** Everything the answer is reckoned on: all of it follows from the question without any chance. */
export interface PreparedSpares {
  readonly question: SparesQuestion
  readonly network: SparesNetwork
  readonly target: Target
  readonly named: NamedPoints
  readonly moved: Moved
  /** Parts of which pools help each other, those pools as one. */
  readonly pooled: NamedPoints
  readonly swings: Swings
}

export function prepareSpares(question: SparesQuestion, estate: Estate, book: VendorBook): PreparedSpares {
  const network = readNetwork(question, estate, book)
  const maker = new PointMaker(network)
  const named = maker.make(question.scenario.assumptions?.planSlips)
  const target = targetOf(question)
  const moved = planMoves(network, named, target, CHANCELESS_TIERS)
  return {
    question,
    network,
    target,
    named,
    moved,
    pooled: asOnePool(network, named),
    swings: listSwings(network, maker, asPlanned(moved.named).stock),
  }
}

/** Points of several parts that stand together, simulated and looked at before the next. */
export type Share = readonly (readonly number[])[]

/** So many points at least: what was simulated of them step by step is held at once. */
const POINTS_A_SHARE = 200

/** Parts share after share. */
export function sharesOf({ named }: PreparedSpares): Share[] {
  const shares: number[][][] = []
  let room = 0
  for (const members of pointsByPart(named.names)) {
    if (room <= 0) {
      shares.push([])
      room = POINTS_A_SHARE
    }
    shares.at(-1)!.push(members)
    room -= members.length
  }
  return shares
}

/** What must be simulated of a share; the bounds of lateral supply a quarter as often, the what-ifs a sixteenth as often. */
export function simulationsFor(
  { network, named, moved, pooled, swings }: PreparedSpares,
  share: Share,
  chances: Chances,
): SimulationTask[] {
  const list = new SimulationList()
  const members = share.flat()
  for (const one of [named, moved.named]) list.add(network, one, members, chances)
  for (const one of [swings.base, ...swings.swings.flatMap(({ sides }) => sides)])
    list.add(one.network, one.named, members, chancesOfSwings(chances))
  const pooledOf = indexByPart(pooled.names)
  const ofShare = share.flatMap(([first]) => pooledOf.get(named.names[first!]!.part) ?? [])
  list.add(network, pooled, ofShare, fewerChances(chances))
  return list.tasks
}

function fewerChances({ seed, replications }: Chances): Chances {
  return { seed, replications: Math.ceil(replications / 4) }
}

/** Of the what-ifs only differences count. */
function chancesOfSwings({ seed, replications }: Chances): Chances {
  return { seed, replications: Math.ceil(replications / 16), isForDifferences: true }
}

/** What must be simulated for it of all points together: each pool for itself, and, where some do, helping each other. */
export interface JointQuestions {
  readonly alone: JointQuestion
  readonly helping?: JointQuestion
}

export interface JointTallies {
  readonly alone: JointTally
  readonly helping?: JointTally
}

export function jointlyFor({ network, named }: PreparedSpares, chances: Chances): JointQuestions {
  const alone = askJointly(network, named, chances)
  const sisters = sistersOf(network, named)
  return sisters ? { alone, helping: { ...alone, sisters } } : { alone }
}

/** In this thread. */
export function simulateAll({ alone, helping }: JointQuestions): JointTallies {
  return { alone: simulateJointly(alone), ...(helping ? { helping: simulateJointly(helping) } : {}) }
}

/** The answer where nothing is simulated yet: it is when it is needed. */
export function answerSpares(prepared: PreparedSpares, chances: Chances): SparesAnswer {
  const reckoning = new SparesReckoning(prepared, chances)
  for (const share of sharesOf(prepared)) reckoning.take(share)
  return reckoning.finish(simulateAll(jointlyFor(prepared, chances)))
}

/** An answer in the making: shares are taken in, in their order, each with what was simulated of it. */
export class SparesReckoning {
  readonly #prepared: PreparedSpares
  readonly #chances: Chances
  readonly #watch: Watch
  readonly #times: ReportTimes
  readonly #simulated: Simulated = new Map()
  readonly #reckoned: Reckoned = new Map()
  readonly #tiers: Tiers
  readonly #lasting: LastingLook
  readonly #pooled: PooledLook

  constructor(prepared: PreparedSpares, chances: Chances, watch: Watch = () => undefined) {
    const { network, named, pooled, target } = prepared
    this.#prepared = prepared
    this.#chances = chances
    this.#watch = watch
    this.#times = chooseTimes(network.calendar)
    this.#tiers = createTiers(chances, this.#simulated, this.#reckoned)
    this.#lasting = new LastingLook(network, named, this.#times, probabilityOf(target))
    this.#pooled = new PooledLook(network, pooled, this.#times)
  }

  take(share: Share, simulated: Simulated = new Map()): void {
    for (const [key, one] of simulated) this.#simulated.set(key, one)
    for (const members of share) {
      this.#lasting.look(members, this.#tiers)
      this.#pooled.look(this.#prepared.named.names[members[0]!]!.part, this.#tiers)
      this.#watch('reckoning how long the spares last', members.at(-1)! + 1, this.#prepared.named.names.length)
    }
    // From here on only needs are asked for.
    for (const one of simulated.values()) one.courses = undefined
  }

  finish(jointly: JointTallies): SparesAnswer {
    const { question, network, named, moved, target, swings } = this.#prepared
    const [chances, watch, tiers] = [this.#chances, this.#watch, this.#tiers]
    const lasting = this.#lasting.finish()
    watch('looking for what to buy')
    // One part alone has no budget of its own: it is told what it needs.
    const budget = question.only === undefined ? question.scenario.budget : undefined
    const ask = { network, tiers, target, budget }
    const purchase = buyForTarget({ ...ask, named: moved.named })
    const { isReached, cost } = purchase.report
    const costWithoutMoves = moved.moves.length > 0 ? costOfTarget({ ...ask, named }) : isReached ? cost : undefined
    const base = outcomeOf(lasting, target, purchase)
    const tiersOfSwings = createTiers(chancesOfSwings(chances), this.#simulated, this.#reckoned)
    const rougher = { tiers: tiersOfSwings, target, budget }
    return {
      coverage: coverSpares(network),
      assumptions: listAssumptions(network),
      disruptions: describeDisruptions(question, network),
      days: this.#times.days.map(formatDay),
      network: lasting.network,
      vendors: lasting.vendors,
      parts: describeParts(network, named, lasting, purchase),
      moves: moved.moves.map(({ part, fromPool, toPool, units }) => ({
        part: network.parts[part]!.part,
        fromPool: network.pools.pools[fromPool]!.pool,
        toPool: network.pools.pools[toPool]!.pool,
        quantity: units,
      })),
      purchase: {
        ...purchase.report,
        weightHoursLost: { before: lasting.network.weightHoursLost, after: purchase.weightHoursLost },
        costWithoutMoves: costWithoutMoves ?? null,
      },
      ...purchase.frontier,
      steadyState: describeSteadyState(network, named, watch),
      joint: describeJointly(network, named, lasting, jointly.alone, this.#times),
      ...(jointly.helping
        ? {
            lateral: describeLateralSupply({
              network,
              named,
              ofPart: lasting.ofPart,
              onePool: this.#pooled.lastings,
              alone: jointly.alone,
              helping: jointly.helping,
            }),
          }
        : {}),
      crossCheck: crossCheck(named, tiers, chances.seed),
      swings: { base, assumptions: swingAssumptions(swings, base, rougher, watch) },
    }
  }
}

/** What the swings are told against. */
function outcomeOf(
  { network, vendors, ofPart }: LastingAnswers,
  target: Target,
  { groupsMissed, weightHoursLost, report: { cost, networkSurvival } }: PurchaseAnswer,
): SwingOutcome {
  const groups = {
    part: [...ofPart.values()],
    vendor: vendors.filter(({ parts, partsNotReckoned }) => parts > partsNotReckoned).map(({ lasting }) => lasting),
    network: [network],
  }[target.per]
  const isShort = (lasting: Lasting): boolean =>
    target.kind === 'survival'
      ? lasting.survivalAtEnd < target.survival
      : lasting.weightHoursLost > target.weightHoursLost
  return {
    survivalAtEnd: network.survivalAtEnd,
    weightHoursLost: network.weightHoursLost,
    groupsShort: groups.filter(isShort).length,
    cost,
    groupsMissed,
    survivalBought: networkSurvival,
    weightHoursBought: weightHoursLost,
  }
}

/** Each is some forty numbers, or some hundreds where thousands of failures are expected. */
const MOST_CURVE_STEPS = 100_000

interface LastingAnswers {
  readonly network: Lasting
  readonly vendors: VendorLasting[]
  /** By part. */
  readonly ofPart: ReadonlyMap<number, Lasting>
  /** By point. */
  readonly survivalAtEnd: Float64Array
}

/** How long parts, vendors and the network last, part by part in the order of points. */
class LastingLook {
  readonly #network: SparesNetwork
  readonly #named: NamedPoints
  readonly #recordsOf: ReturnType<typeof indexRecords>
  readonly #everyStep: Uint32Array
  readonly #steps: Uint32Array
  readonly #all: LastingSum
  readonly #byVendor = new Map<string, LastingSum>()
  readonly #ofPart = new Map<number, Lasting>()
  readonly #survivalAtEnd: Float64Array
  readonly #finishSum: (sum: LastingSum) => Lasting

  constructor(network: SparesNetwork, named: NamedPoints, times: ReportTimes, probability: number) {
    const points = asPlanned(named)
    this.#network = network
    this.#named = named
    this.#recordsOf = indexRecords(network)
    this.#everyStep = Uint32Array.from({ length: points.stepCount }, (_, step) => step)
    // Of more rate groups than this the curves of every step would not fit: they are kept at the days told.
    const isEvery = points.rateShape.length * points.stepCount <= MOST_CURVE_STEPS
    this.#steps = isEvery ? this.#everyStep : times.steps
    this.#all = this.#newSum(this.#steps)
    this.#survivalAtEnd = new Float64Array(points.pointCount)
    this.#finishSum = (sum) => sum.finish(network.calendar, times, probability)
  }

  #newSum(steps: Uint32Array): LastingSum {
    return new LastingSum(this.#named.futures, steps)
  }

  /** At the points of a part. */
  look(members: readonly number[], tiers: Tiers): void {
    const { part } = this.#named.names[members[0]!]!
    const { vendor } = this.#network.parts[part]!
    const ofVendor = this.#byVendor.get(vendor) ?? this.#newSum(this.#steps)
    this.#byVendor.set(vendor, ofVendor)
    const sum = this.#newSum(this.#everyStep)
    for (const point of members) {
      const look: PointLasting = lookAtPoint(this.#network, this.#named, point, tiers, this.#recordsOf)
      this.#survivalAtEnd[point] = look.survival.at(-1)!
      sum.add(look)
    }
    for (const one of [this.#all, ofVendor]) one.addAll(sum)
    this.#ofPart.set(part, this.#finishSum(sum))
  }

  finish(): LastingAnswers {
    const vendors = [...this.#byVendor].map(([vendor, sum]) =>
      describeVendor(this.#network, vendor, this.#finishSum(sum)),
    )
    return {
      network: this.#finishSum(this.#all),
      vendors,
      ofPart: this.#ofPart,
      survivalAtEnd: this.#survivalAtEnd,
    }
  }
}

function describeVendor({ parts, rates }: SparesNetwork, vendor: string, lasting: Lasting): VendorLasting {
  const own = parts.map((part, index) => ({ part, index })).filter(({ part }) => part.vendor === vendor)
  const unreckoned = own.filter(({ index }) => rates[index] === undefined).length
  return {
    vendor,
    name: vendor === UNKNOWN_VENDOR ? UNKNOWN_VENDOR : own[0]!.part.manufacturer,
    parts: own.length,
    partsNotReckoned: unreckoned,
    lasting,
  }
}

function describeParts(
  network: SparesNetwork,
  named: NamedPoints,
  lasting: LastingAnswers,
  purchase: PurchaseAnswer,
): PartResult[] {
  const membersOf = indexByPart(named.names)
  return network.parts.map((_, part) =>
    describePart({
      network,
      named,
      part,
      members: membersOf.get(part) ?? [],
      lasting: lasting.ofPart.get(part),
      survivalAtEnd: lasting.survivalAtEnd,
      quantities: purchase.quantities,
    }),
  )
}
