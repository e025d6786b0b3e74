// Scenarios and rule packs that are written in the application. What is at fault in one is told, and kept all the same.

import { join } from 'node:path'
import { stringify } from 'yaml'
import type { CreateDraft, Draft } from '#contract/application/draft.ts'
import { checkDraftPack, draftFromPack } from '#intake/rule-pack/draft-pack.ts'
import { readScenario } from '#intake/scenario/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import type { Fault } from '#model/fault.ts'
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
import { getWorkspaceFacts } from './workspace-facts.ts'

export async function createDraft(
  application: Application,
  asker: Asker,
  workspace: string,
  { kind, name, from, text }: CreateDraft,
): Promise<Draft> {
  const written = text ?? (await textToBeginFrom(application, asker, workspace, { kind, name, from }))
  const row = await application.database.asMember(asker, async (acts) => {
    await getWorkspace(acts, workspace)
    return create(acts, { workspace, kind, name, text: written })
  })
  return describe(application, asker, row)
}

async function textToBeginFrom(
  application: Application,
  asker: Asker,
  workspace: string,
  { kind, name, from }: Pick<CreateDraft, 'kind' | 'name'> & { readonly from: string | undefined },
): Promise<string> {
  if (from === undefined) return template(kind, name, application.today())
  const stated = await readStated(application, asker, workspace, kind, from)
  return kind === 'scenario'
    ? stated
    : draftFromPack(stated, name, (await knownNames(application, asker, workspace)).packs)
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

export async function getDraft(application: Application, asker: Asker, id: string): Promise<Draft> {
  return describe(application, asker, await application.database.asMember(asker, (acts) => get(acts, id)))
}

export async function listDrafts(
  application: Application,
  asker: Asker,
  asked: { readonly workspace: string; readonly kind?: Draft['kind'] },
  page: PageAsked,
): Promise<ToldPage<Draft>> {
  const { rows, next } = await application.database.asMember(asker, (acts) => list(acts, asked, page))
  const known = namesWhenAsked(application, asker, asked.workspace)
  const items: Draft[] = []
  for (const row of rows) items.push(await describe(application, asker, row, known))
  return { items, ...(next === undefined ? {} : { next }) }
}

/** `version`: the one that was changed; where it is no longer that, nothing is written. */
export async function saveDraft(
  application: Application,
  asker: Asker,
  id: string,
  version: number,
  text: string,
): Promise<Draft> {
  const row = await application.database.asMember(asker, (acts) => updateDraft(acts, { id, version, text }))
  return describe(application, asker, row)
}

export async function deleteDraft({ database }: Application, asker: Asker, id: string, version: number): Promise<void> {
  await database.asMember(asker, (acts) => remove(acts, { id, version }))
}

async function describe(
  application: Application,
  asker: Asker,
  row: DraftRow,
  known = namesWhenAsked(application, asker, row.workspace),
): Promise<Draft> {
  const { id, kind, name, text, version, updatedAt, updatedBy } = row
  const names = await application.database.asMember(asker, (acts) => namesOf(acts, [updatedBy]))
  return {
    id,
    kind,
    name,
    text,
    version,
    updatedAt: updatedAt.toISOString(),
    updatedBy: names.get(updatedBy) ?? '',
    faults: await findFaults(kind, name, text, known),
  }
}

/** Of the text itself; what else it names is held against the network when it is asked about. */
async function findFaults(
  kind: Draft['kind'],
  name: string,
  text: string,
  known: () => Promise<KnownNames>,
): Promise<Fault[]> {
  const file = `${name}.yaml`
  if (kind === 'scenario') return [...readScenario(file, text).faults]
  const { packs, vendors } = await known()
  return [...checkDraftPack(file, text, packs, vendors)]
}

/** What is wrong with a text that is being written, and not saved yet. */
export async function checkDraft(
  application: Application,
  asker: Asker,
  id: string,
  text: string,
): Promise<readonly Fault[]> {
  const { workspace, kind, name } = await application.database.asMember(asker, (acts) => get(acts, id))
  return findFaults(kind, name, text, namesWhenAsked(application, asker, workspace))
}

/** What is at hand in a workspace by name: packs, and ids of vendors where they could be read. */
interface KnownNames {
  readonly packs: ReadonlySet<string>
  readonly vendors?: ReadonlySet<string>
}

/** Read once, and only if they are asked for. */
function namesWhenAsked(application: Application, asker: Asker, workspace: string): () => Promise<KnownNames> {
  let known: Promise<KnownNames> | undefined
  return () => (known ??= knownNames(application, asker, workspace))
}

async function knownNames(application: Application, asker: Asker, workspace: string): Promise<KnownNames> {
  const { head } = await application.database.asMember(asker, (acts) => getWorkspace(acts, workspace))
  if (head === null) return { packs: new Set() }
  const { packs, vendors } = await getWorkspaceFacts(application, asker, workspace, head)
  return {
    packs: new Set(packs.map(({ pack }) => pack)),
    ...(vendors.length === 0 ? {} : { vendors: new Set(vendors.map(({ vendor }) => vendor)) }),
  }
}
