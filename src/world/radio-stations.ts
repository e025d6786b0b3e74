// The elements of every radio site with their histories: base stations, 5G, routers, links, small cells.

import type { CivilDay } from '#base/calendar.ts'
import { civilOf, dayOf, daysInMonth } from '#base/calendar.ts'
import { RandomStream } from '#base/random.ts'
import { OPEN_RAN_HARDWARE, type RadioNetwork, type VendorShare, type WorldRecipe } from '#model/world-recipe.ts'
import { productOf } from './catalogue.ts'
import type { ElementRows } from './element-rows.ts'
import type { RadioTimeline } from './radio-timeline.ts'
import { numbersWhere, rankByScore } from './ranking.ts'
import { dayNumber, NOT_EVER, shareNumber } from './share-curve.ts'
import { STREAMS } from './streams.ts'
import type { VendorSpelling } from './vendor-spelling.ts'

/** Part of a site's traffic that its 5G carries, in hundredths. */
const FIVE_G_HUNDREDTHS = 60

export interface RadioEstate {
  readonly recipe: WorldRecipe
  readonly timeline: RadioTimeline
  readonly siteIds: readonly string[]
  readonly inventoryDate: CivilDay
}

/** How many elements to make room for: a little more than there will be. */
export function estimateStationCount(network: RadioNetwork, timeline: RadioTimeline): number {
  const { count } = timeline.sites
  let stations = 0
  for (let site = 0; site < count; site++) {
    const isSwapped = timeline.swapDay[site]! < NOT_EVER
    const has5G = timeline.fiveGDay[site]! < NOT_EVER
    const hasFirst5G = timeline.fiveGDay[site]! < timeline.swapDay[site]!
    const isSeparate = timeline.isSeparate[site] === 1
    stations += (isSeparate ? 3 : hasFirst5G ? 2 : 1) + (isSwapped ? (has5G ? 2 : 1) : 0)
  }
  const share = (text: string | undefined) => shareNumber(text ?? '0 %') * 1.02
  const routers = network.routers === undefined ? 0 : 1 + share(network.routers.renewed?.share)
  const others = routers + share(network.microwave?.share) + share(network.smallCells?.share)
  return Math.ceil(stations + count * others) + 3 * (network.openRan?.sites ?? 0) + 1024
}

/** Identifiers of a site's elements: what stood first ends in 1, what replaced it in 2. */
export const STATION_IDS = {
  base: (site: string, generation: 1 | 2) => `${site}-B${generation}`,
  fiveG: (site: string, generation: 1 | 2) => `${site}-G${generation}`,
  twoG: (site: string) => `${site}-T1`,
  threeG: (site: string) => `${site}-N1`,
  fourG: (site: string) => `${site}-E1`,
} as const

/** The `operators` cell of what we share; blank where nothing is shared. */
export function sharedOperatorsOf({ radio, manifest }: WorldRecipe): string {
  if (radio.shared === undefined) return ''
  return [
    { name: manifest.operator.name, weight: radio.shared.weights[0]! },
    { name: radio.shared.with, weight: radio.shared.weights[1]! },
  ]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, weight }) => `${name}:${weight}`)
    .join('|')
}

/** When 3G was switched off at a site; NOT_EVER where the recipe does not switch it off. */
export function switchedOffOn({ radio, seed }: WorldRecipe, site: number): CivilDay {
  const days = radio.switchedOff && daysOf(radio.switchedOff)
  return drawSwitchOff(days, new RandomStream(seed, STREAMS.stations, site))
}

/** The first draw of a site's stations. */
function drawSwitchOff(days: Days | undefined, stations: RandomStream): CivilDay {
  const uniform = stations.uniform()
  return days === undefined ? NOT_EVER : dayIn(days, uniform)
}

/** What a base station carries, as it stands in the column: before and after the switch-off, and with 5G beside it. */
export function technologiesOf({ technologies, switchedOff }: RadioNetwork) {
  const all: readonly string[] = technologies ?? ['2G', '3G', '4G']
  const left = all.filter((technology) => technology !== switchedOff?.technology)
  return { all, before: all.join('|'), after: left.join('|'), with5G: [...left, '5G'].join('|') }
}

/** Vendors by share, ready to be drawn from. */
class VendorMix {
  readonly #vendors: readonly string[]
  readonly #cumulated: readonly number[]

  constructor(vendors: readonly VendorShare[]) {
    let sum = 0
    this.#vendors = vendors.map(({ vendor }) => vendor)
    this.#cumulated = vendors.map(({ share }) => {
      sum += shareNumber(share)
      return sum
    })
  }

  pick(uniform: number): string {
    const index = this.#cumulated.findIndex((limit) => uniform < limit)
    return this.#vendors.at(index)!
  }
}

/** The calendar quarter of a day, as a period. */
function quarterOf(day: CivilDay): { first: CivilDay; last: CivilDay } {
  const { year, month } = civilOf(day)
  const firstMonth = month - ((month - 1) % 3)
  return { first: dayOf(year, firstMonth, 1), last: dayOf(year, firstMonth + 2, daysInMonth(year, firstMonth + 2)) }
}

interface Days {
  readonly from: CivilDay
  readonly count: number
}

function daysOf(period: { readonly from: string; readonly to: string }): Days {
  const from = dayNumber(period.from)
  return { from, count: dayNumber(period.to) - from + 1 }
}

function dayIn(days: Days, uniform: number): CivilDay {
  return days.from + Math.floor(uniform * days.count)
}

/** What stands in the cells of every element of one vendor and function, as codes. */
interface Kit {
  readonly function: number
  readonly product: number
  readonly softwareVersion: number
  readonly vendor: number
  /** Other spellings of the vendor, and their part of all rows. */
  readonly spellings: readonly number[]
  readonly spellingShare: number
}

class StationWriter {
  readonly #estate: RadioEstate
  readonly #elements: ElementRows
  readonly #spelling: VendorSpelling
  /** By function, then vendor. */
  readonly #kits = new Map<string, Map<string, Kit>>()
  readonly #unknownShare: number
  readonly #coarseShare: number
  readonly #built: Days
  readonly #switchOff: Days | undefined
  readonly #technologies: ReturnType<typeof technologiesOf>
  readonly #sharedOperators: number
  readonly #band: number
  readonly #unrecorded: ReadonlySet<number>
  readonly #unrecordedNames: readonly string[]
  /** By vendor number. */
  readonly #boughtBy: readonly (CivilDay | undefined)[]
  readonly #routers: VendorMix | undefined
  readonly #renewed: (Days & { readonly share: number }) | undefined
  readonly #microwave: VendorMix | undefined
  readonly #microwaveShare: number
  readonly #smallCells: VendorMix | undefined
  readonly #smallCellShare: number
  readonly #smallCellDays: Days | undefined
  #stream = new RandomStream(0, 0)
  #unknowns = new RandomStream(0, 0)

  constructor(estate: RadioEstate, elements: ElementRows, spelling: VendorSpelling) {
    this.#estate = estate
    this.#elements = elements
    this.#spelling = spelling
    const { recipe } = estate
    const network = recipe.radio
    const { routers, microwave, smallCells } = network
    this.#unknownShare = shareNumber(recipe.unknowns?.inService ?? '0 %')
    this.#coarseShare = shareNumber(recipe.unknowns?.coarseDates ?? '0 %')
    this.#built = daysOf(network.built)
    this.#switchOff = network.switchedOff && daysOf(network.switchedOff)
    this.#technologies = technologiesOf(network)
    this.#sharedOperators = elements.operators.codeOf(sharedOperatorsOf(recipe))
    this.#band = elements.bands.codeOf(network.fiveG?.band ?? '')
    this.#unrecordedNames = recipe.unknowns?.vendorOf5G?.as ?? []
    this.#unrecorded = chooseUnrecorded(estate)
    this.#boughtBy = estate.timeline.vendors.map((vendor) => {
      const boughtBy = network.fiveG?.rollouts.find((rollout) => rollout.vendor === vendor)?.boughtBy
      return boughtBy === undefined ? undefined : dayNumber(boughtBy)
    })
    this.#routers = routers && new VendorMix(routers.vendors)
    this.#renewed = routers?.renewed && { ...daysOf(routers.renewed), share: shareNumber(routers.renewed.share) }
    this.#microwave = microwave && new VendorMix(microwave.vendors)
    this.#microwaveShare = shareNumber(microwave?.share ?? '0 %')
    this.#smallCells = smallCells && new VendorMix(smallCells.vendors)
    this.#smallCellShare = shareNumber(smallCells?.share ?? '0 %')
    this.#smallCellDays = smallCells && daysOf(smallCells)
  }

  writeSite(site: number): void {
    const { timeline, recipe } = this.#estate
    this.#stream = new RandomStream(recipe.seed, STREAMS.stations, site)
    this.#unknowns = new RandomStream(recipe.seed, STREAMS.unknowns, site)
    const switchedOff = drawSwitchOff(this.#switchOff, this.#stream)
    const built = dayIn(this.#built, this.#stream.uniform())
    const swapDay = timeline.swapDay[site]!
    const fiveGDay = timeline.fiveGDay[site]!
    this.#writeFirst(site, built - this.#lag(30), built, fiveGDay < swapDay ? fiveGDay : NOT_EVER, switchedOff)
    if (swapDay < NOT_EVER) this.#writeLater(site, swapDay, fiveGDay, switchedOff)
    this.#writeRouter(site, built)
    this.#writeMicrowave(site, built)
    this.#writeSmallCell(site)
  }

  #lag(days: number): number {
    return Math.floor(this.#stream.uniform() * (days + 1))
  }

  #vendorOf(site: number, generation: 1 | 2): string {
    const { timeline } = this.#estate
    return timeline.vendors[(generation === 1 ? timeline.firstVendor : timeline.laterVendor)[site]!]!
  }

  #kit(vendor: string, functionId: string): Kit {
    let kits = this.#kits.get(functionId)
    if (kits === undefined) {
      kits = new Map()
      this.#kits.set(functionId, kits)
    }
    const known = kits.get(vendor)
    if (known !== undefined) return known
    const { product, softwareVersion } = productOf(vendor, functionId)
    const { share, as } = this.#spelling.variantsOf(vendor)
    const elements = this.#elements
    const kit: Kit = {
      function: elements.function.codeOf(functionId),
      product: elements.product.codeOf(product),
      softwareVersion: elements.softwareVersion.codeOf(softwareVersion),
      vendor: elements.vendor.codeOf(vendor),
      spellings: as.map((spelling) => elements.vendor.codeOf(spelling)),
      spellingShare: share,
    }
    kits.set(vendor, kit)
    return kit
  }

  /** Begins an element of a vendor: identifier, place, function and make. */
  #begin(site: number, id: string, vendor: string, functionId: string): number {
    const elements = this.#elements
    const kit = this.#kit(vendor, functionId)
    const row = elements.begin(id, site + 1)
    elements.function.setCode(row, kit.function)
    elements.product.setCode(row, kit.product)
    elements.softwareVersion.setCode(row, kit.softwareVersion)
    const spelling = this.#unknowns.uniform()
    elements.vendor.setCode(
      row,
      spelling < kit.spellingShare
        ? kit.spellings[Math.floor((spelling / kit.spellingShare) * kit.spellings.length)]!
        : kit.vendor,
    )
    return row
  }

  /** Adds one base station, with what is not known of it; it serves until `ended`, NOT_EVER for still. */
  #addStation(
    site: number,
    generation: 1 | 2,
    id: string,
    functionId: string,
    installed: CivilDay,
    began: CivilDay,
    ended: CivilDay,
  ): number {
    const elements = this.#elements
    const row = this.#begin(site, id, this.#vendorOf(site, generation), functionId)
    if (this.#estate.timeline.isShared[site] === 1) elements.operators.setCode(row, this.#sharedOperators)
    const isUnknown = this.#unknowns.uniform() < this.#unknownShare
    const coarseness = this.#unknowns.uniform()
    // Only of the old stations is it no longer known exactly.
    if (coarseness < this.#coarseShare && generation === 1 && functionId !== 'ran.5g.gnb') {
      const quarter = quarterOf(began)
      elements.installed.set(row, Math.min(quarter.first, installed), quarter.last)
      if (!isUnknown) elements.inService.set(row, quarter.first, quarter.last)
    } else {
      elements.installed.set(row, installed)
      if (!isUnknown) elements.inService.set(row, began)
    }
    // The old comes down in the night of the swap: nothing that is switched off stays behind.
    const end = ended < NOT_EVER ? ended : undefined
    elements.endOrSeen(row, end, end)
    return row
  }

  #writeFirst(site: number, installed: CivilDay, began: CivilDay, fiveGDay: CivilDay, switchedOff: CivilDay): void {
    const { timeline, siteIds, inventoryDate } = this.#estate
    const elements = this.#elements
    const id = siteIds[site]!
    const ended = timeline.swapDay[site]!
    const has5G = fiveGDay < NOT_EVER
    if (timeline.isSeparate[site] === 1) {
      const threeGEnded = switchedOff < inventoryDate ? Math.min(switchedOff, ended) : ended
      const { all } = this.#technologies
      if (all.includes('2G')) this.#addStation(site, 1, STATION_IDS.twoG(id), 'ran.2g.bts', installed, began, ended)
      if (all.includes('3G'))
        this.#addStation(site, 1, STATION_IDS.threeG(id), 'ran.3g.nodeb', installed, began, threeGEnded)
      const row = this.#addStation(site, 1, STATION_IDS.fourG(id), 'ran.4g.enb', installed, began, ended)
      if (!has5G) return
      // Where 4G stands alone, 5G comes as software of the 4G station.
      elements.technologiesBefore.set(row, '4G')
      elements.technologies.set(row, '4G|5G')
      elements.technologyChanged.set(row, fiveGDay)
      elements.bands.setCode(row, this.#band)
      elements.traffic.set(row, this.#fiveGTraffic(site))
      return
    }
    const base = this.#addStation(site, 1, STATION_IDS.base(id, 1), 'ran.basestation', installed, began, ended)
    this.#setTechnologies(base, installed, ended, switchedOff)
    if (!has5G) return
    const fiveGInstalled = fiveGDay - this.#lag(20)
    const row = this.#addStation(site, 1, STATION_IDS.fiveG(id, 1), 'ran.5g.gnb', fiveGInstalled, fiveGDay, ended)
    this.#setFiveG(row, site)
    const boughtBy = this.#boughtBy[timeline.firstVendor[site]!]
    if (boughtBy !== undefined) elements.procured.set(row, Math.min(fiveGInstalled - 40, boughtBy - (site % 60)))
    if (!this.#unrecorded.has(site)) return
    elements.vendor.set(row, this.#unrecordedNames[site % this.#unrecordedNames.length]!)
    elements.product.setCode(row, 0)
    elements.softwareVersion.setCode(row, 0)
  }

  #writeLater(site: number, swapDay: CivilDay, fiveGDay: CivilDay, switchedOff: CivilDay): void {
    const { timeline, siteIds } = this.#estate
    const id = siteIds[site]!
    const installed = swapDay - this.#lag(9)
    const fiveGBegins = fiveGDay < NOT_EVER ? Math.max(fiveGDay, swapDay) : NOT_EVER
    const base = this.#addStation(site, 2, STATION_IDS.base(id, 2), 'ran.basestation', installed, swapDay, NOT_EVER)
    // Late swaps of sites with separate stations bring one station for everything.
    if (timeline.isSeparate[site] === 1 && swapDay >= switchedOff && fiveGBegins === swapDay) {
      this.#elements.technologies.set(base, this.#technologies.with5G)
      this.#setFiveG(base, site)
      return
    }
    this.#setTechnologies(base, installed, NOT_EVER, switchedOff)
    if (fiveGBegins >= NOT_EVER) return
    const fiveGInstalled = Math.min(fiveGBegins, swapDay + this.#lag(4))
    const row = this.#addStation(site, 2, STATION_IDS.fiveG(id, 2), 'ran.5g.gnb', fiveGInstalled, fiveGBegins, NOT_EVER)
    this.#setFiveG(row, site)
  }

  #setTechnologies(row: number, installed: CivilDay, ended: CivilDay, switchedOff: CivilDay): void {
    const { technologies, technologiesBefore, technologyChanged } = this.#elements
    const { before, after } = this.#technologies
    const isWhole = switchedOff >= this.#estate.inventoryDate || ended <= switchedOff
    technologies.set(row, isWhole ? before : after)
    if (isWhole || installed >= switchedOff) return
    technologiesBefore.set(row, before)
    technologyChanged.set(row, switchedOff)
  }

  #fiveGTraffic(site: number): number {
    return Math.floor((this.#estate.timeline.sites.trafficKbits[site]! * FIVE_G_HUNDREDTHS) / 100)
  }

  #setFiveG(row: number, site: number): void {
    this.#elements.bands.setCode(row, this.#band)
    this.#elements.traffic.set(row, this.#fiveGTraffic(site))
  }

  #writeRouter(site: number, built: CivilDay): void {
    const choice = this.#stream.uniform()
    const renewal = this.#stream.uniform()
    const moment = this.#stream.uniform()
    if (this.#routers === undefined) return
    const elements = this.#elements
    const id = this.#estate.siteIds[site]!
    const renewedOn =
      this.#renewed !== undefined && renewal < this.#renewed.share ? dayIn(this.#renewed, moment) : NOT_EVER
    const isRenewed = renewedOn < this.#estate.inventoryDate - 30
    const row = this.#begin(site, `${id}-R1`, this.#routers.pick(choice), 'transport.cellsite-router')
    elements.installed.set(row, built - 5)
    elements.inService.set(row, built)
    const removed = renewedOn + Math.floor(choice * 20)
    elements.endOrSeen(row, isRenewed ? renewedOn : undefined, isRenewed ? removed : undefined)
    if (!isRenewed) return
    const vendor = this.#routers.pick(renewal / this.#renewed!.share)
    const next = this.#begin(site, `${id}-R2`, vendor, 'transport.cellsite-router')
    elements.installed.set(next, renewedOn - 1)
    elements.inService.set(next, renewedOn)
    elements.endOrSeen(next, undefined, undefined)
  }

  #writeMicrowave(site: number, built: CivilDay): void {
    const choice = this.#stream.uniform()
    const hasLink = this.#stream.uniform() < this.#microwaveShare
    if (this.#microwave === undefined || !hasLink) return
    const id = `${this.#estate.siteIds[site]!}-M1`
    const row = this.#begin(site, id, this.#microwave.pick(choice), 'transport.microwave')
    this.#elements.installed.set(row, built - 3)
    this.#elements.inService.set(row, built)
    this.#elements.endOrSeen(row, undefined, undefined)
  }

  #writeSmallCell(site: number): void {
    if (this.#smallCells === undefined) return
    if (this.#estate.timeline.busyness[site]! < 1 - this.#smallCellShare) return
    const began = dayIn(this.#smallCellDays!, this.#stream.uniform())
    const vendor = this.#smallCells.pick(this.#stream.uniform())
    if (began >= this.#estate.inventoryDate) return
    const row = this.#begin(site, `${this.#estate.siteIds[site]!}-C1`, vendor, 'ran.smallcell')
    this.#elements.technologies.set(row, '4G')
    this.#elements.installed.set(row, began)
    this.#elements.inService.set(row, began)
    this.#elements.endOrSeen(row, undefined, undefined)
  }
}

/** Sites whose first 5G station, since swapped, has no usable vendor in the inventory. */
function chooseUnrecorded({ recipe, timeline }: RadioEstate): Set<number> {
  const { stations } = recipe.unknowns?.vendorOf5G ?? { stations: 0 }
  if (stations === 0) return new Set()
  const candidates = numbersWhere(
    timeline.sites.count,
    (site) =>
      timeline.swapDay[site]! < NOT_EVER &&
      timeline.fiveGDay[site]! < timeline.swapDay[site]! &&
      timeline.isSeparate[site] === 0 &&
      !timeline.tags.has(site),
  )
  // Those swapped last keep the question open longest.
  return new Set(rankByScore(candidates, (site) => timeline.swapDay[site]! / 1e6).subarray(0, stations))
}

export function writeRadioStations(estate: RadioEstate, elements: ElementRows, spelling: VendorSpelling): void {
  const writer = new StationWriter(estate, elements, spelling)
  for (let site = 0; site < estate.timeline.sites.count; site++) writer.writeSite(site)
  writeOpenRan(estate, elements)
  writeTheirStations(estate, elements)
  writeRepeaters(estate, elements)
}

/** Quiet sites that never had 5G of one vendor: their 5G is put together from many suppliers. */
function writeOpenRan({ recipe, timeline, siteIds, inventoryDate }: RadioEstate, elements: ElementRows): void {
  const { openRan, fiveG } = recipe.radio
  if (openRan === undefined) return
  const candidates = numbersWhere(
    timeline.sites.count,
    (site) =>
      timeline.fiveGDay[site]! >= NOT_EVER && timeline.swapDay[site]! >= NOT_EVER && timeline.isShared[site] === 0,
  )
  const chosen = rankByScore(candidates, (site) => 1 - timeline.busyness[site]!).subarray(0, openRan.sites)
  const from = dayNumber(openRan.from)
  const days = dayNumber(openRan.to) - from
  const { server, radios } = OPEN_RAN_HARDWARE
  for (const [index, site] of chosen.entries()) {
    const began = from + Math.floor(((index + 0.5) / chosen.length) * days)
    if (began >= inventoryDate) continue
    const id = siteIds[site]!
    const dates = { installed: began - 14, inService: began }
    elements.add({
      id: `${id}-V1`,
      site: site + 1,
      function: 'platform.server',
      suppliers: { hardware: server, brand: server, software: server, platform: 'Wind River' },
      product: 'PowerEdge XR11',
      technologies: '5G',
      ...dates,
    })
    elements.add({
      id: `${id}-D1`,
      hostedOn: `${id}-V1`,
      kind: 'virtual',
      function: 'ran.5g.du',
      suppliers: { brand: 'Mavenir', software: 'Mavenir', platform: 'Wind River', integrator: 'Mavenir' },
      product: 'Open vRAN DU',
      bands: fiveG?.band ?? '',
      trafficKbits: Math.floor((timeline.sites.trafficKbits[site]! * FIVE_G_HUNDREDTHS) / 100),
      ...dates,
    })
    elements.add({
      id: `${id}-A1`,
      site: site + 1,
      function: 'ran.5g.ru',
      // White label: another firm's hardware under the brand of the software's maker.
      suppliers: { hardware: radios[index % radios.length]!, brand: 'Mavenir', software: 'Mavenir' },
      product: 'Open RU',
      bands: fiveG?.band ?? '',
      trafficKbits: 0,
      ...dates,
    })
  }
}

/** Equipment of the other operator on shared sites: it serves them alone and is no part of our estate. */
function writeTheirStations({ recipe, timeline, siteIds }: RadioEstate, elements: ElementRows): void {
  const { shared } = recipe.radio
  if (shared?.theirs === undefined) return
  const { vendor, sites, from, to } = shared.theirs
  const chosen = numbersWhere(
    timeline.sites.count,
    (site) => timeline.isShared[site] === 1 && !timeline.tags.has(site),
  ).subarray(0, sites)
  const first = dayNumber(from)
  for (const [index, site] of chosen.entries()) {
    const began = first + Math.floor(((index + 0.5) / chosen.length) * (dayNumber(to) - first))
    elements.add({
      id: `${siteIds[site]!}-X1`,
      site: site + 1,
      vendor,
      owner: shared.with,
      operators: `${shared.with}:1`,
      function: 'ran.basestation',
      ...productOf(vendor, 'ran.basestation'),
      technologies: '4G|5G',
      installed: began,
      inService: began,
      trafficKbits: 0,
    })
  }
}

function writeRepeaters({ recipe, timeline, siteIds }: RadioEstate, elements: ElementRows): void {
  const { count, vendors } = recipe.unknowns?.repeaters ?? { count: 0, vendors: [] }
  const chosen = numbersWhere(
    timeline.sites.count,
    (site) => timeline.sites.cityness[site]! > 0 && !timeline.tags.has(site),
  ).subarray(0, count)
  const builtTo = dayNumber(recipe.radio.built.to)
  for (const [index, site] of chosen.entries())
    elements.add({
      id: `${siteIds[site]!}-P1`,
      site: site + 1,
      vendor: vendors[index % vendors.length]!,
      function: 'ran.repeater',
      technologies: technologiesOf(recipe.radio).after,
      installed: builtTo - 200 + (index % 150),
      // Nobody wrote down since when they serve.
    })
}
