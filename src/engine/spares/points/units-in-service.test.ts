import { describe, expect, it } from 'vitest'
import { type Changed, prepared, SMALL } from '../fixtures/small-network.ts'
import { indexRecords } from './make-points.ts'
import { type SiteGroup, unitsInService, type UnitsInService } from './units-in-service.ts'

// A hundred units in the North and in the South, of which those of the North serve to 1 July 2021: the last day of week 25,
// counted from 0.

const REMOVED = [{ date: '2021-07-01', action: 'remove', element: 'E-N' }]

function servingIn(pool: number, changed: Changed, planSlipMonths = 0, until = '2022-12-29'): UnitsInService {
  const { network, named } = prepared(changed, { until })
  const name = named.names.find((one) => one.pool === pool)!
  return unitsInService(network, indexRecords(network)(name), planSlipMonths)
}

const lastServing = ({ units }: UnitsInService) => units.findLastIndex((count) => count > 0)

/** What stands on sites of the North in a week, and what those sites weigh together. */
const sitesIn = ({ groups }: UnitsInService, week: number) =>
  groups
    .filter(({ weight }) => weight[week]! > 0)
    .map(({ shapes, weight }) => [
      shapes.map(({ elements, count, needed }) => `${elements} x ${needed} of ${count}`),
      weight[week],
    ])

describe('the sites that units serve', () => {
  const units = ['E-N', 'E-N2', 'E-N3'].map((element) => ({ element, part: 'RRU', quantity: 4, slot: '' }))
  const elements = ['E-N', 'E-N2', 'E-N3'].map((element) => ({ ...SMALL.elements![0]!, element }))

  it('count once for all elements on them, which stand together as one that needs all of its units', () => {
    const serving = servingIn(0, { units, elements, plan: REMOVED })
    expect(sitesIn(serving, 25)).toEqual([[['1 x 12 of 12'], 1]])
    expect(sitesIn(serving, 26)).toEqual([[['1 x 8 of 8'], 1]])
  })

  it('keep elements with units to spare apart', () => {
    const spared = units.map((unit, index) => (index < 2 ? { ...unit, needed: 3 } : unit))
    expect(sitesIn(servingIn(0, { units: spared, elements }), 0)).toEqual([[['2 x 3 of 4', '1 x 4 of 4'], 1]])
  })

  it('weigh what they do in each week', () => {
    const weights = [
      { subject: 'site', identifier: 'N', measure: 'premises', from: '2021-02-01', value: 900 },
      { subject: 'site', identifier: 'N', measure: 'premises', from: '2021-03-01', value: 50 },
    ]
    const { network, named } = prepared({ weights }, { weight: 'premises' })
    const [{ weight }] = unitsInService(network, indexRecords(network)(named.names[0]!), 0).groups as [SiteGroup]
    // The fifth week ends on 4 February, the ninth on 4 March.
    expect([weight[3], weight[4], weight[7], weight[8], weight.at(-1)]).toEqual([700, 900, 900, 50, 50])
  })
})

describe('units in service', () => {
  it('are whole on the last day of each step, to the last before they are swapped out', () => {
    const serving = servingIn(0, { plan: REMOVED })
    expect(new Set(serving.units)).toEqual(new Set([100, 0]))
    expect(lastServing(serving)).toBe(25)
    expect(serving.groups).toMatchObject([{ shapes: [{ count: 100, needed: 100, pace: 1, elements: 1 }] }])
    expect([...serving.groups[0]!.weight]).toEqual([...serving.units].map((count) => (count > 0 ? 1 : 0)))
  })

  it('serve longer where the plan is late: two months later to 1 September, a day before week 34 ends', () => {
    expect(lastServing(servingIn(0, { plan: REMOVED }, 2))).toBe(33)
  })

  it('are all there on the last day of a step that is cut short', () => {
    const { units } = servingIn(1, {}, 0, '2022-12-30')
    expect([units.length, units.at(-1)]).toEqual([105, 100])
  })

  it('come with the step in which they begin', () => {
    const elements = SMALL.elements!.map((element) => ({
      ...element,
      inService: '2021-01-14',
      installed: '2021-01-14',
    }))
    expect(servingIn(0, { elements }).units.findIndex((count) => count > 0)).toBe(1)
  })

  it('that age are as many as others', () => {
    const parts = [{ ...SMALL.parts![0]!, weibullShape: 3 }]
    const elements = SMALL.elements!.map((element) => ({ ...element, installed: '2018-01-01' }))
    expect(new Set(servingIn(0, { parts, elements }).units)).toEqual(new Set([100]))
  })

  it('of parts that share their spares are counted, and beside it as many as fail as often', () => {
    const parts = [3000, 12_000].map((failuresFit, index) => ({
      ...SMALL.parts![0]!,
      part: ['RRU', 'RRV'][index]!,
      failuresFit,
    }))
    const units = [
      { element: 'E-N', part: 'RRU', quantity: 10 },
      { element: 'E-N', part: 'RRV', quantity: 4 },
    ]
    const interchange = [{ part: 'RRU', substitute: 'RRV', direction: 'two-way' }]
    const stock = [{ depot: 'LEEDS', part: 'RRU', quantity: 1 }]
    const { units: all, paced, groups } = servingIn(0, { parts, units, interchange, stock })
    const paces = groups[0]!.shapes.map(({ pace }) => pace)
    expect(all[0]).toBe(14)
    expect(paced[0]).toBeCloseTo(10 * paces[0]! + 4 * paces[1]!, 12)
    expect(paces[1]! / paces[0]!).toBeCloseTo(4, 12)
    expect(groups).toHaveLength(1)
  })
})
