import { describe, expect, test } from 'vitest'
import { type Country, LandMap, type Town } from './country.ts'
import { GREAT_BRITAIN } from './great-britain.ts'
import { NEW_ZEALAND } from './new-zealand.ts'
import { SitePlacer } from './place-sites.ts'

/** South, west, north, east: boxes around each region, from an atlas and not from the outlines. */
type Box = readonly [number, number, number, number]

const BOXES: { readonly [region: string]: Box } = {
  London: [51.2, -0.6, 51.75, 0.4],
  'South East': [50.5, -2.0, 52.25, 1.5],
  'South West': [49.9, -5.8, 52.2, -1.4],
  'East of England': [51.4, -0.8, 53.05, 1.8],
  'East Midlands': [51.9, -2.1, 53.7, 0.45],
  'West Midlands': [51.8, -3.2, 53.3, -1.1],
  'Yorkshire and the Humber': [53.2, -2.6, 54.65, 0.2],
  'North West': [52.9, -3.7, 55.2, -1.85],
  'North East': [54.4, -2.75, 55.85, -0.75],
  Wales: [51.3, -5.4, 53.5, -2.55],
  Scotland: [54.6, -6.3, 58.75, -1.7],
  'Northern Ireland': [54.0, -8.2, 55.35, -5.4],
  Northland: [-36.5, 172.6, -34.4, 174.8],
  Auckland: [-37.45, 174.1, -36.0, 175.6],
  Waikato: [-39.3, 174.6, -36.4, 176.6],
  'Bay of Plenty': [-39.1, 175.7, -37.3, 178.1],
  Gisborne: [-39.1, 177.0, -37.4, 178.6],
  "Hawke's Bay": [-40.6, 175.9, -38.4, 178.1],
  Taranaki: [-40.1, 173.7, -38.6, 175.1],
  'Manawatū-Whanganui': [-40.9, 174.7, -38.4, 176.7],
  Wellington: [-41.7, 174.5, -40.5, 176.3],
  Tasman: [-42.3, 171.9, -40.5, 173.4],
  Nelson: [-41.5, 172.9, -41.0, 173.7],
  Marlborough: [-42.4, 172.6, -40.9, 174.5],
  'West Coast': [-44.3, 168.0, -41.1, 172.6],
  Canterbury: [-45.1, 169.5, -42.0, 174.1],
  Otago: [-46.7, 168.1, -44.0, 171.4],
  Southland: [-46.8, 166.4, -44.2, 169.5],
}

const COUNTRIES: readonly [string, Country, number][] = [
  ['Great Britain and Northern Ireland', GREAT_BRITAIN, 4000],
  ['New Zealand', NEW_ZEALAND, 1500],
]

describe.each(COUNTRIES)('%s', (_, country, count) => {
  const land = new LandMap(country)
  const sites = new SitePlacer(country, 11).place(count)
  const everySite = Array.from({ length: count }, (_site, index) => index)

  test('every town lies on the land and in its region', () => {
    const isInRegion = ({ region, latitude, longitude }: Town) => {
      const [south, west, north, east] = BOXES[region]!
      return latitude > south && latitude < north && longitude > west && longitude < east
    }
    const astray = country.towns.filter((town) => !land.isOnLand(town.latitude, town.longitude) || !isInRegion(town))
    expect(astray.map(({ name }) => name)).toEqual([])
  })

  test('every site lies on the land', () => {
    const astray = everySite.filter((site) => !land.isOnLand(sites.latitudes[site]!, sites.longitudes[site]!))
    expect(astray).toEqual([])
  })

  test('a site lies in the region it is said to be in, or close to its border', () => {
    const MARGIN = 0.35
    const astray = everySite.filter((site) => {
      const [south, west, north, east] = BOXES[country.towns[sites.towns[site]!]!.region]!
      const latitude = sites.latitudes[site]!
      const longitude = sites.longitudes[site]!
      return (
        latitude < south - MARGIN || latitude > north + MARGIN || longitude < west - MARGIN || longitude > east + MARGIN
      )
    })
    expect(astray).toEqual([])
  })

  test('where a site stands depends on its number alone', () => {
    const later = new SitePlacer(country, 11).place(10, 100)
    expect([...later.latitudes]).toEqual([...sites.latitudes.subarray(100, 110)])
    expect([...later.trafficKbits]).toEqual([...sites.trafficKbits.subarray(100, 110)])
  })

  test('the largest city has the most sites, and busier ones than the countryside', () => {
    const perTown = new Map<number, number>()
    const inTown = { sum: 0, count: 0 }
    const outside = { sum: 0, count: 0 }
    for (let site = 0; site < count; site++) {
      const town = sites.towns[site]!
      perTown.set(town, (perTown.get(town) ?? 0) + 1)
      const part = sites.cityness[site]! > 0.6 ? inTown : outside
      part.sum += sites.trafficKbits[site]!
      part.count += 1
    }
    const most = [...perTown].sort((left, right) => right[1] - left[1])[0]![0]
    const largest = Math.max(...country.towns.map((town) => town.thousands))
    expect(country.towns[most]!.thousands).toBe(largest)
    expect(inTown.sum / inTown.count).toBeGreaterThan(1.5 * (outside.sum / outside.count))
  })
})

describe('the outlines', () => {
  test.each([
    ['the middle of the Irish Sea', GREAT_BRITAIN, 53.8, -4.6],
    ['the North Sea', GREAT_BRITAIN, 54.5, 1.2],
    ['Dublin', GREAT_BRITAIN, 53.35, -6.26],
    ['Lough Neagh', GREAT_BRITAIN, 54.62, -6.42],
    ['the Tasman Sea', NEW_ZEALAND, -40, 171],
    ['Cook Strait', NEW_ZEALAND, -41.1, 174.4],
    ['Lake Taupō', NEW_ZEALAND, -38.8, 175.9],
  ])('leave out %s', (_, country, latitude, longitude) => {
    expect(new LandMap(country).isOnLand(latitude, longitude)).toBe(false)
  })
})
