// Secrets that stand for a person. Whoever holds one is that person, so only its sha256 is kept.

import { randomBytes } from 'node:crypto'
import { fingerprintText } from '#store/fingerprint.ts'

/** Told in front of the secret of a token, so that those who look for leaked secrets find it. */
export const TOKEN_PREFIX = 'mst_'

const SECRET = /^[A-Za-z0-9_-]{43}$/

export function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function isSecret(text: string): boolean {
  return SECRET.test(text)
}

export function hashSecret(secret: string): string {
  return fingerprintText(secret)
}
