import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answered, SMALL } from '../fixtures/small-network.ts'
import { shareOut } from './depot-split.ts'

const numRuns = Number(process.env.MAINSTAY_RUNS ?? 100)

describe('units shared out by what is served', () => {
  it('go to whoever has least for it', () => {
    expect(shareOut(10, [3, 1, 1], [4, 0, 2])).toEqual([6, 3, 1])
    expect(shareOut(3, [1, 1, 1], [0, 5, 0])).toEqual([2, 0, 1])
    expect(shareOut(3, [0, 2], [0, 9])).toEqual([0, 3])
    expect(shareOut(3, [0, 0], [1, 0])).toEqual([3, 0])
  })

  it('are all given, and nobody who got one has more for what it serves than another would with one more', () => {
    const place = fc.record({ served: fc.integer({ min: 1, max: 50 }), held: fc.integer({ min: 0, max: 20 }) })
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 60 }),
        (places, quantity) => {
          const served = places.map((one) => one.served)
          const held = places.map((one) => one.held)
          const given = shareOut(quantity, served, held)
          expect(given.reduce((sum, units) => sum + units, 0)).toBe(quantity)
          const averages = (more: number) =>
            places.map((_, index) => (held[index]! + given[index]! + more) / served[index]!)
          const ofWhoGot = averages(0).filter((_, index) => given[index]! > 0)
          expect(Math.max(0, ...ofWhoGot)).toBeLessThanOrEqual(Math.min(...averages(1)) + 1e-12)
        },
      ),
      { numRuns },
    )
  })
})

describe('what is bought for a pool of several depots', () => {
  /** Three of four units stand near Leeds, one near Hull. */
  const places = (cells: { north?: object; south?: object } = {}) => ({
    sites: [
      { site: 'N', region: 'North', latitude: 53.8, longitude: -1.5, ...cells.north },
      { site: 'S', region: 'North', latitude: 53.7, longitude: -0.4, ...cells.south },
    ],
    units: [
      { element: 'E-N', part: 'RRU', quantity: 150 },
      { element: 'E-S', part: 'RRU', quantity: 50 },
    ],
    pools: [{ pool: 'NORTH', regions: 'North' }],
    stock: [],
  })
  const LEEDS = { depot: 'LEEDS', pool: 'NORTH', region: 'North', latitude: 53.8, longitude: -1.55 }
  const HULL = { depot: 'HULL', pool: 'NORTH', region: 'North', latitude: 53.74, longitude: -0.33 }
  const boughtAt = (changed: object): Record<string, number> =>
    Object.fromEntries(answered(changed).purchase.buys.map(({ depot, quantity }) => [depot ?? '', quantity]))
  const depots = [LEEDS, HULL]

  it('is delivered to each by the units it serves', () => {
    const { purchase } = answered({ ...places(), depots })
    const bought = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
    const [hull, leeds] = purchase.buys
    expect([hull!.depot, leeds!.depot]).toEqual(['HULL', 'LEEDS'])
    expect(Math.abs(hull!.quantity - bought / 4)).toBeLessThan(1)
    expect(leeds!.quantity).toBe(bought - hull!.quantity)
    expect(leeds!.reason).toMatch(/; LEEDS serves 75 % of the units of the pool and holds 0$/)
    expect(purchase.cost).toBe(bought * 100_000)
  })

  it('is less where some lies there already', () => {
    const stock = [{ depot: 'HULL', part: 'RRU', quantity: 5 }]
    expect(boughtAt({ ...places(), stock, depots })['HULL']).toBeUndefined()
  })

  it('is shared alike where nobody said where they are, and goes to the depot of the region where that is said', () => {
    const nowhere = { latitude: undefined, longitude: undefined }
    const unknown = depots.map((depot) => ({ ...depot, ...nowhere }))
    const alike = boughtAt({ ...places(), depots: unknown })
    expect(Math.abs(alike['HULL']! - alike['LEEDS']!)).toBeLessThan(2)
    const ofRegions = [{ ...unknown[0]!, region: 'West' }, unknown[1]!]
    expect(Object.keys(boughtAt({ ...places(), depots: ofRegions }))).toEqual(['HULL'])
  })

  it('goes to stores, not to vans, and to the central one only where there is no other', () => {
    const van = { ...HULL, depot: 'VAN-1', kind: 'van' }
    const central = { ...HULL, depot: 'HUB', echelon: 'central' }
    expect(Object.keys(boughtAt({ ...places(), depots: [LEEDS, van, central] }))).toEqual(['LEEDS'])
    expect(Object.keys(boughtAt({ ...places(), depots: [van, central] }))).toEqual(['HUB'])
  })

  describe('of which a vendor runs some', () => {
    const ofVendor = (...owned: string[]) => ({
      ...places(),
      depots: depots.map((one) => ({ ...one, ...(owned.includes(one.depot) ? { owner: 'Huawei' } : {}) })),
    })
    const stopped = (changed: object, vendorPools: string, ration?: number) =>
      answered(changed, {
        disruptions: [
          {
            disruption: 'cut',
            vendors: ['huawei'],
            stops: { newUnits: '2021-06-01', vendorPools },
            ...(ration === undefined ? {} : { ration }),
          },
        ],
      }).purchase.buys
    const sentTo = (...asked: Parameters<typeof stopped>) => stopped(...asked).map(({ depot }) => depot)

    it('goes to those that serve on, once the vendor is cut off or rations what lies there', () => {
      expect(sentTo(ofVendor('LEEDS'), '2022-12-30')).toEqual(['HULL', 'LEEDS'])
      expect(sentTo(ofVendor('LEEDS'), '2022-12-29')).toEqual(['HULL'])
      expect(sentTo(ofVendor('LEEDS'), '2021-08-01', 0.5)).toEqual(['HULL'])
      expect(sentTo(ofVendor('LEEDS'), '2021-08-01', 1)).toEqual(['HULL', 'LEEDS'])
      const van = { ...HULL, depot: 'VAN-1', kind: 'van' }
      expect(sentTo({ ...places(), depots: [{ ...LEEDS, owner: 'Huawei' }, van] }, '2021-08-01')).toEqual(['VAN-1'])
    })

    it('has no depot where all are of one who is cut off, which is told with what to do', () => {
      const [buy, ...others] = stopped(ofVendor('LEEDS', 'HULL'), '2021-08-01')
      expect(others).toEqual([])
      expect(buy!.depot).toBeUndefined()
      expect(buy!.whyNoDepot).toBe(
        'no depot of pool NORTH serves from 2021-08-01 on, for HULL and LEEDS belong to Huawei, cut off by then: state one of your own in depots.csv, or another pool for its sites in pool-sites.csv',
      )
    })

    it('has none in a pool of one who is cut off, whoever runs its depots', () => {
      const pools = [{ pool: 'NORTH', regions: 'North', owner: 'Huawei' }]
      const [buy] = stopped({ ...places(), pools, depots: [LEEDS] }, '2021-08-01')
      expect(buy!.depot).toBeUndefined()
      expect(buy!.whyNoDepot).toContain('for LEEDS belongs to Huawei, cut off by then')
    })

    it('goes where it went as long as no disruption reaches who runs them', () => {
      const ofNokia = { ...places(), depots: [{ ...LEEDS, owner: 'Nokia' }, HULL] }
      expect(sentTo(ofNokia, '2021-08-01')).toEqual(['HULL', 'LEEDS'])
    })
  })

  it('has no depot where the pool has none, or no pool serves the sites, which is told with what to do', () => {
    const [buy, ...others] = answered({ ...places(), depots: [] }).purchase.buys
    expect(others).toEqual([])
    expect(buy!.depot).toBeUndefined()
    expect(buy!.whyNoDepot).toBe(
      'pool NORTH has no depot: state one in depots.csv, or another pool for its sites in pool-sites.csv',
    )
    const pools = [
      { pool: 'EAST', regions: 'East' },
      { pool: 'WEST', regions: 'West' },
    ]
    const [unserved] = answered({ ...places(), pools, depots: [] }).purchase.buys
    expect(unserved).toMatchObject({
      pool: 'whole network',
      whyNoDepot:
        'no pool is said to serve the sites they are for: state its regions in pools.csv, or the sites in pool-sites.csv, and a depot of it in depots.csv',
    })
  })
})

it('a pool of one depot has all delivered there, and gives no reason for it', () => {
  const { purchase } = answered({ stock: SMALL.stock! })
  expect(new Set(purchase.buys.map(({ depot }) => depot))).toEqual(new Set(['LEEDS', 'DOVER']))
  for (const { reason } of purchase.buys) expect(reason).not.toContain('serves')
})
