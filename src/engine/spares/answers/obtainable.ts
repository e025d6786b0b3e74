// Whether a part can still be had: ordered on the first day, and delivered before the supply ends.

import { AFTER_ALL, type CivilDay } from '#base/calendar.ts'
import type { SparesNetwork } from '../points/spares-network.ts'
import { firstStepFrom } from '../points/step-calendar.ts'

export interface Terms {
  /** Index of the part that is bought: of a family the cheapest that can be had. */
  readonly part: number
  /** What one costs, in hundredths; undefined: not known. */
  readonly hundredths: number | undefined
  /** The step at whose beginning an order of the first day arrives. */
  readonly arrivalStep: number
  readonly arrivesOn: CivilDay
  /** The most that can be had of the part, over all pools. */
  readonly most: number
  readonly minimumOrder: number
  /** Why none can be had; undefined: nothing is in the way. */
  readonly obstacle: string | undefined
  /** What else is to be had with them. */
  readonly caution: string | undefined
}

/** Of a part, or of the family that goes by it. */
export function termsOf(network: SparesNetwork, head: number): Terms {
  const offers = network.families.membersOf.get(head)!.map((part) => offerOf(network, part))
  return offers.reduce((best, offer) => (isBetter(offer, best) ? offer : best))
}

/** What can be had before what cannot, what has a price before what has none, the cheaper first. */
function isBetter(offer: Terms, best: Terms): boolean {
  if (offer.most > 0 !== best.most > 0) return offer.most > 0
  const [price, bestPrice] = [offer.hundredths, best.hundredths].map((one) => one ?? Number.POSITIVE_INFINITY)
  return price! < bestPrice!
}

function offerOf({ parts, cutOffs, calendar }: SparesNetwork, part: number): Terms {
  const { price, leadTimeDays, lastOrder, minimumOrder, maximumOrder, needsKey } = parts[part]!
  const { newUnits } = cutOffs[part]!
  const arrivesOn = calendar.from + (leadTimeDays?.value ?? 0)
  const arrivalStep = firstStepFrom(calendar, arrivesOn)
  const most = maximumOrder ?? Number.POSITIVE_INFINITY
  const isKeyLost = needsKey && newUnits.from < calendar.until
  const caution = isKeyLost ? 'their keys of activation, while the manufacturer gives any' : undefined
  const terms = { part, hundredths: price?.value.hundredths, arrivalStep, arrivesOn, minimumOrder, caution }
  const none = (obstacle: string): Terms => ({ ...terms, most: 0, obstacle })
  if (lastOrder !== undefined && lastOrder < AFTER_ALL && lastOrder < calendar.from)
    return none('the last order day is past')
  if (newUnits.from <= calendar.from) return none('the supply of new units has ended')
  if (arrivesOn >= newUnits.from)
    return none('an order of the first day would arrive after the supply of new units ends')
  if (arrivalStep >= calendar.stepCount) return none('an order of the first day would arrive after the last day')
  return { ...terms, most, obstacle: undefined }
}
