// The fixed network: exchanges, whose full-fibre terminals serve how many premises, and since when.

import type { CivilDay } from '#base/calendar.ts'
import { addMonths } from '#base/calendar.ts'
import { RandomStream } from '#base/random.ts'
import type { FixedNetwork } from '#model/world-recipe.ts'
import { productOf } from './catalogue.ts'
import type { ElementRows } from './element-rows.ts'
import type { PlacedSites } from './place-sites.ts'
import { cutByShares, numbersWhere, rankByScore } from './ranking.ts'
import { dayNumber, NOT_EVER, reachedOn, readCurve, shareNumber, spreadOver } from './share-curve.ts'
import { STREAMS } from './streams.ts'
import type { TableRows } from './table-rows.ts'

/** Premises one terminal serves. */
const PREMISES_PER_TERMINAL = 6000

export interface Exchanges {
  readonly network: FixedNetwork
  readonly sites: PlacedSites
  /** First of the exchanges in the numbering of all sites. */
  readonly firstSite: number
  readonly vendors: readonly string[]
  readonly vendor: Uint8Array
  /** Day of the first full fibre, NOT_EVER where there is none. */
  readonly fibreDay: Int32Array
  readonly laterVendor: Uint8Array
  readonly swapDay: Int32Array
  readonly premises: Uint32Array
}

export function decideExchanges(
  network: FixedNetwork,
  sites: PlacedSites,
  firstSite: number,
  seed: number,
  inventoryDate: CivilDay,
): Exchanges {
  const count = sites.count
  const vendors = [
    ...new Set([...network.rollouts.map(({ vendor }) => vendor), ...(network.swaps ?? []).map(({ to }) => to)]),
  ]
  const noise = new Float32Array(count)
  const laterNoise = new Float32Array(count)
  const size = new Float64Array(count)
  let sizes = 0
  for (let exchange = 0; exchange < count; exchange++) {
    const stream = new RandomStream(seed, STREAMS.exchange, exchange)
    noise[exchange] = stream.uniform()
    laterNoise[exchange] = stream.uniform()
    size[exchange] = 0.3 + sites.cityness[exchange]! * 2 + stream.uniform()
    sizes += size[exchange]!
  }
  const exchanges = {
    network,
    sites,
    firstSite,
    vendors,
    vendor: new Uint8Array(count),
    fibreDay: new Int32Array(count).fill(NOT_EVER),
    laterVendor: new Uint8Array(count),
    swapDay: new Int32Array(count).fill(NOT_EVER),
    premises: Uint32Array.from(size, (own) => Math.round((network.premises * own) / sizes)),
  }
  const ranking = rankByScore(
    numbersWhere(count, () => true),
    (exchange) => noise[exchange]!,
  )
  const curves = network.rollouts.map(({ reached }) => readCurve(reached))
  const parts = cutByShares(
    ranking,
    curves.map((curve) => curve.at(-1)?.[1] ?? 0),
  )
  for (const [number, part] of parts.entries()) {
    for (let rank = 0; rank < part.length; rank++) {
      const exchange = part[rank]!
      const fibreDay = reachedOn(curves[number]!, (rank + 0.5) / count)
      exchanges.vendor[exchange] = number
      if (fibreDay < inventoryDate) exchanges.fibreDay[exchange] = fibreDay
    }
  }
  exchanges.laterVendor.set(exchanges.vendor)
  for (const { from, to, share, between } of network.swaps ?? []) {
    const members = numbersWhere(
      count,
      (exchange) =>
        vendors[exchanges.vendor[exchange]!] === from &&
        exchanges.fibreDay[exchange]! < dayNumber(between.from) &&
        exchanges.swapDay[exchange]! >= NOT_EVER,
    )
    const chosen = rankByScore(members, (exchange) => laterNoise[exchange]!).subarray(
      0,
      Math.round(shareNumber(share) * members.length),
    )
    for (const [index, exchange] of chosen.entries()) {
      const day = spreadOver(between, index, chosen.length)
      if (day >= inventoryDate) continue
      exchanges.laterVendor[exchange] = vendors.indexOf(to)
      exchanges.swapDay[exchange] = day
    }
  }
  return exchanges
}

export function terminalCount(exchanges: Exchanges, exchange: number): number {
  return Math.max(1, Math.ceil(exchanges.premises[exchange]! / PREMISES_PER_TERMINAL))
}

export function terminalId(site: string, terminal: number, generation: 1 | 2): string {
  return `${site}-F${terminal + 1}${generation === 2 ? '-N' : ''}`
}

export function terminalPremises(exchanges: Exchanges, exchange: number, terminal: number): number {
  const premises = exchanges.premises[exchange]!
  const count = terminalCount(exchanges, exchange)
  return Math.floor(premises / count) + (terminal < premises % count ? 1 : 0)
}

export function writeTerminals(exchanges: Exchanges, siteIds: readonly string[], elements: ElementRows): void {
  const { vendors, fibreDay, swapDay, firstSite, network } = exchanges
  for (let exchange = 0; exchange < exchanges.sites.count; exchange++) {
    const began = fibreDay[exchange]!
    if (began >= NOT_EVER) continue
    const ended = swapDay[exchange]!
    const vendor = vendors[exchanges.vendor[exchange]!]!
    const id = siteIds[firstSite + exchange]!
    const site = firstSite + exchange + 1
    const tag = network.tagged?.find((entry) => entry.vendor === vendor && began >= dayNumber(entry.builtFrom))?.tag
    for (let terminal = 0; terminal < terminalCount(exchanges, exchange); terminal++) {
      const common = { site, function: 'access.fttp.olt', premises: terminalPremises(exchanges, exchange, terminal) }
      elements.add({
        ...common,
        id: terminalId(id, terminal, 1),
        vendor,
        ...productOf(vendor, common.function),
        ...(tag === undefined ? {} : { tags: tag }),
        installed: began - 15,
        inService: began,
        ...(ended < NOT_EVER ? { outOfService: ended, removed: ended } : {}),
      })
      if (ended >= NOT_EVER) continue
      const later = vendors[exchanges.laterVendor[exchange]!]!
      elements.add({
        ...common,
        id: terminalId(id, terminal, 2),
        vendor: later,
        ...productOf(later, common.function),
        installed: ended - 10,
        inService: ended,
      })
    }
  }
}

/** Premises passed grow for two years from the first full fibre on. */
export function writePremisesSeries(
  exchanges: Exchanges,
  siteIds: readonly string[],
  weights: TableRows,
  inventoryDate: CivilDay,
): void {
  const subject = weights.texts('subject')
  const identifier = weights.texts('identifier')
  const measure = weights.texts('measure')
  const from = weights.dates('from')
  const value = weights.amounts('value')
  const basis = weights.texts('basis')
  for (let exchange = 0; exchange < exchanges.sites.count; exchange++) {
    const began = exchanges.fibreDay[exchange]!
    if (began >= NOT_EVER) continue
    for (const [months, hundredths] of [
      [0, 40],
      [12, 75],
      [24, 100],
    ] as const) {
      const row = weights.begin()
      const day = addMonths(began, months)
      subject.set(row, 'site')
      identifier.set(row, siteIds[exchanges.firstSite + exchange]!)
      measure.set(row, 'premises')
      from.set(row, day)
      // Three decimals are kept of every measure.
      value.set(row, Math.floor((exchanges.premises[exchange]! * hundredths) / 100) * 1000)
      basis.set(row, day <= inventoryDate ? 'measured' : 'forecast')
    }
  }
}
