// How long will the spares last, and what must we buy now? The answers of one scenario, in the order in which they are read.

import { formatDay } from '#base/calendar.ts'
import type { Estate } from '#model/estate.ts'
import type { SparesQuestion } from '#model/spares-question.ts'
import type { Lasting, PartResult, SparesReport } from '#model/spares-report.ts'
import type { VendorBook } from '../../vendors/index.ts'
import { indexRecords, type NamedPoints, PointMaker } from '../points/make-points.ts'
import type { AskBars } from '../points/barred.ts'
import { readNetwork } from '../points/read-network.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { listAssumptions } from './assumptions.ts'
import { coverSpares } from './coverage.ts'
import { crossCheck } from './cross-check.ts'
import { describeJointly } from './describe-jointly.ts'
import { describeDisruptions } from './disruptions.ts'
import { jointlyFor, type JointTallies, simulateAll } from './joint-questions.ts'
import { HoursLost } from './hours-lost.ts'
import { layOver, type Reckoned } from './known.ts'
import { type LastingAnswers, LastingLook } from './lasting-look.ts'
import { asOnePool, describeLateralSupply, PooledLook } from './lateral-supply.ts'
import { describeMoves } from './describe-moves.ts'
import { type Moved, planMoves } from './moves.ts'
import { describePart } from './part-result.ts'
import { createTiers } from './point-tiers.ts'
import { buyForTarget, costOfTarget, type PurchaseAnswer } from './purchase-answer.ts'
import { chooseTimes, type ReportTimes } from './report-times.ts'
import { type Chances, type Simulated, SimulationList, type SimulationTask } from './simulations.ts'
import { describeSteadyState } from './steady-state.ts'
import { listSwings, outcomeToldOf, swingAssumptions, type SwingQuestion, type Swings } from './swings.ts'
import { probabilityOf, type Target, targetOf } from './target.ts'
import type { Tiers } from './tiers.ts'
import type { Watch } from './watch.ts'
import { type LadderLook, WhatIfs } from './what-ifs.ts'

/** What the report says that follows from the question; the rest is what it was asked of. */
export type SparesAnswer = Pick<SparesReport, Exclude<Told, keyof Reckoning>> & Reckoning

/** What is reckoned whether anything is known or not: it is told by `tellKnown`. */
interface Reckoning {
  readonly network: Lasting
  readonly eachSiteOnce: NonNullable<SparesReport['eachSiteOnce']>
  readonly purchase: SparesReport['purchase'] & { readonly isReached: boolean; readonly networkSurvival: number }
}

type Told =
  | 'coverage'
  | 'assumptions'
  | 'disruptions'
  | 'days'
  | 'network'
  | 'eachSiteOnce'
  | 'vendors'
  | 'parts'
  | 'moves'
  | 'withMoves'
  | 'purchase'
  | 'frontier'
  | 'next'
  | 'runnerUp'
  | 'steadyState'
  | 'swings'
  | 'joint'
  | 'lateral'
  | 'crossCheck'

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
  /** What was reckoned for it, and will be for the answer. */
  readonly reckoned: Reckoned
}

/** `ask`: which rules forbid what; left out: none does. */
export function prepareSpares(
  question: SparesQuestion,
  estate: Estate,
  book: VendorBook,
  ask?: AskBars,
): PreparedSpares {
  const network = readNetwork(question, estate, book, ask)
  const slips = question.scenario.assumptions?.planSlips
  const maker = new PointMaker(network, slips)
  const named = maker.make(slips)
  const target = targetOf(question)
  const forMoves: Reckoned = new Map()
  const { budget } = question.scenario
  const moved = planMoves({ network, named, target, budget, reckoned: forMoves })
  return {
    question,
    network,
    target,
    named,
    moved,
    pooled: asOnePool(network, named),
    swings: listSwings(maker, { network, unmoved: named, named: moved.named }, { slips, reckoned: forMoves }),
    reckoned: layOver(forMoves),
  }
}

/** Points of several parts that stand together, simulated and looked at before the next. */
type Share = readonly (readonly number[])[]

/** So many points at least: what was simulated of them step by step is held at once. */
const POINTS_A_SHARE = 200

/** Parts share after share. */
function sharesOf({ named }: PreparedSpares): Share[] {
  const shares: (readonly number[])[][] = []
  let room = 0
  for (const members of named.byPart.values()) {
    if (room <= 0) {
      shares.push([])
      room = POINTS_A_SHARE
    }
    shares.at(-1)!.push(members)
    room -= members.length
  }
  return shares
}

/** What must be simulated of a share; the bounds of lateral supply a quarter as often. */
function simulationsFor(
  { network, named, moved, pooled }: PreparedSpares,
  share: Share,
  chances: Chances,
  reckoned: Reckoned,
): SimulationTask[] {
  const list = new SimulationList(reckoned)
  const members = share.flat()
  for (const one of [named, moved.named]) list.add(network, one, members, chances)
  const ofShare = share.flatMap(([first]) => pooled.byPart.get(named.names[first!]!.part) ?? [])
  list.add(network, pooled, ofShare, fewerChances(chances))
  return list.tasks
}

function fewerChances({ seed, replications }: Chances): Chances {
  return { seed, replications: Math.ceil(replications / 4) }
}

/** What is simulated of a share, before it is looked at. */
export interface PointLook {
  readonly kind: 'points'
  readonly tasks: readonly SimulationTask[]
  readonly take: (simulated: Simulated) => void
}

/** Looks are taken in their order. What is not among what was simulated is so when it is needed. */
export type Look = PointLook | LadderLook

/** The answer where nothing is simulated yet: it is when it is needed. */
export function answerSpares(prepared: PreparedSpares, chances: Chances): SparesAnswer {
  const reckoning = new SparesReckoning(prepared, chances)
  for (const { take } of reckoning.looks()) take(new Map())
  return reckoning.finish(simulateAll(jointlyFor(prepared, chances)))
}

/** An answer in the making: looks are taken in their order, each with what was simulated for it. */
export class SparesReckoning {
  readonly #prepared: PreparedSpares
  readonly #chances: Chances
  readonly #watch: Watch
  readonly #times: ReportTimes
  readonly #simulated: Simulated = new Map()
  readonly #reckoned: Reckoned
  readonly #tiers: Tiers
  readonly #whatIfs: WhatIfs
  readonly #lasting: LastingLook
  readonly #pooled: PooledLook

  constructor(prepared: PreparedSpares, chances: Chances, watch: Watch = () => undefined) {
    const { network, named, pooled, target } = prepared
    this.#prepared = prepared
    this.#chances = chances
    this.#reckoned = prepared.reckoned
    this.#watch = watch
    this.#times = chooseTimes(network.calendar)
    this.#tiers = createTiers(chances, this.#simulated, this.#reckoned)
    this.#whatIfs = new WhatIfs(
      {
        swings: prepared.swings,
        question: swingQuestionOf(prepared),
        shares: sharesOf(prepared).map((share) => share.flat()),
      },
      chances,
      this.#reckoned,
      watch,
    )
    this.#lasting = new LastingLook(network, named, this.#times, probabilityOf(target))
    this.#pooled = new PooledLook(network, pooled, this.#times)
  }

  /** Share after share, then what if. */
  *looks(): Generator<Look> {
    for (const share of sharesOf(this.#prepared))
      yield {
        kind: 'points',
        tasks: simulationsFor(this.#prepared, share, this.#chances, this.#reckoned),
        take: (simulated) => this.#take(share, simulated),
      }
    yield* this.#whatIfs.looks()
  }

  #take(share: Share, simulated: Simulated): void {
    for (const [key, one] of simulated) this.#simulated.set(key, one)
    for (const members of share) {
      this.#lasting.look(members, this.#tiers)
      this.#pooled.look(this.#prepared.named.names[members[0]!]!.part, this.#tiers)
      this.#watch('reckoning how long the spares last', members.at(-1)! + 1, this.#prepared.named.names.length)
    }
    // From here on only needs are asked for.
    for (const one of simulated.values()) one.courses = undefined
  }

  /** When all looks were taken. */
  finish(jointly: JointTallies): SparesAnswer {
    const { question, network, named, moved, target, swings } = this.#prepared
    const { budget } = swingQuestionOf(this.#prepared)
    const [chances, watch, tiers] = [this.#chances, this.#watch, this.#tiers]
    const lasting = this.#lasting.finish()
    watch('looking for what to buy')
    const askOf = (some: NamedPoints) => {
      const hours = new HoursLost(network, some, tiers, this.#reckoned)
      return { network, named: some, tiers, target, budget, hours }
    }
    const purchase = buyForTarget(askOf(moved.named), moved.moves)
    const { isReached, cost } = purchase.report
    const costWithoutMoves = moved.moves.length > 0 ? costOfTarget(askOf(named)) : isReached ? cost : undefined
    return {
      coverage: coverSpares(network),
      assumptions: listAssumptions(network),
      disruptions: describeDisruptions(question, network),
      days: this.#times.days.map(formatDay),
      network: lasting.network,
      eachSiteOnce: describeLostOnce(lasting),
      vendors: lasting.vendors,
      parts: describeParts(network, named, lasting, purchase),
      moves: describeMoves(network, moved.moves),
      ...(purchase.withMoves ? { withMoves: purchase.withMoves.network } : {}),
      purchase: {
        ...purchase.report,
        weightHoursLost: { before: lasting.network.weightHoursLost, after: purchase.weightHoursLost },
        costWithoutMoves: costWithoutMoves ?? null,
      },
      ...purchase.frontier,
      steadyState: describeSteadyState(network, named, watch),
      joint: describeJointly(network, named, lasting, jointly.alone, this.#times),
      ...this.#describeHelp(lasting, jointly),
      crossCheck: crossCheck(named, tiers, chances.seed),
      swings: swingAssumptions(
        swings,
        { outcome: outcomeToldOf(lasting, target, purchase), orders: purchase.orders },
        { target, budget },
        this.#whatIfs.finish(),
      ),
    }
  }

  /** Nothing where no pool helps another. */
  #describeHelp({ ofPart }: LastingAnswers, { alone, helping }: JointTallies): Pick<SparesReport, 'lateral'> {
    if (!helping) return {}
    const { network, named } = this.#prepared
    return {
      lateral: describeLateralSupply({ network, named, ofPart, onePool: this.#pooled.lastings, alone, helping }),
    }
  }
}

function describeLostOnce({
  eachSiteOnce: { weightLost, weightHoursLost },
}: LastingAnswers): Reckoning['eachSiteOnce'] {
  return { weightLost: [...weightLost], weightHoursLost }
}

function swingQuestionOf({ question, target }: PreparedSpares): SwingQuestion {
  return { target, budget: question.scenario.budget }
}

function describeParts(
  network: SparesNetwork,
  named: NamedPoints,
  lasting: LastingAnswers,
  purchase: PurchaseAnswer,
): PartResult[] {
  const recordsOf = indexRecords(network)
  const boughtOf = new Map<string, number>()
  for (const { part, quantity } of purchase.report.buys) boughtOf.set(part, (boughtOf.get(part) ?? 0) + quantity)
  return network.parts.map((_, part) =>
    describePart({
      network,
      named,
      part,
      members: named.byPart.get(part) ?? [],
      recordsOf,
      lasting: lasting.ofPart.get(part),
      survivalAtEnd: lasting.survivalAtEnd,
      errorAtEnd: lasting.errorAtEnd,
      quantities: purchase.quantities,
      boughtOf,
      withMoves: purchase.withMoves?.ofPart.get(part),
    }),
  )
}
