import { describe, expect, it } from 'vitest'
import type { Scenario } from '#model/scenario.ts'
import type { SparesAnswer } from './answer-spares.ts'
import { answered, changedRow, CUT_OFF, SMALL } from '../fixtures/small-network.ts'

/** A radio and a router, of two makers and two classes, in both pools. */
const TWO_PARTS = {
  parts: [
    ...SMALL.parts!,
    { part: 'CORE', manufacturer: 'Nokia', class: 'router', failuresFit: 9000, price: 5000, leadTimeDays: 0 },
  ],
  units: [...SMALL.units!, { element: 'E-N', part: 'CORE', quantity: 20 }],
  stock: [...SMALL.stock!, { depot: 'LEEDS', part: 'CORE', quantity: 4 }],
}

const CUT_BOTH: Partial<Scenario> = {
  disruptions: [{ ...CUT_OFF.disruptions[0]!, vendors: ['huawei', 'nokia'] }],
}

const uncertain = (rateUncertainty: number): Partial<Scenario> => ({
  ...CUT_BOTH,
  assumptions: {
    classes: { radio: { source: 'the test', rateUncertainty }, '*': { source: 'the test', rateUncertainty } },
    planSlips: [
      { months: 0, probability: 0.5 },
      { months: 12, probability: 0.5 },
    ],
  },
})

/** How many standard errors apart. */
const apart = ({ network, joint }: SparesAnswer): number =>
  Math.abs(network.survivalAtEnd - joint.network.survivalAtEnd) / joint.network.standardError

describe('all points simulated together', () => {
  it('survive with the product of what each survives with, where rates are known', () => {
    const answer = answered(TWO_PARTS, CUT_BOTH)
    const product = answer.parts.reduce((all, { lasting }) => all * lasting!.survivalAtEnd, 1)
    expect(product).toBeLessThan(0.9)
    expect(answer.network.survivalAtEnd).toBeCloseTo(product, 9)
    expect(apart(answer)).toBeLessThan(4)
    expect(answer.joint.network.apart).toBeLessThan(4)
    expect(answer.joint.replications).toBe(1024)
  })

  it('survive as conditioning says where rates are uncertain, and the plan', () => {
    const answer = answered(
      { ...TWO_PARTS, plan: [{ date: '2022-01-01', action: 'remove', element: 'E-N' }] },
      uncertain(0.6),
    )
    expect(apart(answer)).toBeLessThan(4)
    for (const { vendor, outcome } of answer.joint.vendors) {
      const { lasting } = answer.vendors.find((one) => one.vendor === vendor)!
      expect(outcome.apart).toBeLessThan(4.5)
      const error = Math.max(outcome.standardError, 1e-3)
      expect(Math.abs(outcome.survivalAtEnd - lasting.survivalAtEnd) / error).toBeLessThan(4)
    }
  })

  it('survive as conditioning says where failed units are repaired', () => {
    const parts = [{ ...SMALL.parts![0]!, repairYield: 0.8, repairDays: 60 }]
    const answer = answered(
      { parts },
      { disruptions: [{ ...CUT_OFF.disruptions[0]!, stops: { repairs: '2022-01-01' } }] },
    )
    expect(answer.parts[0]!.method).toBe('simulated')
    expect(answer.joint.network.apart).toBeLessThan(4)
  })

  it('lose the service that is expected to be lost, and sometimes far more', () => {
    const { network, joint } = answered(TWO_PARTS, CUT_BOTH)
    const { weightHoursLost, weightHoursError, lossQuantiles } = joint.network
    expect(network.weightHoursLost).toBeGreaterThan(0)
    const at = (share: number): number => lossQuantiles.find((one) => one.share === share)!.weightHours
    expect(at(0.99)).toBeGreaterThan(2 * weightHoursLost)
    expect(at(0.5)).toBeLessThan(weightHoursLost)
    for (const [index, { weightHours }] of lossQuantiles.entries())
      expect(weightHours).toBeGreaterThanOrEqual(lossQuantiles[index - 1]?.weightHours ?? 0)
    expect(weightHoursError).toBeLessThan(weightHoursLost / 5)
  })

  it('lose what is expected where each site carries one unit, so that chance does not bend it', () => {
    const sites = Array.from({ length: 100 }, (_, index) => ({ site: `S${index}`, region: 'North' }))
    const elements = sites.map(({ site }) => ({ ...SMALL.elements![0]!, element: `E-${site}`, site }))
    const units = elements.map(({ element }) => ({ element, part: 'RRU', quantity: 1 }))
    const { network, joint } = answered({ sites, elements, units })
    const { weightHoursLost, weightHoursError } = joint.network
    expect(Math.abs(weightHoursLost - network.weightHoursLost) / weightHoursError).toBeLessThan(4)
  })

  it('name the part that runs out first, the most often first', () => {
    const { weakest, network } = answered(TWO_PARTS, CUT_BOTH).joint
    expect(weakest.map(({ part }) => part)).toEqual(['RRU', 'CORE'])
    for (const { first, ever } of weakest) expect(first).toBeLessThanOrEqual(ever)
    // In each replication in which something runs out, some part is the first; in one step it may be both.
    const sum = weakest.reduce((all, { first }) => all + first, 0)
    expect(sum).toBeGreaterThanOrEqual(1 - network.survivalAtEnd)
    expect(sum).toBeLessThan(1.05 * (1 - network.survivalAtEnd))
  })

  it('name nobody where nothing fails', () => {
    const { joint } = answered({ parts: changedRow('parts', 0, { failuresFit: 0 }) })
    expect(joint.weakest).toEqual([])
    expect(joint.network).toMatchObject({ survivalAtEnd: 1, weightHoursLost: 0, apart: 0 })
  })
})
