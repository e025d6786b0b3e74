// What a site loses from one step to another while it is short, by what hangs on it then.

import type { PointElements } from './point-elements.ts'

export class SiteLosses {
  readonly #elements: PointElements
  /** Of each change: lost from the first step up to it, were the site short all the time. */
  readonly #lostBefore: Float64Array

  constructor(elements: PointElements) {
    const { changeStart, changeStep, lossOfStep } = elements
    this.#elements = elements
    this.#lostBefore = new Float64Array(changeStep.length)
    for (let site = 0; site + 1 < changeStart.length; site++)
      for (let change = changeStart[site]! + 1; change < changeStart[site + 1]!; change++) {
        const steps = changeStep[change]! - changeStep[change - 1]!
        this.#lostBefore[change] = this.#lostBefore[change - 1]! + lossOfStep[change - 1]! * steps
      }
  }

  get siteCount(): number {
    return this.#elements.changeStart.length - 1
  }

  /** Short in the steps [from, until). */
  between(site: number, from: number, until: number): number {
    return this.#lostUntil(site, until) - this.#lostUntil(site, from)
  }

  #lostUntil(site: number, step: number): number {
    const { changeStart, changeStep, lossOfStep } = this.#elements
    const first = changeStart[site]!
    let change = changeStart[site + 1]! - 1
    while (change >= first && changeStep[change]! >= step) change--
    return change < first ? 0 : this.#lostBefore[change]! + lossOfStep[change]! * (step - changeStep[change]!)
  }
}
