// Scenarios and rule packs that are written in the application. What is at fault in one is told, and kept all the same.

import { join } from 'node:path'
import {
  type CreateDraft,
  type Draft,
  LARGEST_DRAFT_CHARACTERS,
  type ListedDraft,
} from '#contract/application/draft.ts'
import { draftFromPack } from '#intake/rule-pack/draft-pack.ts'
import { readTextFile } from '#intake/text-file.ts'
import type { Fault } from '#model/fault.ts'
import { writeScenarioTemplate } from '#model/scenario-template.ts'
import {
  createDraft as create,
  deleteDraft as remove,
  type Draft as DraftRow,
  getDraft as get,
  getDraftHead as getHead,
  holdDraft,
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
import {
  findDraftFaults,
  findKept,
  type FoundFaults,
  type HeldAgainst,
  keepFound,
  summariseFaults,
  withinMoments,
} from './draft-faults.ts'
import type { KnownNames } from './find-faults-of-draft.ts'
import { Refusal } from './refusal.ts'
import type { PageAsked, ToldPage } from './told-page.ts'
import { isSeenDraft, type SeenVersions, versionOf, versionOfDraft } from './version-of.ts'
import { fileOfDraft } from './file-of-draft.ts'
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
  if (from === undefined && kind === 'rule-pack')
    throw new Refusal('invalid-request', `a rule pack \`${name}\` begins from another one: say which with \`from\``)
  const { head } = await application.database.asMember(asker, (acts) => getWorkspace(acts, workspace))
  if (from === undefined) return writeTemplate(application, asker, workspace, head)
  if (head === null) throw new Refusal('not-ready', 'nothing is in this workspace yet')
  const stated = await readStated(join(application.folders.snapshots(asker.organisation), head, 'inputs'), kind, from)
  const text =
    kind === 'scenario' ? stated : draftFromPack(stated, name, await namesOfPacks(application, asker, workspace, head))
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

/** Of the day as of which the workspace is looked at. */
async function writeTemplate(
  application: Application,
  asker: Asker,
  workspace: string,
  head: string | null,
): Promise<string> {
  const facts = head === null ? undefined : await getWorkspaceFacts(application, asker, workspace, head)
  return writeScenarioTemplate(facts?.asOf ?? application.today())
}

export async function getDraft(
  application: Application,
  asker: Asker,
  id: string,
  signal: AbortSignal,
): Promise<Draft> {
  const { workspace, ...itself } = await application.database.asMember(asker, async (acts) => {
    const row = await get(acts, id)
    return { ...(await describe(acts, row)), workspace: row.workspace }
  })
  return withFaults(application, asker, workspace, itself, signal)
}

/** Tells one reply about a draft from another, and begins with its version. */
export function stateOfDraft({ version, updatedBy, faults }: Pick<Draft, 'version' | 'updatedBy' | 'faults'>): string {
  return stateWith({ version, updatedBy }, faults === null ? undefined : summariseFaults(faults as readonly Fault[]))
}

function stateWith(
  { version, updatedBy }: Pick<Draft, 'version' | 'updatedBy'>,
  found: FoundFaults | undefined,
): string {
  return `${versionOfDraft(version)}.${versionOf([updatedBy, found?.sha256 ?? null])}`
}

/** As `stateOfDraft`, of what would be told now, without a text being read; undefined where its faults are to be found first. */
export async function findKnownState({ database }: Application, asker: Asker, id: string): Promise<string | undefined> {
  return database.asMember(asker, async (acts) => {
    const { version, kind, workspace, updatedBy } = await getHead(acts, id)
    const { head } = await getWorkspace(acts, workspace)
    const found = findKept({ id, version }, keyOfNames(kind, head))
    const names = await namesOf(acts, [updatedBy])
    return found && stateWith({ version, updatedBy: names.get(updatedBy) ?? '' }, found)
  })
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
      const faultCount = findKept({ id, version }, keyOfNames(kind, head))?.count
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

/** The version a draft is at until the transaction ends. Throws `DraftChanged` where it is none of those seen. */
export async function holdSeenDraft(acts: MemberActs, id: string, seen: SeenVersions): Promise<number> {
  const { version } = await holdDraft(acts, id)
  if (!isSeenDraft(version, seen)) throw new DraftChanged(version)
  return version
}

/** `seen`: the version that was changed; where it is no longer that, nothing is written. */
export async function saveDraft(
  application: Application,
  asker: Asker,
  id: string,
  { seen, text }: { readonly seen: SeenVersions; readonly text: string },
  signal: AbortSignal,
): Promise<Draft> {
  const { workspace, ...itself } = await application.database.asMember(asker, async (acts) => {
    const row = await updateDraft(acts, { id, version: await holdSeenDraft(acts, id, seen), text })
    return { ...(await describe(acts, row)), workspace: row.workspace }
  })
  return withFaults(application, asker, workspace, itself, signal)
}

export async function deleteDraft(
  { database }: Application,
  asker: Asker,
  id: string,
  seen: SeenVersions,
): Promise<void> {
  await database.asMember(asker, async (acts) => {
    await remove(acts, { id, version: await holdSeenDraft(acts, id, seen) })
  })
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

/** Once no transaction waits for it. Found later than within moments, they are told to who asks then. `signal`: of who asks. */
export async function withFaults(
  application: Application,
  asker: Asker,
  workspace: string,
  draft: DraftItself,
  signal: AbortSignal,
): Promise<Draft> {
  const { id, kind, name } = draft
  const { head } = await application.database.asMember(asker, (acts) => getWorkspace(acts, workspace))
  const against = heldAgainst(application, asker, { kind, name, workspace }, head)
  const finding = findDraftFaults(draft, against, { asker, about: `${id} saved`, signal })
  const keeping = finding.then((found) => {
    keepFound(draft, against.key, found)
    return found
  })
  const faults = await withinMoments(keeping)
  return { ...draft, faults: faults && [...faults] }
}

/** What is wrong with a text that is being written, and not saved yet. */
export async function checkDraft(
  application: Application,
  asker: Asker,
  id: string,
  text: string,
  signal: AbortSignal,
): Promise<readonly Fault[]> {
  const { draft, head } = await application.database.asMember(asker, async (acts) => {
    const found = await getHead(acts, id)
    return { draft: found, head: (await getWorkspace(acts, found.workspace)).head }
  })
  const against = heldAgainst(application, asker, draft, head)
  return findDraftFaults({ ...draft, text }, against, { asker, about: `${id} typed`, signal })
}

function heldAgainst(
  application: Application,
  asker: Asker,
  { kind, name, workspace }: Pick<DraftRow, 'kind' | 'name' | 'workspace'>,
  head: string | null,
): HeldAgainst {
  return {
    key: keyOfNames(kind, head),
    names: () => knownNames(application, asker, { workspace, head, name }),
    inputs: head === null ? undefined : join(application.folders.snapshots(asker.organisation), head, 'inputs'),
  }
}

/** A scenario is held against nothing until it is asked about; a snapshot never changes, nor do the packs that are shipped. */
function keyOfNames(kind: DraftRow['kind'], head: string | null): string {
  return kind === 'scenario' ? '' : (head ?? '')
}

/** What the draft of this name became when it was brought into the workspace is no other pack. */
async function knownNames(
  application: Application,
  asker: Asker,
  { workspace, head, name }: { readonly workspace: string; readonly head: string | null; readonly name: string },
): Promise<KnownNames> {
  if (head === null) return { packs: new Set() }
  const { packs, vendors } = await getWorkspaceFacts(application, asker, workspace, head)
  const own = fileOfDraft({ kind: 'rule-pack', name })
  return {
    packs: new Set(packs.filter(({ file }) => file !== own).map(({ pack }) => pack)),
    ...(vendors.length === 0 ? {} : { vendors: new Set(vendors.map(({ vendor }) => vendor)) }),
  }
}

async function namesOfPacks(
  application: Application,
  asker: Asker,
  workspace: string,
  head: string,
): Promise<ReadonlySet<string>> {
  const { packs } = await getWorkspaceFacts(application, asker, workspace, head)
  return new Set(packs.map(({ pack }) => pack))
}
