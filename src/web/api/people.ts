// The people of the organisation, the tokens programs ask with, and the change to another organisation.

import { queryOptions } from '@tanstack/react-query'
import type {
  AddMember,
  ChangeMember,
  ChooseOrganisation,
  CreatedToken,
  CreateToken,
  Invitation,
  Member,
  Role,
  Token,
} from '#contract/application/people.ts'
import { paths } from './paths.ts'
import { getAll } from './queries.ts'
import { ask, get } from './request.ts'

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => getAll<Member>(paths.members, signal),
})

export async function takeInMember(body: AddMember): Promise<void> {
  await ask<undefined>(paths.members, { method: 'POST', body, idempotencyKey: crypto.randomUUID() })
}

export function getMember(person: string): Promise<Member> {
  return get<Member>(paths.member(person))
}

/** `seen`: the ETag of what one goes by, here and where else something is changed. */
export async function changeMember(person: string, role: Role, seen: string): Promise<void> {
  const body: ChangeMember = { role }
  await ask<undefined>(paths.member(person), { method: 'PATCH', body, ifMatch: seen })
}

export async function removeMember(person: string, seen: string): Promise<void> {
  await ask<undefined>(paths.member(person), { method: 'DELETE', ifMatch: seen })
}

/** For administrators alone. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => getAll<Invitation>(paths.invitations, signal),
})

export async function withdrawInvitation(id: string): Promise<void> {
  await ask<undefined>(paths.invitation(id), { method: 'DELETE' })
}

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => getAll<Token>(paths.tokens, signal),
})

export async function createToken(body: CreateToken): Promise<CreatedToken> {
  return (await ask<CreatedToken>(paths.tokens, { method: 'POST', body })).value
}

export async function revokeToken(id: string): Promise<void> {
  await ask<undefined>(paths.token(id), { method: 'DELETE' })
}

export async function chooseOrganisation(organisation: string): Promise<void> {
  const body: ChooseOrganisation = { organisation }
  await ask<undefined>(paths.organisation, { method: 'POST', body })
}
