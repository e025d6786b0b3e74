// A curve through points as a path, straight between them.

export interface CurvePoint {
  readonly x: number
  readonly y: number
}

/** Hundredths of a chart unit are below what a screen or a printer shows. */
const round = (value: number): number => Math.round(value * 100) / 100

export function curvePath(points: readonly CurvePoint[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
}

/** The area between two curves. */
export function ribbonPath(low: readonly CurvePoint[], high: readonly CurvePoint[]): string {
  return low.length === 0 ? '' : `${curvePath(low)}${curvePath(high.toReversed()).replace('M', 'L')}Z`
}

/** The area between the curve and the ground at height `ground`. */
export function groundPath(points: readonly CurvePoint[], ground: number): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return ''
  return `${curvePath(points)}L${round(last.x)} ${ground}L${round(first.x)} ${ground}Z`
}
