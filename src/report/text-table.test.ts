import { describe, expect, it } from 'vitest'
import { layTable, type TextColumn } from './text-table.ts'

const COLUMNS: readonly TextColumn[] = [
  { name: 'part', wraps: true },
  { name: 'maker', wraps: true, from: 40 },
  { name: 'units', isNumber: true },
  { name: 'why', wraps: true },
]
const ROWS = [
  ['KX-1', 'Kestrel', '1,204', 'nine failures are expected'],
  ['KX-22', 'Aurora', '7', 'one is'],
]
const plain = (text: string): string => text

describe('a table on a terminal', () => {
  it('has columns as wide as what stands in them, figures at the right', () => {
    expect(layTable(COLUMNS, ROWS, 80, plain)).toEqual([
      '  part   maker    units  why',
      '  KX-1   Kestrel  1,204  nine failures are expected',
      '  KX-22  Aurora       7  one is',
    ])
  })

  it('narrows the widest words, and leaves out what has no room', () => {
    expect(layTable(COLUMNS, ROWS, 30, plain)).toEqual([
      '  part   units  why',
      '  KX-1   1,204  nine failures',
      '                are expected',
      '  KX-22      7  one is',
    ])
  })

  it('comes closer together before it breaks a name, and breaks it before it is wider than the terminal', () => {
    const columns: readonly TextColumn[] = [
      { name: 'part', wraps: true },
      { name: 'units', isNumber: true },
      { name: 'cost', isNumber: true },
    ]
    const rows = [['KX-12345-B', '1,204', '12,040']]
    expect(layTable(columns, rows, 27, plain)).toEqual(['  part        units    cost', '  KX-12345-B  1,204  12,040'])
    expect(layTable(columns, rows, 25, plain)).toEqual(['  part       units   cost', '  KX-12345-B 1,204 12,040'])
    expect(layTable(columns, rows, 24, plain)).toEqual(['  part      units   cost', '  KX-12345- 1,204 12,040', '  B'])
  })

  it('shows what would steer the terminal, and tones the names', () => {
    expect(layTable([{ name: 'part' }], [['a\u001b[2Jb']], 40, (text) => `<${text}>`)).toEqual([
      '  <part>',
      '  a\\x1b[2Jb',
    ])
  })
})
