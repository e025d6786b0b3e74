// What the answers ask of the exact tier and of the simulation about one stocking point.

import { supplyOf } from '../exact/exact-tier.ts'
import type { BeginCourse } from '../exact/course.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import type { RateNode } from './rate-grid.ts'

/** A point over time, its rate being a given multiple of what is stated. */
export interface PointOutlook {
  /** P(no failure found an empty shelf up to the end of each step). */
  readonly survival: Float64Array
  /** Of the survival, at most; 0 where it is exact. */
  readonly standardErrors: Float64Array
}

/** What asks no chance. */
export interface RoughTiers {
  /** P(no failure finds an empty shelf to the end) by the stock at the beginning, 0 to `most`: where repaired units come back quickly and somewhat too high. */
  roughSurvivalByStock(points: StockingPoints, point: number, node: RateNode, most: number): Float64Array
}

/** What asks no chance either, and is exact. */
export interface CourseTier {
  /** Tells of each step what the stock is asked for, as if no place were ever swapped; at all rates there may be. */
  forEachStep(points: StockingPoints, point: number, begin: BeginCourse): void
}

/** What climbing a ladder takes. */
export interface LadderTiers extends RoughTiers, CourseTier {
  /**
   * At each rate reckoned, P(no failure finds an empty shelf to the end) by units that come beside the stock at the beginning of
   * a step: 0 to `most`, or fewer, where with more it is as with the last. `probability`: of the future that the points are of.
   */
  survivalsByBought(
    points: StockingPoints,
    point: number,
    probability: number,
    arrivalStep: number,
    most: number,
  ): readonly SurvivalByBought[]
}

export interface Tiers extends LadderTiers {
  /** `arrivalStep`: when what is bought will come, for both figures come from one simulation. */
  outlookOf(points: StockingPoints, point: number, node: RateNode, arrivalStep: number): PointOutlook
}

export interface SurvivalByBought {
  readonly survival: Float64Array
  /** Of which it is a share; infinitely many where it is exact. */
  readonly replications: number
  /** As `LadderAtRate` has it; left out where it is exact, or not told. */
  readonly inHalves?: Float32Array
}

export type Method = 'exact' | 'simulated'

/** Where nothing repaired comes back survival is exact; where it does, it is simulated. */
export function methodOf(points: StockingPoints, point: number): Method {
  return supplyOf(points, point) === 'repair' ? 'simulated' : 'exact'
}
