import { describe, expect, it } from 'vitest'
import { cutOffReport } from './fixtures/sample-report.ts'
import { isNoSaving, sayChange, saySwing, swingFigures } from './swing-words.ts'

const report = cutOffReport()
const { base } = report.swings
const [cost] = swingFigures(report)

describe('what an assumption does to the cost', () => {
  const otherwise = (more: object) => ({ ...base, cost: base.cost + 13_249_400, costError: 0, ...more })

  it('is told as it is where it is exact, and no more closely than it is known where it is simulated', () => {
    const said = (costError: number) => [
      saySwing(cost!, otherwise({ costError })),
      sayChange(cost!, otherwise({ costError }), base),
    ]
    expect(said(0)).toEqual(['GBP 580,994', '+132,494'])
    expect(said(40_000)).toEqual(['GBP 581,000', '+132,500 ± 800'])
    expect(said(900_000)).toEqual(['GBP 580,000', '+130,000 ± 20,000'])
    expect(said(9)).toEqual(['GBP 580,994', '+132,494'])
  })

  it('is no saving where the target is missed for more of those it is asked of', () => {
    const less = { cost: base.cost - 100 }
    const missed = { ...less, groupsMissed: base.groupsMissed + 1 }
    expect(isNoSaving(otherwise(missed), base)).toBe(true)
    expect(sayChange(cost!, otherwise(missed), base)).toBe('reaches less')
    expect(isNoSaving(otherwise(less), base)).toBe(false)
    expect(isNoSaving(otherwise({ groupsMissed: 9 }), base)).toBe(false)
  })

  it('is no saving where a target that is out of reach is missed by more', () => {
    const [lost, kept] = [1.01, 1.0001].map((more) => ({
      cost: base.cost - 100,
      groupsMissed: 1,
      weightHoursBought: base.weightHoursBought * more,
    }))
    expect(isNoSaving(otherwise(lost!), base)).toBe(true)
    expect(isNoSaving(otherwise(kept!), base)).toBe(false)
    expect(isNoSaving(otherwise({ ...lost, groupsMissed: 0 }), base)).toBe(false)
  })
})

describe('the figures of what-ifs', () => {
  const keysOf = (per: 'part' | 'network', groupsMissed: number) => {
    const target = { survival: 0.95, per }
    const assumptions = report.swings.assumptions.map(({ assumption, sides }) => ({
      assumption,
      sides: sides.map((side) => ({ ...side, groupsMissed })),
    }))
    const swings = { base: { ...base, groupsMissed: 0 }, assumptions }
    return swingFigures({ ...report, scenario: { ...report.scenario, target }, swings }).map(({ key }) => key)
  }

  it('have what a purchase reaches beside its cost where the network misses its target', () => {
    expect(keysOf('network', 1)).toEqual(['cost', 'survivalBought', 'survivalAtEnd'])
    expect(keysOf('network', 0)).toEqual(['cost', 'survivalAtEnd'])
    expect(keysOf('part', 1)).toEqual(['cost', 'groupsShort', 'survivalAtEnd'])
  })
})
