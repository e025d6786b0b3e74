import { expect, it } from 'vitest'
import { availabilityOf } from './redundancy.ts'

it('units of which some must work are up as often as the table says', () => {
  expect(availabilityOf(1, 2, 0.999)).toBeCloseTo(0.999999, 12)
  expect(availabilityOf(2, 3, 0.99)).toBeCloseTo(0.999702, 12)
  expect(availabilityOf(3, 4, 0.995)).toBeCloseTo(0.999850998125, 12)
  expect(availabilityOf(5, 6, 0.9995)).toBeCloseTo(0.999996254997, 12)
  expect([availabilityOf(0, 3, 0.2), availabilityOf(3, 3, 0.5), availabilityOf(4, 3, 0.5)]).toEqual([1, 0.125, 0])
})
