import { describe, expect, it } from 'vitest'
import { cutOffReport, lastingReport } from './fixtures/sample-report.ts'
import { knownNetwork } from './known-network.ts'
import { sayProbability } from '#model/say-probability.ts'
import {
  sayBand,
  sayExpected,
  sayFew,
  sayGain,
  sayMoney,
  sayMonths,
  sayPoolSurvival,
  sayServiceHours,
  sayShareOf,
  sayStated,
  sayReached,
  saySurvival,
  sayTarget,
  sayUntil,
  sayWholeHours,
  sayUnits,
} from './words.ts'

const lasting = (survivalAtEnd: number, standardError = 0) => ({
  ...knownNetwork(lastingReport()),
  survivalAtEnd,
  standardError,
})

describe('a small mean in words', () => {
  it('keeps the digits that count, and is never nothing of what may be', () => {
    expect([0, 1e-9, 0.0000123, 0.03141, 0.999, 9.9, 1204.4].map((value) => sayFew(value))).toEqual([
      '0',
      'below 0.000001',
      '0.000012',
      '0.031',
      '1',
      '9.9',
      '1,204',
    ])
    expect(sayFew(0.040021, 4)).toBe('0.04002')
  })
})

describe('a probability in words', () => {
  it('never calls sure or impossible what is not', () => {
    expect([0, 0.0001, 0.0005, 0.5, 0.98999, 0.99999, 1].map(sayProbability)).toEqual([
      'below 0.05 %',
      'below 0.05 %',
      '0.1 %',
      '50.0 %',
      '99.0 %',
      'above 99.99 %',
      'above 99.99 %',
    ])
    expect(sayProbability(0.99996)).toBe('above 99.99 %')
    expect(sayProbability(0.999)).toBe('99.90 %')
  })

  it('of simulated futures is what none or all of them leave likely', () => {
    expect([0, 0.0004, 0.05, 0.3333, 0.9994, 1].map((share) => sayShareOf(share, 2560))).toEqual([
      'below 0.12 %',
      '0.04 %',
      '5.0 %',
      '33.3 %',
      '99.94 %',
      'above 99.88 %',
    ])
    // As often as that, all of as many would miss it in 1 of 20 cases.
    for (const replications of [256, 2560, 1e6]) {
      const [, said] = /below ([\d.]+) %/.exec(sayShareOf(0, replications))!
      expect((1 - Number(said) / 100) ** replications).toBeLessThan(0.05)
    }
  })

  it('as it was stated keeps every digit of it', () => {
    expect([0, 0.07, 0.29, 0.95, 0.99999, 0.999999999999, 1].map(sayStated)).toEqual([
      '0 %',
      '7 %',
      '29 %',
      '95 %',
      '99.999 %',
      '99.9999999999 %',
      '100 %',
    ])
    const { scenario } = cutOffReport()
    const asked = { scenario: { ...scenario, target: { survival: 0.9999999, per: 'part' as const } } }
    expect(sayTarget(asked)).toBe('each part to survive to the end with 99.99999 %')
  })

  it('has a band where rates or plan are uncertain, and of a simulated one says no more than it knows', () => {
    const band = (low: number, high: number, standardError = 0) =>
      sayBand({ ...lasting(0.5, standardError), band: { low: [1, low], high: [1, high] } })
    expect(band(0.123, 0.862)).toBe('12.3 to 86.2 %')
    expect(band(0.0001, 0.99999)).toBe('below 0.05 to above 99.99 %')
    expect(band(0, 1, 0.004)).toBe('below 1 to above 99 %')
    expect(band(0.3, 0.3)).toBe('')
  })

  it('of a pool with nothing in service is none at all', () => {
    const [pool] = lastingReport().parts[0]!.pools
    expect(sayPoolSurvival({ ...pool!, expectedFailures: 0, survivalAtEnd: 1, standardError: 0 })).toBe('none to fail')
    expect(sayPoolSurvival({ ...pool!, expectedFailures: 0.1, survivalAtEnd: 1, standardError: 0 })).toBe(
      'above 99.99 %',
    )
  })

  it('tells twice the error of a simulated one, within what can be', () => {
    expect(saySurvival(lasting(0.871, 0.004))).toBe('87.1 ± 0.8 %')
    expect(saySurvival(lasting(0.001, 0.004))).toBe('below 0.9 %')
    expect(saySurvival(lasting(0.999, 0.004))).toBe('above 99.10 %')
    expect(saySurvival(lasting(0.871))).toBe('87.1 %')
  })
})

describe('an expected number in words', () => {
  it('is as precise as it is small, and never nothing of what may be', () => {
    expect([0, 0.01, 0.3, 9.94, 9.96, 1204.4].map(sayExpected)).toEqual(['0', 'below 0.1', '0.3', '9.9', '10', '1,204'])
  })
})

const step = {
  part: 'KX-1',
  pools: [{ pool: 'NORTH', quantity: 1 }],
  quantity: 1,
  cost: 100,
  survivalBefore: 0.31,
  standardErrorBefore: 0,
  survivalAfter: 0.42,
  standardErrorAfter: 0,
  weightHoursLostBefore: 1504,
  weightHoursLostAfter: 300,
}

describe('a gain in words', () => {
  const report = cutOffReport()

  it('is told from and to, each as surely as it is known', () => {
    expect(sayGain(step, report)).toBe('it lasts to the end with 42.0 % instead of 31.0 %')
    expect(sayGain({ ...step, standardErrorAfter: 0.004 }, report)).toBe(
      'it lasts to the end with 42.0 ± 0.8 % instead of 31.0 %',
    )
  })

  it('is told by the service saved where the survival reads the same', () => {
    const hopeless = { ...step, survivalBefore: 1e-9, survivalAfter: 3e-9 }
    expect(sayGain(hopeless, report)).toBe(
      'it still lasts to the end with below 0.05 %, but 1,200 site-hours fewer are lost to it, 300 instead of 1,500',
    )
    expect(sayGain({ ...hopeless, weightHoursLostBefore: 5_400_300, weightHoursLostAfter: 5_400_000 }, report)).toBe(
      'it still lasts to the end with below 0.05 %, but 300 site-hours fewer are lost to it',
    )
    expect(sayGain({ ...hopeless, weightHoursLostBefore: 300 }, report)).toBe(
      'it still lasts to the end with below 0.05 %',
    )
  })
})

describe('service lost in words', () => {
  const report = (weight: string) => ({
    scenario: { ...cutOffReport().scenario, target: { weightHoursLost: 5e6, per: 'network' as const }, weight },
  })

  it('is weight times hours, of traffic in the unit that suits it', () => {
    expect(sayServiceHours(1204.4, report('sites'))).toBe('1,200 site-hours')
    expect(sayWholeHours(1204.4, report('sites'))).toBe('1,204 site-hours')
    expect(sayServiceHours(0.02, report('premises'))).toBe('below 0.1 premises-hours')
    expect(sayServiceHours(3_500_000, report('traffic'))).toBe('3.5 Gbit/s-hours')
  })

  it('is what is asked, and gained, where the target is of it', () => {
    expect(sayTarget(report('sites'))).toBe(
      'all parts together to lose at most 5,000,000 site-hours of service to the end',
    )
    expect(sayGain(step, report('sites'))).toBe('1,200 site-hours fewer are lost to it, 300 instead of 1,500')
  })
})

describe('money in words', () => {
  it('is in whole units, but of what costs less than a hundred', () => {
    expect([0, 1250, 9900, 44_850_000, 1_000_049].map((amount) => sayMoney(amount, 'GBP'))).toEqual([
      'GBP 0',
      'GBP 12.50',
      'GBP 99',
      'GBP 448,500',
      'GBP 10,000',
    ])
    expect(sayMoney(100, undefined)).toBe('1')
  })
})

describe('a time in words', () => {
  it('is rounded down to months, and from two years on to tenths of a year', () => {
    expect([0.9, 1.9, 23.9, 24, 30].map(sayMonths)).toEqual([
      'under a month',
      '1 month',
      '23 months',
      '2.0 years',
      '2.5 years',
    ])
  })

  it('says of what wears out that it is but roughly known', () => {
    expect(saySurvival({ survivalAtEnd: 0.157, standardError: 0, isApproximate: true })).toBe('roughly 15.7 %')
    expect(saySurvival({ survivalAtEnd: 0.871, standardError: 0.004, isApproximate: true })).toBe(
      'roughly 87.1 ± 0.8 %',
    )
    expect(saySurvival({ survivalAtEnd: 0.157, standardError: 0 })).toBe('15.7 %')
  })

  it('says whether what was asked is met, and of what that hangs where nobody knows', () => {
    const bought = (isReached: boolean | null, ...late: string[]) => {
      const { purchase } = lastingReport()
      const [row] = cutOffReport().purchase.buys
      return sayReached({ ...purchase, isReached, buys: late.map((part) => ({ ...row!, part, arrivesOn: null })) })
    }
    expect([bought(true), bought(false, 'A'), bought(null)]).toEqual(['met', 'not met', 'not known to be met'])
    expect(bought(null, 'A')).toBe('met if A comes in time, which nobody can tell')
    expect(bought(null, 'A', 'B', 'A')).toBe('met if A and B come in time, which nobody can tell')
  })

  it('says until when something lasts', () => {
    expect(sayUntil({ ...lasting(1), lastsToEnd: true })).toBe('to the end')
    expect(sayUntil({ ...lasting(0), lastsToEnd: false, lastsUntil: '2027-01-01' })).toBe('until 2027-01-01')
    expect(sayUntil({ ...lasting(0), lastsToEnd: false, lastsUntil: null })).toBe('not even the first step')
  })
})

describe('units in words', () => {
  const said = (more: object) => sayUnits({ ...cutOffReport().coverage, ...more })

  it('are told with the elements of which none are stated, and simply where there are none', () => {
    expect(said({ units: 200, parts: 3, elementsWithUnits: 17, elementsOfNoUnits: 2 })).toBe(
      '200 units of 3 parts in 17 elements; of 2 elements 0 are stated in units.csv',
    )
    expect(said({ units: 0, elementsOfNoUnits: 1 })).toBe('no units: units.csv states none of 1 element')
    expect(said({ units: 0, elementsOfNoUnits: 0 })).toBe('no units')
  })
})
