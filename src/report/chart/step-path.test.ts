import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandPath, type DrawnStep, linePath, stepCorners, thinSteps } from './step-path.ts'

/** Steps in order of x, from 0 on, as a chart of `columns` columns would draw them. */
const steps = (columns: number, most: number): fc.Arbitrary<DrawnStep[]> =>
  fc
    .array(
      fc.record({ x: fc.double({ min: 0, max: columns - 0.001, noNaN: true }), y: fc.integer({ min: 0, max: 100 }) }),
      {
        minLength: 1,
        maxLength: most,
      },
    )
    .map((all) => all.toSorted((left, right) => left.x - right.x))

/** Of each column: the height it is entered at, the one it is left at, and the lowest and highest in it. */
function seen(drawn: readonly DrawnStep[], columns: number): unknown[] {
  let height = drawn[0]!.y
  return Array.from({ length: columns }, (_, column) => {
    const inside = drawn.filter((step) => Math.floor(step.x) === column).map((step) => step.y)
    const heights = [height, ...inside]
    const summary = {
      entered: height,
      lowest: Math.min(...heights),
      highest: Math.max(...heights),
      left: heights.at(-1)!,
    }
    height = summary.left
    return summary
  })
}

describe('step paths', () => {
  it('thin thousands of steps without changing what any column shows', () => {
    fc.assert(
      fc.property(steps(12, 300), (all) => {
        const thin = thinSteps(all)
        expect(seen(thin, 12)).toEqual(seen(all, 12))
        expect(thin.length).toBeLessThanOrEqual(12 * 4)
      }),
    )
  })

  it('keep every step exactly where few fall into a column', () => {
    const all = [
      { x: 0, y: 3 },
      { x: 0.2, y: 5 },
      { x: 0.7, y: 1 },
      { x: 4.123, y: 2 },
    ]
    expect(thinSteps(all)).toEqual(all)
  })

  it('draw steps as steps, up or down on the very day', () => {
    const all = [
      { x: 0, y: 10 },
      { x: 4.5, y: 30 },
      { x: 6, y: 20 },
    ]
    expect(linePath(all, 10)).toBe('M0 10H4.5V30H6V20H10')
  })

  it('have no corner that is not level or upright', () => {
    fc.assert(
      fc.property(steps(40, 60), (all) => {
        const corners = stepCorners(all, 40)
        const slanted = corners.filter((corner, index) => {
          const before = corners[index - 1]
          return before !== undefined && before.x !== corner.x && before.y !== corner.y
        })
        expect(slanted).toEqual([])
      }),
    )
  })

  it('pass through the value of every day', () => {
    const all = [
      { x: 0, y: 1 },
      { x: 2, y: 1 },
      { x: 3, y: 4 },
    ]
    expect(stepCorners(all, 5)).toEqual([
      { x: 0, y: 1 },
      { x: 3, y: 1 },
      { x: 3, y: 4 },
      { x: 5, y: 4 },
    ])
  })

  it('close a band between its two edges', () => {
    const upper = [
      { x: 0, y: 1 },
      { x: 5, y: 2 },
    ]
    const lower = [
      { x: 0, y: 8 },
      { x: 5, y: 9 },
    ]
    expect(bandPath(upper, lower, 10)).toBe('M0 1H5V2H10V9H5V8H0Z')
    expect(bandPath([], [], 10)).toBe('')
  })
})
