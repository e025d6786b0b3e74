// Stocking points by column, as the exact tier and the simulation read them: a point is a part in a pool.
//
// Time goes in steps of equal length from the first day. In a step, in this order: arrivals (repaired units, lots), then
// failures; a survival or a shortfall is that of the end of the step. A failed unit goes to repair whether or not a spare
// was on the shelf, and failures do not wait for a unit that is down: the net stock (on the shelf less what is owed) never
// depends on how much there was to begin with.

export interface StockingPoints {
  readonly pointCount: number
  readonly stepCount: number
  /**
   * Units that may fail in each step, on average over it, each counted as many as fail as often at the rate below: curve c in
   * [c * stepCount, (c + 1) * stepCount).
   */
  readonly installed: Float64Array
  readonly curveOf: Uint32Array
  /** Expected failures of a unit in a step. Those of point p in step t: this times the curve of p at t, a Poisson mean. */
  readonly failuresPerUnitStep: Float64Array
  /** On the shelf before the first step, to stay. */
  readonly stock: Int32Array
  /**
   * Beside it until a step, units that others own: drawn first and filled last, so that what is missing is missing of theirs first.
   * What is left of them at the beginning of that step goes, and of what comes back of earlier failures they have theirs first.
   */
  readonly lentUnits: Uint32Array
  readonly lentUntilStep: Uint32Array
  /** Lots of point p: [lotStart[p], lotStart[p + 1]), in order of steps: what is on order, in repair already, or harvested. */
  readonly lotStart: Uint32Array
  /** The step at whose beginning the lot arrives. */
  readonly lotStep: Uint32Array
  readonly lotUnits: Uint32Array
  /** P(a unit of the lot is good), each by itself; 1 of what is on order. */
  readonly lotYield: Float64Array
  /** P(a failed unit is repaired), each by itself; 0: nothing is. */
  readonly repairYield: Float64Array
  /** Whole steps, 1 or more: what fails in step t arrives at the beginning of step t + turnaroundSteps. */
  readonly turnaroundSteps: Uint32Array
  /** What fails in this step or later is not repaired; `stepCount` or more: repairs do not stop. */
  readonly repairsUntilStep: Uint32Array
  /** What is not repaired is ordered anew, and arrives at the beginning of so many whole steps later; 0: nothing is ordered. */
  readonly orderSteps: Uint32Array
  /** Stable key of the point's random numbers, 56 bits: 32 in the counter, 24 beside the stream. */
  readonly streamLow: Uint32Array
  readonly streamHigh: Uint32Array
  /** Points of one group share the error of their failure rate: one factor of mean 1, Gamma distributed. */
  readonly rateGroupOf: Uint32Array
  /** Shape of each group's factor, its variance being 1 / shape; Infinity: the rate is exactly known. */
  readonly rateShape: Float64Array
}
