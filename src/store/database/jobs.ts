// Long work: asked for by a member, done by a worker that holds a lease and renews it. A worker that is gone lets its lease
// expire, and the job is given to another.

import { randomUUID } from 'node:crypto'
import { type ExpressionBuilder, type Selectable, sql as fragment } from 'kysely'
import type { MemberActs, SystemActs } from './acts.ts'
import { followJobs } from './analyses.ts'
import { keepFiles } from './kept-files.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { NotFound, TooManyWaiting, WrongState } from './refusals.ts'
import type { Json, JobState, Tables } from './tables.ts'

export type Job = Selectable<Tables['jobs']>

/** What a worker holds. Another attempt at the same job is another lease. */
export type Lease = Pick<Job, 'organisation' | 'id' | 'attempts'> & { readonly worker: string }

/** Tries of a job where its maker does not say, and each time it is taken up again: work that kills its process three times will kill the next one too. */
const MOST_ATTEMPTS = 3

/** Of one organisation: what waits longer than a day's work is asked for by mistake. */
export const MOST_WAITING = 200

/** Throws `TooManyWaiting` where the organisation has as many as it may; of several at once a few more get through. */
async function requireRoom({ sql }: MemberActs): Promise<void> {
  const { waiting } = await sql
    .selectFrom('jobs')
    .select((is) => is.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow()
  if (Number(waiting) >= MOST_WAITING) throw new TooManyWaiting(Number(waiting))
}

export async function enqueue(
  acts: MemberActs,
  { kind, payload, mostAttempts = MOST_ATTEMPTS }: Pick<Job, 'kind' | 'payload'> & Partial<Pick<Job, 'mostAttempts'>>,
): Promise<Job> {
  const { sql, member, now } = acts
  await requireRoom(acts)
  return sql
    .insertInto('jobs')
    .values({
      organisation: member.organisation,
      id: randomUUID(),
      kind,
      payload: JSON.stringify(payload),
      state: 'queued',
      attempts: 0,
      mostAttempts,
      cancelRequested: false,
      createdAt: now,
      createdBy: member.person,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function getJob({ sql }: MemberActs, id: string): Promise<Job> {
  const job = await sql.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
  if (!job) throw new NotFound('job')
  return job
}

/** The latest job of a kind whose payload says this; undefined where there is none. */
export function findJob(
  { sql }: MemberActs,
  kind: string,
  about: Readonly<Record<string, string>>,
): Promise<Job | undefined> {
  return sql
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', kind)
    .where(fragment<boolean>`payload @> ${JSON.stringify(about)}::jsonb`)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Newest first. `ids`: of these alone; one that is not known is none of them. */
export function listJobs(
  { sql }: MemberActs,
  { states, ids }: { readonly states?: readonly JobState[]; readonly ids?: readonly string[] } = {},
  request: PageRequest = {},
): Promise<Page<Job>> {
  const query = sql
    .selectFrom('jobs')
    .selectAll()
    .$if(states !== undefined, (all) => all.where('state', 'in', states!))
    .$if(ids !== undefined, (all) => all.where('id', 'in', ids!))
  return readPage(query, request, { columns: ['createdAt', 'id'], direction: 'desc' })
}

/** What waits has ended by that; what runs is asked to. */
const cancelling = ({ member, now }: MemberActs) => ({
  cancelRequested: true,
  cancelledBy: member.person,
  state: fragment<JobState>`case state when 'queued' then 'cancelled' else state end`,
  finishedAt: fragment<Date | null>`case state when 'queued' then ${now}::timestamptz end`,
})

/** A job that waits is cancelled at once; one that runs is told at its next heartbeat. It is of who asked first. */
export async function cancelJob(acts: MemberActs, id: string): Promise<Job> {
  const asked = await acts.sql
    .updateTable('jobs')
    .set(cancelling(acts))
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .where('cancelRequested', '=', false)
    .returningAll()
    .executeTakeFirst()
  if (!asked) return requireEnding(await getJob(acts, id))
  if (asked.state === 'cancelled') await followJobs(acts, [asked])
  return asked
}

function requireEnding(job: Job): Job {
  if (job.state === 'running' && job.cancelRequested) return job
  throw new WrongState('job', job.state)
}

/**
 * A job that failed or was cancelled waits for a worker again, with more tries; those it had are counted on. Throws `WrongState`
 * where it has not ended so.
 */
export async function resumeJob(acts: MemberActs, id: string): Promise<Job> {
  await requireRoom(acts)
  const resumed = await acts.sql
    .updateTable('jobs')
    .set((is) => ({
      state: 'queued',
      mostAttempts: is('attempts', '+', MOST_ATTEMPTS),
      cancelRequested: false,
      cancelledBy: null,
      progress: null,
      error: null,
      finishedAt: null,
    }))
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'cancelled'])
    .returningAll()
    .executeTakeFirst()
  if (!resumed) throw new WrongState('job', (await getJob(acts, id)).state)
  return resumed
}

/** As `cancelJob`, of every job that works on a workspace, an arrival of it or an analysis of it. */
export async function cancelJobsOf(acts: MemberActs, workspace: string): Promise<void> {
  await acts.sql
    .updateTable('jobs')
    .set(cancelling(acts))
    .where((is) => goesOn(is, acts, workspace))
    .execute()
}

/** Whether one of these goes on that nobody asked to end. */
export async function hasJobsOf(acts: MemberActs, workspace: string): Promise<boolean> {
  const found = await acts.sql
    .selectFrom('jobs')
    .select('id')
    .where((is) => goesOn(is, acts, workspace))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

function goesOn(is: ExpressionBuilder<Tables, 'jobs'>, { sql }: MemberActs, workspace: string) {
  const ids = (table: 'arrivals' | 'analyses') =>
    sql.selectFrom(table).select(fragment<string>`id::text`.as('id')).where('workspace', '=', workspace)
  return is.and([
    is('state', 'in', ['queued', 'running']),
    is('cancelRequested', '=', false),
    is.or([
      is(fragment<string>`payload ->> 'workspace'`, '=', workspace),
      is(fragment<string>`payload ->> 'arrival'`, 'in', ids('arrivals')),
      is(fragment<string>`payload ->> 'analysis'`, 'in', ids('analyses')),
    ]),
  ])
}

/**
 * The workspace a job works on is there, and is not removed until the transaction ends: to be asked before anything of it is held.
 * Throws `NotFound` where it is not there.
 */
export async function keepWorkspaceOf({ sql }: MemberActs, { payload }: Pick<Job, 'payload'>): Promise<void> {
  const { workspace, arrival, analysis } = payload as Readonly<Record<string, string>>
  const of = (table: 'arrivals' | 'analyses', id: string) =>
    sql.selectFrom(table).select('workspace').where('id', '=', id)
  const kept = await sql
    .selectFrom('workspaces')
    .select('id')
    .where((is) =>
      is.or([
        ...(workspace === undefined ? [] : [is('id', '=', workspace)]),
        ...(arrival === undefined ? [] : [is('id', 'in', of('arrivals', arrival))]),
        ...(analysis === undefined ? [] : [is('id', 'in', of('analyses', analysis))]),
      ]),
    )
    .forKeyShare()
    .executeTakeFirst()
  if (!kept) throw new NotFound('workspace')
}

/**
 * The next job to do, for this worker until the lease ends; undefined where there is none. Organisations with little
 * running come first, so that one with many jobs does not hold up the others; within one the oldest.
 */
export async function lease(
  acts: SystemActs,
  { worker, leaseMs, kinds }: { readonly worker: string; readonly leaseMs: number; readonly kinds?: readonly string[] },
): Promise<Job | undefined> {
  const { sql, now } = acts
  await keepFiles(acts)
  const waiting = sql
    .selectFrom('jobs as waiting')
    .select(['organisation', 'id'])
    .where('state', '=', 'queued')
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds!))
    .orderBy((row) =>
      row
        .selectFrom('jobs as running')
        .select((is) => is.fn.countAll().as('count'))
        .whereRef('running.organisation', '=', 'waiting.organisation')
        .where('running.state', '=', 'running'),
    )
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
  const leased = await sql
    .with('next', () => waiting)
    .updateTable('jobs')
    .from('next')
    .set((is) => ({
      state: 'running',
      worker,
      leaseUntil: after(now, leaseMs),
      attempts: is('jobs.attempts', '+', 1),
      startedAt: is.fn.coalesce('jobs.startedAt', fragment<Date>`${now}::timestamptz`),
    }))
    .whereRef('jobs.organisation', '=', 'next.organisation')
    .whereRef('jobs.id', '=', 'next.id')
    .returningAll('jobs')
    .executeTakeFirst()
  if (leased) await followJobs(acts, [leased])
  return leased
}

/**
 * Renews a lease and says how far the work is. `cancel`: somebody asked for it to end. `lost`: the lease ended, and what
 * the worker does is no longer wanted.
 */
export async function heartbeat(
  { sql, now }: SystemActs,
  held: Lease,
  { leaseMs, progress }: { readonly leaseMs: number; readonly progress?: Json },
): Promise<'continue' | 'cancel' | 'lost'> {
  const renewed = await sql
    .updateTable('jobs')
    .set({
      leaseUntil: after(now, leaseMs),
      ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
    })
    .where('organisation', '=', held.organisation)
    .where('id', '=', held.id)
    .where('state', '=', 'running')
    .where('worker', '=', held.worker)
    .where('attempts', '=', held.attempts)
    .returning('cancelRequested')
    .executeTakeFirst()
  if (!renewed) return 'lost'
  return renewed.cancelRequested ? 'cancel' : 'continue'
}

/** The work is done; what it made is written in the same transaction. Undefined where the lease was lost. */
export function finish(acts: SystemActs, held: Lease, result: Json = null): Promise<Job | undefined> {
  return end(acts, held, { state: 'done', result: JSON.stringify(result) })
}

/** The work stopped because somebody asked for it. */
export function finishCancelled(acts: SystemActs, held: Lease): Promise<Job | undefined> {
  return end(acts, held, { state: 'cancelled' })
}

/**
 * The work was not begun to its end because its worker closes: it waits for another, and the try does not count. What somebody
 * asked to end has its end.
 */
export async function handBack(acts: SystemActs, held: Lease): Promise<Job | undefined> {
  const { cancelRequested = false } = (await jobOf(acts, held)) ?? {}
  if (cancelRequested) return finishCancelled(acts, held)
  return end(acts, held, { state: 'queued', attempts: held.attempts - 1 })
}

/** The work failed. With `mayRetry` it waits for another try, as long as it has tries left. */
export async function fail(
  acts: SystemActs,
  held: Lease,
  error: Json,
  { mayRetry = false }: { readonly mayRetry?: boolean } = {},
): Promise<Job | undefined> {
  const { mostAttempts = 0, cancelRequested = false } = (await jobOf(acts, held)) ?? {}
  // Whoever asked for its end is not told that it failed on the way there.
  if (cancelRequested) return finishCancelled(acts, held)
  const state = mayRetry && held.attempts < mostAttempts ? 'queued' : 'failed'
  return end(acts, held, { state, error: JSON.stringify(error) })
}

function jobOf({ sql }: SystemActs, { organisation, id }: Lease): Promise<Job | undefined> {
  return sql
    .selectFrom('jobs')
    .selectAll()
    .where('organisation', '=', organisation)
    .where('id', '=', id)
    .executeTakeFirst()
}

async function end(
  acts: SystemActs,
  held: Lease,
  values: { readonly state: JobState; readonly attempts?: number; readonly result?: string; readonly error?: string },
): Promise<Job | undefined> {
  const ended = await acts.sql
    .updateTable('jobs')
    .set({ ...values, worker: null, leaseUntil: null, finishedAt: values.state === 'queued' ? null : acts.now })
    .where('organisation', '=', held.organisation)
    .where('id', '=', held.id)
    .where('state', '=', 'running')
    .where('worker', '=', held.worker)
    .where('attempts', '=', held.attempts)
    .returningAll()
    .executeTakeFirst()
  if (ended) await followJobs(acts, [ended])
  return ended
}

/** At most this many at a time; what is left is taken at the next call. */
const REQUEUED_AT_ONCE = 100

/**
 * Jobs whose lease has ended: their process is gone. They wait for another worker; those that were to be cancelled are, and
 * those without tries left have failed. `except`: jobs this worker does, and could not say so while the database was away.
 */
export function requeueExpired(
  acts: SystemActs,
  { except = [] }: { readonly except?: readonly string[] } = {},
): Promise<readonly Job[]> {
  return requeue(acts, acts.now, except)
}

/** As `requeueExpired`, of every job that runs: for a database that nobody else has open, before work begins. */
export async function requeueAll(acts: SystemActs): Promise<readonly Job[]> {
  const all: Job[] = []
  for (;;) {
    const some = await requeue(acts, undefined, [])
    if (some.length === 0) return all
    all.push(...some)
  }
}

async function requeue(acts: SystemActs, until: Date | undefined, except: readonly string[]): Promise<readonly Job[]> {
  const { sql } = acts
  const expired = await sql
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'running')
    .$if(until !== undefined, (query) => query.where('leaseUntil', '<', until!))
    .$if(except.length > 0, (query) => query.where('id', 'not in', except))
    .orderBy('leaseUntil')
    .limit(REQUEUED_AT_ONCE)
    .forUpdate()
    .skipLocked()
    .execute()
  const ended: Job[] = []
  for (const job of expired) {
    const changed = await end(acts, { ...job, worker: job.worker! }, afterExpiry(job))
    if (changed) ended.push(changed)
  }
  return ended
}

function afterExpiry({ cancelRequested, attempts, mostAttempts }: Job): { state: JobState; error?: string } {
  if (cancelRequested) return { state: 'cancelled' }
  if (attempts < mostAttempts) return { state: 'queued' }
  const times = attempts === 1 ? 'once' : `${attempts} times`
  const problem = `the process that did this work ended ${times} before the work was done`
  return { state: 'failed', error: JSON.stringify({ problem }) }
}

function after(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds)
}

/** How many jobs of all organisations are in each state that is not an end. */
export async function countWaitingJobs({
  sql,
}: SystemActs): Promise<{ readonly queued: number; readonly running: number }> {
  const rows = await sql
    .selectFrom('jobs')
    .select((is) => ['state', is.fn.countAll<number>().as('jobs')])
    .where('state', 'in', ['queued', 'running'])
    .groupBy('state')
    .execute()
  const countOf = (state: JobState): number => Number(rows.find((row) => row.state === state)?.jobs ?? 0)
  return { queued: countOf('queued'), running: countOf('running') }
}

const ASKED_AT_ONCE = 1000

/** Of these jobs of an organisation, those that failed or were cancelled before then. One that is not known is none of them. */
export async function listFruitless(
  { sql }: SystemActs,
  organisation: string,
  { ids, before }: { readonly ids: readonly string[]; readonly before: Date },
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let from = 0; from < ids.length; from += ASKED_AT_ONCE) {
    const jobs = await sql
      .selectFrom('jobs')
      .select('id')
      .where('organisation', '=', organisation)
      .where('id', 'in', ids.slice(from, from + ASKED_AT_ONCE))
      .where('state', 'in', ['failed', 'cancelled'])
      .where('finishedAt', '<=', before)
      .execute()
    for (const { id } of jobs) found.add(id)
  }
  return found
}
