import { expect, it } from 'vitest'
import { availabilityOf, outageOf, supplyAvailability, unitAvailability } from './redundancy.ts'

it('units of which some must work are up as often as the table says', () => {
  expect(availabilityOf(0, 3, 0.9)).toBe(1)
  expect(availabilityOf(1, 2, 0.999)).toBeCloseTo(0.999999, 12)
  expect(availabilityOf(2, 3, 0.99)).toBeCloseTo(0.999702, 12)
  expect(availabilityOf(3, 4, 0.995)).toBeCloseTo(0.999850998125, 12)
  expect(availabilityOf(5, 6, 0.9995)).toBeCloseTo(0.999996254997, 12)
  expect(availabilityOf(0, 3, 0.2)).toBeCloseTo(1, 14)
  expect(availabilityOf(3, 3, 0.5)).toBeCloseTo(0.125, 14)
  expect([availabilityOf(4, 3, 0.5), availabilityOf(2, 2, 1), availabilityOf(1, 2, 0)]).toEqual([0, 1, 0])
  // SciPy: binom.cdf(600, 3000, 0.2).
  expect(availabilityOf(2400, 3000, 0.8)).toBeCloseTo(0.5109231629845512, 11)
})

it('too few units work as often as enough of them do not', () => {
  for (const [needed, count] of [
    [1, 1],
    [2, 3],
    [100, 100],
    [60, 100],
    [500, 1000],
    [999, 1001],
    [1, 40],
    [0, 3],
    [4, 3],
  ] as const)
    for (const outage of [0, 0.001, 0.2, 0.5, 0.93, 1])
      expect(outageOf(needed, count, outage)).toBeCloseTo(1 - availabilityOf(needed, count, 1 - outage), 11)
  expect(outageOf(2, 3, 0.01)).toBeCloseTo(0.000298, 15)
  // 3 x 10^-20 and a little less.
  expect(outageOf(2, 3, 1e-10) / 3e-20).toBeCloseTo(1, 9)
})

it('a unit is down while somebody travels and while it waits for a spare', () => {
  const outage = {
    hoursBetweenFailures: 200_000,
    travelHours: 4,
    expectedBackorders: 0.05,
    failuresPerHour: 0.002,
  }
  expect(unitAvailability(outage)).toBeCloseTo(0.999855021, 9)
  expect(unitAvailability({ ...outage, expectedBackorders: 0 })).toBeCloseTo(200_000 / 200_004, 15)
  expect(unitAvailability({ ...outage, failuresPerHour: 0 })).toBeCloseTo(200_000 / 200_004, 15)
})

it('an element lacks no part if none of its units waits for one', () => {
  const parts = [
    { unitsPerElement: 2, expectedBackorders: 1.5 },
    { unitsPerElement: 1, expectedBackorders: 0.4 },
  ]
  expect(supplyAvailability(parts, 50)).toBeCloseTo(0.9624632, 12)
  expect(supplyAvailability([], 50)).toBe(1)
  expect(supplyAvailability([{ unitsPerElement: 2, expectedBackorders: 200 }], 50)).toBe(0)
})
