import { describe, expect, it } from 'vitest'
import { nearestName } from './near-name.ts'

describe('did you mean', () => {
  it('finds a slip of the hand, and says nothing of what is far off', () => {
    const known = ['site', 'inService', 'outOfService', 'vendor']
    expect(nearestName('inservice', known)).toBe('inService')
    expect(nearestName('vender', known)).toBe('vendor')
    expect(nearestName('longitude', known)).toBeUndefined()
  })

  it('prefers the nearest, and of equally near ones the first', () => {
    expect(nearestName('LND-3', ['LDN-4', 'LDN-3', 'LND-33'])).toBe('LND-33')
    expect(nearestName('AB', ['AC', 'AD'])).toBe('AC')
  })

  it('takes a name of another ending for the one that is meant', () => {
    expect(nearestName('diverse', ['cap', 'removal', 'diversity'])).toBe('diversity')
  })

  it('never suggests another generation, year or number, and mends slips in numbers', () => {
    expect(nearestName('ran.5g.gnodeb', ['ran.3g.nodeb', 'ran.4g.enodeb', 'ran.5g.gnb'])).toBe('ran.5g.gnb')
    expect(nearestName('ran.6g', ['ran.2g', 'ran.5g'])).toBeUndefined()
    expect(nearestName('6G', ['2G', 'FTTP'])).toBeUndefined()
    for (const slip of ['act-2202', 'act-2O22', 'act-20222'])
      expect(nearestName(slip, ['act-2023', 'act-2022'])).toBe('act-2022')
  })
})
