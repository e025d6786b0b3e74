// Draws the map: land, borders, and sites over them.

import { type GeoPermissibleObjects, geoMercator, geoPath } from 'd3-geo'
import type { Cluster, Gathered } from './gather.ts'
import type { Size, View } from './place.ts'

export interface MapColours {
  readonly land: string
  readonly border: string
  readonly ground: string
  readonly ink: string
  readonly series: readonly string[]
}

export interface World {
  readonly land: GeoPermissibleObjects
  readonly borders: GeoPermissibleObjects
}

interface Drawing {
  readonly world: World | undefined
  readonly gathered: Gathered
  readonly view: View
  readonly size: Size
  readonly colours: MapColours
  /** Drawn with a ring around it. */
  readonly chosen: number | undefined
  readonly hovered: Cluster | undefined
}

export function drawMap(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { size, colours } = drawing
  context.fillStyle = colours.ground
  context.fillRect(0, 0, size.width, size.height)
  drawLand(context, drawing)
  // The small are drawn last, so that no large one hides them.
  const ordered = [...drawing.gathered.clusters].sort((left, right) => right.sites.length - left.sites.length)
  for (const cluster of ordered) drawCluster(context, cluster, drawing)
}

function drawLand(context: CanvasRenderingContext2D, { world, view, size, colours }: Drawing): void {
  if (!world) return
  const projection = geoMercator()
    .scale(view.scale / (2 * Math.PI))
    .translate([(0.5 - view.x) * view.scale + size.width / 2, (0.5 - view.y) * view.scale + size.height / 2])
    .clipExtent([
      [-2, -2],
      [size.width + 2, size.height + 2],
    ])
  const path = geoPath(projection, context)
  context.beginPath()
  path(world.land)
  context.fillStyle = colours.land
  context.fill()
  context.beginPath()
  path(world.borders)
  context.lineWidth = 0.75
  context.strokeStyle = colours.border
  context.stroke()
}

function drawCluster(context: CanvasRenderingContext2D, cluster: Cluster, { colours, chosen, hovered }: Drawing): void {
  const { x, y, radius, sites, counts } = cluster
  let from = -Math.PI / 2
  for (const [series, count] of counts.entries()) {
    if (count === 0) continue
    const to = from + (count / sites.length) * 2 * Math.PI
    context.beginPath()
    if (count < sites.length) context.moveTo(x, y)
    context.arc(x, y, radius, from, to)
    context.fillStyle = colours.series[series] ?? colours.ink
    context.fill()
    from = to
  }
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.lineWidth = 1.25
  context.strokeStyle = colours.ground
  context.stroke()
  if (sites.length > 1) drawCount(context, cluster, colours)
  if (cluster === hovered || (chosen !== undefined && sites.includes(chosen))) {
    context.beginPath()
    context.arc(x, y, radius + 3, 0, 2 * Math.PI)
    context.lineWidth = 2
    context.strokeStyle = colours.ink
    context.stroke()
  }
}

function drawCount(context: CanvasRenderingContext2D, { x, y, radius, sites }: Cluster, colours: MapColours): void {
  if (radius < 10) return
  context.beginPath()
  context.arc(x, y, radius * 0.66, 0, 2 * Math.PI)
  context.fillStyle = colours.ground
  context.fill()
  context.fillStyle = colours.ink
  context.font = '600 10px system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(sites.length < 1000 ? String(sites.length) : `${Math.round(sites.length / 1000)}k`, x, y)
}
