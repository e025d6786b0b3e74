import { describe, expect, it } from 'vitest'
import type { PartResult, SparesReport } from '#model/spares-report.ts'
import { renderExplanation } from './explain.ts'
import { cutOffReport } from './fixtures/sample-report.ts'

/** The first part reckoned without simulation, with this of it otherwise. */
function explained(changed: Partial<PartResult>): string {
  const report = cutOffReport()
  const part = report.parts.find(({ method }) => method === 'exact')!
  const parts = report.parts.map((one) => (one === part ? { ...one, ...changed } : one))
  return renderExplanation({ ...report, parts } satisfies SparesReport, part.part, 140).replaceAll(/\s+/g, ' ')
}

it('what is moved of a part first is explained with what that alone reaches', () => {
  const report = cutOffReport()
  const words = renderExplanation(report, 'KX-BBU-5900', 140).replaceAll(/\s+/g, ' ')
  expect(words).toContain(
    'Move first: 2 from NORTH to SOUTH, 3 AS-RU-4415 for KX-BBU-5900 within NORTH. With that alone it lasts to the end with 70.5 %',
  )
  expect(renderExplanation(report, 'KX-RRU-3500', 140)).not.toContain('Move first')
})

it('of what stays in service to the last day it is told how many there are at first and at last', () => {
  const [pool] = cutOffReport().parts.find(({ method }) => method === 'exact')!.pools
  const with3510 = (unitsLast: number): string =>
    explained({ recoveredOn: undefined, pools: [{ ...pool!, unitsFirst: 3510, unitsLast }] })
  expect(with3510(277)).toContain('3,510 units in service at first, 277 on the last day.')
  expect(with3510(3510)).toContain('3,510 units in service at first, and as many on the last day.')
  expect(explained({ recoveredOn: '2027-01-01' })).toContain('The last of them is out of service by 2027-01-01')
})

describe('the reckoning of a part that wears out', () => {
  const wearOut = { shape: 3, unitHours: 218_496, unitsByAge: 32, unitsAtMeanRate: 8, meanAgeYears: 4.14 }
  const words = explained({
    wearOut,
    method: 'approximate',
    failuresFit: { value: 40_000, source: 'parts.csv line 6' },
  })

  it('tells the hours that are served, how old the units are, and what fails by age', () => {
    expect(words).toContain('lives are Weibull distributed with shape 3')
    // 218,496 x 40,000 / 10^9 = 8.74.
    expect(words).toContain(
      '218,496 unit hours to the last day, as the plan stands, would at that rate be 8.7 failures.',
    )
    expect(words).toContain('32 units, 4.1 years old on average')
    expect(words).toContain('8 units at that rate')
    expect(words).toMatch(/By their age: \d+ failures/)
  })

  it('is called an approximation, and that of others exact', () => {
    expect(words).toContain('This is an approximation: failures are taken as Poisson ones')
    expect(words).not.toContain('exactly: failures are Poisson')
    expect(explained({})).toContain('exactly: failures are Poisson')
    expect(explained({})).not.toContain('wears out')
  })

  it('is an approximation where it is simulated too', () => {
    const lasting = { ...cutOffReport().parts.find((part) => part.lasting)!.lasting!, standardError: 0.004 }
    expect(explained({ wearOut, method: 'simulated', lasting })).toContain('This is an approximation')
  })
})
