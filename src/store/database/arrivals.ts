// Files that came for an import, from when they came until somebody decided on them.

import type { Selectable } from 'kysely'
import type { MemberActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { NotFound, WrongState } from './refusals.ts'
import type { Json, Tables } from './tables.ts'

export type Arrival = Selectable<Tables['arrivals']>

/** `id`: that of the folder its files are put in. */
export function receiveArrival(
  { sql, member, now }: MemberActs,
  {
    id,
    workspace,
    files,
    recognised = null,
  }: Pick<Arrival, 'id' | 'workspace' | 'files'> & Partial<Pick<Arrival, 'recognised'>>,
): Promise<Arrival> {
  return sql
    .insertInto('arrivals')
    .values({
      id,
      workspace,
      files: JSON.stringify(files),
      recognised,
      read: '{}',
      organisation: member.organisation,
      state: 'received',
      createdAt: now,
      createdBy: member.person,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function getArrival({ sql }: MemberActs, id: string): Promise<Arrival> {
  const arrival = await sql.selectFrom('arrivals').selectAll().where('id', '=', id).executeTakeFirst()
  if (!arrival) throw new NotFound('arrival')
  return arrival
}

/** As `getArrival`; nobody else changes it, or removes its workspace, until the transaction ends. */
export async function holdArrival({ sql }: MemberActs, id: string): Promise<Arrival> {
  // The workspace first, in the order in which its removal takes them.
  await sql
    .selectFrom('workspaces')
    .select('id')
    .where('id', 'in', sql.selectFrom('arrivals').select('workspace').where('id', '=', id))
    .forKeyShare()
    .execute()
  const arrival = await sql.selectFrom('arrivals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!arrival) throw new NotFound('arrival')
  return arrival
}

/** Newest first. */
export function listArrivals(
  { sql }: MemberActs,
  workspace: string,
  request: PageRequest = {},
): Promise<Page<Arrival>> {
  const query = sql.selectFrom('arrivals').selectAll().where('workspace', '=', workspace)
  return readPage(query, request, { columns: ['createdAt', 'id'], direction: 'desc' })
}

/** Says which job works on it now. Of two who give the same arrival to a job at once the second is refused. */
export async function giveArrivalToJob({ sql }: MemberActs, arrival: Arrival, job: string): Promise<void> {
  const given = await sql
    .updateTable('arrivals')
    .set({ job })
    .where('id', '=', arrival.id)
    .where('job', 'is not distinct from', arrival.job)
    .returning('id')
    .executeTakeFirst()
  if (!given) throw new WrongState('arrival', 'busy: somebody else has just begun to preview or accept it')
}

/** What a dry run found. One that is refused can be previewed again with another mapping. */
export function previewArrival(
  acts: MemberActs,
  id: string,
  found: Pick<Arrival, 'baseDigest'> & { readonly read: Json; readonly preview: Json; readonly isRefused: boolean },
): Promise<Arrival> {
  const { isRefused, preview, read, baseDigest } = found
  const state = isRefused ? 'refused' : 'previewed'
  return change(acts, id, ['received', 'previewed', 'refused'], {
    baseDigest,
    read: JSON.stringify(read),
    preview: JSON.stringify(preview),
    state,
  })
}

/** Takes the files in; the head of the workspace is advanced in the same transaction. */
export function acceptArrival(acts: MemberActs, id: string): Promise<Arrival> {
  return change(acts, id, ['previewed'], { state: 'accepted', decidedAt: acts.now, decidedBy: acts.member.person })
}

export function rejectArrival(acts: MemberActs, id: string): Promise<Arrival> {
  const decision = { state: 'rejected', decidedAt: acts.now, decidedBy: acts.member.person } as const
  return change(acts, id, ['received', 'previewed', 'refused'], decision)
}

/** From one of these states only: of two decisions at once the second is told what the first was. */
async function change(
  acts: MemberActs,
  id: string,
  from: readonly Arrival['state'][],
  values: Partial<Pick<Arrival, 'state' | 'baseDigest' | 'decidedAt' | 'decidedBy'>> & {
    readonly preview?: string
    readonly read?: string
  },
): Promise<Arrival> {
  const changed = await acts.sql
    .updateTable('arrivals')
    .set(values)
    .where('id', '=', id)
    .where('state', 'in', from)
    .returningAll()
    .executeTakeFirst()
  if (!changed) throw new WrongState('arrival', (await getArrival(acts, id)).state)
  return changed
}
