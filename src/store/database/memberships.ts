// Who belongs to which organisation, in which role. A membership ends and is never deleted: what was done under it names it.

import type { Selectable } from 'kysely'
import { isRoleAtLeast, type Role } from '#model/role.ts'
import type { Member, MemberActs, SystemActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { NotFound, RoleTooHigh } from './refusals.ts'
import { closeSessionsOfLeft } from './sessions.ts'
import type { Tables } from './tables.ts'

export type Membership = Selectable<Tables['memberships']>

export type Colleague = Membership & { readonly name: string; readonly email: string | null }

/** Takes a person into an organisation, or back into it, in this role. Whoever comes back signs in anew. */
export async function addMember(acts: SystemActs, { organisation, person, role }: Member): Promise<Membership> {
  const { sql, now } = acts
  await closeSessionsOfLeft(acts, { organisation, person })
  return sql
    .insertInto('memberships')
    .values({ organisation, person, role, createdAt: now })
    .onConflict((left) => left.columns(['organisation', 'person']).doUpdateSet({ role, endedAt: null }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The memberships of a person that have not ended, oldest first. */
export function membershipsOf(
  { sql }: SystemActs,
  person: string,
  request: PageRequest = {},
): Promise<Page<Membership>> {
  const query = sql.selectFrom('memberships').selectAll().where('person', '=', person).where('endedAt', 'is', null)
  return readPage(query, request, { columns: ['createdAt', 'organisation'], direction: 'asc' })
}

/** The people of the organisation with their roles, those who have left it too, in order of joining. */
export function listMembers(acts: MemberActs, request: PageRequest = {}): Promise<Page<Colleague>> {
  return readPage(acts.sql.selectFrom(colleagues(acts).as('memberships')).selectAll(), request, {
    columns: ['createdAt', 'person'],
    direction: 'asc',
  })
}

/** Of the organisation, or of it once. */
export async function getMember(acts: MemberActs, person: string): Promise<Colleague> {
  const member = await colleagues(acts).where('memberships.person', '=', person).executeTakeFirst()
  if (!member) throw new NotFound('member')
  return member
}

/** As `getMember`; nobody else changes the membership until the transaction ends. */
export async function holdMember(acts: MemberActs, person: string): Promise<Colleague> {
  const member = await colleagues(acts)
    .where('memberships.person', '=', person)
    .forUpdate('memberships')
    .executeTakeFirst()
  if (!member) throw new NotFound('member')
  return member
}

function colleagues({ sql }: MemberActs) {
  return sql
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person')
    .selectAll('memberships')
    .select(['people.name', 'people.email'])
}

/** Somebody of this address, in whatever case, is of the organisation and has not left it. */
export async function hasMemberAt({ sql }: MemberActs, email: string): Promise<boolean> {
  const found = await sql
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person')
    .select('memberships.person')
    .where('memberships.endedAt', 'is', null)
    .where((is) => is(is.fn<string>('lower', ['people.email']), '=', email.toLowerCase()))
    .executeTakeFirst()
  return found !== undefined
}

/** Who administers the organisation now; held, so that of two who leave at once the second sees that the first has. */
export async function holdAdministrators({ sql }: MemberActs): Promise<string[]> {
  const rows = await sql
    .selectFrom('memberships')
    .select('person')
    .where('role', '=', 'administrator')
    .where('endedAt', 'is', null)
    .orderBy('person')
    .forUpdate()
    .execute()
  return rows.map(({ person }) => person)
}

export async function changeRole({ sql, member }: MemberActs, person: string, role: Role): Promise<Membership> {
  if (!isRoleAtLeast(member.role, role)) throw new RoleTooHigh(`nobody gives a role above their own, ${member.role}`)
  const changed = await sql
    .updateTable('memberships')
    .set({ role })
    .where('person', '=', person)
    .where('endedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!changed) throw new NotFound('member')
  return changed
}

/** Ends a membership: sessions and tokens of it are no longer found, and sessions stay ended if it begins again. */
export async function endMembership({ sql, now }: MemberActs, person: string): Promise<void> {
  const ended = await sql
    .updateTable('memberships')
    .set({ endedAt: now })
    .where('person', '=', person)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw new NotFound('member')
}
