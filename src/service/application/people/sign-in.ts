// What follows when a provider says who has signed in: a session, if the person belongs somewhere.

import type { SystemActs } from '#store/database/acts.ts'
import { takeUpInvitations } from '#store/database/invitations.ts'
import { addMember, membershipsOf } from '#store/database/memberships.ts'
import { createOrganisation, listOrganisations } from '#store/database/organisations.ts'
import { meetPerson } from '#store/database/people.ts'
import { closeSession, dropExpiredSessions, openSession } from '#store/database/sessions.ts'
import type { Application } from '../application.ts'
import { Refusal } from '../refusal.ts'
import { hashSecret, makeSecret } from './secret.ts'

/** Whom the provider says has signed in. */
export interface ProvenPerson {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  /** Only one the provider has verified. */
  readonly email?: string
}

/** Becomes administrator when it signs in, of an organisation made for it where there is none yet. */
export interface FirstAdministrator {
  readonly email: string
  readonly organisation: string
}

/** A day of work; then the provider is asked again. */
export const SESSION_MS = 12 * 3_600_000

/** Resolves to the secret of the session; throws a `Refusal` where the person belongs to no organisation. */
export async function signIn(
  { database }: Application,
  { issuer, subject, name, email }: ProvenPerson,
  first?: FirstAdministrator,
): Promise<string> {
  const secret = makeSecret()
  const isIn = await database.asSystem(async (acts) => {
    await dropExpiredSessions(acts)
    const { id: person } = await meetPerson(acts, { issuer, subject, name, email: email ?? null })
    if (email !== undefined) await takeUpInvitations(acts, person, email)
    const organisation = (await membershipOf(acts, person)) ?? (await firstOrganisation(acts, person, email, first))
    if (organisation === undefined) return false
    const expiresAt = new Date(acts.now.getTime() + SESSION_MS)
    await openSession(acts, { secretHash: hashSecret(secret), organisation, person, expiresAt })
    return true
  })
  if (isIn) return secret
  // It is logged, and the log names nobody.
  throw new Refusal(
    'not-allowed',
    'whoever signed in belongs to no organisation yet: an administrator has to invite their address first',
  )
}

async function membershipOf(acts: SystemActs, person: string): Promise<string | undefined> {
  return (await membershipsOf(acts, person)).rows[0]?.organisation
}

/** Made only where there is none yet. */
async function firstOrganisation(
  acts: SystemActs,
  person: string,
  email: string | undefined,
  first: FirstAdministrator | undefined,
): Promise<string | undefined> {
  if ((await listOrganisations(acts, { limit: 1 })).rows.length > 0) return undefined
  if (first === undefined || email?.toLowerCase() !== first.email.toLowerCase()) return undefined
  const { id } = await createOrganisation(acts, { name: first.organisation, kind: 'operator' })
  await addMember(acts, { organisation: id, person, role: 'administrator' })
  return id
}

export async function signOut({ database }: Application, secret: string): Promise<void> {
  await database.asSystem((acts) => closeSession(acts, hashSecret(secret)))
}
