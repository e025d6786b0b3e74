// How long will the spares last, and what must we buy now? The answers of one scenario, in the order in which they are read.

import { formatDay } from '#base/calendar.ts'
import type { Estate } from '#model/estate.ts'
import type { SparesQuestion } from '#model/spares-question.ts'
import type { Lasting, PartResult, SparesReport, VendorLasting } from '#model/spares-report.ts'
import type { VendorBook } from '../../vendors/index.ts'
import { asPlanned, indexRecords, type NamedPoints, PointMaker } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { readNetwork } from '../points/read-network.ts'
import { UNKNOWN_VENDOR } from '../points/spare-parts.ts'
import { asOnePool, describeLateralSupply, sistersOf } from './lateral-supply.ts'
import { listAssumptions } from './assumptions.ts'
import { coverSpares } from './coverage.ts'
import { askJointly } from './ask-jointly.ts'
import { crossCheck } from './cross-check.ts'
import { describeJointly } from './describe-jointly.ts'
import { describeDisruptions } from './disruptions.ts'
import { LastingSum, lookAtPoint, type PointLasting } from './lasting.ts'
import { type Moved, planMoves, pointsByPart } from './moves.ts'
import type { JointQuestion, JointTally } from '../simulation/joint-tally.ts'
import { simulateJointly } from '../simulation/simulate-jointly.ts'
import { describePart } from './part-result.ts'
import { buyForTarget, type PurchaseAnswer } from './purchase-answer.ts'
import { chooseTimes, type ReportTimes } from './report-times.ts'
import { createTiers, type Reckoned, ROUGH_TIERS } from './point-tiers.ts'
import { type Chances, type Simulated, SimulationList, type SimulationTask } from './simulations.ts'
import { describeSteadyState } from './steady-state.ts'
import { listSwings, type Swing, swingAssumptions } from './swings.ts'
import { type Target, targetOf } from './target.ts'
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
  readonly swings: readonly Swing[]
}

export function prepareSpares(question: SparesQuestion, estate: Estate, book: VendorBook): PreparedSpares {
  const network = readNetwork(question, estate, book)
  const maker = new PointMaker(network)
  const named = maker.make(question.scenario.assumptions?.planSlips)
  return {
    question,
    network,
    target: targetOf(question),
    named,
    moved: planMoves(named, ROUGH_TIERS),
    pooled: asOnePool(network, named),
    swings: listSwings(maker),
  }
}

/** What must be simulated for it; the what-ifs and the bounds of lateral supply a quarter as often. */
export function simulationsFor(
  { network, named, moved, pooled, swings }: PreparedSpares,
  chances: Chances,
): SimulationTask[] {
  const list = new SimulationList()
  for (const one of [named, moved.named]) list.add(network, one, chances)
  for (const one of [...swings.map((swing) => swing.named), pooled]) list.add(network, one, fewerChances(chances))
  return list.tasks
}

function fewerChances({ seed, replications }: Chances): Chances {
  return { seed, replications: Math.ceil(replications / 4) }
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

function simulateAll({ alone, helping }: JointQuestions): JointTallies {
  return { alone: simulateJointly(alone), ...(helping ? { helping: simulateJointly(helping) } : {}) }
}

/** What is not simulated yet is simulated when it is needed. */
export function answerSpares(
  prepared: PreparedSpares,
  chances: Chances,
  simulated: Simulated = new Map(),
  watch: Watch = () => undefined,
  jointly: JointTallies = simulateAll(jointlyFor(prepared, chances)),
): SparesAnswer {
  const { question, network, named, moved, target } = prepared
  const reckoned: Reckoned = new Map()
  const tiers = createTiers(chances, simulated, reckoned)
  const times = chooseTimes(network.calendar)
  const lasting = lookAtAll(network, named, tiers, times, target.survival, watch)
  watch('looking for what to buy')
  // One part alone has no budget of its own: it is told what it needs.
  const budget = question.only === undefined ? question.scenario.budget : undefined
  const ask = { network, tiers, target, budget }
  const purchase = buyForTarget({ ...ask, named: moved.named })
  const withoutMoves = moved.moves.length === 0 ? purchase : buyForTarget({ ...ask, named })
  return {
    coverage: coverSpares(network),
    assumptions: listAssumptions(network),
    disruptions: describeDisruptions(question, network),
    days: times.days.map(formatDay),
    network: lasting.network,
    vendors: lasting.vendors,
    parts: describeParts(network, named, lasting, purchase),
    moves: moved.moves.map(({ part, fromPool, toPool, units }) => ({
      part: network.parts[part]!.part,
      fromPool: network.pools.pools[fromPool]!.pool,
      toPool: network.pools.pools[toPool]!.pool,
      quantity: units,
    })),
    purchase: { ...purchase.report, costWithoutMoves: withoutMoves.report.isReached ? withoutMoves.report.cost : null },
    ...purchase.frontier,
    steadyState: describeSteadyState(network, named, watch),
    joint: describeJointly(network, named, lasting, jointly.alone, times),
    ...(jointly.helping
      ? {
          lateral: describeLateralSupply({
            network,
            named,
            ofPart: lasting.ofPart,
            pooled: prepared.pooled,
            tiers: createTiers(fewerChances(chances), simulated, reckoned),
            times,
            alone: jointly.alone,
            helping: jointly.helping,
          }),
        }
      : {}),
    crossCheck: crossCheck(named, tiers, chances.seed),
    swings: swingAssumptions(
      prepared.swings,
      { network, tiers: createTiers(fewerChances(chances), simulated, reckoned), target },
      watch,
    ),
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

function lookAtAll(
  network: SparesNetwork,
  named: NamedPoints,
  tiers: Tiers,
  times: ReportTimes,
  probability: number,
  watch: Watch,
): LastingAnswers {
  const { futures, names } = named
  const points = asPlanned(named)
  const everyStep = Uint32Array.from({ length: points.stepCount }, (_, step) => step)
  const newSum = (steps: Uint32Array): LastingSum => new LastingSum(futures, steps)
  const finish = (sum: LastingSum): Lasting => sum.finish(network.calendar, times, probability)
  const recordsOf = indexRecords(network)
  // Of more rate groups than this the curves of every step would not fit: they are kept at the days told.
  const steps = points.rateShape.length * points.stepCount <= MOST_CURVE_STEPS ? everyStep : times.steps
  const all = newSum(steps)
  const byVendor = new Map<string, LastingSum>()
  const ofPart = new Map<number, Lasting>()
  const survivalAtEnd = new Float64Array(points.pointCount)
  let done = 0
  for (const members of pointsByPart(names)) {
    const { part } = names[members[0]!]!
    const { vendor } = network.parts[part]!
    const ofVendor = byVendor.get(vendor) ?? newSum(steps)
    byVendor.set(vendor, ofVendor)
    const sum = newSum(everyStep)
    for (const point of members) {
      const look: PointLasting = lookAtPoint(network, named, point, tiers, recordsOf)
      survivalAtEnd[point] = look.survival.at(-1)!
      for (const one of [all, ofVendor, sum]) one.add(look)
    }
    ofPart.set(part, finish(sum))
    done += members.length
    watch('reckoning how long the spares last', done, points.pointCount)
  }
  const vendors = [...byVendor].map(([vendor, sum]) => describeVendor(network, vendor, finish(sum)))
  return { network: finish(all), vendors, ofPart, survivalAtEnd }
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
  const membersOf = new Map(pointsByPart(named.names).map((members) => [named.names[members[0]!]!.part, members]))
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
