// The server with all its routes, not listening yet. Reads as the list of what happens to a request, in its order.

import { randomUUID } from 'node:crypto'
import { fastify, type FastifyInstance, LogController } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { OpenApplication } from '#service/application/open-application.ts'
import { countJobs } from '#service/application/jobs.ts'
import { CannotListen } from './listen.ts'
import { addAccessControl, addIdentity } from './plugins/access-control.ts'
import { addIdleBodies } from './plugins/idle-bodies.ts'
import { addIdleConnections } from './plugins/idle-connections.ts'
import { addCompression } from './plugins/compression.ts'
import { addCookies } from './plugins/cookies.ts'
import { identifyBy } from './plugins/identify.ts'
import { addInterfaceDescription } from './plugins/interface-description.ts'
import { addHeavyLimit, addRateLimit } from './plugins/limits.ts'
import { addMetrics } from './plugins/metrics.ts'
import { addLoopbackGuard, addOriginGuard } from './plugins/origin-guard.ts'
import { addProblems, replyToUnreadable } from './plugins/problems.ts'
import { tellRefusedTokens, withoutGuessing } from './plugins/refused-tokens.ts'
import { addReplyCheck } from './plugins/reply-check.ts'
import { addReplyWriting } from './plugins/reply-writing.ts'
import { addRequestLog, loggerOptions } from './plugins/request-log.ts'
import { addSecurityHeaders } from './plugins/security-headers.ts'
import { addStaticPages, type ServePage } from './plugins/static-pages.ts'
import { addUnderWay } from './plugins/under-way.ts'
import { addUploads } from './plugins/uploads.ts'
import { addValidation } from './plugins/validation.ts'
import { gatherMethods } from './plugins/wrong-methods.ts'
import { addSchemas } from './schemas.ts'
import { faultsOfSettings } from './settings-faults.ts'
import { type Limits, type ServerSettings, USUAL_LIMITS } from './settings.ts'
import { addRoutes } from './routes/routes.ts'

export async function createServer(application: OpenApplication, settings: ServerSettings): Promise<FastifyInstance> {
  const faults = faultsOfSettings(application.mode, settings)
  if (application.mode === 'team' && settings.signIn === undefined)
    faults.push('a team needs a provider with which people sign in')
  if (faults.length > 0) throw new CannotListen(faults.join('\n'))
  const limits: Limits = { ...USUAL_LIMITS, ...settings.limits }
  const server = fastify({
    logger: loggerOptions(settings.log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    frameworkErrors: replyToUnreadable,
    bodyLimit: limits.bodyBytes,
    handlerTimeout: limits.replyMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    trustProxy: settings.trustedProxies === undefined ? false : [...settings.trustedProxies],
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    // What comes on a connection that is still open while the server ends is told so as a problem.
    return503OnClosing: false,
  })
  addIdleConnections(server)
  addIdleBodies(server, limits.idleBodyMilliseconds)
  let servePage: ServePage | undefined
  addProblems(server, () => servePage)
  addRequestLog(server)
  const underWay = addUnderWay(server)
  const metrics = addMetrics(server, () => countJobs(application))
  // Where people sign in, they are sent back to it, with cookies that browsers keep over https alone.
  const ownOrigin = settings.publicAddress === undefined ? undefined : new URL(settings.publicAddress).origin
  await addSecurityHeaders(server, ownOrigin?.startsWith('https:') ?? false)
  if (application.mode === 'local') addLoopbackGuard(server)
  await addCookies(server)
  const tellRefused = tellRefusedTokens(metrics)
  const identify = identifyBy(application, tellRefused)
  const identifyFirst = withoutGuessing(identify, limits.refusedTokensPerMinute, tellRefused)
  addIdentity(server, (request) => underWay.during(() => identifyFirst(request)))
  await addRateLimit(server, limits.requestsPerMinute)
  addOriginGuard(server, ownOrigin)
  addAccessControl(server)
  // Where nobody signs in there is nobody else to leave places to.
  const ofOne = application.mode === 'local' ? limits.heavyAtOnce : limits.heavyAtOnceOfOne
  addHeavyLimit(server, { atOnce: limits.heavyAtOnce, ofOne })
  addSchemas(server)
  addValidation(server)
  addReplyWriting(server)
  if (settings.checksReplies === true) addReplyCheck(server)
  await addUploads(server)
  await addInterfaceDescription(server, application.version)
  await addCompression(server)
  const closing = new AbortController()
  server.addHook('preClose', async () => closing.abort())
  const refuseWrongMethods = gatherMethods(server)
  addRoutes(server.withTypeProvider<TypeBoxTypeProvider>(), {
    application,
    settings,
    limits,
    metrics,
    identify,
    closing: closing.signal,
  })
  refuseWrongMethods()
  if (settings.pages !== undefined) servePage = await addStaticPages(server, settings.pages)
  return server
}
