// How much more, or less, often units of a part fail at their age than on average over a life.

import { BEFORE_ALL, type CivilDay } from '#base/calendar.ts'
import { exp } from '#base/elementary.ts'
import { expectedFailures, lifeOfMean, replacementsByAge, type Weibull } from '../run-down/wear-out.ts'
import { HOURS_A_DAY, type StepCalendar } from './step-calendar.ts'

/** An age that fewer come to is rather that of the place than of its unit, which has been replaced since. */
const RARE_AGE = 1e-3

export class Ageing {
  readonly #failuresPerUnitHour: number
  readonly #life: Weibull
  readonly #calendar: StepCalendar
  readonly #installed: Iterable<CivilDay>
  readonly #byAge = new Map<number, Float64Array>()

  /** `failuresPerUnitHour`: over a life, on average. `installed`: the days that will be asked of, which are reckoned together. */
  constructor(failuresPerUnitHour: number, shape: number, calendar: StepCalendar, installed: Iterable<CivilDay> = []) {
    this.#installed = installed
    this.#failuresPerUnitHour = failuresPerUnitHour
    this.#life = lifeOfMean(1 / failuresPerUnitHour, shape)
    this.#calendar = calendar
  }

  /**
   * Of a unit installed on a day: failures of its place in each step against those of the mean rate, from the step it is
   * installed in, or from the first. Undefined where nobody knows the day, or hardly any unit would still be the one of that day.
   */
  ratiosOf(installed: CivilDay): { readonly firstStep: number; readonly ratios: Float64Array } | undefined {
    const ageSteps = this.#ageOf(installed)
    if (ageSteps === undefined) return undefined
    return { firstStep: Math.max(0, -ageSteps), ratios: this.#ratiosAt(Math.max(0, ageSteps)) }
  }

  /** On the first day, in steps: below 0 where it is installed later. */
  #ageOf(installed: CivilDay): number | undefined {
    if (installed <= BEFORE_ALL) return undefined
    const { from, stepDays } = this.#calendar
    const ageSteps = Math.floor((from - installed) / stepDays)
    return this.#surviving(ageSteps) < RARE_AGE ? undefined : ageSteps
  }

  /** P(a unit comes to this age). */
  #surviving(ageSteps: number): number {
    const ageHours = Math.max(0, ageSteps) * this.#calendar.stepDays * HOURS_A_DAY
    return exp(-expectedFailures(this.#life, 0, ageHours))
  }

  #ratiosAt(ageSteps: number): Float64Array {
    if (!this.#byAge.has(ageSteps)) this.#reckon(new Set([ageSteps, ...this.#agesAsked()]))
    return this.#byAge.get(ageSteps)!
  }

  *#agesAsked(): Generator<number> {
    for (const day of new Set(this.#installed)) {
      const ageSteps = this.#ageOf(day)
      if (ageSteps !== undefined) yield Math.max(0, ageSteps)
    }
  }

  #reckon(agesSteps: ReadonlySet<number>): void {
    const { stepDays, stepCount } = this.#calendar
    const stepHours = stepDays * HOURS_A_DAY
    for (const [ageSteps, failures] of replacementsByAge(this.#life, agesSteps, stepHours, stepCount))
      this.#byAge.set(
        ageSteps,
        failures.map((one) => one / (stepHours * this.#failuresPerUnitHour)),
      )
  }
}
