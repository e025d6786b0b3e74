// Makes the network of a recipe: the same recipe gives the same rows, whatever the machine.

import type { CivilDay } from '#base/calendar.ts'
import { StoredTexts } from '#model/stored-texts.ts'
import { CONTRACTS, SITES, WEIGHT_SERIES } from '#model/tables.ts'
import type { FactTable } from '#model/fact-table.ts'
import type { Plan, WorldRecipe } from '#model/world-recipe.ts'
import { countControlTotals } from './control-totals.ts'
import type { Country } from './country.ts'
import { ElementRows } from './element-rows.ts'
import { decideExchanges, type Exchanges, writePremisesSeries, writeTerminals } from './exchanges.ts'
import { GREAT_BRITAIN } from './great-britain.ts'
import { NEW_ZEALAND } from './new-zealand.ts'
import { writeNodes } from './node-groups.ts'
import { type PlacedSites, SitePlacer } from './place-sites.ts'
import { PlanRows } from './plan-rows.ts'
import { type PlannedWorld, writePlan } from './plans.ts'
import { estimateStationCount, sharedOperatorsOf, writeRadioStations } from './radio-stations.ts'
import { decideRadioTimeline, type RadioTimeline } from './radio-timeline.ts'
import { dayNumber } from './share-curve.ts'
import { writeSpares } from './spares.ts'
import { TableRows } from './table-rows.ts'
import { VendorSpelling } from './vendor-spelling.ts'
import type { World } from './world.ts'
import { addWrittenRow } from './written-rows.ts'

const COUNTRIES: { readonly [code in WorldRecipe['country']]: Country } = { GB: GREAT_BRITAIN, NZ: NEW_ZEALAND }

/** Numbers that exchanges and data centres are placed by, far from those of the radio sites. */
const FIRST_EXCHANGE_PLACE = 2 ** 31
const FIRST_DATA_CENTRE_PLACE = 2 ** 31 + 2 ** 30

/** The recipe must be one that its reader accepted. */
export function generateWorld(recipe: WorldRecipe): World {
  const inventoryDate = dayNumber(recipe.manifest.inventoryDate!)
  const country = COUNTRIES[recipe.country]
  const placer = new SitePlacer(country, recipe.seed)
  const radioSites = placer.place(recipe.radio.sites)
  const exchangeSites = placer.place(recipe.fixed?.exchanges ?? 0, FIRST_EXCHANGE_PLACE)
  const dataCentreSites = placer.place(recipe.dataCentres ?? 0, FIRST_DATA_CENTRE_PLACE)

  const siteIds = [
    ...nameSites(recipe.radio.prefix ?? 'S', radioSites.count),
    ...nameSites(recipe.fixed?.prefix ?? 'X', exchangeSites.count),
    ...nameSites('DC', dataCentreSites.count),
  ]
  const timeline = decideRadioTimeline(recipe.radio, radioSites, recipe.seed, inventoryDate)
  const exchanges =
    recipe.fixed && decideExchanges(recipe.fixed, exchangeSites, radioSites.count, recipe.seed, inventoryDate)

  const siteTexts = new StoredTexts()
  for (const id of siteIds) siteTexts.add(id)
  const elements = new ElementRows(siteTexts, estimateElementCount(recipe, timeline))
  writeRadioStations({ recipe, timeline, siteIds, inventoryDate }, elements, new VendorSpelling(recipe.unknowns))
  if (exchanges !== undefined) writeTerminals(exchanges, siteIds, elements)
  const firstExchange = radioSites.count + 1
  const firstDataCentre = firstExchange + exchangeSites.count
  const nodes = writeNodes(
    recipe.nodes ?? [],
    {
      exchanges: Array.from({ length: exchangeSites.count }, (_, index) => firstExchange + index),
      dataCentres: Array.from({ length: dataCentreSites.count }, (_, index) => firstDataCentre + index),
    },
    inventoryDate,
    elements,
  )
  const sites = new SiteRows(country, siteTexts)
  sites.addRadio(timeline)
  sites.addExchanges(exchangeSites, exchanges)
  sites.addDataCentres(dataCentreSites)
  const siteTable = sites.rows.finish()
  const elementTable = elements.finish()
  const planned: PlannedWorld = {
    recipe,
    timeline,
    exchanges,
    nodes,
    siteIds,
    sharedOperators: sharedOperatorsOf(recipe),
  }
  const tables = [
    siteTable,
    elementTable,
    writeContracts(recipe),
    writePlans(planned),
    writeSeries(exchanges, siteIds, inventoryDate),
    countControlTotals(recipe, elementTable),
    ...writeSpares(recipe, siteTable, elementTable),
  ]
  return {
    manifest: recipe.manifest,
    tables: tables.filter((table) => table.rowCount > 0),
    variants: writeVariants(planned),
  }
}

function* nameSites(prefix: string, count: number): Iterable<string> {
  const digits = Math.max(prefix === 'S' ? 5 : 2, String(count).length)
  for (let number = 1; number <= count; number++) yield prefix + String(number).padStart(digits, '0')
}

function estimateElementCount(recipe: WorldRecipe, timeline: RadioTimeline): number {
  const nodes = (recipe.nodes ?? []).reduce((sum, group) => sum + group.count * group.generations.length, 0)
  return estimateStationCount(recipe.radio, timeline) + nodes + (recipe.fixed?.exchanges ?? 0) * 4
}

class SiteRows {
  readonly rows: TableRows
  readonly #country: Country
  #next = 1

  /** `siteTexts`: the identifiers of all sites, in the order in which they are added. */
  constructor(country: Country, siteTexts: StoredTexts) {
    this.#country = country
    this.rows = new TableRows(SITES, 'sites.csv', siteTexts.length, new Map([['site', siteTexts]]))
  }

  #add(sites: PlacedSites, index: number, name: string): number {
    const row = this.rows.begin()
    const town = this.#country.towns[sites.towns[index]!]!
    this.rows.texts('site').setCode(row, this.#next++)
    this.rows.texts('name').set(row, name)
    this.rows.numbers('latitude').set(row, sites.latitudes[index]!)
    this.rows.numbers('longitude').set(row, sites.longitudes[index]!)
    this.rows.texts('region').set(row, town.region)
    return row
  }

  #townOf(sites: PlacedSites, index: number): string {
    return this.#country.towns[sites.towns[index]!]!.name
  }

  addRadio({ sites, tags }: RadioTimeline): void {
    const tagTexts = this.rows.texts('tags')
    const traffic = this.rows.amounts('traffic')
    for (let site = 0; site < sites.count; site++) {
      const place = this.#country.placeNames[sites.placeNames[site]!]!
      const row = this.#add(sites, site, `${this.#townOf(sites, site)} ${place}`)
      const tag = tags.get(site)
      if (tag !== undefined) tagTexts.set(row, tag)
      traffic.set(row, sites.trafficKbits[site]!)
    }
  }

  addExchanges(sites: PlacedSites, exchanges: Exchanges | undefined): void {
    for (let exchange = 0; exchange < sites.count; exchange++) {
      const row = this.#add(sites, exchange, `${this.#townOf(sites, exchange)} Exchange`)
      if (exchanges !== undefined) this.rows.amounts('premises').set(row, exchanges.premises[exchange]!)
    }
  }

  addDataCentres(sites: PlacedSites): void {
    for (let centre = 0; centre < sites.count; centre++)
      this.#add(sites, centre, `${this.#townOf(sites, centre)} Data Centre`)
  }
}

function writeContracts(recipe: WorldRecipe): FactTable {
  const rows = new TableRows(CONTRACTS, 'contracts.csv')
  for (const contract of recipe.contracts ?? []) addWrittenRow(rows, contract)
  return rows.finish()
}

function writePlans(world: PlannedWorld): FactTable {
  return writePlanFile(world, 'plan.csv', ({ file }) => file === undefined)
}

/** The plan with one of its parts later, and plans that stand alone. */
function writeVariants(world: PlannedWorld): FactTable[] {
  const { variants, plans } = world.recipe
  return [
    ...(variants ?? []).map(({ file, of, laterByMonths }) =>
      writePlanFile(
        world,
        file,
        (plan) => plan.file === undefined,
        ({ name }) => (name === of ? laterByMonths : 0),
      ),
    ),
    ...(plans ?? []).flatMap(({ file, name }) =>
      file === undefined ? [] : [writePlanFile(world, file, (plan) => plan.name === name)],
    ),
  ]
}

function writePlanFile(
  world: PlannedWorld,
  file: string,
  isMeant: (plan: Plan) => boolean,
  laterByMonths: (plan: Plan) => number = () => 0,
): FactTable {
  const rows = new PlanRows(file)
  for (const [number, plan] of (world.recipe.plans ?? []).entries())
    if (isMeant(plan)) writePlan(world, plan, number, rows, laterByMonths(plan))
  return rows.finish()
}

function writeSeries(exchanges: Exchanges | undefined, siteIds: readonly string[], inventoryDate: CivilDay): FactTable {
  const rows = new TableRows(WEIGHT_SERIES, 'weights.csv')
  if (exchanges !== undefined) writePremisesSeries(exchanges, siteIds, rows, inventoryDate)
  return rows.finish()
}
