// Who sends a request: in local mode always the same person; else whoever the token or the session stands for.

import type { FastifyRequest } from 'fastify'
import type { OpenApplication } from '#service/application/open-application.ts'
import { identifyBySession, identifyByToken } from '#service/application/people/identify.ts'
import type { Identify } from './access-control.ts'
import type { TellRefusedToken } from './refused-tokens.ts'
import { SESSION_COOKIE } from './cookies.ts'

export function identifyBy(application: OpenApplication, tellRefused: TellRefusedToken): Identify {
  const { local } = application
  if (local !== undefined) {
    const { organisation, person, role, name, organisationName } = local
    const actor = {
      asker: { organisation, person, role },
      person: { id: person, name },
      organisation: { id: organisation, name: organisationName, kind: 'operator' },
      through: 'local',
    } as const
    return async () => actor
  }
  return async (request) => {
    const token = tokenOf(request)
    if (token !== undefined) {
      const found = await identifyByToken(application, token)
      if ('identity' in found) return { ...found.identity, through: 'token' }
      tellRefused(request, found.refusal)
      return undefined
    }
    const session = request.cookies[SESSION_COOKIE]
    const identity = session === undefined ? undefined : await identifyBySession(application, session)
    return identity && { ...identity, through: 'session' }
  }
}

/** Whoever sends one is judged by it alone, whatever cookie comes along. */
function tokenOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}
