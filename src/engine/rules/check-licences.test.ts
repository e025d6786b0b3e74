import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { judge, pack } from '../fixtures/small-world.ts'
import { checkLicences } from './check-licences.ts'

const RULE = { kind: 'exclusion', scope: {}, deadline: '2020-01-01' } as const
const packs = [
  pack([RULE], { addressees: { licences: ['3.5GHz', '2.3GHz'] } }),
  pack([{ ...RULE, addressees: { licences: ['operator of vital importance'] } }]),
]

function tell(...licences: string[]): string[] {
  const told: string[] = []
  checkLicences({ name: 'North Mobile', licences }, packs, (fault) => told.push(describeFault(fault)))
  return told
}

describe('a licence of the operator', () => {
  it('that no rule asks for is told, with those that rules ask for', () => {
    expect(tell('3.5GHz', 'operators of vital importance')).toEqual([
      'mainstay.yaml, key operator.licences[1]: no rule of the packs judged asks for the licence `operators of vital importance`; expected `2.3GHz`, `3.5GHz`, `operator of vital importance`, if one of these is meant; did you mean `operator of vital importance`?',
    ])
  })

  it('that some rule asks for is no fault, however it is spelled', () => {
    expect(tell('3500 MHz', 'Operator of Vital-Importance')).toEqual([])
  })

  it('that is another band is told only where the operator has none that rules ask for', () => {
    expect(tell('700MHz', '2.3 GHz')).toEqual([])
    expect(tell('700MHz')).toHaveLength(1)
  })

  it('is no matter where no rule asks for any', () => {
    const told: string[] = []
    checkLicences({ name: 'Us', licences: ['band 78'] }, [pack([RULE])], (fault) => told.push(describeFault(fault)))
    expect(told).toEqual([])
  })

  it('is the one a rule asks for in whatever spelling', () => {
    const rows = { elements: [{ element: 'A', vendor: 'Nokia', inService: '2020-01-01' }] }
    const verdictOf = (licence: string) =>
      judge(rows, packs[1]!, { asOf: '2024-01-01', operator: { name: 'Us', licences: [licence] } })[0]!.verdict
    expect(verdictOf('Operator of Vital Importance')).toBe(verdictOf('operator of vital importance'))
    expect(verdictOf('carrier')).toBe('not applicable')
    expect(verdictOf('operator of vital importance')).not.toBe('not applicable')
  })
})
