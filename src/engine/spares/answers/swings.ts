// The same question with one assumption otherwise, mostly to either side: what it does to the survival, and to what must be
// bought.
//
// The base is the answer itself. What an assumption changes is reckoned more roughly, twice: as it is and otherwise, with the
// plan as it stands, with what is moved where it is then, and simulated a sixteenth as often, by the same random numbers. By as
// much as these two differ the answer is changed.

import type { SwingOutcome, SwingRow } from '#model/spares-report.ts'
import { makePoints, type NamedPoints, withStock } from '../points/make-points.ts'
import type { SparesNetwork, Variation } from '../points/spares-network.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { varyNetwork } from '../points/vary-network.ts'
import { termsOf } from './obtainable.ts'
import { groupsOf } from './purchase-answer.ts'
import { countShort, openShop, planForBudget, planForTarget, survivalTogether } from './purchase-plan.ts'
import type { Target } from './target.ts'
import type { Tiers } from './tiers.ts'
import type { Watch } from './watch.ts'

type Side = readonly [change: string, variation: Variation]

const SWINGS: readonly (readonly [assumption: string, sides: readonly Side[]])[] = [
  [
    'failure rates',
    [
      ['25 % higher', { rateFactor: 1.25 }],
      ['25 % lower', { rateFactor: 0.75 }],
    ],
  ],
  [
    'the plan',
    [
      ['6 months later', { planSlipMonths: 6 }],
      ['6 months earlier', { planSlipMonths: -6 }],
    ],
  ],
  [
    'the end of repairs',
    [
      ['6 months earlier', { repairsEarlierMonths: 6 }],
      ['6 months later', { repairsEarlierMonths: -6 }],
    ],
  ],
  [
    'repairs that succeed',
    [
      ['20 % fewer', { repairYieldFactor: 0.8 }],
      ['20 % more', { repairYieldFactor: 1.2 }],
    ],
  ],
  [
    'what is good of what is taken out',
    [
      ['20 % less', { harvestYieldFactor: 0.8 }],
      ['20 % more', { harvestYieldFactor: 1.2 }],
    ],
  ],
  ['what is taken out is used again', [['only 6 months from now', { harvestLaterMonths: 6 }]]],
  ['lead times', [['3 months longer', { leadTimeMonths: 3 }]]],
  [
    'prices',
    [
      ['20 % higher', { priceFactor: 1.2 }],
      ['20 % lower', { priceFactor: 0.8 }],
    ],
  ],
]

/** A network with its points. */
export interface SwingCase {
  readonly network: SparesNetwork
  readonly named: NamedPoints
}

export interface Swings {
  /** As it is. */
  readonly base: SwingCase
  readonly swings: readonly Swing[]
}

export interface Swing {
  readonly assumption: string
  readonly sides: readonly (SwingCase & { readonly change: string })[]
}

/** `stock`: of each point, what is moved being where it is then. */
export function listSwings(network: SparesNetwork, stock: Int32Array): Swings {
  const caseOf = (variation: Variation): SwingCase => ({
    network: varyNetwork(network, variation),
    named: withStock(makePoints(network, undefined, variation), stock),
  })
  const swings = SWINGS.map(([assumption, sides]) => ({
    assumption,
    sides: sides.map(([change, variation]) => ({ change, ...caseOf(variation) })),
  }))
  return { base: caseOf({}), swings }
}

export interface SwingQuestion {
  readonly tiers: Tiers
  readonly target: Target
  /** Undefined: what the target needs. */
  readonly budget: number | undefined
}

/** Each against the answer, what changes it most first. */
export function swingAssumptions(
  { swings, base }: Swings,
  answer: SwingOutcome,
  question: SwingQuestion,
  watch: Watch,
): SwingRow[] {
  const count = swings.reduce((sum, { sides }) => sum + sides.length, 0)
  let done = 0
  watch('asking what if', done, count)
  const again = outcomeOf(base, question)
  const rows = swings.map(({ assumption, sides }) => ({
    assumption,
    sides: sides.map(({ change, ...otherwise }) => {
      watch('asking what if', done++, count)
      const outcome = isAlike(otherwise, base) ? answer : differ(answer, again, outcomeOf(otherwise, question))
      return { change, ...outcome }
    }),
  }))
  const figures = question.budget === undefined ? FOR_TARGET : FOR_BUDGET
  return rows.toSorted((left, right) => compareEffects(figures, answer, left, right))
}

/** What a swing is told by, what counts most first. */
type Figure = keyof SwingOutcome
const FOR_TARGET: readonly Figure[] = ['cost', 'groupsMissed', 'groupsShort', 'survivalAtEnd']
const FOR_BUDGET: readonly Figure[] = ['survivalBought', 'groupsMissed', 'groupsShort', 'survivalAtEnd']

function compareEffects(figures: readonly Figure[], answer: SwingOutcome, left: SwingRow, right: SwingRow): number {
  const effectOf = ({ sides }: SwingRow, figure: Figure): number =>
    Math.max(...sides.map((side) => Math.abs(side[figure] - answer[figure])))
  for (const figure of figures) {
    const difference = effectOf(right, figure) - effectOf(left, figure)
    if (difference !== 0) return difference
  }
  return 0
}

function outcomeOf({ network, named }: SwingCase, { tiers, target, budget }: SwingQuestion): SwingOutcome {
  const shop = openShop(network, named, tiers)
  const groups = groupsOf(network, named, target.per)
  const plan =
    budget === undefined ? planForTarget(shop, groups, target.survival) : planForBudget(shop, Math.round(budget * 100))
  const nothing = new Uint32Array(named.names.length)
  return {
    survivalAtEnd: Math.min(1, survivalTogether(shop, nothing)),
    groupsShort: countShort(shop, nothing, groups, target.survival),
    cost: plan.quantities.reduce((sum, units, point) => sum + units * (shop.terms[point]!.hundredths ?? 0), 0),
    groupsMissed: countShort(shop, plan.quantities, groups, target.survival),
    survivalBought: Math.min(1, survivalTogether(shop, plan.quantities)),
  }
}

/** The answer, changed as the second of two rougher ones is against the first: costs by their ratio, survivals by their odds. */
function differ(answer: SwingOutcome, from: SwingOutcome, to: SwingOutcome): SwingOutcome {
  const scaled = (cost: number): number => (from.cost === 0 ? cost + to.cost : Math.round((cost * to.cost) / from.cost))
  const counted = (figure: 'groupsShort' | 'groupsMissed'): number =>
    Math.max(0, answer[figure] + to[figure] - from[figure])
  return {
    survivalAtEnd: shiftOdds(answer.survivalAtEnd, from.survivalAtEnd, to.survivalAtEnd),
    groupsShort: counted('groupsShort'),
    cost: scaled(answer.cost),
    groupsMissed: counted('groupsMissed'),
    survivalBought: shiftOdds(answer.survivalBought, from.survivalBought, to.survivalBought),
  }
}

function shiftOdds(answer: number, from: number, to: number): number {
  if (from === to || answer === 0 || answer === 1) return answer
  if (answer === from || from === 0 || from === 1) return to
  const yes = answer * to * (1 - from)
  const no = (1 - answer) * (1 - to) * from
  return yes / (yes + no)
}

/** Whether the assumption changes nothing that is reckoned with: no part is repaired, say. */
function isAlike(otherwise: SwingCase, base: SwingCase): boolean {
  return (
    otherwise.named.futures.every(({ points }, future) => isSamePoints(points, base.named.futures[future]!.points)) &&
    base.named.names.every(({ part }) => {
      const [one, other] = [termsOf(otherwise.network, part), termsOf(base.network, part)]
      return one.hundredths === other.hundredths && one.arrivalStep === other.arrivalStep && one.most === other.most
    })
  )
}

function isSamePoints(some: StockingPoints, others: StockingPoints): boolean {
  return (Object.keys(some) as (keyof StockingPoints)[]).every((name) => {
    const [one, other] = [some[name], others[name]]
    if (typeof one === 'number' || typeof other === 'number') return one === other
    return one.length === other.length && one.every((value, index) => value === other[index])
  })
}
