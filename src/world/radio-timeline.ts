// What happens at each radio site, and when: its first vendor, its 5G, its swap to another vendor.

import type { CivilDay } from '#base/calendar.ts'
import { RandomStream } from '#base/random.ts'
import type { RadioNetwork } from '#model/world-recipe.ts'
import type { PlacedSites } from './place-sites.ts'
import { cutByShares, numbersWhere, rankByScore } from './ranking.ts'
import { dayNumber, NOT_EVER, reachedOn, readCurve, shareNumber } from './share-curve.ts'
import { STREAMS } from './streams.ts'

export interface RadioTimeline {
  readonly sites: PlacedSites
  /** Names behind the vendor numbers. */
  readonly vendors: readonly string[]
  readonly firstVendor: Uint8Array
  /** The vendor after the swap, also where the swap lies after the inventory date; the first one where none is meant. */
  readonly laterVendor: Uint8Array
  /** Day of the swap, at most the day before the inventory date; else NOT_EVER. */
  readonly swapDay: Int32Array
  /** Day of the first 5G: of the first vendor where it is before the swap, else of the later one. */
  readonly fiveGDay: Int32Array
  /** 0 to 1: the busiest sites of all near 1. */
  readonly busyness: Float32Array
  readonly isSeparate: Uint8Array
  readonly isShared: Uint8Array
  /** Tags of the few tagged sites. */
  readonly tags: ReadonlyMap<number, string>
}

/** Independent uniforms of every site, each for one decision. */
class SiteNoise {
  readonly vendor: Float32Array
  readonly fiveG: Float32Array
  readonly swap: Float32Array
  readonly goal: Float32Array
  readonly tag: Float32Array
  readonly separate: Float32Array
  readonly shared: Float32Array
  readonly withSwap: Float32Array

  constructor(seed: number, count: number) {
    const create = () => new Float32Array(count)
    this.vendor = create()
    this.fiveG = create()
    this.swap = create()
    this.goal = create()
    this.tag = create()
    this.separate = create()
    this.shared = create()
    this.withSwap = create()
    for (let site = 0; site < count; site++) {
      const stream = new RandomStream(seed, STREAMS.radio, site)
      this.vendor[site] = stream.uniform()
      this.fiveG[site] = stream.uniform()
      this.swap[site] = stream.uniform()
      this.goal[site] = stream.uniform()
      this.tag[site] = stream.uniform()
      this.separate[site] = stream.uniform()
      this.shared[site] = stream.uniform()
      this.withSwap[site] = stream.uniform()
    }
  }
}

/** `leaning` 1 orders by busyness alone, -1 by its reverse, 0 by chance alone. */
export function leanTowards(leaning: number, busyness: number, noise: number): number {
  const weight = Math.abs(leaning)
  return weight * (leaning < 0 ? 1 - busyness : busyness) + (1 - weight) * noise
}

function rankBusyness(sites: PlacedSites): Float32Array {
  const ordered = Float64Array.from(sites.trafficKbits).sort()
  const busyness = new Float32Array(sites.count)
  for (let site = 0; site < sites.count; site++) {
    let low = 0
    let high = sites.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (ordered[middle]! < sites.trafficKbits[site]!) low = middle + 1
      else high = middle
    }
    busyness[site] = (low + 0.5) / sites.count
  }
  return busyness
}

/** Vendors were chosen area by area: a random number for every half degree. */
function areaNoise(seed: number, latitude: number, longitude: number): number {
  const area = Math.floor((latitude + 90) * 2) * 1024 + Math.floor((longitude + 180) * 2)
  return new RandomStream(seed, STREAMS.area, area).uniform()
}

export function decideRadioTimeline(
  network: RadioNetwork,
  sites: PlacedSites,
  seed: number,
  inventoryDate: CivilDay,
): RadioTimeline {
  const { count } = sites
  const vendors = [
    ...new Set([...network.vendors.map(({ vendor }) => vendor), ...(network.swaps ?? []).map(({ to }) => to)]),
  ]
  const noise = new SiteNoise(seed, count)
  const timeline = {
    sites,
    vendors,
    firstVendor: new Uint8Array(count),
    laterVendor: new Uint8Array(count),
    swapDay: new Int32Array(count).fill(NOT_EVER),
    fiveGDay: new Int32Array(count).fill(NOT_EVER),
    busyness: rankBusyness(sites),
    isSeparate: new Uint8Array(count),
    isShared: new Uint8Array(count),
    tags: new Map<number, string>(),
  }
  chooseFirstVendors(network, timeline, noise, seed)
  tagSites(network, timeline, noise)
  for (let site = 0; site < count; site++) {
    timeline.isSeparate[site] = Number(noise.separate[site]! < shareNumber(network.separateStations ?? '0 %'))
    const isQuiet = timeline.busyness[site]! < 0.5
    timeline.isShared[site] = Number(isQuiet && noise.shared[site]! < 2 * shareNumber(network.shared?.share ?? '0 %'))
  }
  rollOut5G(network, timeline, noise)
  swapSites(network, timeline, noise)
  for (let site = 0; site < count; site++) {
    if (timeline.swapDay[site]! >= inventoryDate) timeline.swapDay[site] = NOT_EVER
    if (timeline.fiveGDay[site]! >= inventoryDate) timeline.fiveGDay[site] = NOT_EVER
  }
  return timeline
}

function chooseFirstVendors(network: RadioNetwork, timeline: RadioTimeline, noise: SiteNoise, seed: number): void {
  const { sites, firstVendor, laterVendor, busyness } = timeline
  const everySite = numbersWhere(sites.count, () => true)
  const leaning = network.cities ?? 0
  const areas = new Map<number, number>()
  const ranking = rankByScore(everySite, (site) => {
    const latitude = sites.latitudes[site]!
    const longitude = sites.longitudes[site]!
    const key = Math.floor((latitude + 90) * 2) * 1024 + Math.floor((longitude + 180) * 2)
    let area = areas.get(key)
    if (area === undefined) {
      area = areaNoise(seed, latitude, longitude)
      areas.set(key, area)
    }
    return 0.75 * area + 0.25 * noise.vendor[site]! + leaning * (busyness[site]! - 0.5)
  })
  const parts = cutByShares(
    ranking,
    network.vendors.map(({ share }) => shareNumber(share)),
  )
  for (const [vendor, part] of parts.entries()) for (const site of part) firstVendor[site] = vendor
  laterVendor.set(firstVendor)
}

function tagSites(
  network: RadioNetwork,
  timeline: RadioTimeline & { tags: Map<number, string> },
  noise: SiteNoise,
): void {
  let taken = 0
  const ranking = rankByScore(
    numbersWhere(timeline.sites.count, () => true),
    (site) => noise.tag[site]!,
  )
  for (const { tag, sites } of network.tagged ?? []) {
    for (const site of ranking.subarray(taken, taken + sites)) timeline.tags.set(site, tag)
    taken += sites
  }
}

function rollOut5G(network: RadioNetwork, timeline: RadioTimeline, noise: SiteNoise): void {
  for (const { vendor, reached, busyFirst } of network.fiveG?.rollouts ?? []) {
    const number = timeline.vendors.indexOf(vendor)
    const members = numbersWhere(timeline.sites.count, (site) => timeline.firstVendor[site] === number)
    const ranking = rankByScore(members, (site) =>
      leanTowards(busyFirst ?? 0, timeline.busyness[site]!, noise.fiveG[site]!),
    )
    const curve = readCurve(reached)
    for (let rank = 0; rank < ranking.length; rank++)
      timeline.fiveGDay[ranking[rank]!] = reachedOn(curve, (rank + 0.5) / ranking.length)
  }
}

function swapSites(network: RadioNetwork, timeline: RadioTimeline, noise: SiteNoise): void {
  const swaps = network.swaps ?? []
  for (const from of new Set(swaps.map((swap) => swap.from))) {
    const number = timeline.vendors.indexOf(from)
    const own = swaps.filter((swap) => swap.from === from)
    const cities = own[0]!.cities ?? 0
    const ranking = rankByScore(
      numbersWhere(timeline.sites.count, (site) => timeline.firstVendor[site] === number),
      (site) => leanTowards(cities, timeline.sites.cityness[site]!, noise.goal[site]!),
    )
    const parts = cutByShares(
      ranking,
      own.map((swap) => shareNumber(swap.share ?? '100 %')),
    )
    for (const [index, swap] of own.entries()) {
      const part = parts[index]!
      for (const site of part) timeline.laterVendor[site] = timeline.vendors.indexOf(swap.to)
      const with5G = part.filter((site) => timeline.fiveGDay[site]! < NOT_EVER)
      const without5G = part.filter((site) => timeline.fiveGDay[site]! >= NOT_EVER)
      for (const [members, reached] of [
        [with5G, swap.with5G],
        [without5G, swap.without5G],
      ] as const) {
        const ordered = rankByScore(members, (site) =>
          leanTowards(swap.busyFirst ?? 0, timeline.busyness[site]!, noise.swap[site]!),
        )
        const curve = readCurve(reached ?? {})
        for (let rank = 0; rank < ordered.length; rank++)
          timeline.swapDay[ordered[rank]!] = reachedOn(curve, (rank + 0.5) / ordered.length)
      }
    }
  }
  for (const { tag, swappedBy } of network.tagged ?? []) {
    if (swappedBy === undefined) continue
    for (const [site, siteTag] of timeline.tags) {
      if (siteTag !== tag || timeline.laterVendor[site] === timeline.firstVendor[site]) continue
      const early = dayNumber(swappedBy) - 10 - Math.floor(noise.swap[site]! * 300)
      timeline.swapDay[site] = Math.min(timeline.swapDay[site]!, early)
    }
  }
  add5GWithSwap(network, timeline, noise)
}

/** 5G comes on the same night or up to three weeks later; first 5G that would come after a swap comes with it. */
function add5GWithSwap(network: RadioNetwork, timeline: RadioTimeline, noise: SiteNoise): void {
  const shares = timeline.vendors.map((vendor) =>
    shareNumber(network.fiveG?.withSwap?.find((entry) => entry.vendor === vendor)?.share ?? '0 %'),
  )
  for (let site = 0; site < timeline.sites.count; site++) {
    const swapDay = timeline.swapDay[site]!
    const fiveGDay = timeline.fiveGDay[site]!
    if (swapDay >= NOT_EVER || fiveGDay < swapDay) continue
    const share = shares[timeline.laterVendor[site]!]!
    const has5G = fiveGDay < NOT_EVER || noise.withSwap[site]! < share
    timeline.fiveGDay[site] = has5G ? swapDay + Math.floor(noise.fiveG[site]! * 21) : NOT_EVER
  }
}
