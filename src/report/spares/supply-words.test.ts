import { describe, expect, it } from 'vitest'
import type { PartResult } from '#model/spares-report.ts'
import { cutOffReport } from './fixtures/sample-report.ts'
import { sayNothingOrdered } from './supply-words.ts'

const report = cutOffReport()

function said(changed: Partial<PartResult>, unobtainable = report.purchase.unobtainable.slice(0, 0)): string {
  const part: PartResult = {
    ...report.parts.find(({ lasting }) => lasting !== undefined)!,
    regime: 'run-down',
    newUnitsUntil: '2020-03-01',
    leadTimeDays: { value: 20, source: 'the test' },
    ...changed,
  }
  const scenario = { ...report.scenario, from: '2020-02-01' }
  const purchase = { ...report.purchase, unobtainable }
  return sayNothingOrdered({ ...report, scenario, purchase, parts: [part] })
}

describe('how long a part lasts whose supply ends', () => {
  it('is said to be without any order, where one of the first day would still come', () => {
    expect(said({})).toContain('if nothing of it is ordered from 2020-02-01 on')
    expect(said({ leadTimeDays: { value: 28, source: 'the test' } })).not.toBe('')
    expect(said({ leadTimeDays: undefined })).not.toBe('')
  })

  it('is said as it is where nothing can be ordered, or all is ordered anew to the last day', () => {
    expect(said({ leadTimeDays: { value: 29, source: 'the test' } })).toBe('')
    expect(said({ newUnitsUntil: '2020-02-01', leadTimeDays: undefined })).toBe('')
    expect(said({ regime: 'resupplied' })).toBe('')
    const forbidden = (from: string) => said({ newUnitsForbidden: { from, rule: 'R', title: 'No more of these' } })
    expect([forbidden('2020-02-21'), forbidden('2020-02-22') === '']).toEqual(['', false])
    const { part } = report.parts.find(({ lasting }) => lasting !== undefined)!
    expect(said({}, [{ ...report.purchase.unobtainable[0]!, part }])).toBe('')
  })
})
