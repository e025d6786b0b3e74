// Filters and orders of a page under a name: one's own, or shared with the organisation.

import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { MemberActs } from './acts.ts'
import { type Page, type PageRequest, readPage } from './page.ts'
import { isUniqueViolation, NameTaken, NotFound } from './refusals.ts'
import type { Tables } from './tables.ts'

export type SavedView = Selectable<Tables['savedViews']>

export async function saveView(
  { sql, member, now }: MemberActs,
  view: Pick<SavedView, 'page' | 'name' | 'query' | 'isShared'>,
): Promise<SavedView> {
  const { organisation, person } = member
  const saved = await sql
    .insertInto('savedViews')
    .values({ ...view, organisation, id: randomUUID(), person, createdAt: now, updatedAt: now })
    .onConflict((taken) => taken.columns(['organisation', 'person', 'page', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!saved) throw new NameTaken('view', view.name)
  return saved
}

/** One's own views and those that others share, of one page or of all, in order of name. */
export function listViews(
  { sql }: MemberActs,
  page: string | undefined,
  request: PageRequest = {},
): Promise<Page<SavedView>> {
  const all = sql.selectFrom('savedViews').selectAll()
  const query = page === undefined ? all : all.where('page', '=', page)
  return readPage(query, request, { columns: ['name', 'id'], direction: 'asc' })
}

/** One's own, or one that another shares. */
export async function getView({ sql }: MemberActs, id: string): Promise<SavedView> {
  const view = await sql.selectFrom('savedViews').selectAll().where('id', '=', id).executeTakeFirst()
  if (!view) throw new NotFound('view')
  return view
}

/** Only one's own: another's is not found. Nothing else changes it until the transaction ends. */
export async function holdView({ sql, member }: MemberActs, id: string): Promise<SavedView> {
  const view = await sql
    .selectFrom('savedViews')
    .selectAll()
    .where('id', '=', id)
    .where('person', '=', member.person)
    .forUpdate()
    .executeTakeFirst()
  if (!view) throw new NotFound('view')
  return view
}

/** Only one's own: another's is not found. */
export async function updateView(
  { sql, member, now }: MemberActs,
  { id, ...changes }: Pick<SavedView, 'id'> & Partial<Pick<SavedView, 'name' | 'query' | 'isShared'>>,
): Promise<SavedView> {
  const updated = await sql
    .updateTable('savedViews')
    .set({ ...changes, updatedAt: now })
    .where('id', '=', id)
    .where('person', '=', member.person)
    .returningAll()
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new NameTaken('view', changes.name ?? '') : error
    })
  if (!updated) throw new NotFound('view')
  return updated
}

/** Only one's own: another's is not found. */
export async function deleteView({ sql, member }: MemberActs, id: string): Promise<void> {
  const deleted = await sql
    .deleteFrom('savedViews')
    .where('id', '=', id)
    .where('person', '=', member.person)
    .executeTakeFirst()
  if (deleted.numDeletedRows === 0n) throw new NotFound('view')
}
