// Operators and authorities. They are made by the system: a member sees their own.

import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { MemberActs, SystemActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { NotFound } from './refusals.ts'
import type { Tables } from './tables.ts'

export type Organisation = Selectable<Tables['organisations']>

export async function createOrganisation(
  { sql, now }: SystemActs,
  { name, kind }: Pick<Organisation, 'name' | 'kind'>,
): Promise<Organisation> {
  const values = { id: randomUUID(), name, kind, createdAt: now }
  return sql.insertInto('organisations').values(values).returningAll().executeTakeFirstOrThrow()
}

/** In order of making. */
export function listOrganisations({ sql }: SystemActs, request: PageRequest = {}): Promise<Page<Organisation>> {
  return readPage(sql.selectFrom('organisations').selectAll(), request, {
    columns: ['createdAt', 'id'],
    direction: 'asc',
  })
}

export async function ownOrganisation({ sql, member }: MemberActs): Promise<Organisation> {
  const own = await sql.selectFrom('organisations').selectAll().where('id', '=', member.organisation).executeTakeFirst()
  if (!own) throw new NotFound('organisation')
  return own
}

/** Those a person belongs to, in order of joining. */
export function organisationsOf({ sql }: SystemActs, person: string): Promise<Organisation[]> {
  return sql
    .selectFrom('organisations')
    .innerJoin('memberships', 'memberships.organisation', 'organisations.id')
    .selectAll('organisations')
    .where('memberships.person', '=', person)
    .where('memberships.endedAt', 'is', null)
    .orderBy('memberships.createdAt')
    .orderBy('organisations.id')
    .execute()
}
