// The organisations a person belongs to, and the one they work for now.

import type { Organisation } from '#contract/application/people.ts'
import { membershipsOf } from '#store/database/memberships.ts'
import { listOrganisations, organisationsOf } from '#store/database/organisations.ts'
import { closeSession, findSession, openSession } from '#store/database/sessions.ts'
import type { Application, Asker } from '../application.ts'
import { Refusal } from '../refusal.ts'
import { hashSecret, makeSecret } from './secret.ts'

/** Nobody has made the first one yet. */
export async function isWithoutOrganisation({ database }: Pick<Application, 'database'>): Promise<boolean> {
  return (await database.asSystem((acts) => listOrganisations(acts, { limit: 1 }))).rows.length === 0
}

export async function listOwnOrganisations({ database }: Application, { person }: Asker): Promise<Organisation[]> {
  const own = await database.asSystem((acts) => organisationsOf(acts, person))
  return own.map(({ id, name, kind }) => ({ id, name, kind }))
}

/** Ends the session and opens one for the other organisation, until the first would have ended; gives its secret. */
export async function chooseOrganisation(
  { database }: Application,
  { person }: Asker,
  secret: string,
  organisation: string,
): Promise<string> {
  const next = makeSecret()
  await database.asSystem(async (acts) => {
    const session = await findSession(acts, hashSecret(secret))
    const belongs = (await membershipsOf(acts, person)).rows.some((one) => one.organisation === organisation)
    if (session === undefined || !belongs) throw new Refusal('not-found', 'you belong to no such organisation')
    await closeSession(acts, hashSecret(secret))
    const { expiresAt } = session
    await openSession(acts, { secretHash: hashSecret(next), organisation, person, expiresAt })
  })
  return next
}
