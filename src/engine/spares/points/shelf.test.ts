import { describe, expect, it } from 'vitest'
import { formatDay } from '#base/calendar.ts'
import type { Disruption } from '#model/scenario.ts'
import type { Row } from '../../fixtures/small-world.ts'
import { type Changed, prepared } from '../fixtures/small-network.ts'
import { shelfKey } from './shelf.ts'

// The first day is 1 January 2021, which is that of the inventory; the last is 29 December 2022.

/** The shelf of the part in the northern pool, from rows of one depot. */
function shelf(stock: readonly Row[], part: Row = {}, disruption: Partial<Disruption> = {}, changed: Changed = {}) {
  const { pools, shelves } = prepared(
    {
      parts: [{ part: 'RRU', manufacturer: 'Huawei', failuresFit: 3000, ...part }],
      stock: stock.map((row) => ({ depot: 'LEEDS', part: 'RRU', quantity: 8, ...row })),
      ...changed,
    },
    { disruptions: [{ disruption: 'cut', vendors: ['huawei'], stops: { newUnits: '2021-06-01' }, ...disruption }] },
  ).network
  const { onHand, lent, arrivals, notCounted } = shelves.get(shelfKey(pools, 0, 0))!
  return {
    onHand,
    ...(lent.length > 0 && { lent: lent.map(({ units, until }) => `${units} until ${formatDay(until)}`) }),
    arriving: arrivals.map(
      ({ units, on, yield: share, kind }) => `${units} ${kind} on ${formatDay(on)}, ${share} good`,
    ),
    leftOut: notCounted.map(({ units, why }) => `${units} ${why}`),
  }
}
const EMPTY = { onHand: 0, arriving: [], leftOut: [] }
const REPAIRED = { repairYield: 0.8, repairDays: 60 }

const OVERDUE = 'overdue when it was counted: state in stock.csv when it is due now'

describe('on the shelf on the first day', () => {
  it('lies what is good or new, of all rows and depots of the pool, and at least so much', () => {
    const rows = [{ condition: 'new' }, { condition: 'good', quantity: '3..5' }, { quantity: 'unknown' }, {}]
    expect(shelf(rows)).toEqual({ ...EMPTY, onHand: 8 + 3 + 8 })
  })

  it('does not lie what is reserved for something else', () => {
    expect(shelf([{ state: 'reserved' }])).toEqual({ ...EMPTY, leftOut: ['8 reserved for something else'] })
  })

  it('lies what the latest count up to that day says, or the first one after it', () => {
    const counted = (...days: string[]) =>
      shelf(days.map((day, index) => ({ counted: day, quantity: index + 1 }))).onHand
    expect(counted('2020-06-01', '2020-12-01', '2021-02-01')).toBe(2)
    expect(counted('2021-03-01', '2021-02-01')).toBe(2)
  })
})

describe('what is on order', () => {
  const ordered = (due: string, more: Row = {}) => shelf([{ state: 'onOrder', due, ...more }])

  it('arrives when it is due, up to the day before the supply ends', () => {
    expect(ordered('2021-05-31')).toEqual({ ...EMPTY, arriving: ['8 onOrder on 2021-05-31, 1 good'] })
    expect(ordered('2021-06-01').leftOut).toEqual(['8 on order, and due only after the supply of new units ends'])
  })

  it('is not reckoned with where nobody said when it is due, or it was due when it was counted', () => {
    expect(ordered('').leftOut).toEqual(['8 on order, and nobody said when it is due'])
    expect(ordered('2020-12-31').leftOut).toEqual([`8 on order, ${OVERDUE}`])
    expect(ordered('2021-01-01').arriving).toEqual(['8 onOrder on 2021-01-01, 1 good'])
  })

  it('may arrive on the last day, and not after it', () => {
    const late = (due: string) => shelf([{ state: 'onOrder', due }], {}, { vendors: ['nokia'] })
    expect(late('2022-12-29').arriving).toHaveLength(1)
    expect(late('2022-12-30').leftOut).toEqual(['8 on order, and there only after the last day'])
  })

  it('arrives though the supply has ended, once it is on its way', () => {
    const sent = (due: string) => shelf([{ state: 'inTransit', due }])
    expect(sent('2021-07-01').arriving).toEqual(['8 inTransit on 2021-07-01, 1 good'])
    expect(sent('').leftOut).toEqual(['8 on its way, and nobody said when it arrives'])
  })
})

describe('what was due before it was counted', () => {
  it.each([
    ['onOrder', 'on order'],
    ['inTransit', 'on its way'],
    ['inRepair', 'in repair'],
  ])('%s, is not reckoned with until somebody says anew when it comes', (state, words) => {
    expect(shelf([{ state, due: '2020-12-31' }], REPAIRED)).toEqual({ ...EMPTY, leftOut: [`8 ${words}, ${OVERDUE}`] })
    expect(shelf([{ state, due: '2021-01-01' }], REPAIRED)).toMatchObject({
      arriving: [expect.stringContaining('2021-01-01')],
      leftOut: [],
    })
  })
})

describe('what is on its way to a depot of a vendor whose pools stop', () => {
  const toVendor = (row: Row, disruption: Partial<Disruption> = {}) =>
    shelf(
      [row],
      { ...REPAIRED, harvestYield: 0.5, harvestDays: 60 },
      { stops: { vendorPools: '2021-03-01' }, ...disruption },
      { depots: [{ depot: 'LEEDS', pool: 'NORTH', owner: 'Huawei' }] },
    )
  const LATE = 'on its way to a depot that no longer serves from 2021-03-01: redirect it, and say so in stock.csv'

  it.each([
    ['onOrder', `8 on order, and ${LATE}`],
    ['inTransit', `8 ${LATE}`],
    ['inRepair', `8 in repair, and ${LATE}`],
  ])('%s, arrives up to the day before, and is not reckoned with after it', (state, told) => {
    expect(toVendor({ state, due: '2021-02-28' })).toMatchObject({ arriving: [expect.any(String)], leftOut: [] })
    expect(toVendor({ state, due: '2021-03-01' })).toEqual({ ...EMPTY, leftOut: [told] })
    expect(toVendor({ state, due: '2021-03-01' }, { ration: 0.5 })).toEqual({ ...EMPTY, leftOut: [told] })
    expect(toVendor({ state, due: '2021-03-01' }, { vendors: ['nokia'] }).leftOut).toEqual([])
  })

  it('nor is what the vendor itself sends there', () => {
    const gone = { stops: { vendorPools: '2022-01-01' } }
    const sent = shelf([{ titleOwner: 'Huawei', state: 'inTransit', due: '2021-02-01' }], {}, gone)
    expect(sent).toEqual({ ...EMPTY, leftOut: [expect.stringContaining('of its owner, who is cut off')] })
  })

  it('nor is what is tested or repaired only after it', () => {
    for (const condition of ['untested', 'unserviceable']) {
      expect(toVendor({ condition }).leftOut).toEqual([expect.stringContaining(LATE)])
      expect(toVendor({ condition }, { stops: { vendorPools: '2021-03-03' } }).leftOut).toEqual([])
    }
  })
})

describe('what is in repair', () => {
  it('comes back with the yield of the repair, when it is due or after a repair', () => {
    expect(shelf([{ state: 'inRepair', due: '2021-02-01' }], REPAIRED).arriving).toEqual([
      '8 inRepair on 2021-02-01, 0.8 good',
    ])
    // Sixty days from 1 January on: 2 March.
    expect(shelf([{ state: 'inRepair' }], REPAIRED).arriving).toEqual(['8 inRepair on 2021-03-02, 0.8 good'])
    expect(shelf([{ state: 'inRepair' }]).leftOut).toEqual(['8 in repair, and nobody said when or whether it returns'])
  })

  it('is lost where it would come back on the day repairs stop or later, and those in repair are lost', () => {
    const cut = (repairs: string, inRepair: 'lost' | 'returned') =>
      shelf([{ state: 'inRepair' }], REPAIRED, { stops: { repairs }, inRepair })
    expect(cut('2021-03-02', 'lost').leftOut).toEqual(['8 in repair when repairs stop, and lost'])
    expect(cut('2021-03-03', 'lost').arriving).toHaveLength(1)
    expect(cut('2021-02-01', 'returned').arriving).toHaveLength(1)
  })
})

describe('carcasses and untested units', () => {
  it('are sent to repair at once, while that takes them in', () => {
    const carcass = (repairs: string, inRepair: 'lost' | 'returned' = 'returned') =>
      shelf([{ condition: 'unserviceable' }], REPAIRED, { stops: { repairs }, inRepair })
    expect(carcass('2021-01-02').arriving).toEqual(['8 carcass on 2021-03-02, 0.8 good'])
    expect(carcass('2021-01-01').leftOut).toEqual(['8 carcasses that come too late for repair'])
    expect(carcass('2021-03-02', 'lost').leftOut).toEqual(['8 carcasses that come too late for repair'])
    expect(shelf([{ condition: 'unserviceable' }]).leftOut).toEqual(['8 carcasses that nobody repairs'])
  })

  it('are good with the yield of the harvest once they are tested', () => {
    const untested = (part: Row) => shelf([{ condition: 'untested' }], part)
    expect(untested({ harvestYield: 0.5, harvestDays: 30 }).arriving).toEqual(['8 untested on 2021-01-31, 0.5 good'])
    expect(untested({ harvestYield: 0 }).leftOut).toEqual(['8 untested, of which none comes out good'])
    expect(untested({}).leftOut).toEqual(['8 untested, and nobody said how many of such are good'])
  })
})

describe('stock of which one may draw but a share', () => {
  const left = (why: number) =>
    `${why} of its owner, who is cut off or rations it, or beyond what one may draw of the pool`

  it('is whole units of that share, of the pool or of its owner, whichever is less', () => {
    const pools = (entitlement: number) => ({ pools: [{ pool: 'NORTH', regions: 'North', entitlement }] })
    expect(shelf([{}], {}, {}, pools(0.3))).toEqual({ ...EMPTY, onHand: 2, leftOut: [left(6)] })
    // 0.29 x 100 is 28.999999999999996 in binary fractions.
    expect(shelf([{ quantity: 100 }], {}, {}, pools(0.29)).onHand).toBe(29)
    const rationed = { stops: { vendorPools: '2022-01-01' }, ration: 0.25 }
    expect(shelf([{ titleOwner: 'Huawei' }], {}, rationed, pools(0.3))).toEqual({
      ...EMPTY,
      onHand: 2,
      leftOut: [left(6)],
    })
    // Of a hundred, thirty may be drawn, and from the day on twenty-five.
    expect(shelf([{ titleOwner: 'Huawei', quantity: 100 }], {}, rationed, pools(0.3))).toEqual({
      ...EMPTY,
      onHand: 25,
      lent: ['5 until 2022-01-01'],
      leftOut: [left(70)],
    })
    expect(shelf([{ titleOwner: 'Huawei', quantity: 100 }], {}, rationed, pools(0.3)).onHand).toBe(25)
  })

  it('serves until the day on which the vendor that owns it takes it away, and is whole where nobody else does', () => {
    const gone = { stops: { vendorPools: '2022-01-01' } }
    expect(shelf([{ titleOwner: 'Huawei' }], {}, gone)).toEqual({ ...EMPTY, lent: ['8 until 2022-01-01'] })
    const before = { stops: { vendorPools: '2021-01-01' } }
    expect(shelf([{ titleOwner: 'Huawei' }], {}, before)).toEqual({ ...EMPTY, leftOut: [left(8)] })
    expect(shelf([{ titleOwner: 'Nokia' }], {}, gone).onHand).toBe(8)
    expect(shelf([{ titleOwner: 'North Mobile' }], {}, gone).onHand).toBe(8)
    // After the last day it changes nothing.
    expect(shelf([{ titleOwner: 'Huawei' }], {}, { stops: { vendorPools: '2022-12-30' } }).onHand).toBe(8)
  })
})
