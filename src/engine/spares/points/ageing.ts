// How much more, or less, often units of a part fail at their age than on average over a life.

import { BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import { lifeOfMean, replacementsByStep, type Weibull } from '../run-down/wear-out.ts'
import { HOURS_A_DAY, type StepCalendar } from './step-calendar.ts'

/** Older than this many steps a unit is as likely to be one that replaced the first: it fails at the mean rate. */
const OLDEST_STEPS = 3000

export class Ageing {
  readonly #failuresPerUnitHour: number
  readonly #life: Weibull
  readonly #calendar: StepCalendar
  readonly #byAge = new Map<number, Float64Array>()

  /** `failuresPerUnitHour`: over a life, on average. */
  constructor(failuresPerUnitHour: number, shape: number, calendar: StepCalendar) {
    this.#failuresPerUnitHour = failuresPerUnitHour
    this.#life = lifeOfMean(1 / failuresPerUnitHour, shape)
    this.#calendar = calendar
  }

  /**
   * Of a unit installed on a day: failures of its place in each step against those of the mean rate, from the step it is
   * installed in, or from the first. Undefined where nobody knows the day.
   */
  ratiosOf(installed: CivilDay): { readonly firstStep: number; readonly ratios: Float64Array } | undefined {
    if (installed <= BEFORE_ALL) return undefined
    const { from, stepDays } = this.#calendar
    const ageSteps = Math.floor((from - installed) / stepDays)
    if (ageSteps > OLDEST_STEPS) return undefined
    return { firstStep: Math.max(0, -ageSteps), ratios: this.#ratiosAt(Math.max(0, ageSteps)) }
  }

  #ratiosAt(ageSteps: number): Float64Array {
    let ratios = this.#byAge.get(ageSteps)
    if (!ratios) {
      const { stepDays, stepCount } = this.#calendar
      const stepHours = stepDays * HOURS_A_DAY
      const failures = replacementsByStep(this.#life, ageSteps * stepHours, stepHours, stepCount)
      ratios = failures.map((one) => one / (stepHours * this.#failuresPerUnitHour))
      this.#byAge.set(ageSteps, ratios)
    }
    return ratios
  }
}
