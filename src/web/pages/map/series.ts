// Which vendors have a colour of their own: those of most sites; the rest share one, and blank is told apart.

import type { SiteMap } from '#contract/application/map.ts'
import { mapping as words } from '../../words/en/map.ts'

export const MOST_COLOURS = 8

export interface Series {
  readonly label: string
  readonly sites: number
  /** Style class of its colour. */
  readonly colour: string
}

export interface SeriesOfSites {
  readonly series: readonly Series[]
  /** Of each site. */
  readonly of: Uint8Array
}

export function chooseSeries({ vendor, vendors }: SiteMap): SeriesOfSites {
  const counts = vendors.map(() => 0)
  let [blank, empty] = [0, 0]
  for (const index of vendor) {
    if (index < 0) empty++
    else if (vendors[index] === '') blank++
    else counts[index]! += 1
  }
  const ranked = vendors
    .map((name, index) => ({ name, index, sites: counts[index]! }))
    .filter(({ name, sites }) => name !== '' && sites > 0)
    .sort((left, right) => right.sites - left.sites || (left.name < right.name ? -1 : 1))
  const own = ranked.slice(0, MOST_COLOURS)
  const others = ranked.slice(MOST_COLOURS)
  const series: Series[] = own.map(({ name, sites }, index) => ({ label: name, sites, colour: `series-${index + 1}` }))
  const placeOf = new Map(own.map(({ index }, place) => [index, place]))
  const add = (label: string, sites: number, colour: string): number =>
    sites === 0 ? 0 : series.push({ label, sites, colour }) - 1
  const otherPlace = add(
    words.others(others.length),
    others.reduce((sum, { sites }) => sum + sites, 0),
    'series-other',
  )
  const blankPlace = add(words.notStated, blank, 'series-blank')
  const emptyPlace = add(words.noElements, empty, 'series-none')
  const of = Uint8Array.from(vendor, (index) => {
    if (index < 0) return emptyPlace
    return vendors[index] === '' ? blankPlace : (placeOf.get(index) ?? otherPlace)
  })
  return { series, of }
}

/** By its own name, also where its vendor shares a colour with others. */
export function sayVendor({ vendor, vendors }: SiteMap, site: number): string {
  const index = vendor[site] ?? -1
  if (index < 0) return words.noElements
  return vendors[index] || words.notStated
}
