import { describe, expect, it } from 'vitest'
import type { Row } from '../../fixtures/small-world.ts'
import { gammaFactor } from '../chance/gamma.ts'
import { poissonAtMost } from '../chance/poisson.ts'
import { type Changed, answered, CUT_OFF, prepared, WEEK_HOURS, WEEKS } from '../fixtures/small-network.ts'
import { asPlanned } from './make-points.ts'

const HOURS = WEEKS * WEEK_HOURS

interface Member {
  readonly part: string
  readonly failuresFit: number
  readonly units: number
  /** Of its class, standard deviation over mean. */
  readonly variation: number
}

/** Parts that each stand in for each, in the elements of one pool; each of a class of its own. */
function family(members: readonly Member[], stock: number, more: { units?: readonly Row[] } = {}): [Changed, object] {
  const names = members.map(({ part }) => part)
  return [
    {
      parts: members.map(({ part, failuresFit }) => ({
        part,
        manufacturer: 'Huawei',
        class: part,
        failuresFit,
        price: 100,
        leadTimeDays: 0,
      })),
      units: [...members.map(({ part, units }) => ({ element: 'E-N', part, quantity: units })), ...(more.units ?? [])],
      stock: [{ depot: 'LEEDS', part: names.toSorted()[0]!, quantity: stock }],
      interchange: names.flatMap((part, place) =>
        names.slice(place + 1).map((substitute) => ({ part, substitute, direction: 'two-way' })),
      ),
    },
    {
      ...CUT_OFF,
      target: { survival: 0.95, per: 'part' },
      assumptions: {
        classes: Object.fromEntries(
          members.map(({ part, variation }) => [part, { source: 'the test', rateUncertainty: variation }]),
        ),
      },
    },
  ]
}

/** P(no more failures than spares) where every part is off by a Gamma factor of its own: in the middles of many strata of each. */
function survivalByMembers(members: readonly Member[], spares: number): number {
  const strata = 300
  const factorsOf = ({ variation }: Member): number[] =>
    variation === 0
      ? [1]
      : Array.from({ length: strata }, (_, stratum) => gammaFactor((stratum + 0.5) / strata, 1 / variation ** 2))
  const meanOf = ({ failuresFit, units }: Member): number => units * HOURS * failuresFit * 1e-9
  const [one, other] = members as [Member, Member]
  const survivals = factorsOf(one).flatMap((first) =>
    factorsOf(other).map((second) => poissonAtMost(spares, meanOf(one) * first + meanOf(other) * second)),
  )
  return survivals.reduce((sum, survival) => sum + survival, 0) / survivals.length
}

const OLD = { part: 'A-OLD', failuresFit: 5000, units: 20, variation: 0.05 }
const NEW = { part: 'B-NEW', failuresFit: 5000, units: 280, variation: 0.5 }

describe('parts that share their spares, of rates known well and badly', () => {
  it('last as long, and need as many, whichever of them comes first by its name', () => {
    const told = (old: string) => {
      const { network, purchase } = answered(...family([{ ...OLD, part: old }, NEW], 20))
      return { survival: network.survivalAtEnd, bought: purchase.buys.map(({ quantity }) => quantity) }
    }
    expect(told('Z-OLD')).toEqual(told('A-OLD'))
  })

  it.each([
    ['a few of a rate nearly known and many of one known to half of it', [OLD, NEW], 0.006],
    [
      'as many failures of either, one exactly known',
      [
        { ...OLD, units: 140, variation: 0 },
        { ...NEW, units: 140 },
      ],
      0.006,
    ],
    [
      'both known to half of it, one failing twice as often',
      [
        { ...OLD, units: 100, failuresFit: 10_000, variation: 0.5 },
        { ...NEW, units: 100 },
      ],
      0.006,
    ],
    // Beyond the middle a Gamma distribution is less skew than a rate that is half exact and half as good as unknown.
    [
      'as many failures of either, one exactly known and one as good as unknown',
      [
        { ...OLD, units: 140, variation: 0 },
        { ...NEW, units: 140, variation: 1 },
      ],
      0.01,
    ],
  ])('survive as often as with a factor for each of them: %s', (_, members, tolerance) => {
    const { network, purchase } = answered(...family(members, 20))
    const bought = purchase.buys.reduce((sum, { quantity }) => sum + quantity, 0)
    expect(purchase.isReached).toBe(true)
    expect(Math.abs(purchase.networkSurvival - survivalByMembers(members, 20 + bought))).toBeLessThan(tolerance)
    expect(Math.abs(network.survivalAtEnd - survivalByMembers(members, 20))).toBeLessThan(6 * tolerance)
  })

  it('err as the parts of one class do, where all of them stand under it; and in a pool of one of them as that one', () => {
    const groups = (changed: Changed, scenario: object) => {
      const { rateGroupOf, rateShape } = asPlanned(prepared(changed, scenario).named)
      return Array.from(rateGroupOf, (group) => ({ group, shape: rateShape[group]! }))
    }
    const [changed, scenario] = family([{ ...OLD, variation: 0.5 }, NEW], 20)
    const ofClass = {
      ...changed,
      parts: ['A-OLD', 'B-NEW', 'OTHER'].map((part) => ({ part, manufacturer: 'Huawei' })),
      units: [...changed.units!, { element: 'E-N', part: 'OTHER', quantity: 1 }],
    }
    const classes = { '*': { source: 'the test', failuresFit: 5000, rateUncertainty: 0.5 } }
    const [first, other] = groups(ofClass, { ...scenario, assumptions: { classes } })
    expect(first).toEqual({ group: other!.group, shape: 4 })

    const south = { units: [{ element: 'E-S', part: 'B-NEW', quantity: 10 }] }
    const [mixed, alone] = groups(...family([OLD, NEW], 20, south))
    expect(alone!.shape).toBe(4)
    expect(mixed!.group).not.toBe(alone!.group)
    // 14 fifteenths of the failures at 0.5, the rest at 0.05.
    expect(1 / mixed!.shape).toBeCloseTo((14 * 0.5) ** 2 / 225 + 0.05 ** 2 / 225, 8)
  })

  it('err together in pools where they are mixed alike, and by as much as where they vary more', () => {
    const mixed = (north: [number, number], south: [number, number]) => {
      const of = (element: string, [old, young]: [number, number]) => [
        { element, part: 'A-OLD', quantity: old },
        { element, part: 'B-NEW', quantity: young },
      ]
      const [changed, scenario] = family([OLD, NEW], 20)
      const units = [...of('E-N', north), ...of('E-S', south)]
      const { rateGroupOf, rateShape } = asPlanned(prepared({ ...changed, units }, scenario).named)
      return {
        areTogether: rateGroupOf[0] === rateGroupOf[1],
        shapes: Array.from(rateGroupOf, (one) => rateShape[one]!),
      }
    }
    const alike = mixed([20, 100], [40, 180])
    expect(alike.areTogether).toBe(true)
    expect(alike.shapes[0]).toBe(alike.shapes[1])
    expect(1 / alike.shapes[0]!).toBeCloseTo((100 * 0.5) ** 2 / 120 ** 2 + (20 * 0.05) ** 2 / 120 ** 2, 8)
    const otherwise = mixed([20, 100], [100, 20])
    expect(otherwise.areTogether).toBe(false)
    expect(otherwise.shapes[0]).toBeLessThan(otherwise.shapes[1]!)
  })

  it('fail as often as all of them do, also where the first by its name never fails', () => {
    const never = { ...OLD, failuresFit: 0, variation: 0 }
    const [changed, scenario] = family([never, { ...NEW, variation: 0 }], 20)
    const { network } = answered(changed, scenario)
    expect(network.survivalAtEnd).toBeCloseTo(poissonAtMost(20, (280 * HOURS * 5000) / 1e9), 9)
  })

  it('are ordered anew as fast as the fastest of those that can be had to the last day, whichever comes first', () => {
    const lead = (first: number, second: number) => {
      const [changed, scenario] = family([OLD, NEW], 20)
      const parts = changed.parts!.map((row, place) => ({ ...row, leadTimeDays: place === 0 ? first : second }))
      return asPlanned(prepared({ ...changed, parts }, { ...scenario, disruptions: [] }).named).orderSteps[0]
    }
    expect(lead(70, 14)).toBe(2)
    expect(lead(14, 70)).toBe(2)
  })

  it('come back whole as often as nothing was wrong with any of them', () => {
    const [changed, scenario] = family([OLD, NEW], 20)
    const row = { from: '2019-01-01', until: '2019-12-31', unitHours: 1e6, issues: 10 }
    const usage = [
      { ...row, part: 'A-OLD', returns: 10, noFaultFound: 9 },
      { ...row, part: 'B-NEW', returns: 30, noFaultFound: 1 },
    ]
    expect(prepared({ ...changed, usage }, scenario).network.noFaultShares).toEqual([0.25, 0.25])
  })
})
