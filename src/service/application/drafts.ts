// Scenarios and rule packs that are written in the application. What is at fault in one is told, and kept all the same.

import { join } from 'node:path'
import { stringify } from 'yaml'
import {
  type CreateDraft,
  type Draft,
  LARGEST_DRAFT_CHARACTERS,
  type ListedDraft,
} from '#contract/application/draft.ts'
import { draftFromPack } from '#intake/rule-pack/draft-pack.ts'
import { readTextFile } from '#intake/text-file.ts'
import type { Fault } from '#model/fault.ts'
import {
  createDraft as create,
  deleteDraft as remove,
  type Draft as DraftRow,
  getDraft as get,
  getDraftHead as getHead,
  listDrafts as list,
  updateDraft,
} from '#store/database/drafts.ts'
import type { MemberActs } from '#store/database/acts.ts'
import { namesOf } from '#store/database/people.ts'
import { DraftChanged } from '#store/database/refusals.ts'
import { getWorkspace } from '#store/database/workspaces.ts'
import { listScenarios } from '../list-scenarios.ts'
import { findPackText } from '../find-pack-text.ts'
import type { Application, Asker } from './application.ts'
import { countKnownFaults, findDraftFaults, type HeldAgainst, keepFaultCount } from './draft-faults.ts'
import type { KnownNames } from './find-faults-of-draft.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'
import { isSeen, type SeenVersions, versionOfDraft } from './version-of.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'

type DraftItself = Omit<Draft, 'faults'>

/** Without what is wrong with it: that takes time, and this may be part of a transaction. */
export async function createDraft(
  application: Application,
  asker: Asker,
  workspace: string,
  { kind, name, from, text }: CreateDraft,
): Promise<DraftItself> {
  const written = text ?? (await textToBeginFrom(application, asker, workspace, { kind, name, from }))
  return application.database.asMember(asker, async (acts) => {
    await getWorkspace(acts, workspace)
    return describe(acts, await create(acts, { workspace, kind, name, text: written }))
  })
}

async function textToBeginFrom(
  application: Application,
  asker: Asker,
  workspace: string,
  { kind, name, from }: Pick<CreateDraft, 'kind' | 'name'> & { readonly from: string | undefined },
): Promise<string> {
  if (from === undefined) return template(kind, name, application.today())
  const { head } = await application.database.asMember(asker, (acts) => getWorkspace(acts, workspace))
  if (head === null) throw new Refusal('not-ready', 'nothing is in this workspace yet')
  const stated = await readStated(join(application.folders.snapshots(asker.organisation), head, 'inputs'), kind, from)
  const text =
    kind === 'scenario'
      ? stated
      : draftFromPack(stated, name, (await knownNames(application, asker, workspace, head)).packs)
  if (text.length > LARGEST_DRAFT_CHARACTERS)
    throw new Refusal('too-large', `\`${from}\` has more than the ${LARGEST_DRAFT_CHARACTERS} characters of a draft`)
  return text
}

/** The text of a scenario or pack in the folder of a workspace, or of a pack that is shipped. */
async function readStated(folder: string, kind: Draft['kind'], from: string): Promise<string> {
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
  const { workspace, ...itself } = await application.database.asMember(asker, async (acts) => {
    const row = await get(acts, id)
    return { ...(await describe(acts, row)), workspace: row.workspace }
  })
  return withFaults(application, asker, workspace, itself)
}

/** Which version there is. */
export async function getDraftVersion({ database }: Application, asker: Asker, id: string): Promise<number> {
  return (await database.asMember(asker, (acts) => getHead(acts, id))).version
}

/** What is wrong with one is told where somebody looked before: to list them, none is read. */
export async function listDrafts(
  { database }: Application,
  asker: Asker,
  asked: { readonly workspace: string; readonly kind?: Draft['kind'] },
  page: PageAsked,
): Promise<ToldPage<ListedDraft>> {
  return database.asMember(asker, async (acts) => {
    const { head } = await getWorkspace(acts, asked.workspace)
    const { rows, next } = await list(acts, asked, page)
    const names = await namesOf(
      acts,
      rows.map(({ updatedBy }) => updatedBy),
    )
    const items = rows.map(({ id, kind, name, version, sizeBytes, updatedAt, updatedBy }) => {
      const faultCount = countKnownFaults({ id, version }, keyOfNames(kind, head))
      return {
        id,
        kind,
        name,
        version,
        sizeBytes,
        updatedAt: updatedAt.toISOString(),
        updatedBy: names.get(updatedBy) ?? '',
        ...(faultCount === undefined ? {} : { faultCount }),
      }
    })
    return { items, ...(next === undefined ? {} : { next }) }
  })
}

/** The version a draft is at, if that is one of those seen. Throws `DraftChanged` where it is not. */
export async function findSeenDraft(
  { database }: Application,
  asker: Asker,
  id: string,
  seen: SeenVersions,
): Promise<number> {
  const { version } = await database.asMember(asker, (acts) => get(acts, id))
  if (!isSeen(versionOfDraft(version), seen)) throw new DraftChanged(version)
  return version
}

/** `version`: the one that was changed; where it is no longer that, nothing is written. */
export async function saveDraft(
  application: Application,
  asker: Asker,
  id: string,
  version: number,
  text: string,
): Promise<Draft> {
  const { workspace, ...itself } = await application.database.asMember(asker, async (acts) => {
    const row = await updateDraft(acts, { id, version, text })
    return { ...(await describe(acts, row)), workspace: row.workspace }
  })
  return withFaults(application, asker, workspace, itself)
}

export async function deleteDraft({ database }: Application, asker: Asker, id: string, version: number): Promise<void> {
  await database.asMember(asker, (acts) => remove(acts, { id, version }))
}

async function describe(
  acts: MemberActs,
  { id, kind, name, text, version, updatedAt, updatedBy }: DraftRow,
): Promise<DraftItself> {
  const names = await namesOf(acts, [updatedBy])
  return {
    id,
    kind,
    name,
    text,
    version,
    updatedAt: updatedAt.toISOString(),
    updatedBy: names.get(updatedBy) ?? '',
  }
}

/** Once no transaction waits for it. */
export async function withFaults(
  application: Application,
  asker: Asker,
  workspace: string,
  draft: DraftItself,
): Promise<Draft> {
  const { head } = await application.database.asMember(asker, (acts) => getWorkspace(acts, workspace))
  const faults = await findDraftFaults(draft, heldAgainst(application, asker, { kind: draft.kind, workspace }, head))
  keepFaultCount(draft, keyOfNames(draft.kind, head), faults.length)
  return { ...draft, faults: [...faults] }
}

/** What is wrong with a text that is being written, and not saved yet. */
export async function checkDraft(
  application: Application,
  asker: Asker,
  id: string,
  text: string,
): Promise<readonly Fault[]> {
  const { draft, head } = await application.database.asMember(asker, async (acts) => {
    const found = await getHead(acts, id)
    return { draft: found, head: (await getWorkspace(acts, found.workspace)).head }
  })
  return findDraftFaults({ ...draft, text }, heldAgainst(application, asker, draft, head))
}

function heldAgainst(
  application: Application,
  asker: Asker,
  { kind, workspace }: Pick<DraftRow, 'kind' | 'workspace'>,
  head: string | null,
): HeldAgainst {
  return { key: keyOfNames(kind, head), names: () => knownNames(application, asker, workspace, head) }
}

/** A scenario is held against nothing until it is asked about; a snapshot never changes, nor do the packs that are shipped. */
function keyOfNames(kind: DraftRow['kind'], head: string | null): string {
  return kind === 'scenario' ? '' : (head ?? '')
}

async function knownNames(
  application: Application,
  asker: Asker,
  workspace: string,
  head: string | null,
): Promise<KnownNames> {
  if (head === null) return { packs: new Set() }
  const { packs, vendors } = await getWorkspaceFacts(application, asker, workspace, head)
  return {
    packs: new Set(packs.map(({ pack }) => pack)),
    ...(vendors.length === 0 ? {} : { vendors: new Set(vendors.map(({ vendor }) => vendor)) }),
  }
}
