import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLimit, writeLimit } from './read-limit.ts'

describe('a limit that is filled in', () => {
  test('is taken as it is typed, and not rounded', () => {
    expect(readLimit('34.49', true)).toEqual({ limit: 0.3449 })
    expect(readLimit('0', true)).toEqual({ limit: 0 })
    expect(readLimit('100', true)).toEqual({ limit: 1 })
    expect(readLimit('2', false)).toEqual({ limit: 2 })
  })

  test('is shown as it was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (millionths) => {
        const typed = String(millionths / 1_000_000)
        const read = readLimit(typed, true)
        expect('limit' in read && writeLimit(read.limit, true)).toBe(typed)
      }),
    )
  })

  test.each([
    ['', 'no number'],
    ['-', 'no number'],
    ['-5', 'negative'],
    ['100.01', 'above all'],
  ])('%j is told to be none: %s', (typed, fault) => {
    expect(readLimit(typed, true)).toEqual({ fault })
  })
})
