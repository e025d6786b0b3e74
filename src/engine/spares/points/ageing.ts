// How much more, or less, often units of a part fail at their age than on average over a life.

import { BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import { exp } from '#base/elementary.ts'
import { expectedFailures, lifeOfMean, replacementsByStep, type Weibull } from '../run-down/wear-out.ts'
import { HOURS_A_DAY, type StepCalendar } from './step-calendar.ts'

/** An age that fewer come to is rather that of the place than of its unit, which has been replaced since. */
const RARE_AGE = 1e-3

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
   * installed in, or from the first. Undefined where nobody knows the day, or hardly any unit would still be the one of that day.
   */
  ratiosOf(installed: CivilDay): { readonly firstStep: number; readonly ratios: Float64Array } | undefined {
    if (installed <= BEFORE_ALL) return undefined
    const { from, stepDays } = this.#calendar
    const ageSteps = Math.floor((from - installed) / stepDays)
    if (this.#surviving(ageSteps) < RARE_AGE) return undefined
    return { firstStep: Math.max(0, -ageSteps), ratios: this.#ratiosAt(Math.max(0, ageSteps)) }
  }

  /** P(a unit comes to this age). */
  #surviving(ageSteps: number): number {
    const ageHours = Math.max(0, ageSteps) * this.#calendar.stepDays * HOURS_A_DAY
    return exp(-expectedFailures(this.#life, 0, ageHours))
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
