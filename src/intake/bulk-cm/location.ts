// Where an element stands, out of what a dump says in several places of unequal worth.

/**
 * How much a source of coordinates says about the place of the element: the site's own entry before that of a
 * function, before that of an antenna, which may hang kilometres away on a fibre.
 */
export type CoordinateRank = 0 | 1 | 2
export const SITE_RANK: CoordinateRank = 0
export const FUNCTION_RANK: CoordinateRank = 1
export const ANTENNA_RANK: CoordinateRank = 2

/** About two kilometres: antennas of one site differ by less, places that do not belong together by more. */
const WIDEST_SITE_DEGREES = 0.02

/** The coordinates heard of one place: the first pair of the best rank, and how far the pairs of that rank lie apart. */
export interface Coordinates {
  readonly rank: CoordinateRank
  readonly latitude: number
  readonly longitude: number
  readonly north: number
  readonly south: number
  readonly east: number
  readonly west: number
}

export function coordinatesOf(rank: CoordinateRank, latitude: number, longitude: number): Coordinates {
  return { rank, latitude, longitude, north: latitude, south: latitude, east: longitude, west: longitude }
}

export function mergeCoordinates(
  left: Coordinates | undefined,
  right: Coordinates | undefined,
): Coordinates | undefined {
  if (!left || !right) return left ?? right
  if (left.rank !== right.rank) return left.rank < right.rank ? left : right
  return {
    ...left,
    north: Math.max(left.north, right.north),
    south: Math.min(left.south, right.south),
    east: Math.max(left.east, right.east),
    west: Math.min(left.west, right.west),
  }
}

/** Whether the pairs lie too far apart to be one place. */
export function isScattered({ north, south, east, west }: Coordinates): boolean {
  return north - south > WIDEST_SITE_DEGREES || east - west > WIDEST_SITE_DEGREES
}

/** Degrees to a tenth of a metre, without exponent. */
export function formatDegrees(degrees: number): string {
  return degrees
    .toFixed(6)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
}
