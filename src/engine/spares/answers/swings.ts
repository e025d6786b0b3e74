// The same question with one assumption otherwise, mostly to either side: what it does to the survival, and to what must be
// bought.
//
// The base is the answer itself. What an assumption changes is reckoned more roughly, twice: as it is and otherwise, over the
// same futures of the plan, with what is to be moved planned anew, and simulated a sixteenth as often, by the same random numbers.
// By as much as these two differ the answer is changed, part by part; where the rougher reckoning as it is comes to the answer,
// as it does where all is exact, the other is taken as it is; and nothing is told that could not be had otherwise, or need not be.
// How far off a change of cost is by that: `cost-doubt.ts`.

import type { Lasting, SparesReport, SwingOutcome, SwingRow, SwingSide } from '#model/spares-report.ts'
import { asPlanned, type NamedPoints, type PlanSlip, type PointMaker } from '../points/make-points.ts'
import type { SparesNetwork, Variation } from '../points/spares-network.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { varyNetwork } from '../points/vary-network.ts'
import { mostValuable } from '../purchase/choices.ts'
import { type CostDoubt, doubtsOf, errorOfChange } from './cost-doubt.ts'
import { HoursLost } from './hours-lost.ts'
import { layOver, type Reckoned } from './known.ts'
import { climbLadder } from './ladders.ts'
import type { LastingAnswers } from './lasting-look.ts'
import { planMoves } from './moves.ts'
import { type Terms, termsOf } from './obtainable.ts'
import type { PurchaseAnswer } from './purchase-answer.ts'
import { costOf, countShort, groupsOf, type Orders, ordersOf, type PartOrder, planFor } from './purchase-plan.ts'
import {
  hoursLostWith,
  type Item,
  openShop,
  orderOf,
  type Quantities,
  type Shop,
  splitUnits,
  survivalTogether,
  unitsChosen,
} from './purchase-shop.ts'
import type { Target } from './target.ts'
import type { LadderTiers } from './tiers.ts'

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

/** A network with its points, of which nothing is moved. */
export interface LaidOut {
  readonly network: SparesNetwork
  readonly unmoved: NamedPoints
}

export interface SwingCase extends LaidOut {
  /** What is moved is where it is then. */
  readonly named: NamedPoints
}

/** Whether the point gives or gets units that are moved. */
export function isMoved({ named, unmoved }: SwingCase, point: number): boolean {
  return asPlanned(named).stock[point] !== asPlanned(unmoved).stock[point]
}

export interface Swings {
  /** As it is. */
  readonly base: SwingCase
  /** For what is moved in it, and nothing else since: what is moved otherwise hangs on nothing that comes to be known meanwhile. */
  readonly reckoned: Reckoned
  readonly swings: readonly Swing[]
}

export interface Swing {
  readonly assumption: string
  readonly sides: readonly SideToAsk[]
}

export interface SideToAsk {
  readonly change: string
  /** Laid out when its turn comes: all of them at once would be the network many times over. */
  readonly layOut: () => LaidOut
}

/** `base`: as it is. `slips`: how late the plan may be, as in the answer. `reckoned`: for what is moved in it. */
export function listSwings(
  maker: PointMaker,
  base: SwingCase,
  { slips, reckoned }: { readonly slips: readonly PlanSlip[] | undefined; readonly reckoned: Reckoned },
): Swings {
  const layOut = (variation: Variation): LaidOut => ({
    network: varyNetwork(base.network, variation),
    unmoved: maker.make(slips, variation),
  })
  const swings = SWINGS.map(([assumption, sides]) => ({
    assumption,
    sides: sides.map(([change, variation]) => ({ change, layOut: () => layOut(variation) })),
  }))
  return { base, swings, reckoned }
}

/** With what is to be moved then moved; what does not last whatever is moved lies as in the answer, for it costs nothing either way. */
export function moveFirst(
  { network, unmoved }: LaidOut,
  { base, reckoned: asItIs }: Swings,
  { target, budget }: SwingQuestion,
): SwingCase {
  const reckoned = layOver(asItIs)
  const rough = { hopelessAs: asPlanned(base.named).stock }
  const { named } = planMoves({ network, named: unmoved, target, budget, reckoned, rough })
  return { network, unmoved, named }
}

export interface SwingQuestion {
  readonly target: Target
  /** Undefined: what the target needs. */
  readonly budget: number | undefined
}

/** An outcome, and what is ordered for it. */
export interface Ordered {
  readonly outcome: SwingOutcome
  readonly orders: Orders
}

/** The same, reckoned more roughly. */
export interface RoughlyOrdered extends Ordered {
  /** How far off its cost may be. */
  readonly doubts: readonly CostDoubt[]
  /** Parts that are to reach the target together. */
  readonly groups: readonly (readonly number[])[]
  /** By part, in hundredths what as much as can be had costs. */
  readonly dearest: ReadonlyMap<number, number>
  /** Nothing is bought or moved. */
  readonly isNothingDone: boolean
  /** All together with as much of everything as helps. */
  readonly survivalAtBest: number
}

/** Reckoned more roughly than the answer. */
export interface SwingOutcomes {
  /** As it is. */
  readonly again: RoughlyOrdered
  /** Side after side; undefined where the assumption changes nothing. */
  readonly otherwise: readonly (RoughlyOrdered | undefined)[]
}

/** Each against the answer, what changes it most first. */
export function swingAssumptions(
  { base, swings }: Swings,
  answer: Ordered,
  question: SwingQuestion,
  { again, otherwise }: SwingOutcomes,
): SparesReport['swings'] {
  let side = 0
  const rows = swings.map(({ assumption, sides }) => ({
    assumption,
    sides: sides.map(({ change }) => {
      const outcome = otherwise[side++]
      if (!outcome) return { change, ...answer.outcome, costError: 0 }
      return { change, ...withoutRounding(differ(answer, again, outcome, question), answer.outcome) }
    }),
  }))
  const orders = [answer, ...otherwise].flatMap((one) => [...(one?.orders.values() ?? [])])
  const isBought = orders.some(({ units }) => units > 0)
  const isAnyMoved = base.named.names.some((_, point) => isMoved(base, point))
  const toldBy = tellingFigure(question, answer.outcome, rows, isBought || isAnyMoved)
  const figures = figuresInOrder(question, answer.outcome, rows, toldBy)
  return {
    base: answer.outcome,
    toldBy,
    assumptions: rows.toSorted((left, right) => compareEffects(figures, answer.outcome, left, right)),
  }
}

/** Sums in another order differ by a few parts in a thousand million million. */
const ROUNDING = 1e-12

/** What differs from the answer by no more than rounding does not differ. */
export function withoutRounding<Told extends SwingOutcome>(told: Told, answer: SwingOutcome): Told {
  const figures = Object.entries(answer).map(([figure, value]) => {
    const otherwise = told[figure as Figure]
    const isSame = Math.abs(otherwise - value) <= ROUNDING * Math.max(Math.abs(otherwise), Math.abs(value))
    return [figure, isSame ? value : otherwise] as const
  })
  return { ...told, ...Object.fromEntries(figures) }
}

type Figure = keyof SwingOutcome
type ToldBy = SparesReport['swings']['toldBy']

/** A survival that differs by less is told as the same. */
const LEAST_TELLING = 0.0005

/** The first that any assumption changes: the cost, and where nothing is bought for more or less, what is reached with it. */
function tellingFigure(
  question: SwingQuestion,
  base: SwingOutcome,
  rows: readonly SwingRow[],
  isAnythingDone: boolean,
): ToldBy {
  if (question.budget === undefined && effectOf(rows, 'cost', base) > 0) return 'cost'
  const isWithWhatIsHad = isAnythingDone || question.budget !== undefined
  return reachedOf(
    question,
    base,
    rows,
    isWithWhatIsHad ? ['survivalBought', 'weightHoursBought'] : ['survivalAtEnd', 'weightHoursLost'],
  )
}

/** Hours where they are asked, and where survival is the same whatever is otherwise: all runs out as surely, say. */
function reachedOf<One extends Figure>(
  { target }: SwingQuestion,
  base: SwingOutcome,
  rows: readonly SwingRow[],
  [survival, hours]: readonly [survival: One, hours: One],
): One {
  if (target.kind === 'weightHoursLost') return hours
  return effectOf(rows, survival, base) > LEAST_TELLING || effectOf(rows, hours, base) === 0 ? survival : hours
}

/** By which assumptions are put in order, what counts most first. */
function figuresInOrder(
  question: SwingQuestion,
  base: SwingOutcome,
  rows: readonly SwingRow[],
  toldBy: ToldBy,
): readonly Figure[] {
  const without = reachedOf<Figure>(question, base, rows, ['survivalAtEnd', 'weightHoursLost'])
  return question.budget === undefined
    ? ['groupsMissed', toldBy, 'groupsShort', without]
    : [toldBy, 'groupsShort', without]
}

/** The largest of all sides. */
function effectOf(rows: readonly SwingRow[], figure: Figure, base: SwingOutcome): number {
  return Math.max(0, ...rows.flatMap(({ sides }) => sides.map((side) => Math.abs(side[figure] - base[figure]))))
}

function compareEffects(figures: readonly Figure[], answer: SwingOutcome, left: SwingRow, right: SwingRow): number {
  for (const figure of figures) {
    const difference = effectOf([right], figure, answer) - effectOf([left], figure, answer)
    if (difference !== 0) return difference
  }
  return 0
}

export function outcomeOf(
  one: SwingCase,
  { target, budget }: SwingQuestion,
  tiers: LadderTiers,
  reckoned: Reckoned,
): RoughlyOrdered {
  const { network, named, unmoved } = one
  const [hours, hoursUnmoved] = [named, unmoved].map((some) => new HoursLost(network, some, tiers, reckoned))
  const shop = openShop({ network, named, tiers, target, hours: hours! })
  const groups = groupsOf(network, shop.items, target.per)
  const plan = planFor(shop, groups, budget)
  const lost = shop.items.map((item) => lostOf(one, shop, item, plan.quantities, hoursUnmoved!))
  return {
    outcome: {
      ...withoutBuying(one, shop, groups, lost, tiers),
      cost: costOf(shop, plan),
      groupsMissed: countShort(shop, plan, groups),
      survivalBought: Math.min(1, survivalTogether(shop, plan.quantities)),
      weightHoursBought: lost.reduce((sum, { bought }) => sum + bought, 0),
    },
    orders: ordersOf(shop, plan),
    doubts: doubtsOf(shop, plan),
    groups: groups.map((some) => some.map((item) => shop.items[item]!.part)),
    dearest: new Map(shop.items.map(({ part, terms }) => [part, costOfMost(terms)])),
    isNothingDone: plan.units.every((units) => units === 0) && !named.names.some((_, point) => isMoved(one, point)),
    survivalAtBest: Math.min(
      1,
      survivalTogether(shop, splitUnits(shop, unitsChosen(shop, mostValuable(shop.choices)))),
    ),
  }
}

/** In hundredths; Infinity: there is no end of it. */
function costOfMost(terms: Terms): number {
  if (!terms.isPriced || terms.most === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
  return Math.round(orderOf(terms, terms.most)?.cost ?? Number.POSITIVE_INFINITY)
}

const NOTHING: Quantities = new Map()

/** Weight of sites times hours. */
interface Lost {
  /** Nothing being bought or moved. */
  readonly before: number
  readonly bought: number
}

function lostOf(one: SwingCase, { hours }: Shop, item: Item, quantities: Quantities, hoursUnmoved: HoursLost): Lost {
  const items = [item]
  if (item.members.some((point) => isMoved(one, point))) {
    const [before] = hoursLostWith({ items, hours: hoursUnmoved }, [NOTHING])
    const [bought] = hoursLostWith({ items, hours }, [quantities])
    return { before: before!, bought: bought! }
  }
  const [before, bought] = hoursLostWith({ items, hours }, [NOTHING, quantities])
  return { before: before!, bought: bought! }
}

/** Nor moving any. */
function withoutBuying(
  one: SwingCase,
  shop: Shop,
  groups: readonly (readonly number[])[],
  lost: readonly Lost[],
  tiers: LadderTiers,
): Pick<SwingOutcome, 'survivalAtEnd' | 'weightHoursLost' | 'groupsShort'> {
  const { target, items } = shop
  const ladders = shop.ladders.slice()
  for (const { members, terms } of items)
    for (const point of members)
      if (isMoved(one, point)) ladders[point] = climbLadder(tiers, one.unmoved, point, terms.arrivalStep, 0)
  const unmoved = { ...shop, ladders, named: one.unmoved }
  const lostBefore = (some: readonly number[]): number => some.reduce((sum, item) => sum + lost[item]!.before, 0)
  const isShort = (some: readonly number[]): boolean =>
    target.kind === 'weightHoursLost'
      ? lostBefore(some) > target.weightHoursLost
      : survivalTogether(
          unmoved,
          NOTHING,
          some.flatMap((item) => items[item]!.members),
        ) < target.survival
  return {
    survivalAtEnd: Math.min(1, survivalTogether(unmoved, NOTHING)),
    weightHoursLost: lostBefore([...items.keys()]),
    groupsShort: groups.filter(isShort).length,
  }
}

/** The answer, changed as the second of two rougher ones is against the first: survivals by their odds. */
function differ(
  answer: Ordered,
  from: RoughlyOrdered,
  to: RoughlyOrdered,
  question: SwingQuestion,
): Omit<SwingSide, 'change'> {
  const { budget } = question
  const [told, one, other] = [answer.outcome, from.outcome, to.outcome]
  const survivalAtEnd = shiftOdds(told.survivalAtEnd, one.survivalAtEnd, other.survivalAtEnd)
  // It asks no chance.
  const { weightHoursLost } = other
  const counted = (figure: 'groupsShort' | 'groupsMissed'): number =>
    Math.min(to.groups.length, Math.max(0, told[figure] + other[figure] - one[figure]))
  // What falls short is what something is bought for, so that none does where none does in the rougher one, and else one at least.
  const groupsShort = other.groupsShort === 0 ? 0 : Math.max(1, counted('groupsShort'))
  const without = { survivalAtEnd, weightHoursLost, groupsShort }
  if (to.isNothingDone)
    return {
      ...without,
      cost: 0,
      costError: costErrorOf(from, to),
      groupsMissed: groupsShort,
      survivalBought: survivalAtEnd,
      weightHoursBought: weightHoursLost,
    }
  const survivalBought = shiftOdds(told.survivalBought, one.survivalBought, other.survivalBought)
  const cost = costOtherwise(answer.orders, from.orders, to)
  const groupsMissed = Math.min(groupsShort, counted('groupsMissed'))
  const bought = {
    survivalBought: Math.min(survivalBought, Math.max(survivalAtEnd, to.survivalAtBest)),
    weightHoursBought: changeHours(told.weightHoursBought, one.weightHoursBought, other.weightHoursBought),
  }
  return {
    ...without,
    cost: budget === undefined ? cost : Math.min(cost, Math.round(budget * 100)),
    costError: costErrorOf(from, to),
    groupsMissed,
    ...(groupsMissed === 0 ? asAsked(bought, question) : bought),
  }
}

/** What all reach together is no less than what is asked of all together, where that is reached. */
function asAsked<Bought extends Pick<SwingOutcome, 'survivalBought' | 'weightHoursBought'>>(
  bought: Bought,
  { target, budget }: SwingQuestion,
): Bought {
  if (target.per !== 'network' || budget !== undefined) return bought
  return target.kind === 'survival'
    ? { ...bought, survivalBought: Math.max(bought.survivalBought, target.survival) }
    : { ...bought, weightHoursBought: Math.min(bought.weightHoursBought, target.weightHoursLost) }
}

/** By as many as more are lost, or in proportion where fewer are: some cannot be saved, and none is lost less than never. */
function changeHours(answer: number, from: number, to: number): number {
  if (answer === from) return to
  return to >= from ? answer + (to - from) : answer * (to / from)
}

/**
 * In hundredths. Of each part by as many units more or fewer as the rougher reckonings differ, at what it costs otherwise, and by
 * no more than can be had; nothing of those that reach the target together without buying, or cannot be helped.
 */
function costOtherwise(answer: Orders, from: Orders, to: RoughlyOrdered): number {
  let cost = 0
  for (const part of to.groups.filter((parts) => isBought(to, parts)).flat()) {
    const [before, after] = [from.get(part)!, to.orders.get(part)!]
    const otherwise = after.hundredths + (answer.get(part)!.hundredths - before.hundredths) * dearer(before, after)
    cost += Math.min(to.dearest.get(part)!, Math.max(0, otherwise))
  }
  return Math.round(cost)
}

function isBought({ orders }: RoughlyOrdered, parts: readonly number[]): boolean {
  return parts.some((part) => orders.get(part)!.units > 0)
}

/** In hundredths. Where nothing is bought otherwise, only that may be off. */
function costErrorOf(from: RoughlyOrdered, to: RoughlyOrdered): number {
  const dearerOf = (parts: readonly number[]): number => {
    let [before, then] = [0, 0]
    for (const part of parts) {
      const order = from.orders.get(part)!
      before += order.hundredths
      then += order.hundredths * dearer(order, to.orders.get(part)!)
    }
    return before === 0 ? 1 : then / before
  }
  const before = from.doubts.filter(({ parts }) => isBought(to, parts))
  return Math.round(errorOfChange(before, to.doubts, dearerOf))
}

/** By how many times a unit costs more. */
function dearer(before: PartOrder, after: PartOrder): number {
  return before.hundredths > 0 && after.units > 0 ? priceOf(after) / priceOf(before) : 1
}

const priceOf = ({ units, hundredths }: PartOrder): number => hundredths / units

function shiftOdds(answer: number, from: number, to: number): number {
  if (answer === from || from === 0 || from === 1) return to
  if (from === to) return answer
  if (answer === 0 || answer === 1) return to
  const yes = answer * to * (1 - from)
  const no = (1 - answer) * (1 - to) * from
  return yes / (yes + no)
}

/** Whether the assumption changes nothing that is reckoned with: no part is repaired, say. */
export function isAlike(otherwise: LaidOut, base: LaidOut): boolean {
  return (
    otherwise.unmoved.futures.every(({ points }, future) =>
      isSamePoints(points, base.unmoved.futures[future]!.points),
    ) &&
    base.unmoved.names.every(({ part }) => isSameTerms(termsOf(otherwise.network, part), termsOf(base.network, part)))
  )
}

function isSameTerms(one: Terms, other: Terms): boolean {
  return (
    one.arrivalStep === other.arrivalStep &&
    one.most === other.most &&
    one.offers.length === other.offers.length &&
    one.offers.every(({ hundredths }, index) => hundredths === other.offers[index]!.hundredths)
  )
}

function isSamePoints(some: StockingPoints, others: StockingPoints): boolean {
  return (Object.keys(some) as (keyof StockingPoints)[]).every((name) => {
    const [one, other] = [some[name], others[name]]
    if (typeof one === 'number' || typeof other === 'number') return one === other
    return one.length === other.length && one.every((value, index) => value === other[index])
  })
}

/** What the swings are told against. */
export function outcomeToldOf(
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
