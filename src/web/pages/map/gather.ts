// Sites too close to be told apart are drawn as one, with how many of which vendor they are.

import type { Size, View } from './place.ts'

/** Sites drawn one by one; above, those close together are gathered. */
const MOST_ONE_BY_ONE = 1500
const CELL_PIXELS = 46

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
  const cells = isOneByOne ? 0 : 2 ** Math.round(Math.log2(view.scale / CELL_PIXELS))
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
    return { x: screenX(sumX / sites.length), y: screenY(sumY / sites.length), sites, counts }
  })
  return { clusters, isOneByOne }
}

export function radiusOf({ sites }: Cluster, isOneByOne: boolean): number {
  if (isOneByOne || sites.length === 1) return 5
  return Math.min(23, 6 + Math.sqrt(sites.length) * 0.9)
}

/** The cluster under the pointer, the nearest first. */
export function findCluster({ clusters, isOneByOne }: Gathered, x: number, y: number): Cluster | undefined {
  let [best, bestDistance] = [undefined as Cluster | undefined, Number.POSITIVE_INFINITY]
  for (const cluster of clusters) {
    const distance = Math.hypot(cluster.x - x, cluster.y - y) - radiusOf(cluster, isOneByOne)
    if (distance < 5 && distance < bestDistance) [best, bestDistance] = [cluster, distance]
  }
  return best
}
