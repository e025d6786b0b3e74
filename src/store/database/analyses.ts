// What was asked of which snapshot, with every input by name and digest; the answer is the file its digest names.

import { randomUUID } from 'node:crypto'
import { type AliasedExpression, type Selectable, sql as raw } from 'kysely'
import type { MemberActs, SystemActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { isUniqueViolation, NotFound, WrongState } from './refusals.ts'
import { recordRemoval } from './removals.ts'
import type { Tables } from './tables.ts'

export type Analysis = Selectable<Tables['analyses']>

export type AnalysisAsked = Pick<
  Analysis,
  'workspace' | 'snapshot' | 'kind' | 'parameters' | 'inputs' | 'inputsDigest' | 'productVersion'
>

/** An analysis of these inputs that is waiting, under way or done; undefined where it is to be made. */
export function findAnalysis(
  { sql }: MemberActs,
  { workspace, inputsDigest }: Pick<Analysis, 'workspace' | 'inputsDigest'>,
): Promise<Analysis | undefined> {
  return sql
    .selectFrom('analyses')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('inputsDigest', '=', inputsDigest)
    .where('state', 'in', ['queued', 'running', 'done'])
    .executeTakeFirst()
}

/**
 * Asks for an analysis. One of the same inputs that is waiting, under way or done is given instead of a second: then
 * `isNew` is false. `makeJob` is called for a new one, and gives the id of the job that will do it.
 */
export async function askAnalysis(
  acts: MemberActs,
  asked: AnalysisAsked,
  makeJob: (analysis: string) => Promise<string>,
): Promise<{ readonly analysis: Analysis; readonly isNew: boolean }> {
  const { sql, member, now } = acts
  const made = await sql
    .insertInto('analyses')
    .values({
      ...asked,
      parameters: JSON.stringify(asked.parameters),
      inputs: JSON.stringify(asked.inputs),
      organisation: member.organisation,
      id: randomUUID(),
      state: 'queued',
      createdAt: now,
      createdBy: member.person,
    })
    .onConflict((same) =>
      same
        .columns(['organisation', 'workspace', 'inputsDigest'])
        .where('state', 'in', ['queued', 'running', 'done'])
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  if (!made) return { analysis: (await findAnalysis(acts, asked))!, isNew: false }
  const job = await makeJob(made.id)
  await sql.updateTable('analyses').set({ job }).where('id', '=', made.id).execute()
  return { analysis: { ...made, job }, isNew: true }
}

export async function getAnalysis({ sql }: MemberActs, id: string): Promise<Analysis> {
  const analysis = await sql
    .selectFrom('analyses')
    .selectAll()
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .executeTakeFirst()
  if (!analysis) throw new NotFound('analysis')
  return analysis
}

/** Newest first; of those taken away all or none. */
export function listAnalyses(
  { sql }: MemberActs,
  {
    workspace,
    kind,
    snapshot,
    upTo,
    isRemoved = false,
  }: {
    readonly workspace: string
    readonly isRemoved?: boolean
    readonly kind?: Analysis['kind']
    readonly snapshot?: string
    /** Number of a snapshot: of that and of those before it. */
    readonly upTo?: number
  },
  request: PageRequest = {},
): Promise<Page<Analysis>> {
  const query = sql
    .selectFrom('analyses')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('state', isRemoved ? '=' : '<>', 'removed')
    .$if(kind !== undefined, (of) => of.where('kind', '=', kind!))
    .$if(snapshot !== undefined, (of) => of.where('snapshot', '=', snapshot!))
    .$if(upTo !== undefined, (of) =>
      of.where(
        'snapshot',
        'in',
        sql.selectFrom('snapshots').select('digest').where('workspace', '=', workspace).where('number', '<=', upTo!),
      ),
    )
  return readPage(query, request, { columns: ['createdAt', 'id'], direction: 'desc' })
}

/**
 * Of those that ask of a network as it stands (a kind, a scenario, and nothing else), the latest of each question in each
 * state: of `snapshot` itself, and of those whose number is at most `upTo`. Newest first.
 */
export function listLatestPlain(
  { sql }: MemberActs,
  { workspace, snapshot, upTo }: { readonly workspace: string; readonly snapshot: string; readonly upTo: number },
): Promise<Analysis[]> {
  const upToIt = sql
    .selectFrom('snapshots')
    .select('digest')
    .where('workspace', '=', workspace)
    .where('number', '<=', upTo)
  const ranked = sql
    .selectFrom('analyses')
    .select('id')
    .select(
      raw<string>`row_number() over (
        partition by kind, parameters ->> 'scenario', state, snapshot = ${snapshot} order by created_at desc, id desc
      )`.as('rank'),
    )
    .where('workspace', '=', workspace)
    .where('state', '<>', 'removed')
    .where(raw<boolean>`parameters - 'kind' - 'scenario' = '{}'::jsonb`)
    .where('snapshot', 'in', upToIt)
  return listFirst(sql, ranked.as('ranked'))
}

/**
 * Of those done of a snapshot that ask of a draft as it stands, and nothing else, the latest of each draft. Newest first.
 */
export function listLatestOfDrafts(
  { sql }: MemberActs,
  { workspace, snapshot }: Pick<Analysis, 'workspace' | 'snapshot'>,
): Promise<Analysis[]> {
  const ranked = sql
    .selectFrom('analyses')
    .select('id')
    .select(
      raw<string>`row_number() over (
        partition by kind, parameters -> 'draft' ->> 'id' order by created_at desc, id desc
      )`.as('rank'),
    )
    .where('workspace', '=', workspace)
    .where('snapshot', '=', snapshot)
    .where('state', '=', 'done')
    .where(raw<boolean>`parameters -> 'draft' is not null and parameters - 'kind' - 'draft' = '{}'::jsonb`)
  return listFirst(sql, ranked.as('ranked'))
}

/** The first of each rank. Newest first. */
function listFirst(
  sql: MemberActs['sql'],
  ranked: AliasedExpression<{ id: string; rank: string }, 'ranked'>,
): Promise<Analysis[]> {
  return sql
    .selectFrom('analyses')
    .selectAll()
    .where('id', 'in', sql.selectFrom(ranked).select('ranked.id').where('ranked.rank', '=', '1'))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/**
 * Takes the answer away; that it was asked stays. Throws `NotFound`, or `WrongState` where it waits or runs. Who may is held by
 * the database too: whoever asked, and approvers.
 */
export async function removeAnalysis(acts: MemberActs, id: string): Promise<void> {
  const { sql, member, now } = acts
  const { state, resultDigest } = await getAnalysis(acts, id)
  if (resultDigest !== null) await recordRemoval(acts, { kind: 'result', name: resultDigest })
  const removed = await sql
    .updateTable('analyses')
    .set({
      state: 'removed',
      resultDigest: null,
      headline: null,
      summary: null,
      error: null,
      removedAt: now,
      removedBy: member.person,
    })
    .where('id', '=', id)
    .where('state', 'in', ['done', 'failed', 'cancelled'])
    .executeTakeFirst()
  if (removed.numUpdatedRows === 0n) throw new WrongState('analysis', state)
}

/** Notes the answer; the job is finished in the same transaction. */
export async function finishAnalysis(
  { sql, now }: SystemActs,
  { organisation, id }: Pick<Analysis, 'organisation' | 'id'>,
  {
    resultDigest,
    inputs,
    headline,
    summary,
  }: Pick<Analysis, 'inputs' | 'summary'> & { resultDigest: string; headline: string },
): Promise<Analysis> {
  const done = await sql
    .updateTable('analyses')
    .set({
      state: 'done',
      resultDigest,
      inputs: JSON.stringify(inputs),
      headline,
      summary: JSON.stringify(summary),
      finishedAt: now,
    })
    .where('organisation', '=', organisation)
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst()
  if (!done) throw new WrongState('analysis', 'ended already, or not there')
  return done
}

/**
 * An analysis that failed or was cancelled waits again, with its job. Throws `WrongState` where it has not ended so, or where the
 * same was asked anew since.
 */
export async function resumeAnalysis(acts: MemberActs, id: string): Promise<void> {
  const resumed = await acts.sql
    .updateTable('analyses')
    .set({ state: 'queued', error: null, finishedAt: null })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'cancelled'])
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new WrongState('question', 'asked anew already') : error
    })
  if (resumed.numUpdatedRows === 0n) throw new WrongState('analysis', (await getAnalysis(acts, id)).state)
}

/** An analysis that is not done is in the state of its job. */
export async function followJobs(
  { sql }: Pick<SystemActs, 'sql'>,
  jobs: readonly Pick<Selectable<Tables['jobs']>, 'organisation' | 'id' | 'state' | 'error' | 'finishedAt'>[],
): Promise<void> {
  for (const { organisation, id, state, error, finishedAt } of jobs) {
    if (state === 'done') continue
    await sql
      .updateTable('analyses')
      .set({ state, finishedAt, ...(error === null ? {} : { error: JSON.stringify(error) }) })
      .where('organisation', '=', organisation)
      .where('job', '=', id)
      .where('state', 'in', ['queued', 'running'])
      .execute()
  }
}
