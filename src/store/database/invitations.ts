// Invitations by e-mail address, in whatever case: a membership comes of one when who has the address signs in.

import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Member, MemberActs, SystemActs } from './acts.ts'
import { addMember, membershipsOf } from './memberships.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { NotFound } from './refusals.ts'
import type { Tables } from './tables.ts'

export type Invitation = Selectable<Tables['invitations']>

/** After which an invitation nobody has taken up is none. */
const INVITED_FOR_MS = 30 * 24 * 3600 * 1000

/** One that stands already is renewed. */
export async function invite(
  { sql, member, now }: MemberActs,
  { email, role }: { readonly email: string; readonly role: Member['role'] },
): Promise<void> {
  const renewed = { role, createdAt: now, createdBy: member.person }
  await sql
    .insertInto('invitations')
    .values({ organisation: member.organisation, id: randomUUID(), email: email.toLowerCase(), ...renewed })
    .onConflict((again) => again.columns(['organisation', 'email']).doUpdateSet(renewed))
    .execute()
}

export function endOfInvitation({ createdAt }: Pick<Invitation, 'createdAt'>): Date {
  return new Date(createdAt.getTime() + INVITED_FOR_MS)
}

/** Those that can still be taken up, newest first. */
export function listInvitations({ sql, now }: MemberActs, request: PageRequest = {}): Promise<Page<Invitation>> {
  const query = sql
    .selectFrom('invitations')
    .selectAll()
    .where('createdAt', '>', new Date(now.getTime() - INVITED_FOR_MS))
  return readPage(query, request, { columns: ['createdAt', 'id'], direction: 'desc' })
}

export async function withdrawInvitation({ sql }: MemberActs, id: string): Promise<void> {
  const withdrawn = await sql.deleteFrom('invitations').where('id', '=', id).executeTakeFirst()
  if (withdrawn.numDeletedRows === 0n) throw new NotFound('invitation')
}

/** `email`: one that is proven to be theirs. A membership that stands keeps its role. */
export async function takeUpInvitations(acts: SystemActs, person: string, email: string): Promise<void> {
  const taken = await acts.sql
    .deleteFrom('invitations')
    .where('email', '=', email.toLowerCase())
    .returning(['organisation', 'role', 'createdAt'])
    .execute()
  const { rows } = await membershipsOf(acts, person, { limit: 500 })
  const known = new Set(rows.map(({ organisation }) => organisation))
  for (const { organisation, role, createdAt } of taken)
    if (!known.has(organisation) && endOfInvitation({ createdAt }) > acts.now)
      await addMember(acts, { organisation, person, role })
}
