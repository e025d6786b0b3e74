import { describe, expect, it } from 'vitest'
import { cutOffReport } from './fixtures/sample-report.ts'
import { sayStop, stopsOf } from './stop-words.ts'

const REACH = {
  partsWithoutNewUnits: 11,
  partsWithoutNewUnitsByItAlone: 11,
  partsWithoutRepairs: 1,
  partsWithoutRepairsByItAlone: 1,
}

function said(changed: Partial<Parameters<typeof stopsOf>[0]>, until = '2027-12-31'): string[] {
  const { scenario } = cutOffReport()
  const disruption = { disruption: 'cut', title: '', source: '', ...REACH, ...changed }
  return stopsOf(disruption, { scenario: { ...scenario, until } }).map(sayStop)
}

describe('what a disruption stops', () => {
  it('is told with the day, and with how many parts no other cuts off where that is not all of them', () => {
    const days = { newUnits: '2024-10-01', repairs: '2025-01-01', vendorPools: '2025-06-01' }
    expect(said(days)).toEqual([
      'no new units of 11 parts from 2024-10-01',
      'no repairs of 1 part from 2025-01-01',
      'nothing of the vendor’s stock from 2025-06-01',
    ])
    expect(said({ ...days, partsWithoutNewUnitsByItAlone: 3, partsWithoutRepairsByItAlone: 0 }).slice(0, 2)).toEqual([
      'no new units of 11 parts (3 by this alone) from 2024-10-01',
      'no repairs of 1 part (none by this alone) from 2025-01-01',
    ])
  })

  it('is told to change nothing where it is after the last day, and on the last day not yet', () => {
    expect(said({ newUnits: '2028-01-01' })).toEqual([
      'no new units of 11 parts from 2028-01-01, which changes nothing: after the last day',
    ])
    expect(said({ newUnits: '2027-12-31' })).toEqual(['no new units of 11 parts from 2027-12-31'])
  })

  it('is no repair where none of its parts is repaired', () => {
    const none = { partsWithoutRepairs: 0, partsWithoutRepairsByItAlone: 0 }
    expect(said({ repairs: '2025-01-01', ...none })).toEqual([
      'no repairs from 2025-01-01, which changes nothing: none of its parts is repaired',
    ])
  })
})
