// Long work: how far it is, told as it goes, and its end where somebody asks for it.

import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Job, JobListQuery } from '#contract/application/job.ts'
import { Identifier } from '#contract/application/kinds.ts'
import { pageOf } from '#contract/application/page.ts'
import type { Asker } from '#service/application/application.ts'
import { cancelJob, getJob, listJobs } from '#service/application/jobs.ts'
import { resumeJob } from '#service/application/resume-job.ts'
import { type JobSighting, watchJob } from '#service/application/watch-job.ts'
import { ACCESS, BEGUN_BY } from '../access.ts'
import { type Actor, actorOf, requireAccess } from '../actor.ts'
import { type ServerEvent, streamEvents } from '../event-stream.ts'
import { Places } from '../places.ts'
import { goneSignal } from '../reply-end.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { fileReply, operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'jobs'
const Path = Type.Object({ job: Identifier })

export function addJobRoutes(server: TypedServer, context: RouteContext): void {
  const { application, limits, closing } = context
  const watched = new Places({
    atOnce: limits.watchedAtOnce,
    ofOne: application.mode === 'local' ? limits.watchedAtOnce : limits.watchedAtOnceOfOne,
    words: 'streams of events',
  })
  /** Who asks, if they might have begun the job. */
  const beginnerOf = async (request: FastifyRequest): Promise<Actor['asker']> => {
    const actor = actorOf(request)
    const { job } = request.params as { job: string }
    const { kind } = await getJob(application, actor.asker, job)
    requireAccess(actor, ACCESS[BEGUN_BY[kind]])
    return actor.asker
  }

  const list = operation(
    'listJobs',
    { querystring: JobListQuery, response: { 200: pageOf(named(Job)) } },
    { tag, summary: 'Long work of the organisation, newest first' },
  )
  server.get('/api/v1/jobs', { schema: list }, (request) => {
    const { id: ids, ...page } = request.query
    return listJobs(application, actorOf(request).asker, ids === undefined ? page : { ...page, ids })
  })

  const get = operation(
    'getJob',
    { params: Path, response: { 200: named(Job) } },
    { tag, summary: 'How far a job is', problems: ['not-found'] },
  )
  server.get('/api/v1/jobs/:job', { schema: get }, (request) =>
    getJob(application, actorOf(request).asker, request.params.job),
  )

  const watch = operation(
    'watchJob',
    {
      params: Path,
      response: { 200: fileReply('events named `job`, each a job as `getJob` tells it', ['text/event-stream']) },
    },
    { tag, summary: 'How a job goes on, up to its end', problems: ['not-found'] },
  )
  server.get('/api/v1/jobs/:job/events', { schema: watch }, async (request, reply) => {
    const { asker } = actorOf(request)
    const { job } = request.params
    // A job that is not there is a problem, not a stream.
    await getJob(application, asker, job)
    watched.take(request, reply)
    const signal = AbortSignal.any([goneSignal(reply), closing])
    const last = request.headers['last-event-id']
    const from = typeof last === 'string' ? { last, signal } : { signal }
    await streamEvents(reply, sightings(watchJob(application, whoWatches(request), job, from)), signal)
    return reply
  })

  /** Whoever asked, as long as they may: looked up anew every so often. */
  function whoWatches(request: FastifyRequest): () => Promise<Asker | undefined> {
    let { asker } = actorOf(request)
    let since = Date.now()
    return async () => {
      if (Date.now() - since < limits.watcherMilliseconds) return asker
      const now = await context.identify(request)
      if (now === undefined || now.asker.organisation !== asker.organisation) return undefined
      requireAccess(now, ACCESS.watchJob)
      since = Date.now()
      asker = now.asker
      return asker
    }
  }

  const cancel = operation(
    'cancelJob',
    { params: Path, response: { 202: named(Job) } },
    {
      tag,
      summary: 'Ask for the end of a job',
      description: 'It needs the rights of what began the job, which tells who asked.',
      problems: ['not-found', 'wrong-state'],
    },
  )
  server.post('/api/v1/jobs/:job/cancel', { schema: cancel }, async (request, reply) =>
    reply.code(202).send(await cancelJob(application, await beginnerOf(request), request.params.job)),
  )

  const resume = operation(
    'resumeJob',
    { params: Path, response: { 202: named(Job) } },
    {
      tag,
      summary: 'Take up again a job that failed or was cancelled',
      description:
        'The same work of the same inputs, where they are still what they were; it needs the rights of what began the job. Tries go on being counted.',
      isOnce: true,
      problems: ['not-found', 'wrong-state', 'changed-meanwhile', 'not-ready'],
    },
  )
  server.post('/api/v1/jobs/:job/resume', { schema: resume }, async (request, reply) => {
    const asker = await beginnerOf(request)
    return replyOnce(request, reply, context, async (within) => ({
      status: 202,
      body: await resumeJob(within, asker, request.params.job),
    }))
  })
}

async function* sightings(seen: AsyncIterable<JobSighting>): AsyncGenerator<ServerEvent> {
  for await (const { id, job } of seen) yield { id, event: 'job', data: job }
}
