// Requests that may be sent twice: the second gets the reply of the first. Begun and finished in the transaction of the act
// itself, so that there is never one without the other; a second request waits until the first is done.

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
  /** Begun in a transaction of its own and not finished yet. */
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly status: number; readonly reply: Json }
  | { readonly kind: 'other request' }

export async function beginRequest(
  { sql, member, now }: MemberActs,
  { key, requestDigest, keepMs }: KeyedRequest & { readonly keepMs: number },
): Promise<Begun> {
  const { organisation, person } = member
  const own = { organisation, person, key }
  await sql.deleteFrom('idempotency').where('key', '=', key).where('expiresAt', '<=', now).execute()
  const begun = await sql
    .insertInto('idempotency')
    .values({ ...own, requestDigest, state: 'running', createdAt: now, expiresAt: new Date(now.getTime() + keepMs) })
    .onConflict((same) => same.columns(['organisation', 'person', 'key']).doNothing())
    .executeTakeFirst()
  if (begun.numInsertedOrUpdatedRows === 1n) return { kind: 'new' }
  const first = await sql.selectFrom('idempotency').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  if (first.requestDigest !== requestDigest) return { kind: 'other request' }
  if (first.state === 'running') return { kind: 'running' }
  return { kind: 'done', status: first.status!, reply: first.reply }
}

/** `keepMs`: from now on, instead of what was said when it was begun. */
export async function finishRequest(
  { sql, now }: MemberActs,
  done: { readonly key: string; readonly status: number; readonly reply: Json; readonly keepMs?: number },
): Promise<void> {
  const { key, status, reply, keepMs } = done
  await sql
    .updateTable('idempotency')
    .set({
      state: 'done',
      status,
      reply: JSON.stringify(reply),
      ...(keepMs === undefined ? {} : { expiresAt: new Date(now.getTime() + keepMs) }),
    })
    .where('key', '=', key)
    .execute()
}

/** What was begun in a transaction of its own and came to nothing may be begun again. */
export async function abandonRequest({ sql }: MemberActs, key: string): Promise<void> {
  await sql.deleteFrom('idempotency').where('key', '=', key).where('state', '=', 'running').execute()
}

export async function dropExpiredRequests({ sql, now }: SystemActs): Promise<number> {
  const { numDeletedRows } = await sql.deleteFrom('idempotency').where('expiresAt', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}
