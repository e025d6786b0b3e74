// Long work: how far it is, told as it goes, and its end where somebody asks for it.

import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Job } from '#contract/application/job.ts'
import { Identifier } from '#contract/application/kinds.ts'
import { PageQuery, pageOf } from '#contract/application/page.ts'
import type { Asker } from '#service/application/application.ts'
import { cancelJob, getJob, listJobs } from '#service/application/jobs.ts'
import { Refusal } from '#service/application/refusal.ts'
import { resumeJob } from '#service/application/resume-job.ts'
import { watchJob } from '#service/application/watch-job.ts'
import { ACCESS, BEGUN_BY } from '../access.ts'
import { type Actor, actorOf, requireAccess } from '../actor.ts'
import { type ServerEvent, streamEvents } from '../event-stream.ts'
import { goneSignal, whenReplyEnds } from '../reply-end.ts'
import { named } from '../named-schema.ts'
import { replyOnce } from '../once.ts'
import { fileReply, operation } from '../operation.ts'
import type { RouteContext, TypedServer } from './route-context.ts'

const tag = 'jobs'
/** Each looks into the database a few times a second. */
const MOST_WATCHING = 200
const Path = Type.Object({ job: Identifier })

export function addJobRoutes(server: TypedServer, context: RouteContext): void {
  const { application, closing } = context
  let watching = 0
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
    { querystring: PageQuery, response: { 200: pageOf(named(Job)) } },
    { tag, summary: 'Long work of the organisation, newest first' },
  )
  server.get('/api/v1/jobs', { schema: list }, (request) =>
    listJobs(application, actorOf(request).asker, request.query),
  )

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
    if (watching >= MOST_WATCHING)
      throw new Refusal('too-many-requests', 'too many jobs are being watched at once: ask how far it is instead')
    // A job that is not there is a problem, not a stream.
    await getJob(application, asker, job)
    watching += 1
    whenReplyEnds(reply, () => {
      watching -= 1
    })
    const signal = AbortSignal.any([goneSignal(reply), closing])
    const last = request.headers['last-event-id']
    await streamEvents(reply, sightings(asker, job, typeof last === 'string' ? last : undefined, signal), signal)
    return reply
  })

  async function* sightings(
    asker: Asker,
    id: string,
    last: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<ServerEvent> {
    const from = last === undefined ? { signal } : { last, signal }
    for await (const sighting of watchJob(application, asker, id, from)) {
      yield { id: sighting.id, event: 'job', data: sighting.job }
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
