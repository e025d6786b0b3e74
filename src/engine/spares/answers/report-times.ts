// At which steps results are kept: all of them, or as many as a curve needs.

import { lastDayOf, type StepCalendar } from '../points/step-calendar.ts'
import type { CivilDay } from '#base/calendar.ts'

const MOST_TIMES = 120

export interface ReportTimes {
  /** Steps at whose end results are kept, the last step among them. */
  readonly steps: Uint32Array
  readonly days: readonly CivilDay[]
}

export function chooseTimes(calendar: StepCalendar): ReportTimes {
  const { stepCount } = calendar
  const every = Math.ceil(stepCount / MOST_TIMES)
  const steps: number[] = []
  for (let step = stepCount - 1; step >= 0; step -= every) steps.push(step)
  steps.reverse()
  return { steps: Uint32Array.from(steps), days: steps.map((step) => lastDayOf(calendar, step)) }
}

export function atTimes({ steps }: ReportTimes, byStep: Float64Array): Float64Array {
  return Float64Array.from(steps, (step) => byStep[step]!)
}
