import { describe, expect, it } from 'vitest'
import { describeFault } from './fault.ts'
import { placeOf, sayPlace, sayPlaceFrom } from './place.ts'

describe('a place in a file', () => {
  it('is said in what the file is counted in, and a file meant as a whole by its name alone', () => {
    const places = (['line', 'record', 'row'] as const).map((unit) =>
      placeOf({ file: 'all', unit, ordinals: Uint32Array.of(7, 12) }, 1),
    )
    expect(places).toEqual([
      { file: 'all', line: 12 },
      { file: 'all', record: 12 },
      { file: 'all', row: 12 },
    ])
    expect([...places, { file: 'all' }].map(sayPlace)).toEqual(['all line 12', 'all record 12', 'all row 12', 'all'])
  })

  it('in the same file is said without its name', () => {
    const there = { file: 'devices.json', record: 3 }
    expect(sayPlaceFrom({ file: 'devices.json', record: 9 }, there)).toBe('record 3')
    expect(sayPlaceFrom({ file: 'sites.xlsx', row: 9 }, there)).toBe('devices.json record 3')
  })

  it('in a sheet that was chosen among several names the sheet, also within its workbook', () => {
    const there = { file: 'net.xlsx', sheet: 'Sites', row: 3 }
    expect(sayPlace(there)).toBe('net.xlsx sheet Sites row 3')
    expect(sayPlaceFrom({ ...there, sheet: 'Plan' }, there)).toBe('sheet Sites row 3')
  })

  it('of a fault stands before its column', () => {
    const fault = { code: 'invalid-value', severity: 'error', column: 'status', problem: 'unknown status' } as const
    expect(describeFault({ ...fault, file: 'devices.json', record: 12 })).toBe(
      'devices.json record 12, key status: unknown status',
    )
    expect(describeFault({ ...fault, file: 'devices.json' })).toBe('devices.json, key status: unknown status')
  })
})
