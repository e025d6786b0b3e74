import { describe, expect, it } from 'vitest'
import type { ColumnMapping } from '#model/column-mapping.ts'
import { sayColumn } from './say-column.ts'

const MAPPING: ColumnMapping = {
  format: 'tables',
  sources: [
    { file: 'net*.csv', table: 'elements', columns: { function: { from: 'Role' }, element: { from: 'element' } } },
    { file: 'sites.csv', table: 'sites', columns: { name: { from: 'Label' }, region: { constant: 'north' } } },
  ],
}

describe('the column of a fault', () => {
  it('is called as the file has it, with ours beside it', () => {
    expect(sayColumn(MAPPING, 'network.csv', 'function')).toBe('`Role` (function)')
    expect(sayColumn(MAPPING, 'in/sites.csv', 'name')).toBe('`Label` (name)')
  })

  it('is called once where both call it so, where the file has none, and where it is of another file', () => {
    expect(sayColumn(MAPPING, 'network.csv', 'element')).toBe('element')
    expect(sayColumn(MAPPING, 'sites.csv', 'region')).toBe('region')
    expect(sayColumn(MAPPING, 'sites.csv', 'function')).toBe('function')
    expect(sayColumn(undefined, 'sites.csv', 'name')).toBe('name')
  })
})
