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
})
