// The workspaces of an organisation, and the snapshots each has gone through.

import type { CreateWorkspace, Snapshot, Workspace } from '#contract/application/workspace.ts'
import { TABLES } from '#model/tables.ts'
import type { MemberActs } from '#store/database/acts.ts'
import { enqueue, findJob } from '#store/database/jobs.ts'
import { namesOf } from '#store/database/people.ts'
import { findSnapshot, listSnapshots as list, type Snapshot as SnapshotRow } from '#store/database/snapshots.ts'
import {
  createWorkspace as create,
  getWorkspace as get,
  holdWorkspace as hold,
  listWorkspaces as listRows,
  removeWorkspace as remove,
  renameWorkspace as rename,
  type Workspace as WorkspaceRow,
} from '#store/database/workspaces.ts'
import { listExamples } from '../make-example.ts'
import type { Application, Asker } from './application.ts'
import type { CreateWorkspacePayload } from './jobs/create-workspace-job.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'
import { refuseUnseen, type SeenVersions, withVersion } from './version-of.ts'

export async function listWorkspaces(
  { database }: Application,
  asker: Asker,
  page: PageAsked,
): Promise<ToldPage<Workspace>> {
  return database.asMember(asker, async (acts) => {
    const { rows, next } = await listRows(acts, page)
    const items: Workspace[] = []
    for (const row of rows) items.push(await describeWorkspace(acts, row))
    return { items, ...(next === undefined ? {} : { next }) }
  })
}

export async function getWorkspace({ database }: Application, asker: Asker, id: string): Promise<Workspace> {
  return database.asMember(asker, async (acts) => describeWorkspace(acts, await get(acts, id)))
}

/** The workspace, and with it the job that makes its first snapshot. */
export async function createWorkspace(
  { database, nudge }: Application,
  asker: Asker,
  { name, from }: CreateWorkspace,
): Promise<Workspace> {
  if (from.kind === 'example' && !(await listExamples()).includes(from.example))
    throw new Refusal('not-found', `there is no example \`${from.example}\``)
  const made = await database.asMember(asker, async (acts) => {
    const workspace = await create(acts, { name: name.trim() })
    const payload: CreateWorkspacePayload = { workspace: workspace.id, from }
    await enqueue(acts, { kind: 'create-workspace', payload: { ...payload } })
    return describeWorkspace(acts, workspace)
  })
  nudge()
  return made
}

/** `seen`: the version that is renamed; whatever stands, where not given. */
export async function renameWorkspace(
  { database }: Application,
  asker: Asker,
  id: string,
  name: string,
  seen?: SeenVersions,
): Promise<Workspace> {
  return database.asMember(asker, async (acts) => {
    refuseUnseen(await describeWorkspace(acts, await hold(acts, id)), seen)
    return describeWorkspace(acts, await rename(acts, id, name.trim()))
  })
}

/**
 * With all that is of it, for ever; what it alone has on the disk goes as soon as no job runs. `seen`: the version that is
 * removed; whatever stands, where not given.
 */
export async function removeWorkspace(
  { database, nudge, clearFiles }: Application,
  asker: Asker,
  id: string,
  seen?: SeenVersions,
): Promise<void> {
  await database.asMember(asker, (acts) =>
    remove(acts, id, async (workspace) => refuseUnseen(await describeWorkspace(acts, workspace), seen)),
  )
  nudge()
  clearFiles(asker.organisation)
}

export async function listSnapshots(
  { database }: Application,
  asker: Asker,
  workspace: string,
  page: PageAsked,
): Promise<ToldPage<Snapshot>> {
  return database.asMember(asker, async (acts) => {
    await get(acts, workspace)
    const { rows, next } = await list(acts, workspace, page)
    const names = await namesOf(
      acts,
      rows.map(({ sealedBy }) => sealedBy),
    )
    return { items: rows.map((row) => describeSnapshot(row, names)), ...(next === undefined ? {} : { next }) }
  })
}

/** The snapshot asked about, or the head; each only where it is one of this workspace. */
export async function findSnapshotOf(
  { database }: Application,
  asker: Asker,
  workspace: string,
  digest?: string,
): Promise<Snapshot> {
  return database.asMember(asker, (acts) => readSnapshot(acts, workspace, digest))
}

export async function readSnapshot(acts: MemberActs, workspace: string, digest?: string): Promise<Snapshot> {
  const wanted = digest ?? (await get(acts, workspace)).head
  if (wanted === null) throw new Refusal('not-ready', 'nothing is in this workspace yet')
  const row = await findSnapshot(acts, workspace, wanted)
  return describeSnapshot(row, await namesOf(acts, [row.sealedBy]))
}

async function describeWorkspace(acts: MemberActs, { id, name, createdAt, head }: WorkspaceRow): Promise<Workspace> {
  const told = { id, name, createdAt: createdAt.toISOString() }
  if (head !== null) return withVersion({ ...told, head: await readSnapshot(acts, id, head) })
  const job = await findJob(acts, 'create-workspace', { workspace: id })
  return withVersion({ ...told, ...(job === undefined ? {} : { job: job.id }) })
}

function describeSnapshot(row: SnapshotRow, names: ReadonlyMap<string, string>): Snapshot {
  const { digest, number, sealedAt, sealedBy, origin, counts } = row
  return {
    digest,
    number,
    sealedAt: sealedAt.toISOString(),
    sealedBy: names.get(sealedBy) ?? '',
    origin: origin as unknown as Snapshot['origin'],
    tables: TABLES.flatMap(({ name }) => (name in counts ? [{ table: name, rows: counts[name]! }] : [])),
  }
}
