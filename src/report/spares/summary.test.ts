import { describe, expect, it } from 'vitest'
import { cutOffReport } from './fixtures/sample-report.ts'
import { summariseSpares } from './summary.ts'

describe('hours lost that were asked of the spares', () => {
  const said = (weightHoursLost: number, per: 'part' | 'vendor' | 'network') => {
    const report = cutOffReport()
    return summariseSpares({ ...report, scenario: { ...report.scenario, target: { weightHoursLost, per } } })
  }
  const lost = cutOffReport().network.weightHoursLost

  it('are the answer, and not how many parts last', () => {
    expect(said(lost - 1, 'network')).toMatchObject({
      answer: 'no',
      headline: 'More service is expected to be lost than asked: 325,148 site-hours.',
    })
    expect(said(lost + 1, 'network').headline).toBe(
      'No more service is expected to be lost than asked: 325,148 site-hours in all.',
    )
  })

  it('are counted of each part or vendor where that is asked', () => {
    const hours = cutOffReport().parts.flatMap(({ lasting }) => (lasting ? [lasting.weightHoursLost] : []))
    const more = hours.filter((one) => one > 1000).length
    expect(said(1000, 'part').headline).toBe(
      `${more} of ${hours.length} parts are expected to lose more service than asked, 325,148 site-hours in all.`,
    )
    expect(said(1e9, 'vendor').answer).not.toBe('no')
  })
})

describe('what was asked of the spares', () => {
  const asked = (per: 'part' | 'vendor' | 'network') => {
    const report = cutOffReport()
    const target = { ...report.scenario.target, per }
    return summariseSpares({ ...report, scenario: { ...report.scenario, target } }).asked
  }

  it('of each part is said as it is', () => {
    expect(asked('part')).toBe(
      'Asked is each part to survive to the end with 95 %: that no failure finds an empty shelf.',
    )
  })

  it('of many together is said with what that takes of each', () => {
    const points = cutOffReport().parts.reduce((sum, { pools }) => sum + pools.length, 0)
    const each = 100 * 0.95 ** (1 / points)
    expect(asked('network')).toContain(
      `Of ${points} parts in pools together, were they independent, each would have to last with ${Math.floor(each * 100) / 100} %.`,
    )
    expect(asked('vendor')).toContain('were they independent')
  })
})
