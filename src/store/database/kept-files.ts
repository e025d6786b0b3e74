// Which files the acts refer to: those that must be there, and those that may go.

import { sql } from 'kysely'
import type { MemberActs, SystemActs } from './acts.ts'
import { listRemovals } from './removals.ts'
import type { Tables } from './tables.ts'

export interface KeptFile {
  readonly organisation: string
  readonly digest: string
}

export interface KeptFiles {
  readonly snapshots: readonly KeptFile[]
  readonly results: readonly KeptFile[]
}

export async function listKeptFiles({ sql }: SystemActs): Promise<KeptFiles> {
  const snapshots = await sql.selectFrom('snapshots').select(['organisation', 'digest']).distinct().execute()
  const results = await sql
    .selectFrom('analyses')
    .select(['organisation', 'resultDigest as digest'])
    .where('resultDigest', 'is not', null)
    .distinct()
    .execute()
  return { snapshots, results: results.map(({ organisation, digest }) => ({ organisation, digest: digest! })) }
}

/** Any number of our own: held by many who need that no file goes, or by one who clears files away. */
const FILES_LOCK = 7_402_119

/** Until this transaction ends no file is cleared away: it may refer to one that nothing else does, or lead to such work. */
export async function keepFiles({ sql: transaction }: Pick<MemberActs, 'sql'>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${FILES_LOCK}::bigint)`.execute(transaction)
}

/** As `keepFiles`, without waiting; false where files are being cleared away. */
export async function keepFilesIfStill({ sql: transaction }: Pick<MemberActs, 'sql'>): Promise<boolean> {
  const { rows } = await sql<{ isStill: boolean }>`
    select pg_try_advisory_xact_lock_shared(${FILES_LOCK}::bigint) as is_still`.execute(transaction)
  return rows[0]!.isStill
}

/** What an organisation refers to, for whoever clears away the rest. */
export interface ReferredFiles {
  readonly snapshots: ReadonlySet<string>
  readonly results: ReadonlySet<string>
  readonly arrivals: ReadonlyMap<string, Tables['arrivals']['state']>
  /** Names of what was given up, by kind; something may refer to it all the same. */
  readonly removed: Awaited<ReturnType<typeof listRemovals>>
}

/**
 * As it stands until this transaction ends. Undefined while a job of the organisation runs, for what it makes is referred to
 * when it ends, and while somebody keeps files: then it is to be asked again.
 */
export async function listReferredFiles(acts: SystemActs, organisation: string): Promise<ReferredFiles | undefined> {
  const { sql: transaction } = acts
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_xact_lock(${FILES_LOCK}::bigint) as is_mine`.execute(transaction)
  if (!rows[0]!.isMine) return undefined
  const running = await transaction
    .selectFrom('jobs')
    .select('id')
    .where('organisation', '=', organisation)
    .where('state', '=', 'running')
    .limit(1)
    .executeTakeFirst()
  if (running) return undefined
  const snapshots = await transaction
    .selectFrom('snapshots')
    .select('digest')
    .distinct()
    .where('organisation', '=', organisation)
    .execute()
  const results = await transaction
    .selectFrom('analyses')
    .select('resultDigest')
    .distinct()
    .where('organisation', '=', organisation)
    .where('resultDigest', 'is not', null)
    .execute()
  const arrivals = await transaction
    .selectFrom('arrivals')
    .select(['id', 'state'])
    .where('organisation', '=', organisation)
    .execute()
  return {
    snapshots: new Set(snapshots.map(({ digest }) => digest)),
    results: new Set(results.map(({ resultDigest }) => resultDigest!)),
    arrivals: new Map(arrivals.map(({ id, state }) => [id, state])),
    removed: await listRemovals(acts, organisation),
  }
}
