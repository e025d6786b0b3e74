import { describe, expect, it } from 'vitest'
import { stockingPoints, type PointByHand } from '../exact/fixtures/stocking-points.ts'
import { survivalOf } from '../simulation/point-tally.ts'
import { simulateBatch } from '../simulation/simulate-points.ts'
import { leastSurvival } from './least-survival.ts'
import { CHANCELESS_TIERS } from './point-tiers.ts'

const STEPS = 104
const REPLICATIONS = 256 * 40
const KNOWN = Number.POSITIVE_INFINITY

const failing = (perStep: number): number[] => Array.from({ length: STEPS }, () => perStep)
const ending = (perStep: number): number[] => Array.from({ length: STEPS }, (_, step) => perStep * (1 - step / STEPS))

const cases: readonly (readonly [string, Omit<PointByHand, 'stock'>, shape: number])[] = [
  ['are repaired', { failures: failing(0.3), repair: { yield: 0.9, turnaroundSteps: 6 } }, KNOWN],
  [
    'are repaired for a year',
    { failures: failing(0.3), repair: { yield: 1, turnaroundSteps: 4, untilStep: 52 } },
    KNOWN,
  ],
  ['are swapped out on the way', { failures: ending(0.5), repair: { yield: 0.8, turnaroundSteps: 12 } }, KNOWN],
  ['fail as often as nobody knows', { failures: failing(0.2), repair: { yield: 1, turnaroundSteps: 8 } }, 2],
  [
    'come out of what is swapped too',
    { failures: ending(0.4), repair: { yield: 0.7, turnaroundSteps: 5 }, lots: [{ step: 30, units: 6, yield: 0.5 }] },
    KNOWN,
  ],
  [
    'are lent for a time',
    { failures: failing(0.2), repair: { yield: 1, turnaroundSteps: 6 }, lent: { units: 3, untilStep: 40 } },
    KNOWN,
  ],
]

describe('the survival of which a shelf is sure, where units', () => {
  it.each(cases)('%s, is never more than is simulated', (_, point, shape) => {
    const least = leastSurvival(CHANCELESS_TIERS, stockingPoints([{ ...point, stock: 0 }], [shape]), 0, 0, 40)
    for (let stock = 0; stock <= 40; stock += 2) {
      const points = stockingPoints([{ ...point, stock }], [shape])
      const simulated = survivalOf(simulateBatch({ points, seed: 5, replications: REPLICATIONS }, 0, REPLICATIONS), 0)
      const { [STEPS - 1]: found } = simulated
      const error = Math.sqrt((found! * (1 - found!)) / REPLICATIONS)
      expect(least[stock]!).toBeLessThanOrEqual(found! + 3 * error)
    }
    expect(least).toEqual(least.toSorted())
  })

  it('are short for several steps together, counts these once, and is near what is simulated where they seldom are', () => {
    const point = { failures: failing(0.3), repair: { yield: 1, turnaroundSteps: 6 }, stock: 0 }
    const least = leastSurvival(CHANCELESS_TIERS, stockingPoints([point]), 0, 0, 8)
    // 64 % simulated; by the sum over all steps at the end of which something is owed nothing would be sure.
    expect(least[5]).toBeGreaterThan(0.15)
    // 99.3 % simulated.
    expect(least[8]).toBeGreaterThan(0.98)
  })
})
