// What a stock is asked for as time goes on, step by step.

import type { CountWindow } from './count-window.ts'
import type { UnitsWindow } from './units-window.ts'

/** At the end of a step, to be read at once. */
export interface StepOfCourse {
  readonly step: number
  /** Units outstanding: failed, and not come back. */
  readonly outstanding: CountWindow
  /** Good ones of the lots that have come. */
  readonly good: UnitsWindow
  /** On hand at the beginning, with what others still lend. */
  readonly stock: number
}

/** Told of each step in turn. */
export type TellStep = (step: StepOfCourse) => void

/** Asked once for each rate that is reckoned apart, before its steps; weights add up to 1. */
export type BeginCourse = (weight: number) => TellStep
