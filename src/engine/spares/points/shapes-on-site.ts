// What stands of a point on one site: elements of so many units, of which so many must work.

/** The units of one record: an element, or a slot of one. */
export interface ServingElement {
  readonly count: number
  readonly needed: number
  /** How often one of the units fails for each failure of the part that the family goes by. */
  readonly pace: number
}

/** Elements of one shape. */
export interface ShapeOnSite extends ServingElement {
  readonly elements: number
}

/**
 * Elements that need all of their units are as one that needs all of theirs together: whichever is down, the site is short.
 * Those with some to spare stay what they are. In one order, whatever the order given.
 */
export function mergeElements(elements: readonly ServingElement[]): ShapeOnSite[] {
  const shapes = new Map<string, ShapeOnSite>()
  for (const { count, needed, pace } of elements) {
    const isWhole = needed === count
    const key = isWhole ? `all ${pace}` : `${count} ${needed} ${pace}`
    const before = shapes.get(key)
    const units = isWhole ? count + (before?.count ?? 0) : count
    const alike = isWhole ? 1 : 1 + (before?.elements ?? 0)
    shapes.set(key, { count: units, needed: isWhole ? units : needed, pace, elements: alike })
  }
  return [...shapes.values()].sort(
    (left, right) => left.pace - right.pace || left.count - right.count || left.needed - right.needed,
  )
}

/** By which sites on which the same stands are found. */
export function keyOfShapes(shapes: readonly ShapeOnSite[]): string {
  return shapes.map(({ count, needed, pace, elements }) => `${count} ${needed} ${pace} ${elements}`).join(', ')
}
