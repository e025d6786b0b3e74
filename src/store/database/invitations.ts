// Invitations by e-mail address, in whatever case: a membership comes of one when who has the address signs in.

import type { Member, MemberActs, SystemActs } from './acts.ts'
import { addMember, membershipsOf } from './memberships.ts'

/** After which an invitation nobody has taken up is none. */
const INVITED_FOR_MS = 30 * 24 * 3600 * 1000

/** One that stands already is replaced. */
export async function invite(
  { sql, member, now }: MemberActs,
  { email, role }: { readonly email: string; readonly role: Member['role'] },
): Promise<void> {
  const renewed = { role, createdAt: now, createdBy: member.person }
  await sql
    .insertInto('invitations')
    .values({ organisation: member.organisation, email: email.toLowerCase(), ...renewed })
    .onConflict((again) => again.columns(['organisation', 'email']).doUpdateSet(renewed))
    .execute()
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
    if (!known.has(organisation) && acts.now.getTime() - createdAt.getTime() < INVITED_FOR_MS)
      await addMember(acts, { organisation, person, role })
}
