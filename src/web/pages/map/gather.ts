// Sites too close to be told apart are drawn as one, with how many of which vendor they are.

import type { Size, View } from './place.ts'

/** Sites drawn one by one; above, those close together are gathered. */
const MOST_ONE_BY_ONE = 1500
/** Cells are as wide as this, or up to twice as wide. */
const CELL_PIXELS = 44
const LARGEST_RADIUS = 20
const ALONE_RADIUS = 5
/** Drawn around a ring, so that two are told apart. */
const RIM_PIXELS = 1.5

export interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
  /** Number of the colour of each. */
  readonly series: Uint8Array
}

export interface Cluster {
  /** Its middle on the screen. */
  readonly x: number
  readonly y: number
  /** In pixels. */
  readonly radius: number
  readonly sites: readonly number[]
  /** Sites by colour. */
  readonly counts: readonly number[]
}

export interface Gathered {
  readonly clusters: readonly Cluster[]
  readonly isOneByOne: boolean
}

function listInView({ x, y }: Places, shown: readonly number[], view: View, { width, height }: Size): number[] {
  const [reachX, reachY] = [(width / 2 + CELL_PIXELS) / view.scale, (height / 2 + CELL_PIXELS) / view.scale]
  return shown.filter((site) => Math.abs(x[site]! - view.x) <= reachX && Math.abs(y[site]! - view.y) <= reachY)
}

/** Cells stand still in the world, so that nothing flickers as the map is moved. */
export function gather(
  places: Places,
  shown: readonly number[],
  view: View,
  size: Size,
  seriesCount: number,
): Gathered {
  const inView = listInView(places, shown, view, size)
  const screenX = (x: number): number => (x - view.x) * view.scale + size.width / 2
  const screenY = (y: number): number => (y - view.y) * view.scale + size.height / 2
  const isOneByOne = inView.length <= MOST_ONE_BY_ONE
  // The size of a cell changes by doublings, not with every turn of the wheel.
  const cells = isOneByOne ? 0 : 2 ** Math.floor(Math.log2(view.scale / CELL_PIXELS))
  const within = isOneByOne
    ? (middle: number) => middle
    : (middle: number, radius: number) => stayWithin(middle, cells, (radius + RIM_PIXELS) / view.scale)
  const bins = new Map<number, number[]>()
  for (const site of inView) {
    const key = isOneByOne ? site : Math.floor(places.x[site]! * cells) * 2 ** 26 + Math.floor(places.y[site]! * cells)
    const bin = bins.get(key)
    if (bin) bin.push(site)
    else bins.set(key, [site])
  }
  const clusters = [...bins.values()].map((sites): Cluster => {
    const counts = Array.from({ length: seriesCount }, () => 0)
    let [sumX, sumY] = [0, 0]
    for (const site of sites) {
      counts[places.series[site]!]! += 1
      sumX += places.x[site]!
      sumY += places.y[site]!
    }
    const radius = radiusOf(sites.length, isOneByOne)
    const [x, y] = [within(sumX / sites.length, radius), within(sumY / sites.length, radius)]
    return { x: screenX(x), y: screenY(y), radius, sites, counts }
  })
  return { clusters, isOneByOne }
}

function radiusOf(sites: number, isOneByOne: boolean): number {
  if (isOneByOne || sites === 1) return ALONE_RADIUS
  return Math.min(LARGEST_RADIUS, 6 + Math.sqrt(sites) * 0.9)
}

/** A ring as large as a cell at most stays in the cell of its sites: so no two lie over one another, wherever they are. */
function stayWithin(middle: number, cells: number, radius: number): number {
  const cell = Math.floor(middle * cells)
  return Math.min(Math.max(middle, cell / cells + radius), (cell + 1) / cells - radius)
}

/** The cluster under the pointer, the nearest first. */
export function findCluster({ clusters }: Gathered, x: number, y: number): Cluster | undefined {
  let [best, bestDistance] = [undefined as Cluster | undefined, Number.POSITIVE_INFINITY]
  for (const cluster of clusters) {
    const distance = Math.hypot(cluster.x - x, cluster.y - y) - cluster.radius
    if (distance < 5 && distance < bestDistance) [best, bestDistance] = [cluster, distance]
  }
  return best
}
