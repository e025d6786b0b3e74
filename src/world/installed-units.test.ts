import { describe, expect, test } from 'vitest'
import { InstalledUnits } from './installed-units.ts'
import { NOT_EVER } from './share-curve.ts'

describe('units in the network', () => {
  // Part 0: three units from day 100 until taken out on day 110, and two from day 105 on for ever. Part 1: none.
  const installed = new InstalledUnits(2, 2)
  installed.add(0, 0, 3, 100, 110)
  installed.add(0, 1, 2, 105, NOT_EVER)

  test('serve from their first day until the day they are taken out', () => {
    expect(installed.servingOn(99)).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(installed.servingOn(105)[0]).toEqual([3, 2])
    expect(installed.servingOn(110)[0]).toEqual([0, 2])
  })

  test('are hours of operation together, and are counted on the day they are taken out', () => {
    // 3 units on the 5 days 105 to 109, 2 units on the 16 days 105 to 120.
    expect(installed.unitHours(105, 120)).toEqual([(3 * 5 + 2 * 16) * 24, 0])
    expect(installed.takenOut(105, 109)).toEqual([0, 0])
    expect(installed.takenOut(110, 110)).toEqual([3, 0])
  })
})
