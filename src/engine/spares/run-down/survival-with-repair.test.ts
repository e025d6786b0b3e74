import { describe, expect, it } from 'vitest'
import { poissonAtMost } from '../chance/poisson.ts'
import { type RepairLoop, survivalWithRepair } from './survival-with-repair.ts'

/** Two failures a month for three years, four in five repaired within three months. */
const LOOP: RepairLoop = {
  failuresByStep: new Float64Array(36).fill(2),
  yield: 0.8,
  turnaroundSteps: 3,
  inRepair: 'returned',
}

const lasting = (stock: number, loop: Partial<RepairLoop> = {}) =>
  survivalWithRepair(stock, { ...LOOP, ...loop }).at(-1)!

describe('a stock with a repair loop', () => {
  it('lasts with the probabilities of the table', () => {
    const table = { 15: 0.06024677, 20: 0.42117103, 25: 0.83803147, 27: 0.9233634, 29: 0.96819613, 32: 0.99326732 }
    for (const [stock, survival] of Object.entries(table)) expect(lasting(Number(stock))).toBeCloseTo(survival, 7)
  })

  it('needs 65 units where the repair stops after a year, and 70 where what is in repair is lost too', () => {
    const stopped = { cutOffStep: 12 }
    expect([64, 65].map((stock) => lasting(stock, stopped) >= 0.95)).toEqual([false, true])
    expect([69, 70].map((stock) => lasting(stock, { ...stopped, inRepair: 'lost' }) >= 0.95)).toEqual([false, true])
  })

  it('is as good as no loop where nothing can be repaired', () => {
    expect(lasting(80, { yield: 0 })).toBeCloseTo(poissonAtMost(80, 72), 10)
  })
})
