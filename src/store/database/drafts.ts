// Scenarios and rule packs that are being written. Whoever saves names the version they began from, so that nobody
// overwrites what another wrote meanwhile.

import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { MemberActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { DraftChanged, isUniqueViolation, NameTaken, NotFound } from './refusals.ts'
import type { Tables } from './tables.ts'

export type Draft = Selectable<Tables['drafts']>

/** A draft but for its text, which may be long. */
export type DraftHead = Omit<Draft, 'text'> & { readonly sizeBytes: number }

export async function createDraft(
  { sql, member, now }: MemberActs,
  { workspace, kind, name, text }: Pick<Draft, 'workspace' | 'kind' | 'name' | 'text'>,
): Promise<Draft> {
  const { organisation, person } = member
  const made = await sql
    .insertInto('drafts')
    .values({
      organisation,
      id: randomUUID(),
      workspace,
      kind,
      name,
      text,
      version: 1,
      createdAt: now,
      createdBy: person,
      updatedAt: now,
      updatedBy: person,
    })
    .onConflict((taken) => taken.columns(['organisation', 'workspace', 'kind', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!made) throw new NameTaken(kind, name)
  return made
}

export async function getDraft({ sql }: MemberActs, id: string): Promise<Draft> {
  const draft = await sql.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!draft) throw new NotFound('draft')
  return draft
}

export async function getDraftHead(acts: MemberActs, id: string): Promise<DraftHead> {
  const draft = await draftHeads(acts).where('id', '=', id).executeTakeFirst()
  if (!draft) throw new NotFound('draft')
  return draft
}

/** As `getDraftHead`; nobody else changes it until the transaction ends. */
export async function holdDraft(acts: MemberActs, id: string): Promise<DraftHead> {
  const draft = await draftHeads(acts).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!draft) throw new NotFound('draft')
  return draft
}

/** In order of name. */
export function listDrafts(
  acts: MemberActs,
  { workspace, kind }: { readonly workspace: string; readonly kind?: Draft['kind'] },
  request: PageRequest = {},
): Promise<Page<DraftHead>> {
  const all = draftHeads(acts).where('workspace', '=', workspace)
  const query = kind === undefined ? all : all.where('kind', '=', kind)
  return readPage(query, request, { columns: ['name', 'id'], direction: 'asc' })
}

const HEAD_COLUMNS = [
  'organisation',
  'id',
  'workspace',
  'kind',
  'name',
  'version',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
] as const

function draftHeads({ sql }: MemberActs) {
  return sql
    .selectFrom('drafts')
    .select(HEAD_COLUMNS)
    .select(({ fn }) => fn<number>('octet_length', ['text']).as('sizeBytes'))
}

/** Throws `DraftChanged` where the draft is no longer at this version. */
export async function updateDraft(
  acts: MemberActs,
  { id, version, ...changes }: Pick<Draft, 'id' | 'version'> & Partial<Pick<Draft, 'name' | 'text'>>,
): Promise<Draft> {
  const { sql, member, now } = acts
  const updated = await sql
    .updateTable('drafts')
    .set({ ...changes, version: version + 1, updatedAt: now, updatedBy: member.person })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new NameTaken('draft', changes.name ?? '') : error
    })
  if (!updated) throw new DraftChanged((await getDraftHead(acts, id)).version)
  return updated
}

/** Throws `DraftChanged` where the draft is no longer at this version. */
export async function deleteDraft(acts: MemberActs, { id, version }: Pick<Draft, 'id' | 'version'>): Promise<void> {
  const deleted = await acts.sql
    .deleteFrom('drafts')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (deleted.numDeletedRows === 0n) throw new DraftChanged((await getDraftHead(acts, id)).version)
}
