// What the sites weigh in the measure of the scenario, from which day on.
//
// Of a range the high end counts, for what is lost must not be told as less than it is. What is not known weighs nothing, and
// is counted by whoever asks: no figure of service lost may be read without that count.

import type { CivilDay } from '#base/calendar.ts'
import type { Estate, WeightStep } from '#model/estate.ts'
import type { Scenario } from '#model/scenario.ts'

export type WeightMeasured = NonNullable<Scenario['weight']>

/** Told of each stretch of days [from, until) in which a site weighs the same; NaN: not known. */
export type WeightStretch = (weight: number, from: CivilDay, until: CivilDay) => void

export class SiteWeights {
  readonly #measure: WeightMeasured
  readonly #first: Float64Array
  readonly #series: ReadonlyMap<number, readonly WeightStep[]>

  constructor({ siteWeights }: Estate, measure: WeightMeasured) {
    this.#measure = measure
    const column = measure === 'sites' ? undefined : siteWeights[measure]
    this.#first = column?.high ?? new Float64Array(0)
    this.#series = column?.series ?? new Map<number, readonly WeightStep[]>()
  }

  /** Goes through [from, until) in order. In whole numbers of the measure's smallest unit; a site weighs 1 as a site. */
  forEachStretch(site: number, from: CivilDay, until: CivilDay, tell: WeightStretch): void {
    if (from >= until) return
    if (this.#measure === 'sites') return tell(1, from, until)
    let weight = this.#first[site] ?? Number.NaN
    let begin = from
    for (const step of this.#series.get(site) ?? []) {
      if (step.from >= until) break
      if (step.from > begin) {
        tell(knownOr(weight), begin, step.from)
        begin = step.from
      }
      weight = step.high
    }
    tell(knownOr(weight), begin, until)
  }

  /** Whether it is known on all of these days. */
  isKnown(site: number, from: CivilDay, until: CivilDay): boolean {
    let isKnown = true
    this.forEachStretch(site, from, until, (weight) => (isKnown &&= !Number.isNaN(weight)))
    return isKnown
  }

  /** Whether it is known on any of them. */
  isEverKnown(site: number, from: CivilDay, until: CivilDay): boolean {
    let isKnown = false
    this.forEachStretch(site, from, until, (weight) => (isKnown ||= !Number.isNaN(weight)))
    return isKnown
  }
}

/** Without an end above, it is as little known as where nothing is stated. */
function knownOr(weight: number): number {
  return weight === Number.POSITIVE_INFINITY ? Number.NaN : weight
}
