// Secrets by which programs act for a person. Only the sha256 is kept, and a token can never do more than its maker.

import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { isRoleAtLeast, type Role } from '#model/role.ts'
import type { MemberActs, SystemActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { NotFound, RoleTooHigh } from './refusals.ts'
import type { Tables } from './tables.ts'

export type Token = Selectable<Tables['tokens']>

export function createToken(
  { sql, member, now }: MemberActs,
  token: Pick<Token, 'name' | 'secretHash' | 'scopes' | 'role' | 'expiresAt'>,
): Promise<Token> {
  if (!isRoleAtLeast(member.role, token.role))
    throw new RoleTooHigh(`a token has at most the role of who makes it, ${member.role}`)
  return sql
    .insertInto('tokens')
    .values({
      ...token,
      organisation: member.organisation,
      id: randomUUID(),
      scopes: JSON.stringify(token.scopes),
      person: member.person,
      createdAt: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** All tokens of the organisation, newest first; or those one person has made. Their role is no higher than that of their maker now. */
export async function listTokens(
  { sql }: MemberActs,
  request: PageRequest = {},
  madeBy?: string,
): Promise<Page<Token>> {
  const withMakers = sql
    .selectFrom('tokens')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.organisation', '=', 'tokens.organisation')
        .onRef('memberships.person', '=', 'tokens.person'),
    )
    .selectAll('tokens')
    .select('memberships.role as makersRole')
  const all = sql.selectFrom(withMakers.as('tokens')).selectAll()
  const query = madeBy === undefined ? all : all.where('person', '=', madeBy)
  const { rows, next } = await readPage(query, request, { columns: ['createdAt', 'id'], direction: 'desc' })
  const told = rows.map(({ makersRole, ...token }) => ({ ...token, role: lower(token.role, makersRole) }))
  return { rows: told, next }
}

export async function getToken({ sql }: MemberActs, id: string): Promise<Token> {
  const token = await sql.selectFrom('tokens').selectAll().where('id', '=', id).executeTakeFirst()
  if (!token) throw new NotFound('token')
  return token
}

export async function revokeToken({ sql, now }: MemberActs, id: string): Promise<void> {
  const revoked = await sql
    .updateTable('tokens')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (revoked.numUpdatedRows === 0n) throw new NotFound('token')
}

/** All that a person has made: they end with the membership, and stay ended if the person is taken in again. */
export async function revokeTokensOf({ sql, now }: MemberActs, person: string): Promise<void> {
  await sql
    .updateTable('tokens')
    .set({ revokedAt: now })
    .where('person', '=', person)
    .where('revokedAt', 'is', null)
    .execute()
}

/**
 * The token of this secret, and notes that it was used. Its role is no higher than that of its maker now. Undefined where
 * there is none, it was revoked or has expired, or its maker has left.
 */
export async function useToken({ sql, now }: SystemActs, secretHash: string): Promise<Token | undefined> {
  const found = await sql
    .selectFrom('tokens')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.organisation', '=', 'tokens.organisation')
        .onRef('memberships.person', '=', 'tokens.person'),
    )
    .selectAll('tokens')
    .select('memberships.role as makersRole')
    .where('tokens.secretHash', '=', secretHash)
    .where('tokens.revokedAt', 'is', null)
    .where((is) => is.or([is('tokens.expiresAt', 'is', null), is('tokens.expiresAt', '>', now)]))
    .where('memberships.endedAt', 'is', null)
    .executeTakeFirst()
  if (!found) return undefined
  const { makersRole, ...token } = found
  await noteUse({ sql, now }, token)
  return { ...token, role: lower(token.role, makersRole) }
}

/** Why a secret is refused: told to those who look after the server, and never to who asks. */
export interface TokenRefusal {
  readonly why: 'unknown' | 'revoked' | 'expired' | 'maker left'
  /** Of the token it was the secret of. */
  readonly id?: string
}

/** Of a secret of which `useToken` finds no token. */
export async function explainRefusal({ sql }: SystemActs, secretHash: string): Promise<TokenRefusal> {
  const found = await sql
    .selectFrom('tokens')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.organisation', '=', 'tokens.organisation')
        .onRef('memberships.person', '=', 'tokens.person'),
    )
    .select(['tokens.id', 'tokens.revokedAt', 'memberships.endedAt'])
    .where('tokens.secretHash', '=', secretHash)
    .executeTakeFirst()
  if (!found) return { why: 'unknown' }
  const why = found.endedAt !== null ? 'maker left' : found.revokedAt !== null ? 'revoked' : 'expired'
  return { why, id: found.id }
}

/** A token in steady use is noted once a minute: not every request should write. */
const NOTED_EVERY_MS = 60_000

async function noteUse({ sql, now }: SystemActs, { secretHash, lastUsedAt }: Token): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < NOTED_EVERY_MS) return
  await sql.updateTable('tokens').set({ lastUsedAt: now }).where('secretHash', '=', secretHash).execute()
}

function lower(one: Role, other: Role): Role {
  return isRoleAtLeast(other, one) ? one : other
}
