// Where a network may stand: the real towns of a country, and a coarse outline of its land.

/** A real town or city: name, WGS 84 position, inhabitants of the built-up area in thousands, region. Rounded, from general knowledge. */
export interface Town {
  readonly name: string
  readonly latitude: number
  readonly longitude: number
  readonly thousands: number
  readonly region: string
}

/** A ring of `[longitude, latitude]` corners, drawn by hand and kept inside the coast. */
export type Ring = readonly (readonly [number, number])[]

export interface Country {
  readonly code: 'GB' | 'NZ'
  readonly towns: readonly Town[]
  readonly land: readonly Ring[]
  /** Lakes large enough to matter. */
  readonly water: readonly Ring[]
  /** Common names of streets and places, from which sites are named. */
  readonly placeNames: readonly string[]
}

export type TownRow = readonly [name: string, latitude: number, longitude: number, thousands: number]

export function listTowns(byRegion: Readonly<Record<string, readonly TownRow[]>>): Town[] {
  return Object.entries(byRegion).flatMap(([region, rows]) =>
    rows.map(([name, latitude, longitude, thousands]) => ({ name, latitude, longitude, thousands, region })),
  )
}

/** Tells land from sea and lake; edges are looked up by bands of latitude. */
export class LandMap {
  readonly #land: Map<number, number[]>
  readonly #water: Map<number, number[]>

  constructor(country: Country) {
    this.#land = edgesByBand(country.land)
    this.#water = edgesByBand(country.water)
  }

  isOnLand(latitude: number, longitude: number): boolean {
    return isEnclosed(this.#land, latitude, longitude) && !isEnclosed(this.#water, latitude, longitude)
  }
}

const BANDS_PER_DEGREE = 10

/** For each band, the edges that touch it, four numbers each: longitude and latitude of both ends. */
function edgesByBand(rings: readonly Ring[]): Map<number, number[]> {
  const bands = new Map<number, number[]>()
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index++) {
      const [fromLongitude, fromLatitude] = ring[index]!
      const [toLongitude, toLatitude] = ring[(index + 1) % ring.length]!
      const first = Math.floor(Math.min(fromLatitude, toLatitude) * BANDS_PER_DEGREE)
      const last = Math.floor(Math.max(fromLatitude, toLatitude) * BANDS_PER_DEGREE)
      for (let band = first; band <= last; band++) {
        const edges = bands.get(band) ?? []
        edges.push(fromLongitude, fromLatitude, toLongitude, toLatitude)
        bands.set(band, edges)
      }
    }
  }
  return bands
}

/** An odd number of edges is crossed on the way east; the rings do not overlap. */
function isEnclosed(bands: Map<number, number[]>, latitude: number, longitude: number): boolean {
  const edges = bands.get(Math.floor(latitude * BANDS_PER_DEGREE))
  if (edges === undefined) return false
  let isInside = false
  for (let at = 0; at < edges.length; at += 4) {
    const fromLatitude = edges[at + 1]!
    const toLatitude = edges[at + 3]!
    if (fromLatitude > latitude === toLatitude > latitude) continue
    const along = (latitude - fromLatitude) / (toLatitude - fromLatitude)
    if (longitude < edges[at]! + along * (edges[at + 2]! - edges[at]!)) isInside = !isInside
  }
  return isInside
}
