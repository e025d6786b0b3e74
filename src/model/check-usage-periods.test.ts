import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import { checkUsagePeriods } from './check-usage-periods.ts'
import { FactTableBuilder } from './fact-table.ts'
import { describeFault } from './fault.ts'
import { USAGE } from './spares-tables.ts'

function check(rows: readonly (readonly string[])[]): string[] {
  const builder = new FactTableBuilder(USAGE, 'usage.csv', ['part', 'pool', 'from', 'until'])
  for (const [index, row] of rows.entries())
    builder.addRow(row, index + 2, (fault) => expect.unreachable(describeFault(fault)))
  const said: string[] = []
  checkUsagePeriods([builder.finish()], (fault) => said.push(describeFault(fault)))
  return said
}

it('periods that follow one another, are of other parts, or of other pools count each failure once', () => {
  expect(
    check([
      ['A', '', '2019-01-01', '2019-12-31'],
      ['A', '', '2020-01-01', '2020-06-30'],
      ['B', 'NORTH', '2019-01-01', '2019-12-31'],
      ['B', 'SOUTH', '2019-06-01', '2020-05-31'],
    ]),
  ).toEqual([])
})

it('of periods of one part and pool that overlap the row read later is at fault', () => {
  expect(
    check([
      ['A', 'NORTH', '2019-07-01', '2019-09-30'],
      ['A', 'NORTH', '2019-01-01', '2019-12-31'],
      ['A', 'NORTH', '2019-12-31', '2020-12-31'],
    ]),
  ).toEqual([
    'usage.csv line 3, column from: failures counted already by usage.csv line 2, of 2019-07-01 to 2019-09-30 `2019-01-01`; expected periods of a part that do not overlap, each of one pool or all of the whole network',
    'usage.csv line 4, column from: failures counted already by usage.csv line 3, of 2019-01-01 to 2019-12-31 `2019-12-31`; expected periods of a part that do not overlap, each of one pool or all of the whole network',
  ])
})

it('a period of the whole network counts what the same days of a pool count', () => {
  expect(
    check([
      ['A', 'NORTH', '2019-01-01', '2019-12-31'],
      ['A', '', '2019-06-01', '2019-06-30'],
      ['A', 'SOUTH', '2019-06-30', '2019-06-30'],
    ]),
  ).toEqual([
    expect.stringContaining(
      'line 3, column from: failures counted already by usage.csv line 2, of 2019-01-01 to 2019-12-31 in pool NORTH',
    ),
    expect.stringContaining(
      'line 4, column from: failures counted already by usage.csv line 3, of 2019-06-01 to 2019-06-30 in the whole network',
    ),
  ])
})

it('faults are told exactly where two periods have a day in common that one key does not tell of', () => {
  const row = fc.tuple(fc.constantFrom('', 'N', 'S'), fc.nat(20), fc.nat(6))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const told = check(rows.map(([pool, from, length]) => ['A', pool, formatDay(from), formatDay(from + length)]))
      const isTwice = rows.some(([pool, from, length], index) =>
        rows.slice(0, index).some(([otherPool, otherFrom, otherLength]) => {
          const isSamePool = pool === otherPool || pool === '' || otherPool === ''
          const isSameKey = pool === otherPool && from === otherFrom
          return isSamePool && !isSameKey && from <= otherFrom + otherLength && otherFrom <= from + length
        }),
      )
      expect(told.length > 0).toBe(isTwice)
    }),
    { numRuns: 300 },
  )
})
