// Scenarios and rule packs that are written in the application. What is at fault in one is told, and kept all the same.

import { join } from 'node:path'
import { stringify } from 'yaml'
import type { CreateDraft, Draft } from '#contract/application/draft.ts'
import { readRulePack } from '#intake/rule-pack/read.ts'
import { readScenario } from '#intake/scenario/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import type { Fault } from '#model/fault.ts'
import type { MemberActs } from '#store/database/acts.ts'
import {
  createDraft as create,
  deleteDraft as remove,
  type Draft as DraftRow,
  getDraft as get,
  listDrafts as list,
  updateDraft,
} from '#store/database/drafts.ts'
import { namesOf } from '#store/database/people.ts'
import { getWorkspace } from '#store/database/workspaces.ts'
import { listScenarios } from '../list-scenarios.ts'
import { findPackText } from '../find-pack-text.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'

export async function createDraft(
  application: Application,
  asker: Asker,
  workspace: string,
  { kind, name, from, text }: CreateDraft,
): Promise<Draft> {
  const begun = text ?? (from === undefined ? template(kind, name, application.today()) : undefined)
  const written = begun ?? (await readStated(application, asker, workspace, kind, from!))
  return application.database.asMember(asker, async (acts) => {
    await getWorkspace(acts, workspace)
    return describe(acts, await create(acts, { workspace, kind, name, text: written }))
  })
}

/** The text of a scenario or pack of the head of the workspace, or of a pack that is shipped. */
async function readStated(
  { database, folders }: Application,
  asker: Asker,
  workspace: string,
  kind: Draft['kind'],
  from: string,
): Promise<string> {
  const { head } = await database.asMember(asker, (acts) => getWorkspace(acts, workspace))
  if (head === null) throw new Refusal('not-ready', 'nothing is in this workspace yet')
  const folder = join(folders.snapshots(asker.organisation), head, 'inputs')
  const untold = (): void => undefined
  const path =
    kind === 'scenario'
      ? (await listScenarios(folder, untold)).find(({ name }) => name === from)?.path
      : await findPackText(folder, from)
  const text = path === undefined ? undefined : await readTextFile(path, from, untold)
  if (text === undefined) throw new Refusal('not-found', `there is no ${kind} \`${from}\` in this workspace`)
  return text
}

/** The least that can be asked about. */
function template(kind: Draft['kind'], name: string, today: string): string {
  if (kind === 'scenario') return stringify({ scenario: 1, until: yearsLater(today, 5), target: { survival: 0.95 } })
  throw new Refusal('invalid-request', `a rule pack \`${name}\` begins from another one: say which with \`from\``)
}

function yearsLater(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}-12-31`
}

export async function getDraft({ database }: Application, asker: Asker, id: string): Promise<Draft> {
  return database.asMember(asker, async (acts) => describe(acts, await get(acts, id)))
}

export async function listDrafts(
  { database }: Application,
  asker: Asker,
  asked: { readonly workspace: string; readonly kind?: Draft['kind'] },
  page: PageAsked,
): Promise<ToldPage<Draft>> {
  return database.asMember(asker, async (acts) => {
    const { rows, next } = await list(acts, asked, page)
    const items: Draft[] = []
    for (const row of rows) items.push(await describe(acts, row))
    return { items, ...(next === undefined ? {} : { next }) }
  })
}

/** `version`: the one that was changed; where it is no longer that, nothing is written. */
export async function saveDraft(
  { database }: Application,
  asker: Asker,
  id: string,
  version: number,
  text: string,
): Promise<Draft> {
  return database.asMember(asker, async (acts) => describe(acts, await updateDraft(acts, { id, version, text })))
}

export async function deleteDraft({ database }: Application, asker: Asker, id: string, version: number): Promise<void> {
  await database.asMember(asker, (acts) => remove(acts, { id, version }))
}

async function describe(acts: MemberActs, row: DraftRow): Promise<Draft> {
  const { id, kind, name, text, version, updatedAt, updatedBy } = row
  const names = await namesOf(acts, [updatedBy])
  return {
    id,
    kind,
    name,
    text,
    version,
    updatedAt: updatedAt.toISOString(),
    updatedBy: names.get(updatedBy) ?? '',
    faults: findFaults(kind, name, text),
  }
}

/** Of the text itself; what it names is held against the network when it is asked about. */
function findFaults(kind: Draft['kind'], name: string, text: string): Fault[] {
  const file = `${name}.yaml`
  return [...(kind === 'scenario' ? readScenario(file, text) : readRulePack(file, text)).faults]
}
