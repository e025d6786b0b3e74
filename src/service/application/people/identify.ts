// Whom a secret stands for, if it is still good.

import { type Scope, scopesWithin } from '#contract/application/people.ts'
import { findSession } from '#store/database/sessions.ts'
import { explainRefusal, type TokenRefusal, useToken } from '#store/database/tokens.ts'
import type { Application } from '../application.ts'
import { completeIdentity, type Identity } from './identity.ts'
import { hashSecret, isSecret, TOKEN_PREFIX } from './secret.ts'

export async function identifyBySession(application: Application, secret: string): Promise<Identity | undefined> {
  if (!isSecret(secret)) return undefined
  return application.database.asSystem(async (acts) => {
    const session = await findSession(acts, hashSecret(secret))
    return session && completeIdentity(acts, session)
  })
}

export type { TokenRefusal }

export type IdentityByToken = { readonly identity: Identity } | { readonly refusal: TokenRefusal }

/** `token`: as it was told when it was made, with its prefix. */
export async function identifyByToken(application: Application, token: string): Promise<IdentityByToken> {
  if (!token.startsWith(TOKEN_PREFIX) || !isSecret(token.slice(TOKEN_PREFIX.length)))
    return { refusal: { why: 'unknown' } }
  return application.database.asSystem(async (acts) => {
    const secretHash = hashSecret(token)
    const found = await useToken(acts, secretHash)
    if (!found) return { refusal: await explainRefusal(acts, secretHash) }
    // Whoever made it may have had a higher role then.
    const scopes = scopesWithin(found.role, found.scopes as readonly Scope[])
    return { identity: { ...(await completeIdentity(acts, found)), scopes } }
  })
}
