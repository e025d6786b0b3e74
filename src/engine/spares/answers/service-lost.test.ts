import { describe, expect, it } from 'vitest'
import { answered, prepared, SMALL, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'
import { answerSpares } from './answer-spares.ts'
import { unitsDown, weightLost } from './service-lost.ts'

const curve = (...values: number[]) => Float64Array.from(values)

describe('units down', () => {
  it('are those owed, less the share whose place is swapped out, and never more than are in service', () => {
    const units = curve(10, 10, 5, 5, 1)
    expect([...unitsDown(curve(0, 4, 4, 5, 9), { units, paced: units })]).toEqual([0, 4, 2, 3, 1])
  })

  it('stay down when more units come into service', () => {
    const units = curve(10, 20)
    expect([...unitsDown(curve(2, 3), { units, paced: units })]).toEqual([2, 3])
  })
})

describe('service lost', () => {
  // Ten units that fail once, and ten that fail four times as often: 3 down are 0.6 of the first and 2.4 of the others.
  const paced = curve(50)
  const groupAt = (pace: number) => ({
    shapes: [{ count: 1, needed: 1, pace, elements: 1 }],
    weight: curve(10),
    stretches: [],
  })

  it('is by how often a unit fails, of parts that share their spares', () => {
    expect(weightLost(curve(3), { paced, groups: [groupAt(1)] })[0]).toBeCloseTo(0.6, 12)
    expect(weightLost(curve(3), { paced, groups: [groupAt(4)] })[0]).toBeCloseTo(2.4, 12)
  })

  it('is that of every site with a unit down, where each of parts that share their spares is alone on its site', () => {
    const names = ['RRU', 'RRV'].flatMap((part) => Array.from({ length: 10 }, (_, index) => ({ part, index })))
    const elementOf = ({ part, index }: (typeof names)[number]) => `${part} ${index}`
    const { network, joint } = answered({
      sites: names.map((name) => ({ site: elementOf(name), region: 'North' })),
      elements: names.map((name) => ({ ...SMALL.elements![0]!, element: elementOf(name), site: elementOf(name) })),
      units: names.map((name) => ({ element: elementOf(name), part: name.part, quantity: 1 })),
      parts: [10_000, 40_000].map((failuresFit, index) => ({
        ...SMALL.parts![0]!,
        part: ['RRU', 'RRV'][index]!,
        failuresFit,
      })),
      interchange: [{ part: 'RRU', substitute: 'RRV', direction: 'two-way' }],
      stock: [{ depot: 'LEEDS', part: 'RRU', quantity: 3 }],
    })
    expect(network.unitsDown.at(-1)).toBeGreaterThan(1)
    for (const [day, down] of network.unitsDown.entries()) expect(network.weightLost[day]).toBeCloseTo(down, 10)
    // In the simulation what is down does not fail again.
    expect(joint.network.weightHoursLost).toBeLessThan(network.weightHoursLost)
  })

  it('never is more than all sites weigh, however much of a part is short on each', () => {
    const elements = Array.from({ length: 5 }, (_, index) => ({ ...SMALL.elements![0]!, element: `E${index}` }))
    const units = elements.map(({ element }) => ({ element: element as string, part: 'RRU', quantity: 2 }))
    const network = { elements, units, parts: [{ ...SMALL.parts![0]!, failuresFit: 200_000 }], stock: [] }
    const answer = answerSpares(prepared(network), { seed: 1, replications: 40_960 })
    expect(answer.network.unitsDown.at(-1)).toBeGreaterThan(9)
    expect(answer.network.weightLost.at(-1)).toBeCloseTo(1, 3)
    for (const lost of answer.network.weightLost) expect(lost).toBeLessThanOrEqual(1)
    // It is short from the end of the week on in which the first of ten units fails: 0.336 failures a week.
    const { weightHoursLost, weightHoursError } = answer.joint.network
    const expected = WEEK_HOURS * (WEEKS - 1 / Math.expm1(0.336))
    expect(Math.abs(weightHoursLost - expected)).toBeLessThan(4 * weightHoursError)
  })

  it('is by what fails once, of units that nothing replaces: T - (1 - exp(-λT)) / λ, by the ends of weeks', () => {
    const names = Array.from({ length: 10 }, (_, index) => `E${index}`)
    const network = {
      sites: names.map((site) => ({ site, region: 'North' })),
      elements: names.map((element) => ({ ...SMALL.elements![0]!, element, site: element })),
      units: names.map((element) => ({ element, part: 'RRU', quantity: 1 })),
      parts: [{ ...SMALL.parts![0]!, failuresFit: 100_000 }],
      stock: [],
    }
    const { joint } = answerSpares(prepared(network), { seed: 1, replications: 40_960 })
    const survives = Array.from({ length: WEEKS }, (_, week) => Math.exp(-1e-4 * WEEK_HOURS * (week + 1)))
    const expected = 10 * WEEK_HOURS * survives.reduce((sum, one) => sum + 1 - one, 0)
    const { weightHoursLost, weightHoursError } = joint.network
    expect(Math.abs(weightHoursLost - expected)).toBeLessThan(4 * weightHoursError)
    expect(weightHoursError).toBeLessThan(0.005 * expected)
  })
})
