// The states a workspace has been in, numbered from 1. The facts themselves lie in the folder the digest names.

import type { Selectable } from 'kysely'
import type { MemberActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { HeadMoved, NotFound } from './refusals.ts'
import type { Tables } from './tables.ts'
import { getWorkspace } from './workspaces.ts'

export type Snapshot = Selectable<Tables['snapshots']>

export interface HeadAdvance extends Pick<Snapshot, 'workspace' | 'origin' | 'counts'> {
  /** The head the change was made from; null for a workspace that has none. */
  readonly from: string | null
  readonly to: string
}

/**
 * Moves the head of a workspace on, if it still stands where the change was made from: of two at once one wins, and the
 * other gets `HeadMoved` with the head as it is. A snapshot that is the head already is given as it stands.
 */
export async function advanceHead(acts: MemberActs, advance: HeadAdvance): Promise<Snapshot> {
  const { sql, member, now } = acts
  const { workspace, from, to, origin, counts } = advance
  if (from === to) return presentHead(acts, workspace, to)
  const moved = await sql
    .updateTable('workspaces')
    .set((is) => ({ head: to, version: is('version', '+', 1), updatedAt: now }))
    .where('id', '=', workspace)
    .where('head', 'is not distinct from', from)
    .returning('version')
    .executeTakeFirst()
  if (!moved) throw new HeadMoved((await getWorkspace(acts, workspace)).head)
  return sql
    .insertInto('snapshots')
    .values({
      organisation: member.organisation,
      workspace,
      number: moved.version,
      digest: to,
      sealedAt: now,
      sealedBy: member.person,
      origin: JSON.stringify(origin),
      counts: JSON.stringify(counts),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function presentHead(acts: MemberActs, workspace: string, digest: string): Promise<Snapshot> {
  const { head } = await getWorkspace(acts, workspace)
  if (head !== digest) throw new HeadMoved(head)
  return findSnapshot(acts, workspace, digest)
}

/** The latest of this digest: a workspace may come back to a state it was in. */
export async function findSnapshot({ sql }: MemberActs, workspace: string, digest: string): Promise<Snapshot> {
  const snapshot = await sql
    .selectFrom('snapshots')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('digest', '=', digest)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!snapshot) throw new NotFound('snapshot')
  return snapshot
}

/** Latest first. */
export function listSnapshots(
  { sql }: MemberActs,
  workspace: string,
  request: PageRequest = {},
): Promise<Page<Snapshot>> {
  const query = sql.selectFrom('snapshots').selectAll().where('workspace', '=', workspace)
  return readPage(query, request, { columns: ['number'], direction: 'desc' })
}
