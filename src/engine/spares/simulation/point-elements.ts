// What stands where, of all points of a simulation: elements on sites, and what is lost while a site is short of any.

/**
 * The elements that hang on each point, of so many units each, of which so many must work; and what each site loses while it is
 * short. A site counts once at a point, however many of its elements there are short.
 */
export interface PointElements {
  /** The elements of point p: [elementStart[p], elementStart[p + 1]). */
  readonly elementStart: Uint32Array
  readonly unitCount: Uint32Array
  readonly neededCount: Uint32Array
  /** How often a unit of the element fails, for each failure of a unit of pace 1. */
  readonly pace: Float64Array
  /** In service at the end of each step of [firstStep, endStep). */
  readonly firstStep: Uint32Array
  readonly endStep: Uint32Array
  /** Site of the element; `NO_SITE` where nobody knows which, and nothing is lost that could be told. */
  readonly siteOf: Int32Array
  /** How what hangs on site s changes: at [changeStart[s], changeStart[s + 1]), in order of steps. */
  readonly changeStart: Uint32Array
  readonly changeStep: Uint32Array
  /** What is lost over a step in which the site is short, from that step on; before the first: nothing. */
  readonly lossOfStep: Float64Array
}

export const NO_SITE = -1
