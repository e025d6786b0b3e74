// Places on the map: where a coordinate lies, and what part of the world is seen.

export interface View {
  /** The middle, as parts of the width of the world: 0 west and north, 1 east and south. */
  readonly x: number
  readonly y: number
  /** Pixels the world is wide. */
  readonly scale: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Mercator ends here, so that the world is as high as it is wide. */
const LAST_LATITUDE = 85.0511
export const SMALLEST_SCALE = 250
export const LARGEST_SCALE = 40_000_000

export function xOfLongitude(longitude: number): number {
  return (longitude + 180) / 360
}

export function yOfLatitude(latitude: number): number {
  const clamped = Math.min(Math.max(latitude, -LAST_LATITUDE), LAST_LATITUDE)
  const sine = Math.sin((clamped * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

export function longitudeOfX(x: number): number {
  return x * 360 - 180
}

export function latitudeOfY(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI
}

export function clampView({ x, y, scale }: View): View {
  return {
    x: Math.min(Math.max(x, 0), 1),
    y: Math.min(Math.max(y, 0), 1),
    scale: Math.min(Math.max(scale, SMALLEST_SCALE), LARGEST_SCALE),
  }
}

/** Larger or smaller, while the place under the pointer stays there. */
export function zoomAt(view: View, factor: number, pointerX: number, pointerY: number, { width, height }: Size): View {
  const { scale } = clampView({ ...view, scale: view.scale * factor })
  const [fromMiddleX, fromMiddleY] = [pointerX - width / 2, pointerY - height / 2]
  return clampView({
    x: view.x + fromMiddleX / view.scale - fromMiddleX / scale,
    y: view.y + fromMiddleY / view.scale - fromMiddleY / scale,
    scale,
  })
}

export function panBy({ x, y, scale }: View, pixelsX: number, pixelsY: number): View {
  return clampView({ x: x + pixelsX / scale, y: y + pixelsY / scale, scale })
}

/** Everything in view, with room around it. */
export function fitView(xs: ArrayLike<number>, ys: ArrayLike<number>, { width, height }: Size): View {
  let [west, east, north, south] = [1, 0, 1, 0]
  for (let index = 0; index < xs.length; index++) {
    west = Math.min(west, xs[index]!)
    east = Math.max(east, xs[index]!)
    north = Math.min(north, ys[index]!)
    south = Math.max(south, ys[index]!)
  }
  if (west > east) return { x: 0.5, y: 0.4, scale: Math.max(SMALLEST_SCALE, width) }
  // A place all alone is shown with its country around it.
  const [wide, high] = [Math.max(east - west, 0.01), Math.max(south - north, 0.01)]
  const scale = 0.86 * Math.min(width / wide, height / high)
  return clampView({ x: (west + east) / 2, y: (north + south) / 2, scale })
}

/** `51.50,-0.12,6.40`: latitude, longitude, and how many times the world was doubled. */
export function formatView({ x, y, scale }: View): string {
  const zoom = Math.log2(scale / 256)
  const digits = Math.min(6, Math.max(2, Math.round(zoom / 2.5)))
  return `${latitudeOfY(y).toFixed(digits)},${longitudeOfX(x).toFixed(digits)},${zoom.toFixed(2)}`
}

/** Undefined: it is no view. */
export function parseView(text: string): View | undefined {
  const parts = text.split(',').map(Number)
  if (parts.length !== 3 || parts.some((part) => !Number.isFinite(part))) return undefined
  const [latitude = 0, longitude = 0, zoom = 0] = parts
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || Math.abs(zoom) > 30) return undefined
  return clampView({ x: xOfLongitude(longitude), y: yOfLatitude(latitude), scale: 256 * 2 ** zoom })
}
