// Views somebody wants to come back to, their own and those others share.

import type { SavedView, SaveView } from '#contract/application/saved-view.ts'
import type { MemberActs } from '#store/database/acts.ts'
import { namesOf } from '#store/database/people.ts'
import {
  deleteView as remove,
  getView as get,
  holdView as hold,
  listViews as list,
  type SavedView as ViewRow,
  saveView as save,
  updateView,
} from '#store/database/saved-views.ts'
import type { Application, Asker } from './application.ts'
import type { PageAsked, ToldPage } from './told-page.ts'
import { refuseUnseen, type SeenVersions, withVersion } from './version-of.ts'

export async function listSavedViews(
  { database }: Application,
  asker: Asker,
  on: SavedView['page'] | undefined,
  page: PageAsked,
): Promise<ToldPage<SavedView>> {
  return database.asMember(asker, async (acts) => {
    const { rows, next } = await list(acts, on, page)
    return { items: await describe(acts, rows), ...(next === undefined ? {} : { next }) }
  })
}

export async function saveView({ database }: Application, asker: Asker, view: SaveView): Promise<SavedView> {
  return database.asMember(asker, async (acts) => (await describe(acts, [await save(acts, view)]))[0]!)
}

export async function getSavedView({ database }: Application, asker: Asker, id: string): Promise<SavedView> {
  return database.asMember(asker, async (acts) => (await describe(acts, [await get(acts, id)]))[0]!)
}

/** `seen`: the version that is changed; whatever stands, where not given. */
export async function changeSavedView(
  { database }: Application,
  asker: Asker,
  id: string,
  { name, query, isShared }: SaveView,
  seen?: SeenVersions,
): Promise<SavedView> {
  return database.asMember(asker, async (acts) => {
    refuseUnseen((await describe(acts, [await hold(acts, id)]))[0]!, seen)
    return (await describe(acts, [await updateView(acts, { id, name, query, isShared })]))[0]!
  })
}

/** `seen`: the version that is dropped; whatever stands, where not given. */
export async function deleteSavedView(
  { database }: Application,
  asker: Asker,
  id: string,
  seen?: SeenVersions,
): Promise<void> {
  await database.asMember(asker, async (acts) => {
    refuseUnseen((await describe(acts, [await hold(acts, id)]))[0]!, seen)
    await remove(acts, id)
  })
}

async function describe(acts: MemberActs, rows: readonly ViewRow[]): Promise<SavedView[]> {
  const names = await namesOf(
    acts,
    rows.map(({ person }) => person),
  )
  return rows.map(({ id, name, page, query, isShared, createdAt, person }) =>
    withVersion({
      id,
      name,
      page: page as SavedView['page'],
      query,
      isShared,
      createdAt: createdAt.toISOString(),
      createdBy: names.get(person) ?? '',
      isMine: person === acts.member.person,
    }),
  )
}
