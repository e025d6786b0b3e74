// Who asks, for which organisation, and with which rights.

import type { FastifyRequest } from 'fastify'
import { SIGNED_IN_AS, writeSignedInAs } from '#contract/application/signed-in-as.ts'
import { isRoleAtLeast } from '#model/role.ts'
import type { Identity } from '#service/application/people/identity.ts'
import { Refusal } from '#service/application/refusal.ts'
import type { Access } from './access.ts'

export interface Actor extends Identity {
  readonly through: 'local' | 'session' | 'token'
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Nobody: not signed in, or the operation is open to anybody. */
    actor: Actor | undefined
  }
}

export function actorOf({ actor }: FastifyRequest): Actor {
  if (actor === undefined) throw new Refusal('not-signed-in', 'sign in, or send a token that is still good')
  return actor
}

/** Before what they may do: it is no fault of theirs that they may not do what another meant. */
export function requireMeant({ asker: { organisation, person } }: Actor, { headers }: FastifyRequest): void {
  const meant = headers[SIGNED_IN_AS]
  if (meant === undefined || meant === writeSignedInAs(organisation, person)) return
  throw new Refusal(
    'somebody-else',
    'this was meant to be done by another person, or for another organisation: load the page anew',
  )
}

export function requireAccess({ asker, scopes }: Actor, { role, scope }: Access): void {
  if (!isRoleAtLeast(asker.role, role)) {
    throw new Refusal('not-allowed', `this needs the role \`${role}\`; yours is \`${asker.role}\``)
  }
  if (scopes !== undefined && !scopes.includes(scope)) {
    const had = scopes.length === 0 ? 'none that its role still allows' : scopes.map((one) => `\`${one}\``).join(', ')
    throw new Refusal('not-allowed', `this needs a token with the scope \`${scope}\`; yours has ${had}`)
  }
}
