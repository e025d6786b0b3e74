// Requests that may be sent twice: the second gets the reply of the first. Begun and finished in the transaction of the act
// itself, so that there is never one without the other; a second request waits until the first is done.

import { sql as fragment } from 'kysely'
import type { MemberActs, SystemActs } from './acts.ts'
import type { Json } from './tables.ts'

export interface KeyedRequest {
  readonly key: string
  /** sha256 of what was asked: the same key with another request is a mistake of the caller. */
  readonly requestDigest: string
}

export type Begun =
  /** To be done now, and then finished. */
  | { readonly kind: 'new' }
  | { readonly kind: 'done'; readonly status: number; readonly reply: Json }
  | { readonly kind: 'other request' }

export async function beginRequest(
  { sql, member, now }: MemberActs,
  { key, requestDigest, keepMs }: KeyedRequest & { readonly keepMs: number },
): Promise<Begun> {
  const { organisation, person } = member
  const own = { organisation, person, key }
  // One that is seen unfinished was left by a version that began it in a transaction of its own.
  await sql
    .deleteFrom('idempotency')
    .where('key', '=', key)
    .where((is) => is.or([is('expiresAt', '<=', now), is('state', '=', 'running')]))
    .execute()
  const begun = await sql
    .insertInto('idempotency')
    .values({ ...own, requestDigest, state: 'running', createdAt: now, expiresAt: new Date(now.getTime() + keepMs) })
    .onConflict((same) => same.columns(['organisation', 'person', 'key']).doNothing())
    .executeTakeFirst()
  if (begun.numInsertedOrUpdatedRows === 1n) return { kind: 'new' }
  const first = await sql.selectFrom('idempotency').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  if (first.requestDigest !== requestDigest) return { kind: 'other request' }
  return { kind: 'done', status: first.status!, reply: first.reply }
}

/** In the transaction that began it. */
export async function finishRequest(
  { sql }: MemberActs,
  { key, status, reply }: { readonly key: string; readonly status: number; readonly reply: Json },
): Promise<void> {
  const done = { state: 'done', status, reply: JSON.stringify(reply) } as const
  await sql.updateTable('idempotency').set(done).where('key', '=', key).execute()
}

/** In one transaction: a longer one would hold up who asks. */
const DROPPED_AT_ONCE = 5000

/** Drops some of those nobody may send again; false where there may be more. */
export async function dropExpiredRequests({ sql, now }: SystemActs, most = DROPPED_AT_ONCE): Promise<boolean> {
  const { numDeletedRows } = await sql
    .deleteFrom('idempotency')
    .where(fragment<boolean>`ctid in (select ctid from idempotency where expires_at <= ${now} limit ${most})`)
    .executeTakeFirst()
  return Number(numDeletedRows) < most
}
