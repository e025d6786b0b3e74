// Shares as a recipe writes them, and when a share is reached.

import { type CivilDay, parseDay } from '#base/calendar.ts'
import { parseRational } from '#base/rational.ts'
import type { Period, ShareCurve } from '#model/world-recipe.ts'

/** `66.8 %` as a number; the recipe's reader has checked the text. */
export function shareNumber(text: string): number {
  const share = parseRational(text)
  if (!share) throw new Error(`not a share: ${text}`)
  return share.numerator / share.denominator
}

export function dayNumber(text: string): CivilDay {
  const day = parseDay(text)
  if (day === undefined) throw new Error(`not a day: ${text}`)
  return day
}

/** Later than any day of a world. */
export const NOT_EVER: CivilDay = 900_000

/** The day on which `curve` first reaches `share`: straight lines between its days. NOT_EVER where it stays below. */
export function reachedOn(curve: readonly (readonly [CivilDay, number])[], share: number): CivilDay {
  const first = curve[0]
  if (first === undefined) return NOT_EVER
  if (share <= first[1]) return first[0]
  for (let index = 1; index < curve.length; index++) {
    const [fromDay, fromShare] = curve[index - 1]!
    const [toDay, toShare] = curve[index]!
    if (share <= toShare) return fromDay + Math.ceil(((share - fromShare) / (toShare - fromShare)) * (toDay - fromDay))
  }
  return NOT_EVER
}

export function readCurve(curve: ShareCurve): [CivilDay, number][] {
  return Object.entries(curve)
    .map(([day, share]): [CivilDay, number] => [dayNumber(day), shareNumber(share)])
    .sort((left, right) => left[0] - right[0])
}

/** The day of the `index`-th of `count` things spread evenly over a period. */
export function spreadOver(period: Period, index: number, count: number): CivilDay {
  const from = dayNumber(period.from)
  return from + Math.floor(((index + 0.5) / count) * (dayNumber(period.to) - from + 1))
}
