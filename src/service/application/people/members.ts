// The people of an organisation and their roles. It never loses its last administrator.

import type { AddMember, Member, Role } from '#contract/application/people.ts'
import { isRoleAtLeast } from '#model/role.ts'
import type { MemberActs } from '#store/database/acts.ts'
import { invite } from '#store/database/invitations.ts'
import {
  changeRole,
  type Colleague,
  endMembership,
  getMember,
  hasMemberAt,
  holdAdministrators,
  holdMember,
  listMembers,
} from '#store/database/memberships.ts'
import { revokeTokensOf } from '#store/database/tokens.ts'
import type { Application, Asker } from '../application.ts'
import { type PageAsked, tellPage, type ToldPage } from '../told-page.ts'
import { Refusal } from '../refusal.ts'
import { refuseUnseen, type SeenVersions, withVersion } from '../version-of.ts'

export function listColleagues({ database }: Application, asker: Asker, request: PageAsked): Promise<ToldPage<Member>> {
  return database.asMember(asker, async (acts) =>
    tellPage(await listMembers(acts, request), (row) => tellMember(row, asker)),
  )
}

export async function getColleague({ database }: Application, asker: Asker, person: string): Promise<Member> {
  return tellMember(await database.asMember(asker, (acts) => getMember(acts, person)), asker)
}

/**
 * Invites who has this address: they belong to the organisation from when they next sign in. The same is told whether the
 * address is known or not; throws a `Refusal` where it is of a member.
 */
export async function takeInMember({ database }: Application, asker: Asker, { email, role }: AddMember): Promise<void> {
  await database.asMember(asker, async (acts) => {
    if (await hasMemberAt(acts, email))
      throw new Refusal('wrong-state', `\`${email}\` belongs to the organisation already`)
    await invite(acts, { email, role })
  })
}

/** `seen`: the version that is changed; whatever stands, where not given. */
export async function changeMember(
  { database }: Application,
  asker: Asker,
  person: string,
  role: Role,
  seen?: SeenVersions,
): Promise<void> {
  await database.asMember(asker, async (acts) => {
    if (role !== 'administrator') await keepAnAdministrator(acts, person)
    refuseUnseen(tellMember(await holdMember(acts, person), asker), seen)
    await changeRole(acts, person, role)
  })
}

/** `seen`: the version whose membership ends; whatever stands, where not given. */
export async function removeMember(
  { database }: Application,
  asker: Asker,
  person: string,
  seen?: SeenVersions,
): Promise<void> {
  await database.asMember(asker, async (acts) => {
    await keepAnAdministrator(acts, person)
    refuseUnseen(tellMember(await holdMember(acts, person), asker), seen)
    await endMembership(acts, person)
    await revokeTokensOf(acts, person)
  })
}

async function keepAnAdministrator(acts: MemberActs, leaving: string): Promise<void> {
  const administrators = await holdAdministrators(acts)
  if (administrators.length === 1 && administrators[0] === leaving)
    throw new Refusal('wrong-state', 'this is the last administrator: make somebody else one first')
}

/** Who may only look has no need of the addresses of others. */
function tellMember({ person, name, email, role, createdAt, endedAt }: Colleague, asker: Asker): Member {
  const isShown = person === asker.person || isRoleAtLeast(asker.role, 'analyst')
  return withVersion({
    person,
    name,
    ...(email === null || !isShown ? {} : { email }),
    role,
    since: createdAt.toISOString(),
    ...(endedAt === null ? {} : { until: endedAt.toISOString() }),
  })
}
