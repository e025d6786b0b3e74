import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Stretch, STRETCHES_KEPT_EXACT, thinStretches } from './thin-stretches.ts'

const COLUMNS = 50

/** Many stretches one after the other over some columns. */
const stretches = fc
  .array(fc.record({ length: fc.double({ min: 0.01, max: 1, noNaN: true }), rank: fc.integer({ min: 0, max: 4 }) }), {
    minLength: STRETCHES_KEPT_EXACT + 1,
    maxLength: STRETCHES_KEPT_EXACT * 2,
  })
  .map((parts): Stretch<string>[] => {
    const total = parts.reduce((sum, part) => sum + part.length, 0)
    let at = 0
    return parts.map((part) => {
      const from = at
      at = Math.min(COLUMNS, at + (part.length / total) * COLUMNS)
      return { from, to: at, rank: part.rank, content: `rank ${part.rank}` }
    })
  })

function worstIn(all: readonly Stretch<string>[], column: number): number {
  return Math.max(...all.filter((one) => one.from < column + 1 && one.to > column).map((one) => one.rank))
}

describe('thinned stretches', () => {
  it('show in every column the worst that was there', () => {
    fc.assert(
      fc.property(stretches, (all) => {
        const thin = thinStretches(all)
        const columns = Array.from({ length: COLUMNS }, (_, column) => column)
        expect(columns.map((column) => worstIn(thin, column))).toEqual(columns.map((column) => worstIn(all, column)))
        expect(thin.length).toBeLessThanOrEqual(COLUMNS)
      }),
      { numRuns: 50 },
    )
  })

  it('stay exact where they are few', () => {
    const few = [
      { from: 0, to: 0.001, rank: 4, content: 'not met' },
      { from: 0.001, to: 40, rank: 1, content: 'met' },
    ]
    expect(thinStretches(few)).toEqual(few)
  })
})
