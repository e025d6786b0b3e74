// Who is signed in, and for which organisation.

import { ChooseOrganisation, Me } from '#contract/application/people.ts'
import { chooseOrganisation, listOwnOrganisations } from '#service/application/people/organisations.ts'
import { Refusal } from '#service/application/refusal.ts'
import { actorOf } from '../actor.ts'
import { named } from '../named-schema.ts'
import { Nothing, operation } from '../operation.ts'
import { giveSession, SESSION_COOKIE } from '../plugins/cookies.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'people'

export function addMeRoutes(server: TypedServer, { application, limits }: RouteContext): void {
  const { mode, version } = application
  const upload = { files: limits.uploadFiles, fileBytes: limits.uploadFileBytes, bytes: limits.uploadBytes }
  const getMe = operation('getMe', { response: { 200: named(Me) } }, { tag, summary: 'Who is signed in' })
  server.get('/api/v1/me', { schema: getMe }, async (request) => {
    const { person, organisation, asker } = actorOf(request)
    const organisations = await listOwnOrganisations(application, asker)
    return { mode, version, person, organisation, role: asker.role, organisations, upload }
  })

  const choose = operation(
    'chooseOrganisation',
    { body: named(ChooseOrganisation), response: { 204: Nothing } },
    { tag, summary: 'Work for another organisation one belongs to', problems: ['not-found', 'wrong-state'] },
  )
  server.post('/api/v1/me/organisation', { schema: choose }, async (request, reply) => {
    const session = request.cookies[SESSION_COOKIE]
    const { asker, through } = actorOf(request)
    if (through !== 'session' || session === undefined)
      throw new Refusal('wrong-state', 'only who has signed in can choose; a token is of one organisation')
    giveSession(reply, await chooseOrganisation(application, asker, session, request.body.organisation))
    return reply.code(204).send(undefined)
  })
}
