// How long will the spares last, and what must we buy now? The answers of one scenario, in the order in which they are read.

import { formatDay } from '#base/calendar.ts'
import type { Estate } from '#model/estate.ts'
import type { SparesQuestion } from '#model/spares-question.ts'
import type { Lasting, PartResult, SparesReport, VendorLasting } from '#model/spares-report.ts'
import type { VendorBook } from '../../vendors/index.ts'
import { asPlanned, indexRecords, makePoints, type NamedPoints } from '../points/make-points.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { readNetwork } from '../points/read-network.ts'
import { listAssumptions } from './assumptions.ts'
import { coverSpares } from './coverage.ts'
import { crossCheck } from './cross-check.ts'
import { describeDisruptions } from './disruptions.ts'
import { LastingSum, lookAtPoint, type PointLasting } from './lasting.ts'
import { type Moved, planMoves, pointsByPart } from './moves.ts'
import { describePart, vendorOf } from './part-result.ts'
import { buyForTarget, costOfTarget, type PurchaseAnswer } from './purchase-answer.ts'
import { chooseTimes, type ReportTimes } from './report-times.ts'
import { createTiers, type Reckoned, CHANCELESS_TIERS } from './point-tiers.ts'
import { type Chances, listSimulations, type Simulated, type SimulationTask } from './simulations.ts'
import { listSwings, type Swing, swingAssumptions } from './swings.ts'
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
  | 'swings'
  | 'crossCheck'
>

/** Everything the answer is reckoned on: all of it follows from the question without any chance. */
export interface PreparedSpares {
  readonly question: SparesQuestion
  readonly network: SparesNetwork
  readonly target: Target
  readonly named: NamedPoints
  readonly moved: Moved
  readonly swings: readonly Swing[]
}

export function prepareSpares(question: SparesQuestion, estate: Estate, book: VendorBook): PreparedSpares {
  const network = readNetwork(question, estate, book)
  const named = makePoints(network, question.scenario.assumptions?.planSlips)
  const target = targetOf(question)
  return {
    question,
    network,
    target,
    named,
    moved: planMoves(network, named, target, CHANCELESS_TIERS),
    swings: listSwings(network),
  }
}

/** What must be simulated for it; the what-ifs, of which only the differences count, a quarter as often. */
export function simulationsFor({ network, named, moved, swings }: PreparedSpares, chances: Chances): SimulationTask[] {
  return [
    ...listSimulations(network, [named, moved.named], chances),
    ...listSimulations(
      network,
      swings.map((swing) => swing.named),
      chancesOfSwings(chances),
    ),
  ]
}

function chancesOfSwings({ seed, replications }: Chances): Chances {
  return { seed, replications: Math.ceil(replications / 4) }
}

export function answerSpares(
  prepared: PreparedSpares,
  chances: Chances,
  simulated: Simulated = new Map(),
  watch: Watch = () => undefined,
): SparesAnswer {
  const { question, network, named, moved, target } = prepared
  const reckoned: Reckoned = new Map()
  const tiers = createTiers(chances, simulated, reckoned)
  const times = chooseTimes(network.calendar)
  const lasting = lookAtAll(network, named, tiers, times, probabilityOf(target), watch)
  watch('looking for what to buy')
  // One part alone has no budget of its own: it is told what it needs.
  const budget = question.only === undefined ? question.scenario.budget : undefined
  const ask = { network, tiers, target, budget }
  const purchase = buyForTarget({ ...ask, named: moved.named })
  const { isReached, cost } = purchase.report
  const costWithoutMoves = moved.moves.length > 0 ? costOfTarget({ ...ask, named }) : isReached ? cost : undefined
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
    purchase: {
      ...purchase.report,
      weightHoursLost: { before: lasting.network.weightHoursLost, after: purchase.weightHoursLost },
      costWithoutMoves: costWithoutMoves ?? null,
    },
    ...purchase.frontier,
    crossCheck: crossCheck(named, tiers, chances.seed),
    swings: swingAssumptions(
      prepared.swings,
      { network, tiers: createTiers(chancesOfSwings(chances), simulated, reckoned), target },
      watch,
    ),
  }
}

/** Each is some forty numbers. */
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
    const { vendor } = vendorOf(network.parts[part]!)
    const ofVendor = byVendor.get(vendor) ?? newSum(steps)
    byVendor.set(vendor, ofVendor)
    const sum = newSum(everyStep)
    for (const point of members) {
      const look: PointLasting = lookAtPoint(network, named, point, tiers, recordsOf)
      survivalAtEnd[point] = look.survivalAtEnd
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
  const own = parts.map((part, index) => ({ part, index })).filter(({ part }) => vendorOf(part).vendor === vendor)
  const unreckoned = own.filter(({ index }) => rates[index] === undefined).length
  return {
    vendor,
    name: own[0] ? vendorOf(own[0].part).name : vendor,
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
