// In which step a failure falls, and when the failed unit comes back, from a uniform number of 31 bits: the inverse of the
// cumulative failures of a point, with a guide to where to begin.

import type { StockingPoints } from '../points/stocking-points.ts'
import { LARGEST_UNIFORM } from './count-table.ts'

const GUIDES = 4096
/** From the high 16 bits of a uniform number to its guide. */
export const GUIDE_SHIFT = 4

/**
 * Kinds of failures in order: of step t those that are not repaired are kind 2 t, those that are 2 t + 1; of a point to which
 * nothing comes back, kind t. One is refilled point after point.
 */
export class FailureTimes {
  /** Repaired, or ordered anew. */
  comesBack = false
  /** The last uniform number that means this kind or one before it. */
  readonly lastUniform: Int32Array
  /** The step at which what failed arrives; the number of steps: never. */
  readonly arrival: Int32Array
  /** The first kind that a uniform number of these high bits can mean. */
  readonly guide = new Int32Array(GUIDES)
  readonly #stepCount: number

  constructor(stepCount: number) {
    this.#stepCount = stepCount
    this.lastUniform = new Int32Array(2 * stepCount)
    this.arrival = new Int32Array(2 * stepCount)
  }

  /** Of a point whose failures over all steps are `mean` times what its rate says for one unit, above 0. */
  fill(points: StockingPoints, point: number, mean: number): void {
    const steps = this.#stepCount
    const { lastUniform, arrival } = this
    const until = Math.min(steps, points.repairsUntilStep[point]!)
    const turnaround = points.turnaroundSteps[point]!
    const repairYield = points.repairYield[point]!
    const order = points.orderSteps[point]!
    this.comesBack = (repairYield > 0 && until > 0) || order > 0
    const rate = points.failuresPerUnitStep[point]!
    const curve = points.curveOf[point]! * steps
    const scale = (LARGEST_UNIFORM + 1) / mean
    let kinds = 0
    let failures = 0
    for (let step = 0; step < steps; step++) {
      const next = failures + points.installed[curve + step]! * rate
      if (this.comesBack) {
        const repaired = step < until ? (next - failures) * repairYield : 0
        lastUniform[kinds] = Math.min(LARGEST_UNIFORM, Math.floor((next - repaired) * scale) - 1)
        arrival[kinds++] = order > 0 ? Math.min(steps, step + order) : steps
        arrival[kinds] = step < until ? Math.min(steps, step + turnaround) : steps
      }
      lastUniform[kinds++] = Math.min(LARGEST_UNIFORM, Math.floor(next * scale) - 1)
      failures = next
    }
    // The last kind that there is takes what rounding left.
    const end = lastUniform[kinds - 1]!
    for (let kind = kinds - 1; kind >= 0 && lastUniform[kind] === end; kind--) lastUniform[kind] = LARGEST_UNIFORM
    this.#fillGuide()
  }

  stepOf(kind: number): number {
    return this.comesBack ? kind >>> 1 : kind
  }

  /** The step at which what failed arrives; the number of steps: never. */
  backOf(kind: number): number {
    return this.comesBack ? this.arrival[kind]! : this.#stepCount
  }

  #fillGuide(): void {
    const { lastUniform, guide } = this
    let kind = 0
    for (let index = 0; index < GUIDES; index++) {
      while (lastUniform[kind]! < index << (15 + GUIDE_SHIFT)) kind++
      guide[index] = kind
    }
  }
}

/** Failures expected of a point over all steps. */
export function expectedFailures(points: StockingPoints, point: number): number {
  const rate = points.failuresPerUnitStep[point]!
  const curve = points.curveOf[point]! * points.stepCount
  let failures = 0
  for (let step = 0; step < points.stepCount; step++) failures += points.installed[curve + step]! * rate
  return failures
}
