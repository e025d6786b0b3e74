import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offsetOfScroll, offsetToShow, scaleScroll, scrollOfOffset, windowOf } from './scaled-scroll.ts'

const ROW = 32
const sizes = fc.record({ rows: fc.integer({ min: 0, max: 50_000_000 }), view: fc.integer({ min: 100, max: 3000 }) })

describe('rows beyond what a browser can scroll', () => {
  it('are never drawn higher than a browser can draw', () => {
    expect(scaleScroll(1_000_000, ROW, 800).drawnPixels).toBeLessThan(17_000_000)
    expect(scaleScroll(50_000_000, ROW, 800).drawnPixels).toBeLessThan(17_000_000)
  })

  it('can all be reached: the ends of the scroll are the first row and the last', () => {
    fc.assert(
      fc.property(sizes, ({ rows, view }) => {
        const scale = scaleScroll(rows, ROW, view)
        expect(offsetOfScroll(scale, 0)).toBe(0)
        const last = offsetOfScroll(scale, scale.drawnPixels)
        expect(windowOf(last, view, ROW, rows, 0).end).toBe(rows)
      }),
    )
  })

  it('lie where they are scrolled to', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, view }, part) => {
        const scale = scaleScroll(rows, ROW, view)
        const offset = part * Math.max(0, scale.fullPixels - view)
        expect(Math.abs(offsetOfScroll(scale, scrollOfOffset(scale, offset)) - offset)).toBeLessThan(0.001)
      }),
    )
  })

  it('are moved into view by no more than is needed', () => {
    expect(offsetToShow(0, 3, 320, ROW)).toBe(0)
    expect(offsetToShow(0, 10, 320, ROW)).toBe(32)
    expect(offsetToShow(640, 3, 320, ROW)).toBe(96)
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), ({ rows, view }, start, wanted) => {
        fc.pre(rows > 0)
        const row = wanted % rows
        const offset = offsetToShow(start % (rows * ROW), row, view, ROW)
        expect(row * ROW).toBeGreaterThanOrEqual(offset)
        expect(row * ROW + ROW).toBeLessThanOrEqual(offset + view)
      }),
    )
  })

  it('are drawn only around what is seen', () => {
    expect(windowOf(3200, 320, ROW, 1_000_000, 8)).toEqual({ first: 92, end: 118 })
    expect(windowOf(0, 320, ROW, 3, 8)).toEqual({ first: 0, end: 3 })
    expect(windowOf(9_999_999, 320, ROW, 0, 8)).toEqual({ first: 0, end: 0 })
  })
})
