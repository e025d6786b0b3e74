// Whether a token is still good, and for how long.

import type { Token } from '#contract/application/people.ts'

export type TokenState =
  | { readonly kind: 'good'; readonly until: string }
  | { readonly kind: 'endless' }
  | { readonly kind: 'expired'; readonly at: string }
  | { readonly kind: 'revoked'; readonly at: string }

export function stateOfToken({ revokedAt, expiresAt }: Token, nowMilliseconds: number): TokenState {
  if (revokedAt !== undefined) return { kind: 'revoked', at: revokedAt }
  if (expiresAt === undefined) return { kind: 'endless' }
  return Date.parse(expiresAt) > nowMilliseconds
    ? { kind: 'good', until: expiresAt }
    : { kind: 'expired', at: expiresAt }
}

export function isGood(token: Token, nowMilliseconds: number): boolean {
  const { kind } = stateOfToken(token, nowMilliseconds)
  return kind === 'good' || kind === 'endless'
}
