import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { originOf, stateOrigins } from './fact-origin.ts'
import { type FactTable, FactTableBuilder, textAt } from './fact-table.ts'
import type { CountedFile } from './place.ts'
import { SITES } from './tables.ts'

function oneSite({ file, ...counted }: CountedFile, ordinal: number, origin = ''): FactTable {
  const builder = new FactTableBuilder(SITES, file, ['site', 'origin'], undefined, counted)
  builder.addRow(['S1', origin], ordinal, () => undefined)
  return builder.finish()
}

/** The row as a workspace has it after the import wrote it, on line 2. */
const imported = (origin: string): FactTable => oneSite({ file: 'imports/sites.csv', unit: 'line' }, 2, origin)

const marked = (text: string) =>
  fc.string({ unit: fc.constantFrom('a', '.', ':', '#', '!', '7', '\n'), minLength: 1 }).map((rest) => `${text}${rest}`)

describe('where a row was stated', () => {
  it('is written with what its file is counted in', () => {
    const stated = [
      oneSite({ file: 'sites.csv', unit: 'line' }, 14),
      oneSite({ file: 'devices.json', unit: 'record' }, 12),
      oneSite({ file: 'sites.xlsx', unit: 'row' }, 3),
      oneSite({ file: 'net.xlsx', sheet: 'Sites', unit: 'row' }, 3),
    ].map((table) => textAt(stateOrigins(table), 'origin', 0))
    expect(stated).toEqual(['sites.csv:14', 'devices.json#12', 'sites.xlsx!3', '[net.xlsx]Sites!3'])
  })

  it('is read back as it was written, whatever marks the names of the file and the sheet hold', () => {
    const counted = fc.oneof(
      fc.record({ file: marked('f'), unit: fc.constantFrom('line' as const, 'record' as const, 'row' as const) }),
      fc.record({ file: marked(']f['), sheet: marked('s'), unit: fc.constant('row' as const) }),
    )
    fc.assert(
      fc.property(counted, fc.integer({ min: 1, max: 2 ** 32 - 1 }), (source, ordinal) => {
        const { unit, ...file } = source
        const written = textAt(stateOrigins(oneSite(source, ordinal)), 'origin', 0)
        const own = { file: 'imports/sites.csv', line: 2 }
        expect(originOf(imported(written), 0)).toEqual({ ...file, [unit]: ordinal, imported: own })
      }),
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
