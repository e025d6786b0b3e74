import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BuyRow, FrontierPoint } from '#model/spares-report.ts'
import { orderAt } from './order-at.ts'

const PARTS = ['BBU', 'FAN', 'RRU']

const point = (cost: number, ordersMore: FrontierPoint['ordersMore']): FrontierPoint => ({
  cost,
  survival: 0,
  weightHoursLost: 0,
  ordersMore,
})
const buy = (part: string, quantity: number): BuyRow => ({
  part,
  pool: 'NORTH',
  quantity,
  cost: null,
  arrivesOn: '2021-01-01',
  reason: 'the test',
})

describe('what is ordered at a point of the frontier', () => {
  test('is all that was ordered more and less up to there', () => {
    const frontier = [
      point(0, []),
      point(100, [{ part: 'RRU', quantity: 2 }]),
      point(150, [
        { part: 'RRU', quantity: -2 },
        { part: 'BBU', quantity: 5 },
      ]),
      point(200, [{ part: 'FAN', quantity: 1 }]),
    ]
    expect(orderAt(frontier, frontier[0]!, [])).toEqual([])
    expect(orderAt(frontier, frontier[1]!, [])).toEqual([{ part: 'RRU', here: 2, proposed: 0 }])
    expect(orderAt(frontier, frontier[3]!, [])).toEqual([
      { part: 'BBU', here: 5, proposed: 0 },
      { part: 'FAN', here: 1, proposed: 0 },
    ])
  })

  test('stands beside what is proposed, of all pools and depots together', () => {
    const frontier = [point(0, []), point(100, [{ part: 'RRU', quantity: 2 }])]
    expect(orderAt(frontier, frontier[1]!, [buy('RRU', 1), buy('RRU', 3), buy('FAN', 1)])).toEqual([
      { part: 'RRU', here: 2, proposed: 4 },
      { part: 'FAN', here: 0, proposed: 1 },
    ])
  })

  test('has each part once, the largest orders first', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...PARTS), fc.integer({ min: 1, max: 9 })), { maxLength: 20 })
    fc.assert(
      fc.property(steps, (orders) => {
        const frontier = orders.map(([part, quantity], index) => point(index, [{ part, quantity }]))
        if (frontier.length === 0) return
        const rows = orderAt(frontier, frontier.at(-1)!, [])
        expect(new Set(rows.map(({ part }) => part)).size).toBe(rows.length)
        expect(rows.map(({ here }) => here)).toEqual(rows.map(({ here }) => here).toSorted((a, b) => b - a))
        expect(rows.reduce((sum, { here }) => sum + here, 0)).toBe(orders.reduce((sum, [, units]) => sum + units, 0))
      }),
    )
  })
})
