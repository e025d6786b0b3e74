import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { originOf, stateOrigins } from './fact-origin.ts'
import { type FactTable, FactTableBuilder, textAt } from './fact-table.ts'
import type { PlaceUnit } from './place.ts'
import { SITES } from './tables.ts'

function oneSite(file: string, unit: PlaceUnit, ordinal: number, origin = ''): FactTable {
  const builder = new FactTableBuilder(SITES, file, ['site', 'origin'], undefined, unit)
  builder.addRow(['S1', origin], ordinal, () => undefined)
  return builder.finish()
}

/** The row as a workspace has it after the import wrote it, on line 2. */
const imported = (origin: string): FactTable => oneSite('imports/sites.csv', 'line', 2, origin)

describe('where a row was stated', () => {
  it('is written with what its file is counted in', () => {
    const stated = [
      oneSite('sites.csv', 'line', 14),
      oneSite('devices.json', 'record', 12),
      oneSite('sites.xlsx', 'row', 3),
    ].map((table) => textAt(stateOrigins(table), 'origin', 0))
    expect(stated).toEqual(['sites.csv:14', 'devices.json#12', 'sites.xlsx!3'])
  })

  it('is read back as it was written, whatever marks the name of the file holds', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: fc.constantFrom('a', '.', ':', '#', '!', '7', '\n'), minLength: 1 })
          .map((text) => `f${text}`),
        fc.constantFrom<PlaceUnit>('line', 'record', 'row'),
        fc.integer({ min: 1, max: 2 ** 32 - 1 }),
        (file, unit, ordinal) => {
          const written = textAt(stateOrigins(oneSite(file, unit, ordinal)), 'origin', 0)
          expect(originOf(imported(written), 0)).toEqual({
            file,
            [unit]: ordinal,
            imported: { file: 'imports/sites.csv', line: 2 },
          })
        },
      ),
    )
  })

  it('stays what it was when a table with origins is imported again', () => {
    expect(textAt(stateOrigins(imported('devices.json#12')), 'origin', 0)).toBe('devices.json#12')
  })

  it('is the row itself where nothing, or no place, is written', () => {
    for (const origin of ['', 'by hand', ':3', 'devices.json#', 'devices.json#twelve'])
      expect(originOf(imported(origin), 0)).toEqual({ file: 'imports/sites.csv', line: 2 })
  })
})
