import { describe, expect, it } from 'vitest'
import { pack } from '../fixtures/small-world.ts'
import { addressedAs } from './addressees.ts'

describe('whom a pack addresses', () => {
  const named = { operators: ['South Mobile'] }
  const operator = { name: 'North Mobile', addressedBy: ['old'] }
  const lineage = { pack: 'new', basedOn: ['middle', 'old'] }

  it('hangs on the pack it is based on where the workspace names that one alone', () => {
    expect(addressedAs(pack([], { ...lineage, addressees: named }), operator)).toBe('old')
    expect(addressedAs(pack([{ kind: 'removal', addressees: { licences: ['5G'] } }], lineage), operator)).toBe('old')
  })

  it('hangs on none where it is named itself, names the operator, or addresses everybody', () => {
    const packed = pack([], { ...lineage, addressees: named })
    expect(addressedAs(packed, { ...operator, addressedBy: ['new', 'old'] })).toBeUndefined()
    expect(addressedAs(packed, { name: 'South Mobile', addressedBy: ['old'] })).toBeUndefined()
    expect(addressedAs(packed, { name: 'North Mobile' })).toBeUndefined()
    expect(addressedAs(pack([], lineage), operator)).toBeUndefined()
    expect(addressedAs(pack([], { ...lineage, addressees: { tiers: [1] } }), operator)).toBeUndefined()
  })
})
