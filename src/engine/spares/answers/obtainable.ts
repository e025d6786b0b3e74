// Whether a part can still be had: ordered on the first day, and delivered before the supply ends.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import { type Barred, barFrom, sayBar } from '../points/barred.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import type { Offer } from '../purchase/cheapest-order.ts'
import { firstStepFrom, isWithin } from '../points/step-calendar.ts'

/** A part as it can be ordered, in one order for all pools. */
export interface PartOffer {
  /** Index of the part. */
  readonly part: number
  /** What one costs, in hundredths; undefined: not known. */
  readonly hundredths: number | undefined
  /** The step at whose beginning an order of the first day arrives. */
  readonly arrivalStep: number
  /** Undefined: nobody knows, and it is reckoned as if it came at once. */
  readonly arrivesOn: CivilDay | undefined
  readonly minimumOrder: number
  readonly most: number
  /** Why none can be had; undefined: nothing is in the way. */
  readonly obstacle: string | undefined
  /** What else is to be had with them. */
  readonly caution: string | undefined
}

/** Of a part, or of the family that goes by it. */
export interface Terms {
  /** Members that can be had, the cheapest first: the next is bought where there is not enough of those before. */
  readonly offers: readonly PartOffer[]
  /** Members that could be had too, but come later: what is bought is reckoned from the arrival of the cheapest. */
  readonly later: readonly PartOffer[]
  /** What is bought is there at the beginning of this step. */
  readonly arrivalStep: number
  /** The most that can be had of all of them. */
  readonly most: number
  /** Why none can be had; undefined: some can. */
  readonly obstacle: string | undefined
  readonly isPriced: boolean
}

export function termsOf(network: SparesNetwork, head: number): Terms {
  const all = network.families.membersOf.get(head)!.map((part) => offerOf(network, part))
  const best = all.reduce((first, offer) => (isBetter(offer, first) ? offer : first))
  const isPriced = best.hundredths !== undefined
  const others = all.filter(
    (offer) => offer !== best && offer.most > 0 && (offer.hundredths !== undefined) === isPriced,
  )
  const inTime = others.filter(({ arrivalStep }) => arrivalStep <= best.arrivalStep)
  const byPrice = inTime.sort((left, right) => (left.hundredths ?? 0) - (right.hundredths ?? 0))
  const offers = best.most > 0 ? [best, ...byPrice] : []
  return {
    offers,
    later: others.filter((offer) => !inTime.includes(offer)),
    arrivalStep: best.arrivalStep,
    most: offers.reduce((sum, { most }) => sum + most, 0),
    obstacle: best.obstacle,
    isPriced,
  }
}

/** A part of a family that is sold on the first day at a price, and that no rule forbids to put in. */
export interface OfferToday extends Offer {
  readonly part: number
}

/** Of the family that goes by a part, the cheapest first, whatever ends later. */
export function offersToday(network: SparesNetwork, head: number): OfferToday[] {
  const { families, parts, cutOffs, calendar } = network
  return families.membersOf
    .get(head)!
    .flatMap((part): OfferToday[] => {
      const { price, lastOrder = AFTER_ALL, minimumOrder, maximumOrder: most = Number.POSITIVE_INFINITY } = parts[part]!
      const isSold = lastOrder >= calendar.from && cutOffs[part]!.newUnits.from > calendar.from && most >= minimumOrder
      return price && isSold && !barOfBought(network, part, calendar.from)
        ? [{ part, unitCost: Math.round(price.value.hundredths), minimumOrder, most }]
        : []
    })
    .sort((left, right) => left.unitCost - right.unitCost)
}

/** What can be had before what cannot, what has a price before what has none, the cheaper first, of equals the sooner. */
function isBetter(offer: PartOffer, best: PartOffer): boolean {
  if (offer.most > 0 !== best.most > 0) return offer.most > 0
  const [price, bestPrice] = [offer.hundredths, best.hundredths].map((one) => one ?? Number.POSITIVE_INFINITY)
  return price === bestPrice ? offer.arrivalStep < best.arrivalStep : price! < bestPrice!
}

const ARRIVAL_NOT_KNOWN =
  'a day of delivery: nobody says how long an order takes, and they are reckoned as if they came at once (leadTimeDays in parts.csv)'

function offerOf(network: SparesNetwork, part: number): PartOffer {
  const { parts, cutOffs, calendar } = network
  const { price, leadTimeDays, lastOrder, minimumOrder, maximumOrder, needsKey } = parts[part]!
  const { newUnits } = cutOffs[part]!
  const arrivesOn = leadTimeDays && calendar.from + leadTimeDays.value
  const arrivalStep = firstStepFrom(calendar, arrivesOn ?? calendar.from)
  const most = maximumOrder ?? Number.POSITIVE_INFINITY
  const isKeyLost = needsKey && isWithin(calendar, newUnits.from)
  const cautions = [
    ...(isKeyLost ? ['their keys of activation, while the manufacturer gives any'] : []),
    ...(arrivesOn === undefined ? [ARRIVAL_NOT_KNOWN] : []),
  ]
  const caution = cautions.length === 0 ? undefined : cautions.join('; ')
  const offer = { part, hundredths: price?.value.hundredths, arrivalStep, arrivesOn, minimumOrder, caution }
  const none = (obstacle: string): PartOffer => ({ ...offer, most: 0, obstacle })
  if (lastOrder !== undefined && lastOrder < AFTER_ALL && lastOrder < calendar.from)
    return none('the last order day is past')
  if (newUnits.from <= calendar.from) return none('the supply of new units has ended')
  if (arrivesOn !== undefined && arrivesOn >= newUnits.from)
    return none('an order of the first day would arrive after the supply of new units ends')
  if (arrivalStep >= calendar.stepCount) return none('an order of the first day would arrive after the last day')
  const bar = barOfBought(network, part, arrivesOn ?? calendar.from)
  if (bar) return none(sayBar(bar))
  if (most < minimumOrder) return none('the most that can be had is less than the least order')
  return { ...offer, most, obstacle: undefined }
}

function barOfBought({ bars, calendar }: SparesNetwork, part: number, day: CivilDay): Barred | undefined {
  return barFrom(bars.whereItServes, calendar, { part, of: 'bought', day })
}
