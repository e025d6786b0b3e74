// Secrets by which programs act for a person. A person sees and revokes their own; an administrator, all.

import {
  type CreatedToken,
  type CreateToken,
  ROLE_OF_SCOPE,
  type Scope,
  scopesWithin,
  type Token,
} from '#contract/application/people.ts'
import { createToken, getToken, listTokens, revokeToken, type Token as TokenRow } from '#store/database/tokens.ts'
import type { Application, Asker } from '../application.ts'
import { type PageAsked, tellPage, type ToldPage } from '../told-page.ts'
import { Refusal } from '../refusal.ts'
import { hashSecret, makeSecret, TOKEN_PREFIX } from './secret.ts'

const DAY_MS = 86_400_000

export function listSeenTokens({ database }: Application, asker: Asker, request: PageAsked): Promise<ToldPage<Token>> {
  const madeBy = asker.role === 'administrator' ? undefined : asker.person
  return database.asMember(asker, async (acts) => tellPage(await listTokens(acts, request, madeBy), tellToken))
}

/**
 * `scopes`: of the token it is asked with, if it is: one token makes no other that may do more. Throws a `Refusal` for scopes
 * above the role of who asks.
 */
export async function makeToken(
  { database }: Application,
  asker: Asker,
  wish: CreateToken,
  scopes?: readonly Scope[],
): Promise<CreatedToken> {
  refuseScopesAbove(asker, wish.scopes)
  const beyond = wish.scopes.find((scope) => scopes !== undefined && !scopes.includes(scope))
  if (beyond !== undefined) throw new Refusal('not-allowed', `the token you ask with has not the scope \`${beyond}\``)
  const secret = TOKEN_PREFIX + makeSecret()
  return database.asMember(asker, async (acts) => {
    const token = await createToken(acts, {
      name: wish.name,
      secretHash: hashSecret(secret),
      scopes: wish.scopes,
      role: asker.role,
      expiresAt: new Date(acts.now.getTime() + wish.days * DAY_MS),
    })
    return { token: tellToken(token), secret }
  })
}

/** Nobody is given a scope that does nothing now and something once they are given another role. */
function refuseScopesAbove({ role }: Asker, scopes: readonly Scope[]): void {
  const given = scopesWithin(role, scopes)
  const above = scopes.filter((scope) => !given.includes(scope))
  if (above.length === 0) return
  const needs = above.map((scope) => `the scope \`${scope}\` needs the role \`${ROLE_OF_SCOPE[scope]}\``)
  throw new Refusal('not-allowed', `${needs.join(', ')}; yours is \`${role}\``)
}

export async function dropToken({ database }: Application, asker: Asker, id: string): Promise<void> {
  await database.asMember(asker, async (acts) => {
    const { person } = await getToken(acts, id)
    if (person !== asker.person && asker.role !== 'administrator')
      throw new Refusal('not-found', 'you have no such token')
    await revokeToken(acts, id)
  })
}

function tellToken({ id, name, scopes, role, person, createdAt, expiresAt, lastUsedAt, revokedAt }: TokenRow): Token {
  return {
    id,
    name,
    scopes: [...scopes] as Scope[],
    role,
    madeBy: person,
    createdAt: createdAt.toISOString(),
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
    ...(lastUsedAt === null ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
    ...(revokedAt === null ? {} : { revokedAt: revokedAt.toISOString() }),
  }
}
