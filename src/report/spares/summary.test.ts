import { describe, expect, it } from 'vitest'
import { cutOffReport } from './fixtures/sample-report.ts'
import { summariseSpares } from './summary.ts'

describe('what was asked of the spares', () => {
  const asked = (per: 'part' | 'vendor' | 'network') => {
    const report = cutOffReport()
    const target = { ...report.scenario.target, per }
    return summariseSpares({ ...report, scenario: { ...report.scenario, target } }).asked
  }

  it('of each part is said as it is', () => {
    expect(asked('part')).toBe('Asked is each part to survive to the end with 95 %.')
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
