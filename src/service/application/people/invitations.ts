// Who was invited and has not signed in since, until their invitation ends or is withdrawn.

import type { Invitation } from '#contract/application/people.ts'
import {
  endOfInvitation,
  type Invitation as InvitationRow,
  listInvitations,
  withdrawInvitation,
} from '#store/database/invitations.ts'
import type { Application, Asker } from '../application.ts'
import { type PageAsked, tellPage, type ToldPage } from '../told-page.ts'

export function listOpenInvitations(
  { database }: Application,
  asker: Asker,
  request: PageAsked,
): Promise<ToldPage<Invitation>> {
  return database.asMember(asker, async (acts) => tellPage(await listInvitations(acts, request), tellInvitation))
}

export async function dropInvitation({ database }: Application, asker: Asker, id: string): Promise<void> {
  await database.asMember(asker, (acts) => withdrawInvitation(acts, id))
}

function tellInvitation({ id, email, role, createdAt }: InvitationRow): Invitation {
  const until = endOfInvitation({ createdAt })
  return { id, email, role, since: createdAt.toISOString(), until: until.toISOString() }
}
