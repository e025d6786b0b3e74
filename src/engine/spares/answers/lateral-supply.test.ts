import { describe, expect, it } from 'vitest'
import type { LateralReport } from '#model/spares-report.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { answered, type Changed, changedRow, CUT_OFF, SMALL, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'

/** Both pools of the little network, six units of each. */
const helping = (reserve?: number) => ({
  lateralSupply: { pools: [['NORTH', 'SOUTH']], ...(reserve === undefined ? {} : { reserve }) },
})

function lateralOf(changed: Changed, scenario: Parameters<typeof answered>[1]): LateralReport {
  const { lateral } = answered(changed, scenario)
  expect(lateral).toBeDefined()
  return lateral!
}

const FAILURES = 200 * 3000e-9 * WEEK_HOURS * WEEKS

describe('pools that help each other', () => {
  it('last as long as one pool where they keep nothing for themselves', () => {
    const [part] = lateralOf({}, helping(0)).parts
    const asOne = poissonAtMost(12, FAILURES)
    expect(part!.onePool).toBeCloseTo(asOne, 9)
    expect(part!.onePoolError).toBe(0)
    expect(part!.asTheyStand).toBeCloseTo(poissonAtMost(6, FAILURES / 2) ** 2, 9)
    expect(Math.abs(part!.survivalAtEnd - asOne) / part!.standardError).toBeLessThan(4)
  })

  it('last between the two bounds, the less surely the more each keeps', () => {
    const reports = [0, 1, 3, 1000].map((reserve) => lateralOf({}, helping(reserve)))
    const survivals = reports.map(({ network }) => network.survivalAtEnd)
    expect(survivals).toEqual(survivals.toSorted((left, right) => right - left))
    expect(survivals[0]).toBeGreaterThan(survivals[2]! + 0.02)
    for (const { outside, reserve, isReserveStated } of reports) {
      expect(outside).toBeLessThan(4)
      expect([0, 1, 3, 1000]).toContain(reserve)
      expect(isReserveStated).toBe(true)
    }
    expect(reports[3]!.network.survivalGained).toBe(0)
    expect(reports[3]!.network.weightHoursSaved).toBe(0)
  })

  it('keep their last unit where nobody says how many', () => {
    const { lateral, joint } = answered({}, helping())
    expect(lateral).toMatchObject({ reserve: 1, isReserveStated: false })
    expect(lateral!.groups).toEqual([{ pools: ['NORTH', 'SOUTH'], statedBy: 'scenario' }])
    const { survivalAtEnd, survivalGained, weightHoursLost, weightHoursSaved } = lateral!.network
    expect(survivalAtEnd - survivalGained).toBeCloseTo(joint.network.survivalAtEnd, 12)
    expect(weightHoursLost + weightHoursSaved).toBeCloseTo(joint.network.weightHoursLost, 6)
    expect(weightHoursSaved).toBeGreaterThan(0)
  })

  it('lose as many hours as one pool does, wherever its units lie', () => {
    const lostWith = (north: number, south: number): number => {
      const stock = SMALL.stock!.map((row, index) => ({ ...row, quantity: [north, south][index]! }))
      return lateralOf({ stock }, helping(0)).network.weightHoursLost
    }
    // A site is down from the first of its failures on that finds twelve units gone; every failure is on either as likely.
    const downAt = (failures: number): number => {
      let down = 0
      for (let count = 13; count < 80; count++)
        down += (poissonAtMost(count, failures) - poissonAtMost(count - 1, failures)) * (1 - 0.5 ** (count - 12))
      return down
    }
    let closed = 0
    for (let step = 1; step <= WEEKS; step++) closed += 2 * WEEK_HOURS * downAt((FAILURES * step) / WEEKS)
    const lost = lostWith(0, 12)
    // The same futures: only which failure is helped differs now and then. A standard error is 4 %.
    expect(lostWith(6, 6) / lost).toBeCloseTo(1, 2)
    expect(Math.abs(lost / closed - 1)).toBeLessThan(0.12)
  })

  it('lie between bounds where failed units are repaired and rates are uncertain', () => {
    const parts = [{ ...SMALL.parts![0]!, repairYield: 0.8, repairDays: 60 }]
    const scenario = {
      ...helping(),
      disruptions: [{ ...CUT_OFF.disruptions[0]!, stops: { repairs: '2021-08-01' } }],
      assumptions: { classes: { '*': { source: 'the test', rateUncertainty: 0.5 } } },
    }
    const { outside, parts: told } = lateralOf({ parts, stock: changedRow('stock', 0, { quantity: 1 }) }, scenario)
    expect(told[0]!.onePoolError).toBeGreaterThan(0)
    expect(told[0]!.onePool).toBeGreaterThan(told[0]!.asTheyStand + 0.02)
    expect(outside).toBeLessThan(4)
  })

  it('are those with depots in one region, and of nobody else', () => {
    const inOne = SMALL.depots!.map((depot) => ({ ...depot, region: 'North' }))
    expect(lateralOf({ depots: inOne }, {}).groups).toEqual([{ pools: ['NORTH', 'SOUTH'], statedBy: 'region' }])
    const [north, south] = SMALL.pools!
    expect(answered({ depots: inOne, pools: [north!, { ...south, owner: 'Huawei' }] }).lateral).toBeUndefined()
    expect(answered({ depots: inOne }, { lateralSupply: { pools: [] } }).lateral).toBeUndefined()
    expect(answered().lateral).toBeUndefined()
  })

  it('are those that two regions join', () => {
    const pools = [...SMALL.pools!, { pool: 'EAST' }]
    const depots = [
      { depot: 'LEEDS', pool: 'NORTH', region: 'North' },
      { depot: 'YORK', pool: 'EAST', region: 'north' },
      { depot: 'KENT', pool: 'EAST', region: 'South' },
      { depot: 'DOVER', pool: 'SOUTH', region: 'South' },
    ]
    expect(lateralOf({ pools, depots }, {}).groups.map((group) => group.pools)).toEqual([['EAST', 'NORTH', 'SOUTH']])
  })
})
