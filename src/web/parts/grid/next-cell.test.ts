import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextCell } from './next-cell.ts'

const SIZE = { rows: 1000, columns: 5, page: 20 }
const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']

describe('keys in a grid', () => {
  it('go to the neighbour, a page on, and to the ends', () => {
    const at = { row: 10, column: 2 }
    expect(nextCell(at, 'ArrowDown', false, SIZE)).toEqual({ row: 11, column: 2 })
    expect(nextCell(at, 'PageDown', false, SIZE)).toEqual({ row: 30, column: 2 })
    expect(nextCell(at, 'PageUp', false, SIZE)).toEqual({ row: 0, column: 2 })
    expect(nextCell(at, 'Home', false, SIZE)).toEqual({ row: 10, column: 0 })
    expect(nextCell(at, 'End', true, SIZE)).toEqual({ row: 999, column: 4 })
  })

  it('reach the headings above the first row', () => {
    expect(nextCell({ row: 0, column: 3 }, 'ArrowUp', false, SIZE)).toEqual({ row: -1, column: 3 })
    expect(nextCell({ row: -1, column: 3 }, 'ArrowUp', false, SIZE)).toEqual({ row: -1, column: 3 })
  })

  it('never lead out of the table, however small it is', () => {
    const sizes = fc.record({
      rows: fc.nat(50),
      columns: fc.integer({ min: 1, max: 9 }),
      page: fc.integer({ min: 1, max: 30 }),
    })
    fc.assert(
      fc.property(sizes, fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.boolean())), (size, presses) => {
        let cell = { row: Math.min(0, size.rows - 1), column: 0 }
        for (const [key, control] of presses) cell = nextCell(cell, key, control, size) ?? cell
        expect(cell.row).toBeGreaterThanOrEqual(-1)
        expect(cell.row).toBeLessThan(Math.max(size.rows, 0) || 1)
        expect(cell.column).toBeGreaterThanOrEqual(0)
        expect(cell.column).toBeLessThan(size.columns)
      }),
    )
  })

  it('leaves other keys alone', () => {
    expect(nextCell({ row: 0, column: 0 }, 'a', false, SIZE)).toBeUndefined()
  })
})
