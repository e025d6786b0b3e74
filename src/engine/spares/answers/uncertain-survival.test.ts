import { expect, it } from 'vitest'
import { exp, log } from '#base/elementary.ts'
import { stockingPoints } from '../exact/fixtures/stocking-points.ts'
import { followFailures, type ShelfByHand, smallFastCounting } from './fixtures/failure-by-failure.ts'
import { createTiers } from './point-tiers.ts'
import { type UncertainSurvival, survivalOverRates } from './uncertain-survival.ts'

const STEPS = 52
/** Of both methods together. */
const FAILURES_FOLLOWED = 3e6

/** From one unit to 20,000, from half a failure to 600, with stocks at which much or little is in doubt. */
function drawShelves(count: number): ShelfByHand[] {
  const uniform = smallFastCounting(3)
  const between = (low: number, high: number): number => low * exp(uniform() * log(high / low))
  const oneOf = (some: readonly number[]): number => some[Math.floor(uniform() * some.length)]!
  return Array.from({ length: count }, () => {
    const units = Math.round(between(1, 20_000))
    const failures = between(0.5, 600)
    const repairYield = oneOf([0.3, 0.6, 0.8, 0.95])
    const turnaroundSteps = oneOf([1, 4, 6, 13])
    const repairsUntilStep = oneOf([20, 26, 40, STEPS])
    const repaired = (repairYield * Math.min(repairsUntilStep, STEPS - turnaroundSteps)) / STEPS
    return {
      units,
      failuresOfUnit: failures / units / STEPS,
      stock: Math.round(failures * (1 - repaired) * (0.5 + 1.3 * uniform())),
      repairYield,
      turnaroundSteps,
      repairsUntilStep,
      shape: oneOf([0.5, 1, 4, 16, 50]),
    }
  })
}

const failuresOf = ({ units, failuresOfUnit }: ShelfByHand): number => units * failuresOfUnit * STEPS

function tell(shelf: ShelfByHand): UncertainSurvival {
  const { units, failuresOfUnit, stock, repairYield, turnaroundSteps, repairsUntilStep, shape } = shelf
  const failures = Array.from({ length: STEPS }, () => units * failuresOfUnit)
  const repair = { yield: repairYield, turnaroundSteps, untilStep: repairsUntilStep }
  const tiers = createTiers({ seed: 1, replications: 10_240 }, new Map(), new Map())
  return survivalOverRates(tiers, stockingPoints([{ stock, failures, repair }], [shape]), 0, 1, 0)
}

it('survival at an uncertain rate with repairs is as failure after failure has it, within the error told, on every day', () => {
  const scores = drawShelves(30).flatMap((shelf, index) => {
    const told = tell(shelf)
    const replications = 2 * Math.round(Math.min(60_000, FAILURES_FOLLOWED / 60 / failuresOf(shelf) + 5000))
    const followed = followFailures(shelf, STEPS, replications, index)
    return Array.from(followed.survival, (survival, step) => {
      const error = Math.hypot(told.standardErrors[step]!, followed.standardErrors[step]!)
      return (told.survival[step]! - survival) / error
    }).filter((_, step) => followed.survival[step]! > 0.005 && followed.survival[step]! < 0.995)
  })
  expect(scores.length).toBeGreaterThan(700)
  const rootMeanSquare = Math.sqrt(scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length)
  expect(rootMeanSquare).toBeGreaterThan(0.5)
  expect(rootMeanSquare).toBeLessThan(1)
  expect(Math.max(...scores.map(Math.abs))).toBeLessThan(5)
})
