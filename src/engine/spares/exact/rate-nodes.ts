// Rates to reckon with in the place of one that is uncertain: a short list of factors, each with its weight, over which any
// answer is averaged. Given the factor of a group, its points are independent of each other.

import { exp, log, logOnePlus } from '#base/elementary.ts'

export interface RateNode {
  /** Of the rate that is expected. */
  readonly factor: number
  /** The weights of a list add up to 1. */
  readonly weight: number
  /** In the rule of every other node: by how much its average differs, so much at most is the error of the list, about. */
  readonly coarseWeight: number
}

/** Where the factor is 1. */
const CENTRE = 0.9342178868257781
/** Of the widest step at which the slope of a survival over the factor is still seen. */
const STEP = 0.8
const LARGEST_STEP = 0.25
/** Against the largest weight. */
const NEGLIGIBLE = 1e-10

/**
 * Nodes of a gamma distribution of mean 1 and this shape, for what changes as slowly as Poisson probabilities of so many
 * expected failures do, or fewer. One node of factor 1 where the shape is infinite.
 *
 * The trapezoidal rule, which converges geometrically where an analytic function falls to nothing on either side: over z,
 * factor = log(1 + exp(z - exp(-z)))^2. The square root because Poisson probabilities, and the gamma density with them,
 * have about one width everywhere over the root of the mean; the rest carries 0 to minus infinity, so steeply that little of
 * the range is spent on rates near 0 (Takahasi and Mori, "Double exponential formulas", 1974). Measured against the negative
 * binomial distribution: errors below 1e-9 for shapes from 0.25 to 10,000 and 0.1 to 2,636 failures, with 20 to 700 nodes.
 */
export function rateNodes(shape: number, failures: number): RateNode[] {
  if (shape === Number.POSITIVE_INFINITY) return [{ factor: 1, weight: 1, coarseWeight: 1 }]
  const step = Math.min(LARGEST_STEP, STEP / (2 * Math.sqrt(failures + shape)))
  const densityAt = (place: number) => densityOver(CENTRE + place * step, shape)
  const right = follow(densityAt, 0, 1)
  const left = follow(densityAt, -1, -1)
  const nodes = [...left.reverse(), ...right]
  const sum = nodes.reduce((all, { density }) => all + density, 0)
  const coarse = nodes.reduce((all, { place, density }) => all + (place % 2 === 0 ? density : 0), 0)
  return nodes.map(({ place, factor, density }) => ({
    factor,
    weight: density / sum,
    coarseWeight: place % 2 === 0 ? density / coarse : 0,
  }))
}

interface Density {
  readonly factor: number
  readonly density: number
}

/** The density of the factor over z, against that of 1. */
function densityOver(z: number, shape: number): Density {
  const folded = exp(-z)
  const inner = z - folded
  const root = inner < 0 ? logOnePlus(exp(inner)) : inner + logOnePlus(exp(-inner))
  const factor = root * root
  const slope = (2 * root * (1 + folded)) / (1 + exp(-inner))
  return { factor, density: factor === 0 ? 0 : (exp(-shape * (factor - 1 - log(factor))) * slope) / factor }
}

/** The nodes from one on, as far as they matter. */
function follow(densityAt: (place: number) => Density, from: number, by: 1 | -1): (Density & { place: number })[] {
  const nodes: (Density & { place: number })[] = []
  let largest = 0
  for (let place = from; ; place += by) {
    const node = densityAt(place)
    if (!(node.density > largest * NEGLIGIBLE)) return nodes
    largest = Math.max(largest, node.density)
    nodes.push({ place, ...node })
  }
}
