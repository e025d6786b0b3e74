import { describe, expect, it } from 'vitest'
import { parseDay } from '#base/calendar.ts'
import { BOOK, facts, type Rows } from '../../fixtures/small-world.ts'
import { Owners } from './owners.ts'
import { Pools, WHOLE_NETWORK } from './pools.ts'

const pools = (rows: Rows) =>
  new Pools(facts(rows), new Owners({ name: 'North Mobile' }, BOOK, parseDay('2021-01-01')!))
const POOLS = [
  { pool: 'SOUTH', regions: 'Kent|Sussex' },
  { pool: 'NORTH', regions: 'Yorkshire' },
]

describe('the pool of a part at a site', () => {
  it('is that of the region, however it is written, else the whole network', () => {
    const found = pools({ pools: POOLS })
    const called = (site: string, region: string) => found.pools[found.poolOf(site, region, 'RRU')]!.pool
    expect([called('A', 'Kent'), called('A', ' sussex'), called('A', 'YORKSHIRE')]).toEqual(['SOUTH', 'SOUTH', 'NORTH'])
    expect([called('A', 'Wales'), called('A', '')]).toEqual([WHOLE_NETWORK, WHOLE_NETWORK])
  })

  it('is that stated of the site before that of its region, and of the part before that of the site', () => {
    const found = pools({
      pools: [...POOLS, { pool: 'ANTENNAS' }],
      'pool-sites': [
        { pool: 'SOUTH', site: 'A' },
        { pool: 'ANTENNAS', site: 'A', part: 'AAU' },
      ],
    })
    const called = (site: string, part: string) => found.pools[found.poolOf(site, 'Yorkshire', part)]!.pool
    expect([called('A', 'AAU'), called('A', 'RRU'), called('B', 'AAU')]).toEqual(['ANTENNAS', 'SOUTH', 'NORTH'])
  })

  it('is the only one there is, or the whole network where none is stated', () => {
    const only = pools({ pools: [{ pool: 'ALL' }] })
    expect(only.pools.map(({ pool }) => pool)).toEqual(['ALL'])
    expect([only.poolOf('A', 'Wales', 'RRU'), only.isOtherwise(0)]).toEqual([0, false])
    const none = pools({})
    expect(none.pools.map(({ pool }) => pool)).toEqual([WHOLE_NETWORK])
    // Nothing else could serve it.
    expect(none.isOtherwise(0)).toBe(false)
  })

  it('is told from the others by whether some pool is said to serve it', () => {
    const found = pools({ pools: POOLS })
    expect(found.pools.map((_, pool) => found.isOtherwise(pool))).toEqual([false, false, true])
  })
})

describe('pools and their depots', () => {
  it('stand in the order of their identifiers, the whole network last', () => {
    const depots = ['YORK', 'DOVER', 'LEEDS'].map((depot) => ({ depot, pool: depot === 'DOVER' ? 'SOUTH' : 'NORTH' }))
    const found = pools({ pools: POOLS, depots: [...depots, { depot: 'ATTIC' }] })
    expect(found.pools.map(({ pool }) => pool)).toEqual(['NORTH', 'SOUTH', WHOLE_NETWORK])
    expect(found.pools.map((_, pool) => found.depotsOf(pool).map(({ depot }) => depot))).toEqual([
      ['LEEDS', 'YORK'],
      ['DOVER'],
      ['ATTIC'],
    ])
  })

  it('are whole and the operator’s own unless somebody says otherwise', () => {
    const found = pools({
      pools: [
        { pool: 'A', owner: 'North Mobile' },
        { pool: 'B', owner: 'Huawei', entitlement: 0.25 },
        { pool: 'C', owner: 'Nobody knows' },
      ],
      depots: [{ depot: 'D', pool: 'B', owner: 'Nokia', echelon: 'central' }],
    })
    expect(found.pools.map(({ owner, entitlement }) => [owner.kind, entitlement])).toEqual([
      ['nobody', 1],
      ['resolved', 0.25],
      ['unresolved', 1],
      ['nobody', 1],
    ])
    expect(found.depots.get('D')).toMatchObject({ pool: 1, isCentral: true, owner: { vendor: 'nokia' } })
  })
})
