// What waits for a spare while supply runs, in words.

import { formatCount, formatNumber } from '#base/format-number.ts'
import { formatShare } from '#base/rational.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { leastWaitingTold, type SteadyPart, type SteadyPurchase, type SteadyState } from '#model/steady-state-report.ts'
import { joinNames } from '../figures.ts'
import { sayProbability } from '#model/say-probability.ts'
import { sayFew, sayMoney } from './words.ts'

/** Units waiting, with the digits by which better and worse differ: `0.00646`, `21.4`, `1,204`. */
export function sayWaiting(units: number): string {
  return units < 9.95 ? sayFew(units, 3) : formatNumber(Number(units.toPrecision(3)))
}

export function saySteadyTitle({ holdsUntil }: SteadyState): string {
  return holdsUntil === null
    ? 'While supply runs as it does today'
    : `While supply runs as it does today, until ${holdsUntil}`
}

/** What the stock gives, what its money could give, and what as much would cost. */
export function saySteadyStock({ steadyState, currency }: SparesReport): string[] {
  const { today, units } = steadyState
  const waiting = `${sayWaiting(today.unitsWaiting)} of ${formatCount(Math.round(units), 'unit')} in service wait for a spare, on average at any moment`
  const served = `${sayProbability(today.supplyAvailability)} do not, and ${sayProbability(today.functionAvailability)} of what elements need of a part is there`
  const stock =
    today.cost === 0
      ? 'what is on hand and on order'
      : `${formatCount(today.units, 'unit')} on hand and on order, worth ${sayMoney(today.cost, currency)}`
  const money = today.cost === 0 ? [] : [saySameMoney(steadyState, currency), sayAsMuch(steadyState, currency)]
  return [`With ${stock}, ${waiting}: ${served}.`, ...sayMoving(steadyState), ...money]
}

function sayMoving({ today, unitsWaitingBest }: SteadyState): string[] {
  return today.unitsWaiting - unitsWaitingBest < leastWaitingTold(today)
    ? []
    : [
        `The same units, where each helps most, would leave ${sayWaiting(unitsWaitingBest)} waiting: that takes moving them alone.`,
      ]
}

/** Money beyond which hardly any unit waits is not needed for it. */
const NEARLY_ALL = 0.99

function saySameMoney({ today, sameMoney }: SteadyState, currency: string | undefined): string {
  const left = `spent as well as can be, would leave ${sayWaiting(sameMoney.unitsWaiting)} waiting`
  return sameMoney.cost > today.cost * NEARLY_ALL
    ? `The same money, ${left}.`
    : `${sayMoney(sameMoney.cost, currency)} of that money, ${left}; while supply runs the rest helps nobody.`
}

function sayAsMuch({ today, sameAvailability }: SteadyState, currency: string | undefined): string {
  return sameAvailability.cost < today.cost
    ? `As few as today would wait with ${formatCount(sameAvailability.units, 'unit')} for ${sayMoney(sameAvailability.cost, currency)}, where they help most.`
    : 'As few as today would wait for no less money.'
}

/** Parts that leave units waiting, the most first. */
export function waitingMost({ parts, today }: SteadyState): SteadyPart[] {
  return parts
    .filter(({ unitsWaiting }) => unitsWaiting >= leastWaitingTold(today))
    .sort((left, right) => right.unitsWaiting - left.unitsWaiting)
}

/** What the columns of a part mean. */
export function saySteadyColumns({ asked }: SteadyState): string {
  return `In resupply: failed and not made good yet, on average. Position: on hand, on order, on the way and in repair. Placed best: waiting, were the same units where they help most. Fill takes, ready takes: the position with which every pool is ${formatShare(asked)} sure that a spare is on the shelf when a unit fails, or that no failed unit waits.`
}

/** What every pool with a store would have to hold by a criterion, with what the central depot holds. */
export function positionTaken({ central, pools }: SteadyPart, by: 'neededToFill' | 'neededToBeReady'): number {
  return pools.reduce((sum, pool) => sum + (pool[by] ?? 0), central?.position ?? 0)
}

/** `2 for NORTH, 1 for the central depot`; one place without its number. */
export function sayPlaces({ places }: SteadyPurchase): string {
  const nameOf = (pool: string | undefined): string => pool ?? 'the central depot'
  if (places.length === 1) return nameOf(places[0]!.pool)
  return places.map(({ pool, quantity }) => `${formatNumber(quantity)} ${nameOf(pool)}`).join(', ')
}

const NAMES_TOLD = 5

/** What is not in these figures. */
export function sayNotKnown({ notKnown, withoutPrice, unitsServingNothing }: SteadyState): string[] {
  const reasons = notKnown.map(
    ({ why, parts }) =>
      `Not reckoned: ${formatCount(parts.length, 'part')}, for ${why}: ${joinNames(parts, NAMES_TOLD)}.`,
  )
  const unpriced =
    withoutPrice.length === 0
      ? []
      : [`In no cost, for nobody says their price, and left as they lie: ${joinNames(withoutPrice, NAMES_TOLD)}.`]
  const idle =
    unitsServingNothing === 0
      ? []
      : [`${formatCount(unitsServingNothing, 'unit')} in pools that have no such unit in service: not reckoned with.`]
  return [...reasons, ...unpriced, ...idle]
}
