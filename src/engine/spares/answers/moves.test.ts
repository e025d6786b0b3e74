import { describe, expect, it } from 'vitest'
import type { Disruption } from '#model/scenario.ts'
import type { Row } from '../../fixtures/small-world.ts'
import { answered, type Changed, SMALL } from '../fixtures/small-network.ts'

const POOLS_STOP: Partial<Disruption> = { stops: { newUnits: '2021-06-01', vendorPools: '2021-08-01' } }

/** Twelve units lie in the south, where one of these is otherwise, and none in the north. */
function moved(stock: readonly Row[], changed: Changed = {}, disruption: Partial<Disruption> = POOLS_STOP): string[] {
  const { moves } = answered(
    { stock: stock.map((row) => ({ depot: 'DOVER', part: 'RRU', quantity: 12, ...row })), ...changed },
    { disruptions: [{ disruption: 'cut', vendors: ['huawei'], ...disruption } as Disruption] },
  )
  return moves.map(({ quantity, fromPool, toPool }) => `${quantity} from ${fromPool} to ${toPool}`)
}

const pool = (index: 0 | 1, cells: Row): Changed => ({
  pools: SMALL.pools!.map((row, at) => (at === index ? { ...row, ...cells } : row)),
})
const depot = (index: 0 | 1, cells: Row): Changed => ({
  depots: SMALL.depots!.map((row, at) => (at === index ? { ...row, ...cells } : row)),
})

describe('what is moved between pools', () => {
  it('is the operator’s own, by whatever name it is written', () => {
    expect(moved([{}])).toEqual(['6 from SOUTH to NORTH'])
    expect(moved([{ titleOwner: 'North Mobile' }])).toEqual(['6 from SOUTH to NORTH'])
  })

  it('is nothing that somebody else holds the title of, be it rationed, or of one who is not cut off', () => {
    expect(moved([{ titleOwner: 'Huawei', quantity: 24 }], {}, { ...POOLS_STOP, ration: 0.5 })).toEqual([])
    expect(moved([{ titleOwner: 'Nokia' }])).toEqual([])
  })

  it('is no more than lies there beside what others own', () => {
    expect(moved([{ quantity: 2 }, { titleOwner: 'Nokia', quantity: 10 }])).toEqual(['2 from SOUTH to NORTH'])
  })

  it('is nothing of a pool that somebody else owns, or of which a share may be drawn', () => {
    expect(moved([{}], pool(1, { owner: 'Nokia' }))).toEqual([])
    expect(moved([{ quantity: 24 }], pool(1, { entitlement: 0.5 }))).toEqual([])
  })

  it('goes to no pool that somebody else owns, and to none of which no depot serves to the last day', () => {
    expect(moved([{}], pool(0, { owner: 'Nokia' }))).toEqual([])
    expect(moved([{}], depot(0, { owner: 'Huawei' }))).toEqual([])
    expect(moved([{}], depot(0, { owner: 'Nokia' }))).toEqual(['6 from SOUTH to NORTH'])
    const second = { depots: [...depot(0, { owner: 'Huawei' })['depots']!, { depot: 'HULL', pool: 'NORTH' }] }
    expect(moved([{}], second)).toEqual(['6 from SOUTH to NORTH'])
  })

  it('comes out of a depot of a vendor that is cut off, and what is not moved is taken to be fetched, as is told', () => {
    const changed = depot(1, { owner: 'Huawei' })
    expect(moved([{}], changed)).toEqual(['6 from SOUTH to NORTH'])
    const { assumptions } = answered(changed, {
      disruptions: [{ disruption: 'cut', vendors: ['huawei'], ...POOLS_STOP } as Disruption],
    })
    expect(assumptions.map(({ what }) => what)).toContain(
      'some of the operator’s own lies in a depot of a vendor that is cut off: taken to be fetched before',
    )
    expect(answered().assumptions.some(({ what }) => what.includes('fetched'))).toBe(false)
  })
})
