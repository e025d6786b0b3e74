import { describe, expect, it } from 'vitest'
import type { Disruption, Scenario } from '#model/scenario.ts'
import type { Row } from '../../fixtures/small-world.ts'
import { answered, type Changed, SMALL } from '../fixtures/small-network.ts'

const POOLS_STOP: Partial<Disruption> = { stops: { newUnits: '2021-06-01', vendorPools: '2021-08-01' } }

/** Twelve units lie in the south, where ten are wanted, one of these being otherwise, and none in the north. */
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

/** Of twelve units six in each pool last with 52 %, five and seven with 47 %. */
const HALF: Partial<Scenario> = { target: { survival: 0.5 } }

const NOT_SOLD: Row = { ...SMALL.parts![0]!, lastOrder: '2020-01-01' }

describe('what is moved between pools', () => {
  it('is told with what each part and all together reach by it alone, nothing bought', () => {
    const fan = { part: 'FAN', manufacturer: 'Nokia', class: 'fan', failuresFit: 1000, price: 10, leadTimeDays: 0 }
    const answer = answered(
      {
        parts: [...SMALL.parts!, fan],
        units: [...SMALL.units!, { element: 'E-N', part: 'FAN', quantity: 100 }],
        stock: [
          { depot: 'DOVER', part: 'RRU', quantity: 12 },
          { depot: 'LEEDS', part: 'FAN', quantity: 2 },
        ],
      },
      HALF,
    )
    expect(answer.moves).toMatchObject([{ part: 'RRU', fromPool: 'SOUTH', toPool: 'NORTH', quantity: 6 }])
    const [other, rru] = answer.parts
    // As many in each pool as are moved to be.
    expect(rru!.withMoves!.survivalAtEnd).toBeCloseTo(answered().parts[0]!.lasting!.survivalAtEnd, 12)
    expect(rru!.withMoves!.standardError).toBe(0)
    expect(rru!.withMoves!.weightHoursLost).toBeCloseTo(answered().network.weightHoursLost, 6)
    expect(rru!.withMoves!.weightHoursLost).toBeLessThan(rru!.lasting!.weightHoursLost)
    expect(other!.part).toBe('FAN')
    expect(other!.withMoves).toBeUndefined()
    const together = rru!.withMoves!.survivalAtEnd * other!.lasting!.survivalAtEnd
    expect(answer.withMoves!.survivalAtEnd).toBeCloseTo(together, 12)
    expect(answer.withMoves!.survivalAtEnd).toBeCloseTo(answer.frontier[0]!.survival, 12)
    expect(answer.withMoves!.weightHoursLost).toBeCloseTo(answer.frontier[0]!.weightHoursLost, 6)
    expect(answered().withMoves).toBeUndefined()
  })

  it('lasts as simulated where repaired units come back, by the random numbers of what is not moved', () => {
    const parts = [{ ...NOT_SOLD, repairYield: 0.5, repairDays: 30 }]
    const lying = answered({ parts, stock: [{ depot: 'DOVER', part: 'RRU', quantity: 12 }] })
    const { survivalAtEnd, standardError } = lying.parts[0]!.withMoves!
    const there = answered({ parts }).parts[0]!.lasting!
    expect(Math.abs(survivalAtEnd - there.survivalAtEnd)).toBeLessThan(1e-9)
    expect(standardError).toBeGreaterThan(0)
  })

  it('is, of parts that share their spares, the very part that lies there', () => {
    const second = {
      part: 'AAU',
      manufacturer: 'Huawei',
      class: 'radio',
      failuresFit: 2000,
      price: 900,
      leadTimeDays: 0,
    }
    const answer = answered(
      {
        parts: [...SMALL.parts!, second],
        stock: [
          { depot: 'DOVER', part: 'AAU', quantity: 4 },
          { depot: 'DOVER', part: 'RRU', quantity: 7 },
          { depot: 'LEEDS', part: 'AAU', quantity: 1 },
        ],
        interchange: [{ part: 'RRU', substitute: 'AAU' }],
      },
      HALF,
    )
    // First the first by identifier; no more of it than lies there.
    expect(answer.moves).toMatchObject([
      { part: 'AAU', fromPool: 'SOUTH', toPool: 'NORTH', quantity: 4 },
      { part: 'RRU', fromPool: 'SOUTH', toPool: 'NORTH', quantity: 1 },
    ])
    const [aau, rru] = ['AAU', 'RRU'].map((name) => answer.parts.find(({ part }) => part === name)!)
    expect(rru!.withMoves).toBeDefined()
    expect(rru!.pools.map(({ onHand }) => onHand)).toEqual([1, 11])
    expect([aau!.byItself!.onHand, rru!.byItself!.onHand]).toEqual([5, 7])
    for (const { part, byItself } of [aau!, rru!])
      expect(byItself!.buy).toBe(
        answer.purchase.buys.reduce((sum, buy) => sum + (buy.part === part ? buy.quantity : 0), 0),
      )
    expect(answered().parts[0]!.byItself).toBeUndefined()
  })

  it('is the operator’s own, by whatever name it is written', () => {
    expect(moved([{}])).toEqual(['2 from SOUTH to NORTH'])
    expect(moved([{ titleOwner: 'North Mobile' }])).toEqual(['2 from SOUTH to NORTH'])
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
    expect(moved([{}], depot(0, { owner: 'Nokia' }))).toEqual(['2 from SOUTH to NORTH'])
    const second = { depots: [...depot(0, { owner: 'Huawei' })['depots']!, { depot: 'HULL', pool: 'NORTH' }] }
    expect(moved([{}], second)).toEqual(['2 from SOUTH to NORTH'])
  })

  it('comes out of a depot of a vendor that is cut off, and what is not moved is taken to be fetched, as is told', () => {
    const changed = depot(1, { owner: 'Huawei' })
    expect(moved([{}], changed)).toEqual(['2 from SOUTH to NORTH'])
    const { assumptions } = answered(changed, {
      disruptions: [{ disruption: 'cut', vendors: ['huawei'], ...POOLS_STOP } as Disruption],
    })
    expect(assumptions.map(({ what }) => what)).toContain(
      'some of the operator’s own lies in a depot of a vendor that is cut off: taken to be fetched before',
    )
    expect(answered().assumptions.some(({ what }) => what.includes('fetched'))).toBe(false)
    const due = {
      ...changed,
      stock: [{ depot: 'DOVER', part: 'RRU', quantity: 12, state: 'inTransit', due: '2021-07-31' }],
    }
    const arriving = answered(due, {
      disruptions: [{ disruption: 'cut', vendors: ['huawei'], ...POOLS_STOP } as Disruption],
    })
    expect(arriving.assumptions.some(({ what }) => what.includes('fetched'))).toBe(true)
  })

  it('is what saves hours, and nothing by which more are lost, where the stock lasts as good as never before and after', () => {
    // Far more fail than lie there.
    const hopeless = (north: number, south: number) =>
      moved([{}], {
        parts: [{ ...NOT_SOLD, failuresFit: 60_000 }],
        units: [
          { element: 'E-N', part: 'RRU', quantity: north },
          { element: 'E-S', part: 'RRU', quantity: south },
        ],
      })
    expect(hopeless(100, 20)).toEqual([])
    // All needed on a site that weighs more than twice as much, and is up for a while with them.
    expect(hopeless(20, 100)).toEqual(['12 from SOUTH to NORTH'])
  })
})
