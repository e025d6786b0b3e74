// Named inventories of an organisation. What stands in one is its head: the digest of its latest snapshot.

import { randomUUID } from 'node:crypto'
import { type Selectable, sql as raw } from 'kysely'
import type { MemberActs } from './acts.ts'
import { cancelJobsOf, hasJobsOf } from './jobs.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { recordRemovals } from './removals.ts'
import { isUniqueViolation, NameTaken, NotFound, WorkBegun } from './refusals.ts'
import type { Tables } from './tables.ts'

export type Workspace = Selectable<Tables['workspaces']>

export async function createWorkspace(
  { sql, member, now }: MemberActs,
  { name }: Pick<Workspace, 'name'>,
): Promise<Workspace> {
  await refuseAlike(sql, name)
  const values = {
    organisation: member.organisation,
    id: randomUUID(),
    name,
    head: null,
    version: 0,
    createdAt: now,
    createdBy: member.person,
    updatedAt: now,
  }
  const made = await sql
    .insertInto('workspaces')
    .values(values)
    .onConflict((taken) => taken.columns(['organisation', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!made) throw new NameTaken('workspace', name)
  return made
}

/**
 * Throws `NameTaken` with the name of another that is the same but for the case of its letters: nobody would tell them apart in a
 * list. Two of before stay as they are.
 */
async function refuseAlike(sql: MemberActs['sql'], name: string, own?: string): Promise<void> {
  const same = await sql
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .where(raw<boolean>`lower(name) = lower(${name})`)
    .execute()
  const other = same.find(({ id }) => id !== own)
  if (other) throw new NameTaken('workspace', other.name)
}

export async function getWorkspace({ sql }: MemberActs, id: string): Promise<Workspace> {
  const workspace = await sql.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
  if (!workspace) throw new NotFound('workspace')
  return workspace
}

/** As `getWorkspace`; nobody else changes it until the transaction ends. */
export async function holdWorkspace({ sql }: MemberActs, id: string): Promise<Workspace> {
  const workspace = await sql.selectFrom('workspaces').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!workspace) throw new NotFound('workspace')
  return workspace
}

/** In order of name. */
export function listWorkspaces({ sql }: MemberActs, request: PageRequest = {}): Promise<Page<Workspace>> {
  return readPage(sql.selectFrom('workspaces').selectAll(), request, { columns: ['name', 'id'], direction: 'asc' })
}

export async function renameWorkspace({ sql, now }: MemberActs, id: string, name: string): Promise<Workspace> {
  await refuseAlike(sql, name, id)
  try {
    const renamed = await sql
      .updateTable('workspaces')
      .set({ name, updatedAt: now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!renamed) throw new NotFound('workspace')
    return renamed
  } catch (error) {
    throw isUniqueViolation(error) ? new NameTaken('workspace', name) : error
  }
}

/**
 * Removes a workspace with its snapshots, arrivals, drafts and analyses, and asks for the end of the jobs that work on it; the
 * jobs themselves stay, as what was done. Whoever is no administrator removes nothing: to them it is not there. `refuse`: is
 * given what would be removed, and throws where it is not to be. Throws `WorkBegun` where a job was begun since their end was
 * asked for: then nothing is removed, and it may be asked again.
 */
export async function removeWorkspace(
  acts: MemberActs,
  id: string,
  refuse?: (workspace: Workspace) => Promise<void>,
): Promise<void> {
  // Jobs first, in the order in which a job that ends takes them: two that wait for each other would both be undone.
  await cancelJobsOf(acts, id)
  const workspace = await holdWorkspace(acts, id)
  await refuse?.(workspace)
  // Whoever begins work holds on to the workspace: from here on there is none that is not seen.
  if (await hasJobsOf(acts, id)) throw new WorkBegun()
  await recordRemovals(acts, id)
  const removed = await acts.sql.deleteFrom('workspaces').where('id', '=', id).executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw new NotFound('workspace')
}
