import { describe, expect, it } from 'vitest'
import type { Scenario } from '#model/scenario.ts'
import { answered, type Changed, CUT_OFF, prepared, SMALL } from '../fixtures/small-network.ts'
import { listAssumptions } from './assumptions.ts'

/** What is told of usage.csv and of rates, or of what else is asked for. */
function told(changed: Changed, rateUncertainty: number | undefined, which = /usage|rate of 0/): string[] {
  const assumptions: Scenario['assumptions'] = {
    classes: { '*': { source: 'the test', ...(rateUncertainty === undefined ? {} : { rateUncertainty }) } },
  }
  return listAssumptions(prepared(changed, { ...CUT_OFF, assumptions }).network)
    .map(({ what }) => what)
    .filter((what) => which.test(what))
}

const YEAR = { part: 'RRU', from: '2020-01-01', until: '2020-12-31', unitHours: 1e6 }

describe('what was issued', () => {
  it('and changes no rate that is stated as exactly known is told, and that it contradicts it where it does', () => {
    // 3,000 FIT.
    expect(told({ usage: [{ ...YEAR, issues: 5 }] }, 0)).toEqual([
      'usage.csv line 2: 5 issued in 1,000,000 unit hours, where its failure rate says 3.0; not counted, for that rate is stated as exactly known (rateUncertainty: 0)',
    ])
    const [many] = told(
      {
        usage: [
          { ...YEAR, issues: 20 },
          { ...YEAR, from: '2019-01-01', issues: 20 },
        ],
      },
      0,
    )
    expect(many).toBe(
      'usage.csv line 2 and 1 more of its rows: 40 issued in 2,000,000 unit hours, where its failure rate says 6.0, which contradicts it; not counted, for that rate is stated as exactly known (rateUncertainty: 0): state in the scenario how uncertain it is',
    )
    expect(told({ usage: [{ ...YEAR, unitHours: 1e7, issues: 5 }] }, 0)[0]).toContain('which contradicts it')
    expect(told({ usage: [{ ...YEAR, issues: 20 }] }, 0.5)).toEqual([])
  })

  it('and is not counted is told with the reason', () => {
    const late = { ...YEAR, until: '2021-03-01', issues: 20 }
    expect(told({ usage: [late] }, 0.5)).toEqual([
      'usage.csv line 2: not counted, for it ends on 2021-01-01 or later: end it before the first day reckoned, or reckon from a later one',
    ])
    const { unitHours: _, ...before } = { ...YEAR, from: '2016-01-01', until: '2016-12-31', issues: 1 }
    expect(told({ usage: [before] }, 0.5)).toEqual([
      'usage.csv line 2: not counted, for no unit of it was in service then: state unitHours',
    ])
    expect(told({ usage: [{ ...YEAR, unitHours: 0, issues: 1 }] }, 0.5)).toEqual([
      'usage.csv line 2: not counted, for its unitHours are 0: state over how many hours in service that was',
    ])
  })
})

describe('what is taken out', () => {
  it('is told to be usable at once only of what is good when it is', () => {
    const parts = (harvestYield: number) => SMALL.parts!.map((row) => ({ ...row, harvestYield }))
    expect(told({ parts: parts(0) }, undefined, /testing/)).toEqual([])
    expect(told({ parts: parts(0.5) }, undefined, /testing/)).toEqual([
      'no time for testing what is taken out: usable at once',
    ])
  })
})

describe('a failure rate of 0', () => {
  it('is told to be taken as never failing, unless none was seen to fail over some hours', () => {
    const parts = (more: object) => SMALL.parts!.map((row) => ({ ...row, failuresFit: 0, ...more }))
    expect(told({ parts: parts({}) }, undefined)).toEqual([
      'a failure rate of 0: taken never to fail; state how often it does, or over how many hours none was seen to',
    ])
    expect(told({ parts: parts({ rateUnitHours: 1e6 }) }, undefined)).toEqual([])
  })
})

describe('a part that may stand in for another and shares no spares with it', () => {
  const changed = {
    parts: ['A', 'B'].map((part) => ({ ...SMALL.parts![0]!, part })),
    units: [
      { element: 'E-N', part: 'A', quantity: 100 },
      { element: 'E-N', part: 'B', quantity: 10 },
    ],
    stock: [
      { depot: 'LEEDS', part: 'B', quantity: 100 },
      { depot: 'DOVER', part: 'B', quantity: 7 },
    ],
  }
  const says = (row: object) => {
    const rows = { ...changed, interchange: [{ part: 'A', substitute: 'B', ...row }] }
    return told(rows, 0, /interchange/)
  }

  it('is told with its row, and where it is not reckoned with why, and what that would take', () => {
    expect(says({})).toEqual([
      'interchange.csv line 2: B may stand in for A; as many of the operator’s units of it as reach what is asked for the least money are set aside before anything is bought, and serve A alone from then on',
    ])
    expect(says({ direction: 'two-way' })).toEqual([])
    const days =
      'not reckoned with, for it may not stand in on every day reckoned: that takes a row that holds on all of them'
    expect(says({ direction: 'two-way', from: '2021-03-01' })).toEqual([
      `interchange.csv line 2: B may stand in for A from 2021-03-01; ${days}`,
      `interchange.csv line 2: A may stand in for B from 2021-03-01; ${days}`,
    ])
    expect(says({ condition: 'vendor=Nokia' })).toEqual([
      'interchange.csv line 2: B may stand in for A; not reckoned with, for it may stand in on 0 of 100 units alone: that takes a row that holds for all of them',
    ])
  })

  it('is told beside what is bought where it lies in the same pool, and of the part wherever it lies', () => {
    const interchange = [{ part: 'A', substitute: 'B', from: '2021-03-01' }]
    const { purchase, parts } = answered({ ...changed, interchange })
    expect(purchase.buys.map(({ part, pool, caution }) => [part, pool, caution])).toEqual([
      [
        'A',
        'NORTH',
        'B may stand in for A from 2021-03-01: 100 of it lie in the same pool, not reckoned with, for it may not stand in on every day reckoned (interchange.csv line 2)',
      ],
    ])
    expect(
      parts.map(({ part, standIns }) => [part, standIns?.map(({ part: other, onHand }) => [other, onHand])]),
    ).toEqual([
      ['A', [['B', 107]]],
      ['B', undefined],
    ])
  })
})
