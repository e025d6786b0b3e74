// Who is signed in. Of the secret only its sha256 is kept, so that a copy of the database signs nobody in.

import type { Selectable } from 'kysely'
import type { Member, SystemActs } from './acts.ts'
import type { Tables } from './tables.ts'

export type Session = Selectable<Tables['sessions']>

/** What a cookie stands for: the member with the role they have now. */
export type SignedIn = Session & Pick<Member, 'role'>

export function openSession(
  { sql, now }: SystemActs,
  session: Pick<Session, 'secretHash' | 'organisation' | 'person' | 'expiresAt'>,
): Promise<Session> {
  return sql
    .insertInto('sessions')
    .values({ ...session, createdAt: now })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Undefined where there is none of this secret, it has expired, or its membership has ended. */
export function findSession({ sql, now }: SystemActs, secretHash: string): Promise<SignedIn | undefined> {
  return sql
    .selectFrom('sessions')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.organisation', '=', 'sessions.organisation')
        .onRef('memberships.person', '=', 'sessions.person'),
    )
    .selectAll('sessions')
    .select('memberships.role')
    .where('sessions.secretHash', '=', secretHash)
    .where('sessions.expiresAt', '>', now)
    .where('memberships.endedAt', 'is', null)
    .executeTakeFirst()
}

export async function closeSession({ sql }: SystemActs, secretHash: string): Promise<void> {
  await sql.deleteFrom('sessions').where('secretHash', '=', secretHash).execute()
}

/** Those of a membership that has ended: they are found by nobody, and would be again if the person came back. */
export async function closeSessionsOfLeft(
  { sql }: SystemActs,
  { organisation, person }: Pick<Session, 'organisation' | 'person'>,
): Promise<void> {
  await sql
    .deleteFrom('sessions')
    .where('organisation', '=', organisation)
    .where('person', '=', person)
    .where((is) =>
      is.exists(
        is
          .selectFrom('memberships')
          .select('memberships.person')
          .where('memberships.organisation', '=', organisation)
          .where('memberships.person', '=', person)
          .where('memberships.endedAt', 'is not', null),
      ),
    )
    .execute()
}

/** Signs a person out everywhere; gives how many sessions there were. */
export async function closeSessionsOf({ sql }: SystemActs, person: string): Promise<number> {
  const { numDeletedRows } = await sql.deleteFrom('sessions').where('person', '=', person).executeTakeFirst()
  return Number(numDeletedRows)
}

export async function dropExpiredSessions({ sql, now }: SystemActs): Promise<number> {
  const { numDeletedRows } = await sql.deleteFrom('sessions').where('expiresAt', '<=', now).executeTakeFirst()
  return Number(numDeletedRows)
}
