// People as their identity provider names them: by issuer and subject, never by name or address, which change.

import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { MemberActs, SystemActs } from './acts.ts'
import { NotFound } from './refusals.ts'
import type { Tables } from './tables.ts'

export type Person = Selectable<Tables['people']>

/** The person an identity provider speaks of, with the name and address it gives now; made at the first time. */
export function meetPerson(
  { sql, now }: SystemActs,
  { issuer, subject, name, email }: Pick<Person, 'issuer' | 'subject' | 'name' | 'email'>,
): Promise<Person> {
  return sql
    .insertInto('people')
    .values({ id: randomUUID(), issuer, subject, name, email, createdAt: now })
    .onConflict((met) => met.columns(['issuer', 'subject']).doUpdateSet({ name, email }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A member sees the people of their organisation, those who have left it too. */
export async function getPerson({ sql }: MemberActs | SystemActs, id: string): Promise<Person> {
  const person = await sql.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
  if (!person) throw new NotFound('person')
  return person
}

/** What people are called, by their identifiers. */
export async function namesOf(
  { sql }: MemberActs,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const people = await sql.selectFrom('people').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(people.map(({ id, name }) => [id, name]))
}
