import { describe, expect, it } from 'vitest'
import { type FactTable, FactTableBuilder, textAt } from '#model/fact-table.ts'
import type { Fault } from '#model/fault.ts'
import { placeOf } from '#model/place.ts'
import { ELEMENTS } from '#model/tables.ts'
import { checkBeside } from './check-beside.ts'
import { keepGoodRows } from './keep-good-rows.ts'
import { LeftOutTally } from './left-out-tally.ts'

const NOTHING = { owned: [], joined: [] }

/** Elements, each hosted on the one before; all but the first few stand on it. */
function hosted(count: number): FactTable {
  const builder = new FactTableBuilder(ELEMENTS, 'elements.csv', ['element', 'hostedOn'])
  for (let row = 0; row < count; row++)
    builder.addRow([`E${row}`, row === 0 ? 'nowhere' : `E${row - 1}`], row + 2, () => undefined)
  for (const name of ['OK', 'impossible']) builder.addRow([name, ''], builder.finish().rowCount + 2, () => undefined)
  return builder.finish()
}

describe('keeping the good rows of a chain', () => {
  it('builds the estate of what fits together, and not for each link', () => {
    const estates: number[] = []
    const faultAt = (table: FactTable, row: number): Fault => ({
      code: 'contradiction',
      severity: 'error',
      ...placeOf(table, row),
      problem: 'wrong',
    })
    const check = checkBeside(NOTHING, NOTHING, {
      join: ({ owned }, report) => {
        const [table] = owned
        const names = new Set([
          '',
          ...Array.from({ length: table!.rowCount }, (_, row) => textAt(table!, 'element', row)),
        ])
        for (let row = 0; row < table!.rowCount; row++)
          if (!names.has(textAt(table!, 'hostedOn', row))) report(faultAt(table!, row))
        return owned
      },
      checkEstate: ([table], isPartial, report) => {
        estates.push(table!.rowCount)
        for (let row = 0; row < table!.rowCount; row++)
          if (!isPartial && textAt(table!, 'element', row) === 'impossible') report(faultAt(table!, row))
      },
    })
    const kept = keepGoodRows(
      { tables: [hosted(40)], joined: [], unmapped: [] },
      new LeftOutTally(),
      check,
      () => undefined,
    )
    expect(kept?.tables.map((table) => textAt(table, 'element', 0))).toEqual(['OK'])
    // All that was read; what is left of the chain; and what is left without what that showed.
    expect(estates).toEqual([42, 2, 1])
  })
})
