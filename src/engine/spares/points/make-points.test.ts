import { describe, expect, it } from 'vitest'
import type { Scenario } from '#model/scenario.ts'
import { type Changed, prepared, SMALL, WEEK_HOURS } from '../fixtures/small-network.ts'
import { asPlanned, PointMaker, withStock } from './make-points.ts'
import type { SparesNetwork } from './spares-network.ts'
import type { StockingPoints } from './stocking-points.ts'

const makePoints = (network: SparesNetwork, ...otherwise: Parameters<PointMaker['make']>) =>
  new PointMaker(network).make(...otherwise)

// 104 weeks from 1 January 2021 on. What serves to 1 July 2021, its last day, serves 182 days: 26 weeks.

const REMOVED = [{ date: '2021-07-01', action: 'remove', element: 'E-N' }]
const HARVESTED = { harvestYield: 0.5, harvestDays: 30 }
const rru = (cells: object) => [{ ...SMALL.parts![0]!, ...cells }]

const networkOf = (changed: Changed, scenario: Partial<Scenario> = {}) => prepared(changed, scenario).network
const curveOf = ({ installed, curveOf: curves, stepCount }: StockingPoints, point: number) =>
  installed.subarray(curves[point]! * stepCount, (curves[point]! + 1) * stepCount)
const lotsOf = ({ lotStart, lotStep, lotUnits, lotYield }: StockingPoints, point: number) =>
  Array.from({ length: lotStart[point + 1]! - lotStart[point]! }, (_, index) => {
    const lot = lotStart[point]! + index
    return [lotStep[lot], lotUnits[lot], lotYield[lot]]
  })

describe('the points of a network', () => {
  it('are a part in a pool each, where there are units or stock, of which a rate is known', () => {
    const parts = ['CCC', 'AAA', 'BBB'].map((part) => ({ part, failuresFit: part === 'CCC' ? '' : 3000 }))
    const units = [
      { element: 'E-S', part: 'AAA', quantity: 1 },
      { element: 'E-S', part: 'CCC', quantity: 1 },
    ]
    const stock = [{ depot: 'LEEDS', part: 'BBB', quantity: 2 }]
    const network = networkOf({ parts, units, stock })
    const { names } = makePoints(network)
    expect(names.map(({ part, pool }) => [network.parts[part]!.part, network.pools.pools[pool]!.pool])).toEqual([
      ['AAA', 'SOUTH'],
      ['BBB', 'NORTH'],
    ])
  })

  it('fail at their rate, and hold what lies on their shelves', () => {
    const points = asPlanned(
      makePoints(
        networkOf({
          stock: [
            { depot: 'LEEDS', part: 'RRU', quantity: 6 },
            { depot: 'LEEDS', part: 'RRU', condition: 'new', quantity: 1 },
          ],
        }),
      ),
    )
    expect([...points.failuresPerUnitStep]).toEqual([3000e-9 * WEEK_HOURS, 3000e-9 * WEEK_HOURS])
    expect([...points.stock]).toEqual([7, 0])
    expect([
      ...withStock(
        { names: [], byPart: new Map(), futures: [{ probability: 1, planSlipMonths: 0, points }] },
        Int32Array.of(1, 2),
      ).futures[0]!.points.stock,
    ]).toEqual([1, 2])
  })
})

describe('units in service, week by week', () => {
  it('are there to their last day, and for as many days of its week', () => {
    const curve = curveOf(asPlanned(makePoints(networkOf({ plan: REMOVED }))), 0)
    expect([...curve.subarray(25, 27)]).toEqual([100, 0])
    // Three days more: three sevenths of the next week.
    const later = curveOf(asPlanned(makePoints(networkOf({ plan: [{ ...REMOVED[0]!, date: '2021-07-04' }] }))), 0)
    expect([later[25], later[26], later[27]]).toEqual([100, 300 / 7, 0])
  })

  it('are fewer in a last week of which some days are not asked for', () => {
    // Two days of the 104th week are left out.
    const curve = curveOf(asPlanned(makePoints(networkOf({}, { until: '2022-12-27' }))), 0)
    expect([curve[102], curve[103]]).toEqual([100, 500 / 7])
  })

  it('stay longer in a future in which the plan is late', () => {
    const slips = [
      { months: 6, probability: 0.25 },
      { months: 0, probability: 0.75 },
      { months: 12, probability: 0 },
    ]
    const { futures } = makePoints(networkOf({ plan: REMOVED }), slips)
    expect(futures.map(({ probability }) => probability)).toEqual([0.75, 0.25])
    // 2 January 2022 is 366 days after the first: 52 weeks and two days.
    const [asItStands, late] = futures.map(({ points }) => curveOf(points, 0))
    expect([asItStands![26], late![26], late![51], late![52]]).toEqual([0, 100, 100, 200 / 7])
  })

  it('count as many as fail as often, of another part that shares their spares', () => {
    const parts = [
      { ...SMALL.parts![0]!, part: 'AAA', failuresFit: 3000 },
      { ...SMALL.parts![0]!, part: 'BBB', failuresFit: 6000 },
    ]
    const units = ['AAA', 'BBB'].map((part) => ({ element: 'E-N', part, quantity: 10 }))
    const interchange = [{ part: 'AAA', substitute: 'BBB', direction: 'two-way' }]
    const { names, futures } = makePoints(networkOf({ parts, units, interchange, stock: [] }))
    expect([names, curveOf(futures[0]!.points, 0)[0]]).toEqual([[{ part: 0, pool: 0 }], 10 + 2 * 10])
  })
})

describe('lots that arrive', () => {
  it('are harvested after the test, with its yield, from the week that begins then', () => {
    const { plan, parts } = { plan: REMOVED, parts: rru(HARVESTED) }
    // Out of the network on 2 July, 182 days after the first day; 30 days on it is 212: the 31st week begins on the 217th.
    expect(lotsOf(asPlanned(makePoints(networkOf({ plan, parts }))), 0)).toEqual([[31, 100, 0.5]])
    expect(lotsOf(asPlanned(makePoints(networkOf({ plan, parts }))), 1)).toEqual([])
  })

  it('are none of what is taken out before so many months, where harvest is asked to begin later', () => {
    const network = networkOf({ plan: REMOVED, parts: rru(HARVESTED) })
    const lots = (harvestLaterMonths: number) =>
      lotsOf(asPlanned(makePoints(network, undefined, { harvestLaterMonths })), 0)
    expect([lots(6), lots(7)]).toEqual([[[31, 100, 0.5]], []])
  })

  it('come in the order of their weeks, the surer first', () => {
    const stock = [
      { depot: 'LEEDS', part: 'RRU', state: 'onOrder', due: '2021-05-01', quantity: 3 },
      { depot: 'LEEDS', part: 'RRU', condition: 'untested', quantity: 4 },
      { depot: 'LEEDS', part: 'RRU', state: 'inTransit', due: '2021-01-30', quantity: 5 },
    ]
    // 1 May is the 120th day: week 18. Tested by 31 January, the 30th day, and there on 30 January, the 29th: week 5.
    expect(lotsOf(asPlanned(makePoints(networkOf({ stock, parts: rru(HARVESTED) }))), 0)).toEqual([
      [5, 5, 1],
      [5, 4, 0.5],
      [18, 3, 1],
    ])
  })
})

describe('errors of rates', () => {
  it('are shared by parts that rest on one assumption, and by no others', () => {
    const parts = [
      { part: 'A', class: 'radio' },
      { part: 'B', class: 'radio' },
      { part: 'C', class: 'control' },
      { part: 'D', class: 'radio', failuresFit: 3000 },
      { part: 'E', class: 'radio', failuresFit: 3000 },
    ]
    const units = parts.map(({ part }) => ({ element: 'E-N', part, quantity: 1 }))
    const classes = {
      radio: { source: 'one', failuresFit: 1000, rateUncertainty: 0.5 },
      control: { source: 'two', failuresFit: 1000, rateUncertainty: 0.2 },
    }
    const { rateGroupOf, rateShape } = asPlanned(
      makePoints(networkOf({ parts, units, stock: [] }, { assumptions: { classes } })),
    )
    expect([...rateGroupOf]).toEqual([0, 0, 1, 2, 3])
    // 1 / variation².
    expect([...rateShape].map((shape) => Math.round(shape * 1e9) / 1e9)).toEqual([4, 25, 4, 4])
  })
})
