import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FrontierPoint } from '#model/spares-report.ts'
import { bestOf, pointFor } from './frontier.ts'

/** Dearer points that are better ones. */
const frontiers = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 500 })),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((steps): readonly FrontierPoint[] => {
    let [cost, survival, lost] = [0, 0, 20_000]
    const total = steps.reduce((sum, [, gain]) => sum + gain, 0)
    return [
      { cost, survival, weightHoursLost: lost, ordersMore: [] },
      ...steps.map(([price, gain, saved]) => {
        cost += price
        survival += gain / total
        lost -= saved
        return { cost, survival: Math.min(1, survival), weightHoursLost: lost, ordersMore: [] }
      }),
    ]
  })

describe('what money buys', () => {
  test('the point for a survival does as much, and no cheaper one does', () => {
    fc.assert(
      fc.property(frontiers, fc.double({ min: 0, max: 1, noNaN: true }), (frontier, value) => {
        const found = pointFor(frontier, { by: 'survival', value })
        const enough = frontier.filter(({ survival }) => survival >= value)
        expect(found?.cost).toBe(enough.length === 0 ? undefined : Math.min(...enough.map(({ cost }) => cost)))
      }),
    )
  })

  test('the point for money costs no more, and none that costs no more does more', () => {
    fc.assert(
      fc.property(frontiers, fc.integer({ min: 0, max: 400_000 }), (frontier, value) => {
        const found = pointFor(frontier, { by: 'cost', value })!
        expect(found.cost).toBeLessThanOrEqual(value)
        const affordable = frontier.filter(({ cost }) => cost <= value)
        expect(found.survival).toBe(Math.max(...affordable.map(({ survival }) => survival)))
      }),
    )
  })

  test('what is beyond the last point is out of reach', () => {
    const frontier = [
      { cost: 0, survival: 0.2, weightHoursLost: 900, ordersMore: [] },
      { cost: 500, survival: 0.6, weightHoursLost: 100, ordersMore: [] },
    ]
    expect(pointFor(frontier, { by: 'survival', value: 0.61 })).toBeUndefined()
    expect(pointFor(frontier, { by: 'hours', value: 99 })).toBeUndefined()
    expect(pointFor(frontier, { by: 'hours', value: 100 })?.cost).toBe(500)
    expect(bestOf(frontier, 'survival')).toBe(0.6)
    expect(bestOf([], 'survival')).toBeUndefined()
  })
})
