import { describe, expect, it } from 'vitest'
import type { SparesReport } from '#model/spares-report.ts'
import { cutOffReport } from './fixtures/sample-report.ts'
import { isNoSaving, sayChange, sayNoCost, sayRougher, saySpread, saySwing, swingFigures } from './swing-words.ts'

const report = cutOffReport()
const { base } = report.swings
const [cost] = swingFigures(report)

describe('what an assumption does to the cost', () => {
  const otherwise = (more: object) => ({ ...base, cost: base.cost + 13_249_400, costError: 0, ...more })

  it('is told as it is where it is exact, and no more closely than it is known where it is simulated', () => {
    const said = (costError: number) => [
      saySwing(cost!, otherwise({ costError })),
      sayChange(cost!, otherwise({ costError }), report),
    ]
    expect(said(0)).toEqual(['GBP 580,994', '+132,494'])
    expect(said(40_000)).toEqual(['GBP 581,000', '+132,500 ± 800'])
    expect(said(900_000)).toEqual(['GBP 580,000', '+130,000 ± 20,000'])
    expect(said(9)).toEqual(['GBP 580,994', '+132,494'])
  })

  const less = { cost: base.cost - 100 }

  it('is no saving where the target is missed for more of those it is asked of', () => {
    const missed = { ...less, groupsMissed: base.groupsMissed + 1 }
    expect(isNoSaving(otherwise(missed), base, report.scenario)).toBe(true)
    expect(sayChange(cost!, otherwise(missed), report)).toBe('reaches less')
    expect(isNoSaving(otherwise(less), base, report.scenario)).toBe(false)
    expect(isNoSaving(otherwise({ groupsMissed: 9 }), base, report.scenario)).toBe(false)
  })

  it('is a saving where fewer miss the target, whatever is lost with less bought', () => {
    const asItIs = { ...base, groupsMissed: 3 }
    const lost = { ...less, weightHoursBought: 2 * base.weightHoursBought, survivalBought: 0 }
    expect(isNoSaving(otherwise({ ...lost, groupsMissed: 2 }), asItIs, report.scenario)).toBe(false)
  })

  it('is a saving where parts last longer of themselves, so that fewer need anything bought', () => {
    const asItIs = { ...base, groupsMissed: 3, survivalAtEnd: 0.1, survivalBought: 0.5, weightHoursBought: 1 }
    const longer = { ...asItIs, ...less, survivalAtEnd: 0.2, survivalBought: 0.4, weightHoursBought: 2 }
    expect(isNoSaving(otherwise(longer), asItIs, report.scenario)).toBe(false)
  })

  it('is no saving where no survival is to be told from 0, and more service is lost', () => {
    const asItIs = { ...base, groupsMissed: 1, survivalBought: 1e-9, weightHoursBought: 1000 }
    const isNone = (more: object) => isNoSaving(otherwise({ ...asItIs, ...less, ...more }), asItIs, report.scenario)
    expect(isNone({ survivalBought: 0, weightHoursBought: 1100 })).toBe(true)
    expect(isNone({ survivalBought: 0, weightHoursBought: 900 })).toBe(false)
  })

  it.each([
    ['hours lost', { weightHoursLost: 1 }, { weightHoursBought: 1.01 }, { weightHoursBought: 1.0001 }],
    ['survival', { survival: 0.95 }, { survivalBought: 0.99 }, { survivalBought: 0.999 }],
  ])(
    'is no saving where as many miss a target of %s and all together reach clearly less',
    (_, asked, clearly, hardly) => {
      for (const per of ['part', 'vendor', 'network'] as const) {
        const scenario = { ...report.scenario, target: { ...asked, per } }
        const asItIs = { ...base, groupsMissed: 1, weightHoursBought: 1, survivalBought: 1 }
        const isNone = (more: object) => isNoSaving(otherwise({ ...asItIs, ...less, ...more }), asItIs, scenario)
        expect([clearly, hardly].map(isNone)).toEqual([true, false])
        expect(isNone({ ...clearly, groupsMissed: 0 })).toBe(false)
      }
    },
  )
})

describe('the figures of what-ifs', () => {
  const keysOf = (per: 'part' | 'network', groupsMissed: number) => {
    const target = { survival: 0.95, per }
    const assumptions = report.swings.assumptions.map(({ assumption, sides }) => ({
      assumption,
      sides: sides.map((side) => ({ ...side, groupsMissed })),
    }))
    const swings = { base: { ...base, groupsMissed: 0 }, toldBy: 'cost' as const, assumptions }
    return swingFigures({ ...report, scenario: { ...report.scenario, target }, swings }).map(({ key }) => key)
  }

  it('have what a purchase reaches beside its cost where the network misses its target', () => {
    expect(keysOf('network', 1)).toEqual(['cost', 'survivalBought', 'survivalAtEnd'])
    expect(keysOf('network', 0)).toEqual(['cost', 'survivalAtEnd'])
    expect(keysOf('part', 1)).toEqual(['cost', 'groupsShort', 'survivalAtEnd'])
  })
})

describe('what-ifs of which none changes what is paid', () => {
  const told = (toldBy: SparesReport['swings']['toldBy'], target: object, more: object = {}) => {
    const none = { ...base, cost: 0 }
    const sides = [{ change: 'worse', ...none, costError: 0, ...more }]
    const swings = { base: none, toldBy, assumptions: [{ assumption: 'the weather', sides }] }
    return { ...report, scenario: { ...report.scenario, target: { ...target, per: 'network' as const } }, swings }
  }

  it('are told by what is reached, and say why', () => {
    const bySurvival = told('survivalAtEnd', { survival: 0.95 }, { survivalAtEnd: base.survivalAtEnd + 0.1 })
    const [figure, ...others] = swingFigures(bySurvival)
    expect(others).toEqual([])
    expect(figure!.name).toBe('Survival of all together without buying or moving')
    expect(sayChange(figure!, bySurvival.swings.assumptions[0]!.sides[0]!, bySurvival)).toBe('+10.0 points')
    expect(sayNoCost(bySurvival)).toBe(
      'Told by how surely all last without buying or moving: nothing is paid for, be it as it is or otherwise.',
    )
    const withMoves = swingFigures(told('survivalBought', { survival: 0.95 }))
    expect(withMoves.map(({ key }) => key)).toEqual(['survivalBought', 'survivalAtEnd'])
    expect(withMoves[0]!.name).toBe('Survival of all together with what can be had')
  })

  it('are told by the service lost, in its unit, where no survival tells them apart', () => {
    for (const target of [{ survival: 0.95 }, { weightHoursLost: 10 }]) {
      const byHours = told('weightHoursLost', target, { weightHoursLost: base.weightHoursLost + 5000 })
      const [figure] = swingFigures(byHours)
      expect(figure!.key).toBe('weightHoursLost')
      expect(sayChange(figure!, byHours.swings.assumptions[0]!.sides[0]!, byHours)).toMatch(/^\+.*-hours$/)
      expect(sayNoCost(byHours)).toMatch(/^Told by the service that is lost without buying or moving: /)
    }
  })

  it('say nothing of it where the cost tells, or a budget is spent whatever is otherwise', () => {
    expect(sayNoCost(report)).toBe('')
    const { scenario, swings } = told('survivalBought', { survival: 0.95 })
    expect(sayNoCost({ ...report, swings, scenario: { ...scenario, budget: 10 } })).toBe('')
  })
})

describe('what is said beside what-ifs', () => {
  it('is that some are rougher where something is simulated, and not where all is exact', () => {
    expect(sayRougher(report)).toMatch(/^What is simulated is so a sixteenth as often/)
    const parts = report.parts.map((part) => ({ ...part, method: 'exact' as const }))
    expect(sayRougher({ ...report, parts })).toBe('')
  })

  it('is what ± means where one has it, and that it is no range', () => {
    const withError = (costError: number) => {
      const sides = [{ change: 'worse', ...base, cost: base.cost + 400_000, costError }]
      return { ...report, swings: { ...report.swings, assumptions: [{ assumption: 'the weather', sides }] } }
    }
    expect(saySpread(withError(2500))).toContain('It is no range')
    expect(saySpread(withError(0))).toBe('')
  })
})
