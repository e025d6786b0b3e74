// Rows beyond what a browser can scroll: the height is drawn smaller than it is, and the place in it is reckoned.
//
// Chromium and Firefox cap the height of an element (about 33.5 and 17.8 million pixels); rows below would be out of reach.

const TALLEST_PIXELS = 15_000_000

export interface ScrollScale {
  /** Height the rows would have. */
  readonly fullPixels: number
  /** Height of what is scrolled. */
  readonly drawnPixels: number
  readonly viewPixels: number
}

export function scaleScroll(rowCount: number, rowPixels: number, viewPixels: number): ScrollScale {
  const fullPixels = rowCount * rowPixels
  return { fullPixels, drawnPixels: Math.min(fullPixels, TALLEST_PIXELS), viewPixels }
}

export function isScaled({ fullPixels, drawnPixels }: ScrollScale): boolean {
  return drawnPixels < fullPixels
}

const room = (whole: number, view: number): number => Math.max(0, whole - view)

/** Pixels of rows above the view, of where the browser has scrolled to. */
export function offsetOfScroll(scale: ScrollScale, scrollTop: number): number {
  const [full, drawn] = [room(scale.fullPixels, scale.viewPixels), room(scale.drawnPixels, scale.viewPixels)]
  if (drawn === 0) return 0
  const top = Math.min(Math.max(scrollTop, 0), drawn)
  return isScaled(scale) ? (top / drawn) * full : top
}

/** Where the browser has to scroll to, so that so many pixels of rows are above the view. */
export function scrollOfOffset(scale: ScrollScale, offset: number): number {
  const [full, drawn] = [room(scale.fullPixels, scale.viewPixels), room(scale.drawnPixels, scale.viewPixels)]
  if (full === 0) return 0
  const clamped = clampOffset(scale, offset)
  return isScaled(scale) ? (clamped / full) * drawn : clamped
}

export function clampOffset(scale: ScrollScale, offset: number): number {
  return Math.min(Math.max(offset, 0), room(scale.fullPixels, scale.viewPixels))
}

export interface RowWindow {
  readonly first: number
  /** One after the last. */
  readonly end: number
}

/** The rows to draw: those in view and some on either side. */
export function windowOf(
  offset: number,
  viewPixels: number,
  rowPixels: number,
  rowCount: number,
  beside: number,
): RowWindow {
  const first = Math.max(0, Math.floor(offset / rowPixels) - beside)
  const end = Math.min(rowCount, Math.ceil((offset + viewPixels) / rowPixels) + beside)
  return { first: Math.min(first, rowCount), end: Math.max(end, Math.min(first, rowCount)) }
}

/** Pixels above the view so that the row is wholly in it, moved no further than needed. */
export function offsetToShow(offset: number, row: number, viewPixels: number, rowPixels: number): number {
  const top = row * rowPixels
  if (top < offset) return top
  if (top + rowPixels > offset + viewPixels) return top + rowPixels - viewPixels
  return offset
}
