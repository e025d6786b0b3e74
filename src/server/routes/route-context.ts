// What every feature's routes are given.

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { OpenApplication } from '#service/application/open-application.ts'
import type { Identify } from '../plugins/access-control.ts'
import type { Metrics } from '../plugins/metrics.ts'
import type { Limits, ServerSettings } from '../settings.ts'

/** A server whose handlers have the types of their schemas. */
export type TypedServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

export interface RouteContext {
  readonly application: OpenApplication
  readonly settings: ServerSettings
  readonly limits: Limits
  readonly metrics: Metrics
  /** Anew, for a reply that goes on for long: who asks may have signed out since, or been removed. */
  readonly identify: Identify
  /** The server is about to end: what goes on by itself ends too. */
  readonly closing: AbortSignal
}
