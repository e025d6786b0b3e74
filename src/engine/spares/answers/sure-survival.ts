// Where repaired units come back, and it is as good as certain that they are enough, nothing need be simulated.
//
// A shelf runs out in a step only if something is owed at its end, which the exact tier knows the probability of: all of them
// together are no less than the probability that it ever runs out (Boole's inequality).

import { makePointCurves, reuseTier } from '../exact/exact-tier.ts'
import type { StockingPoints } from '../points/stocking-points.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { fingerprintPoint } from './fingerprint-point.ts'
import type { Reckoned } from './known.ts'
import { worstStep } from './worst-step.ts'

/** Over all points of a nation this is still nothing. */
const HARDLY_EVER = 1e-8

/** A survival up to each step that it is no less than; undefined: too far from what it is. `shortfall`: P(something is owed). */
export function sureSurvival(shortfall: Float64Array): Float64Array | undefined {
  let runsOut = 0
  const survival = shortfall.map((owed) => 1 - (runsOut += owed))
  return runsOut <= HARDLY_EVER ? survival : undefined
}

const exactTier = reuseTier()

/** The same of a point that stands alone. */
export function sureSurvivalOf(one: StockingPoints): Float64Array | undefined {
  // Most that are not sure are seen at once not to be.
  const { used, arrived } = worstStep(one)
  if (1 - poissonAtMost(one.stock[0]! + Math.ceil(arrived), used) > HARDLY_EVER) return undefined
  const curves = makePointCurves(1, one.stepCount)
  exactTier(one).reckon(0, 1, curves)
  return sureSurvival(curves.shortfall)
}

const NOT_SURE = new Float64Array()

/** The last of the same, as a list of one: reckoned once of what says the same. */
export function sureAtEnd(one: StockingPoints, reckoned: Reckoned): Float64Array | undefined {
  const key = `sure ${fingerprintPoint(one)}`
  let known = reckoned.get(key)
  if (!known) reckoned.set(key, (known = sureSurvivalOf(one)?.slice(-1) ?? NOT_SURE))
  return known.length === 0 ? undefined : known
}
