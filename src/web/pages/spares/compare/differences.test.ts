import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BuyRow, SparesReport } from '#model/spares-report.ts'
import { compareBuys } from './differences.ts'

const buy = fc.record({
  part: fc.constantFrom('A', 'B', 'C', 'D'),
  pool: fc.constantFrom('NORTH', 'SOUTH'),
  quantity: fc.integer({ min: 1, max: 9 }),
  cost: fc.option(fc.integer({ min: 0, max: 9999 })),
  arrivesOn: fc.constant('2027-01-01'),
  reason: fc.constant('to last'),
}) as fc.Arbitrary<BuyRow>
const reports = fc.array(
  fc.array(buy).map((buys) => ({ purchase: { buys } }) as unknown as Pick<SparesReport, 'purchase'>),
  { minLength: 1, maxLength: 4 },
)

describe('what answers buy beside each other', () => {
  test('no unit is lost, and what is said to be the same is the same', () => {
    fc.assert(
      fc.property(reports, (all) => {
        const rows = compareBuys(all)
        for (const [index, { purchase }] of all.entries()) {
          const units = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
          expect(rows.reduce((sum, row) => sum + row.units[index]!, 0)).toBe(units)
        }
        for (const { units, differs } of rows) expect(differs).toBe(new Set(units).size > 1)
        expect(rows.map(({ differs }) => differs)).toEqual(
          rows.map(({ differs }) => differs).sort((a, b) => Number(b) - Number(a)),
        )
      }),
    )
  })

  test('a price that is not known makes a sum that is not known', () => {
    const buys = [
      { part: 'A', quantity: 1, cost: 100 },
      { part: 'A', quantity: 2, cost: null },
    ]
    const [row] = compareBuys([{ purchase: { buys } } as unknown as Pick<SparesReport, 'purchase'>])
    expect(row).toMatchObject({ units: [3], costs: [undefined] })
  })
})
