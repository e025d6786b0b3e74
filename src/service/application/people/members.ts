// The people of an organisation and their roles. It never loses its last administrator.

import type { AddMember, Member, Role } from '#contract/application/people.ts'
import type { MemberActs } from '#store/database/acts.ts'
import {
  addMember,
  changeRole,
  type Colleague,
  endMembership,
  holdAdministrators,
  listMembers,
  membershipsOf,
} from '#store/database/memberships.ts'
import { peopleAt } from '#store/database/people.ts'
import type { Application, Asker } from '../application.ts'
import { type PageAsked, tellPage, type ToldPage } from '../told-page.ts'
import { Refusal } from '../refusal.ts'

export function listColleagues({ database }: Application, asker: Asker, request: PageAsked): Promise<ToldPage<Member>> {
  return database.asMember(asker, async (acts) => tellPage(await listMembers(acts, request), tellMember))
}

/** Throws a `Refusal` where nobody of that address has signed in yet, or several have. */
export async function takeInMember({ database }: Application, asker: Asker, { email, role }: AddMember): Promise<void> {
  await database.asSystem(async (acts) => {
    const people = await peopleAt(acts, email)
    if (people.length === 0)
      throw new Refusal(
        'not-found',
        `nobody of the address \`${email}\` has signed in yet: ask them to, then try again`,
      )
    if (people.length > 1)
      throw new Refusal('wrong-state', `several people have signed in with the address \`${email}\``)
    const person = people[0]!.id
    const { rows } = await membershipsOf(acts, person)
    if (rows.some(({ organisation }) => organisation === asker.organisation))
      throw new Refusal('wrong-state', `\`${email}\` belongs to the organisation already`)
    await addMember(acts, { organisation: asker.organisation, person, role })
  })
}

export async function changeMember({ database }: Application, asker: Asker, person: string, role: Role): Promise<void> {
  await database.asMember(asker, async (acts) => {
    if (role !== 'administrator') await keepAnAdministrator(acts, person)
    await changeRole(acts, person, role)
  })
}

export async function removeMember({ database }: Application, asker: Asker, person: string): Promise<void> {
  await database.asMember(asker, async (acts) => {
    await keepAnAdministrator(acts, person)
    await endMembership(acts, person)
  })
}

async function keepAnAdministrator(acts: MemberActs, leaving: string): Promise<void> {
  const administrators = await holdAdministrators(acts)
  if (administrators.length === 1 && administrators[0] === leaving)
    throw new Refusal('wrong-state', 'this is the last administrator: make somebody else one first')
}

function tellMember({ person, name, email, role, createdAt, endedAt }: Colleague): Member {
  return {
    person,
    name,
    ...(email === null ? {} : { email }),
    role,
    since: createdAt.toISOString(),
    ...(endedAt === null ? {} : { until: endedAt.toISOString() }),
  }
}
