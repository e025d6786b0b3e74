// Measurements for Prometheus: requests by route and how they ended, and how the process is.

import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { whenReplyEnds } from '../reply-end.ts'

export interface Metrics {
  readonly registry: Registry
  countRefusedToken(why: string): void
  /** Takes the time of a question to the tables of a snapshot. */
  timeQuery<Answer>(kind: TableQueryKind, answer: Promise<Answer>): Promise<Answer>
}

export type TableQueryKind = 'page' | 'row' | 'column' | 'search'
export type CountJobs = () => Promise<{ readonly queued: number; readonly running: number }>

/** Seconds; views are meant to stay under a fifth of one. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10, 60]

export function addMetrics(server: FastifyInstance, countJobs: CountJobs): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'mainstay_' })
  const durations = new Histogram({
    name: 'mainstay_http_request_seconds',
    help: 'how long requests took until their reply had been sent',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [registry],
  })
  const underWay = new Gauge({
    name: 'mainstay_http_requests_under_way',
    help: 'requests under way',
    registers: [registry],
  })
  const aborted = new Counter({
    name: 'mainstay_http_requests_aborted_total',
    help: 'requests whose client went away before the end of the reply',
    registers: [registry],
  })
  server.addHook('onRequest', async (_request, reply) => {
    underWay.inc()
    whenReplyEnds(reply, (wasCutOff) => {
      underWay.dec()
      if (wasCutOff) aborted.inc()
    })
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    durations.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  const jobs = new Gauge({
    name: 'mainstay_jobs',
    help: 'jobs that wait or are done now',
    labelNames: ['state'] as const,
    registers: [registry],
    async collect() {
      // A database that is away is told by what asks for it; a measurement is left out.
      const counts = await countJobs().catch(() => undefined)
      jobs.reset()
      if (counts === undefined) return
      jobs.set({ state: 'queued' }, counts.queued)
      jobs.set({ state: 'running' }, counts.running)
    },
  })
  const queries = new Histogram({
    name: 'mainstay_table_query_seconds',
    help: 'how long questions to the tables of snapshots took',
    labelNames: ['kind'] as const,
    buckets: SECONDS,
    registers: [registry],
  })
  const refusedTokens = new Counter({
    name: 'mainstay_tokens_refused_total',
    help: 'tokens that were refused, by why: unknown, revoked, expired, their maker left, or too many of their address',
    labelNames: ['why'] as const,
    registers: [registry],
  })
  return {
    registry,
    countRefusedToken: (why) => refusedTokens.inc({ why }),
    timeQuery(kind, answer) {
      const end = queries.startTimer({ kind })
      return answer.finally(end)
    },
  }
}
