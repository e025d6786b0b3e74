import { describe, expect, it } from 'vitest'
import type { Token } from '#contract/application/people.ts'
import { isGood, stateOfToken } from './token-state.ts'

const END = '2026-11-23T10:00:00.000Z'
const AT_END = Date.parse(END)
const token: Token = {
  id: 'one',
  name: 'nightly import',
  scopes: ['read'],
  role: 'viewer',
  madeBy: 'ada',
  createdAt: '2026-11-01T10:00:00.000Z',
  expiresAt: END,
}

describe('a token', () => {
  it('is good up to its end and not at it, as the server has it', () => {
    expect(stateOfToken(token, AT_END - 1)).toEqual({ kind: 'good', until: END })
    expect(stateOfToken(token, AT_END)).toEqual({ kind: 'expired', at: END })
  })

  it('that was revoked stays so, before its end and after', () => {
    const revoked = { ...token, revokedAt: '2026-11-02T10:00:00.000Z' }
    for (const now of [AT_END - 1, AT_END + 1]) expect(isGood(revoked, now)).toBe(false)
  })

  it('without an end is good', () => {
    const { expiresAt: _, ...endless } = token
    expect(isGood(endless, AT_END)).toBe(true)
  })
})
