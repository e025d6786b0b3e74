// Failures of units that wear out: Weibull lives, each unit of its own age.

import { exp, log, logGamma } from '#base/elementary.ts'
import { checkAboveZero, checkAmount } from '../chance/domain.ts'

export interface Weibull {
  /** Above 1: failures come more often with age. */
  readonly shape: number
  /** Age by which 63 % have failed. */
  readonly scaleHours: number
}

/**
 * Expected failures of one unit of this age within so many hours, where a repair leaves it as old as it was:
 * ((a + h) / eta)^k - (a / eta)^k. Where each is replaced by a new one and shape is above 1, this is too many.
 *
 * Worked: shape 1.8, scale 3000 h, within 400 h: 0.0266 of a new unit, 0.0832 at 600 h, 0.2140 at 2400 h.
 */
export function expectedFailures({ shape, scaleHours }: Weibull, ageHours: number, withinHours: number): number {
  checkAmount('ageHours', ageHours)
  checkAmount('withinHours', withinHours)
  checkAboveZero('shape', shape)
  checkAboveZero('scaleHours', scaleHours)
  return power((ageHours + withinHours) / scaleHours, shape) - power(ageHours / scaleHours, shape)
}

/** An expectation reckoned on a grid, and how far off it may be: what the next coarser grid made of a difference. */
export interface Reckoned {
  readonly expected: number
  readonly error: number
}

/**
 * Expected failures of units of these ages within so many hours, each replaced by a new one at once: the renewal function
 * M(T) = F(T) + integral of M(T - t) dF(t), with the rest of its life for a unit's first F.
 *
 * On a grid by midpoint sums of Riemann and Stieltjes (Xie, "On the solution of renewal-type integral equations",
 * Communications in Statistics B 18, 1989), extrapolated to no width (Richardson).
 *
 * Worked: one new unit, shape 1.8, within its scale: 0.78314647, where failures without replacement would be 1.
 */
export function expectedReplacements(life: Weibull, agesHours: readonly number[], withinHours: number): Reckoned {
  checkAmount('withinHours', withinHours)
  checkAboveZero('shape', life.shape)
  checkAboveZero('scaleHours', life.scaleHours)
  const cells = Math.min(4000, 400 * Math.max(1, Math.ceil(withinHours / life.scaleHours)))
  const [coarse, middle, fine] = [cells / 4, cells / 2, cells].map((count) =>
    replacementsOnGrid(life, agesHours, withinHours, count),
  ) as [number, number, number]
  const expected = (4 * fine - middle) / 3
  return { expected, error: Math.abs(expected - (4 * middle - coarse) / 3) }
}

/**
 * Expected failures in each of so many steps of one place whose unit is of an age, each replaced by a new one at once; by age in
 * whole steps. All ages together take as long as one, and a pass over the steps for each step between them: the first failure of
 * a unit is in the next step, or it is that of a unit a step older.
 */
export function replacementsByAge(
  life: Weibull,
  agesSteps: ReadonlySet<number>,
  stepHours: number,
  stepCount: number,
): ReadonlyMap<number, Float64Array> {
  const ofNew = renewalsOnGrid(life, stepHours, stepCount)
  /** Of a first failure so many steps ago, in the middle of its step: itself, and those of what replaced it. */
  const since = ofNew.map((_, steps) => (steps === 0 ? 0 : 1 + (ofNew[steps]! + ofNew[steps - 1]!) / 2))
  const [youngest, oldest] = [[...agesSteps].reduce(least, Number.POSITIVE_INFINITY), [...agesSteps].reduce(most, 0)]
  const byAge = new Map<number, Float64Array>()
  /** Of what was new once: failures within so many steps, of those that come to this age. */
  const within = new Float64Array(stepCount + 1)
  for (let age = oldest + stepCount - 1; age >= youngest; age--) {
    const surviving = 1 - failedBy(life, 0, age * stepHours)
    const failing = surviving * failedBy(life, age * stepHours, stepHours)
    for (let steps = Math.min(stepCount, oldest + stepCount - age); steps > 0; steps--)
      within[steps] = within[steps - 1]! + failing * since[steps]!
    if (agesSteps.has(age))
      byAge.set(
        age,
        Float64Array.from({ length: stepCount }, (_, step) => (within[step + 1]! - within[step]!) / surviving),
      )
  }
  return byAge
}

const least = (one: number, other: number): number => Math.min(one, other)
const most = (one: number, other: number): number => Math.max(one, other)

/** The life of this mean. */
export function lifeOfMean(meanHours: number, shape: number): Weibull {
  return { shape, scaleHours: meanHours / exp(logGamma(1 + 1 / shape)) }
}

function replacementsOnGrid(life: Weibull, agesHours: readonly number[], withinHours: number, count: number): number {
  const width = withinHours / count
  const ofNew = renewalsOnGrid(life, width, count)
  let sum = 0
  for (const age of agesHours) {
    let failed = 0
    for (let cell = 0; cell < count; cell++) {
      const next = failedBy(life, age, (cell + 1) * width)
      const later = (ofNew[count - cell]! + ofNew[count - cell - 1]!) / 2
      sum += (next - failed) * (1 + later)
      failed = next
    }
  }
  return sum
}

/** M at 0, one width, two ... of a new unit. */
function renewalsOnGrid(life: Weibull, width: number, count: number): Float64Array {
  const renewals = new Float64Array(count + 1)
  const atMiddle = Float64Array.from({ length: count }, (_, cell) => failedBy(life, 0, (cell + 0.5) * width))
  for (let at = 1; at <= count; at++) {
    let sum = failedBy(life, 0, at * width) - renewals[at - 1]! * atMiddle[0]!
    for (let cell = 1; cell < at; cell++) sum += (renewals[cell]! - renewals[cell - 1]!) * atMiddle[at - cell]!
    renewals[at] = sum / (1 - atMiddle[0]!)
  }
  return renewals
}

/** P(a unit that has come to this age fails within so many hours). */
function failedBy(life: Weibull, ageHours: number, withinHours: number): number {
  return 1 - exp(-expectedFailures(life, ageHours, withinHours))
}

/**
 * Mean life in hours, scale x gamma(1 + 1 / shape): one over the rate of replacement in the long run.
 *
 * Worked: shape 1.8, scale 3000 h: 2667.86 h, so 0.1499 replacements in 400 h.
 */
export function meanLifeHours({ shape, scaleHours }: Weibull): number {
  checkAboveZero('shape', shape)
  checkAboveZero('scaleHours', scaleHours)
  return scaleHours * exp(logGamma(1 + 1 / shape))
}

function power(base: number, exponent: number): number {
  return base === 0 ? 0 : exp(exponent * log(base))
}
