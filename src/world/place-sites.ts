// Puts sites into a country: in and around its towns, along the roads between them, and in the countryside.

import { RandomStream } from '#base/random.ts'
import { type Country, LandMap, type Town } from './country.ts'
import { STREAMS } from './streams.ts'

/** Sites by number, from 0; their places, weights and what they stand near. */
export interface PlacedSites {
  readonly count: number
  readonly latitudes: Float64Array
  readonly longitudes: Float64Array
  /** Index into the towns of the country: gives region and name. */
  readonly towns: Uint16Array
  /** Index into the place names of the country. */
  readonly placeNames: Uint8Array
  /** Busy-period traffic in kbit/s, whole 100 kbit/s. */
  readonly trafficKbits: Float64Array
  /** 0 out of towns, towards 1 in the largest city. */
  readonly cityness: Float32Array
}

/** Share of sites in towns, and along roads; the rest stand in the countryside. */
const IN_TOWNS = 0.7
const ALONG_ROADS = 0.2

const KM_PER_DEGREE = 111.2

/** Kilometres of a degree of longitude: the Taylor series of the cosine, the same bits everywhere. */
function kmPerDegreeOfLongitude(latitude: number): number {
  const angle = latitude * (3.141592653589793 / 180)
  const square = angle * angle
  return KM_PER_DEGREE * (1 - square / 2 + (square * square) / 24 - (square * square * square) / 720)
}

/** About normal, by the sum of four uniforms; standard deviation 1, never beyond 3.5. */
function bell(stream: RandomStream): number {
  return (stream.uniform() + stream.uniform() + stream.uniform() + stream.uniform() - 2) * 1.7320508075688772
}

/** Picks an index with probability in proportion to its weight. */
class WeightedChoice {
  readonly #cumulated: number[] = []

  constructor(weights: readonly number[]) {
    let sum = 0
    for (const weight of weights) {
      sum += weight
      this.#cumulated.push(sum)
    }
  }

  pick(uniform: number): number {
    const wanted = uniform * this.#cumulated.at(-1)!
    let low = 0
    let high = this.#cumulated.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#cumulated[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}

function neighboursOf(towns: readonly Town[]): number[][] {
  return towns.map((town) => {
    const scale = kmPerDegreeOfLongitude(town.latitude)
    const distanceSquared = (other: Town) =>
      ((other.latitude - town.latitude) * KM_PER_DEGREE) ** 2 + ((other.longitude - town.longitude) * scale) ** 2
    return towns
      .map((other, index) => ({ index, squared: distanceSquared(other) }))
      .filter(({ squared }) => squared > 0 && squared < 120 ** 2)
      .sort((left, right) => left.squared - right.squared || left.index - right.index)
      .slice(0, 4)
      .map(({ index }) => index)
  })
}

const TRIES = 12

interface Spot {
  latitude: number
  longitude: number
  town: number
}

export class SitePlacer {
  readonly #country: Country
  readonly #seed: number
  readonly #land: LandMap
  readonly #inTowns: WeightedChoice
  readonly #byRoads: WeightedChoice
  readonly #neighbours: number[][]

  constructor(country: Country, seed: number) {
    this.#country = country
    this.#seed = seed
    this.#land = new LandMap(country)
    const towns = country.towns
    this.#inTowns = new WeightedChoice(towns.map((town) => town.thousands))
    this.#byRoads = new WeightedChoice(towns.map((town) => Math.sqrt(town.thousands)))
    this.#neighbours = neighboursOf(towns)
  }

  /** Places sites number `first` to `first + count - 1`; each depends on its number alone. */
  place(count: number, first = 0): PlacedSites {
    const { towns, placeNames } = this.#country
    const sites = {
      count,
      latitudes: new Float64Array(count),
      longitudes: new Float64Array(count),
      towns: new Uint16Array(count),
      placeNames: new Uint8Array(count),
      trafficKbits: new Float64Array(count),
      cityness: new Float32Array(count),
    }
    for (let index = 0; index < count; index++) {
      const stream = new RandomStream(this.#seed, STREAMS.place, first + index)
      const setting = stream.uniform()
      const spot =
        setting < IN_TOWNS
          ? this.#inTown(stream)
          : setting < IN_TOWNS + ALONG_ROADS
            ? this.#alongRoad(stream)
            : this.#inCountryside(stream)
      const { thousands } = towns[spot.town]!
      const isInTown = setting < IN_TOWNS
      const base = isInTown ? 60 + 6 * Math.sqrt(thousands) : setting < IN_TOWNS + ALONG_ROADS ? 45 : 30
      const spread = stream.uniform()
      const traffic = base * (0.35 + stream.uniform() + 0.9 * spread * spread)
      sites.latitudes[index] = Math.round(spot.latitude * 1e5) / 1e5
      sites.longitudes[index] = Math.round(spot.longitude * 1e5) / 1e5
      sites.towns[index] = spot.town
      sites.placeNames[index] = stream.integer(0, placeNames.length - 1)
      sites.trafficKbits[index] = Math.round(traffic * 10) * 100
      sites.cityness[index] = isInTown ? thousands / (thousands + 400) : 0
    }
    return sites
  }

  #inTown(stream: RandomStream): Spot {
    const town = this.#inTowns.pick(stream.uniform())
    return this.#near(stream, town, 1 + 0.13 * Math.sqrt(this.#country.towns[town]!.thousands))
  }

  #inCountryside(stream: RandomStream): Spot {
    return this.#near(stream, this.#byRoads.pick(stream.uniform()), 11)
  }

  #near(stream: RandomStream, town: number, spreadKm: number): Spot {
    const { latitude, longitude } = this.#country.towns[town]!
    return this.#firstOnLand(stream, town, (narrowing) => ({
      latitude: latitude + (bell(stream) * spreadKm * narrowing) / KM_PER_DEGREE,
      longitude: longitude + (bell(stream) * spreadKm * narrowing) / kmPerDegreeOfLongitude(latitude),
      town,
    }))
  }

  #alongRoad(stream: RandomStream): Spot {
    const town = this.#byRoads.pick(stream.uniform())
    const neighbours = this.#neighbours[town]!
    if (neighbours.length === 0) return this.#near(stream, town, 8)
    const from = this.#country.towns[town]!
    return this.#firstOnLand(stream, town, (narrowing) => {
      const neighbour = neighbours[Math.floor(stream.uniform() * neighbours.length)]!
      const to = this.#country.towns[neighbour]!
      const along = stream.uniform()
      const latitude = from.latitude + along * (to.latitude - from.latitude)
      return {
        latitude: latitude + (bell(stream) * 2 * narrowing) / KM_PER_DEGREE,
        longitude:
          from.longitude +
          along * (to.longitude - from.longitude) +
          (bell(stream) * 2 * narrowing) / kmPerDegreeOfLongitude(latitude),
        town: along < 0.5 ? town : neighbour,
      }
    })
  }

  /** Tries again, ever closer, until a point lies on land; at last in the middle of the town. */
  #firstOnLand(stream: RandomStream, town: number, draw: (narrowing: number) => Spot): Spot {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const spot = draw(1 - attempt / TRIES)
      if (this.#land.isOnLand(spot.latitude, spot.longitude)) return spot
    }
    const { latitude, longitude } = this.#country.towns[town]!
    return { latitude, longitude, town }
  }
}
