// Questions asked of a snapshot: each is answered once, and the answer kept with everything it was computed from.

import type { Readable } from 'node:stream'
import type { Analysis, AskAnalysis, Question } from '#contract/application/analysis.ts'
import { RulesOverview, SparesOverview } from '#contract/application/overview.ts'
import { ROLES } from '#model/role.ts'
import { SparesReport } from '#model/spares-report.ts'
import { RulesReport } from '#model/verdict.ts'
import { writeStableJson } from '#report/stable-json.ts'
import {
  askAnalysis as ask,
  type Analysis as AnalysisRow,
  getAnalysis as get,
  removeAnalysis as remove,
  listAnalyses as list,
} from '#store/database/analyses.ts'
import type { MemberActs } from '#store/database/acts.ts'
import { type Draft, getDraft } from '#store/database/drafts.ts'
import { enqueue } from '#store/database/jobs.ts'
import { namesOf } from '#store/database/people.ts'
import type { Json } from '#store/database/tables.ts'
import { getWorkspace } from '#store/database/workspaces.ts'
import { fingerprintText } from '#store/fingerprint.ts'
import { openCompressedResult, readResult } from '#store/result-file.ts'
import type { Application, Asker } from './application.ts'
import { problemIn } from './describe-job.ts'
import type { AnalysisPayload } from './jobs/analyse-job.ts'
import { Refusal } from './refusal.ts'
import { requireNamed } from './require-named.ts'
import { nameOnlyScenario } from './name-only-scenario.ts'
import type { PageAsked, ToldPage } from './told-page.ts'
import { readSnapshot } from './workspaces.ts'

/**
 * In which form an answer is kept: what was kept in another, by this version before a change of it, is no answer to be found, and
 * is reckoned anew.
 */
const FORMS = {
  rules: fingerprintText(JSON.stringify([RulesReport, RulesOverview])),
  spares: fingerprintText(JSON.stringify([SparesReport, SparesOverview])),
} as const

/** `isNew`: false where it was asked before, and is under way or answered. */
export async function askAnalysis(
  application: Application,
  asker: Asker,
  workspace: string,
  { snapshot, question: given }: AskAnalysis,
): Promise<{ readonly analysis: Analysis; readonly isNew: boolean }> {
  const { database, version, today, nudge } = application
  await requireNamed(application, asker, workspace, { snapshot, question: given })
  const question = await nameOnlyScenario(application, asker, workspace, { snapshot, question: given })
  const asked = await database.asMember(asker, async (acts) => {
    const { digest } = await readSnapshot(acts, workspace, snapshot)
    const draft = await readAskedDraft(acts, question)
    const inputs = [{ name: 'snapshot', sha256: digest }, ...fingerprintDraft(draft)]
    const day = today()
    const { analysis, isNew } = await ask(
      acts,
      {
        workspace,
        snapshot: digest,
        kind: question.kind,
        parameters: {
          ...question,
          ...(draft && { draft: { ...question.draft, name: draft.name } }),
        } as unknown as Json,
        inputs,
        inputsDigest: fingerprintText(
          [...writeStableJson({ question, inputs, today: day, version, form: FORMS[question.kind] }, {})].join(''),
        ),
        productVersion: version,
      },
      async (id) => {
        const payload: AnalysisPayload = { analysis: id, today: day }
        return (await enqueue(acts, { kind: `analyse-${question.kind}`, payload: { ...payload } })).id
      },
    )
    return { analysis: (await describe(acts, workspace, [analysis]))[0]!, isNew }
  })
  nudge()
  return asked
}

/** Throws a `Refusal` where the draft that is asked about is no longer what it was. */
export async function readAskedDraft(acts: MemberActs, { draft }: Question): Promise<Draft | undefined> {
  if (draft === undefined) return undefined
  const found = await getDraft(acts, draft.id)
  if (found.version !== draft.version)
    throw new Refusal(
      'changed-meanwhile',
      `the draft \`${found.name}\` is at version ${found.version}: ask about that one`,
    )
  return found
}

function fingerprintDraft(draft: Draft | undefined): { name: string; sha256: string }[] {
  return draft ? [{ name: `draft ${draft.name}`, sha256: fingerprintText(draft.text) }] : []
}

/** As it was asked, and the name that its draft had then: the draft may be gone by now. */
function readAsked(row: AnalysisRow): Pick<Analysis, 'question' | 'draftName'> {
  const asked = row.parameters as unknown as Question & { readonly draft?: { readonly name?: string } }
  if (asked.draft === undefined) return { question: asked }
  const { name, ...draft } = asked.draft
  return { question: { ...asked, draft }, ...(name === undefined ? {} : { draftName: name }) }
}

export async function listAnalyses(
  { database }: Application,
  asker: Asker,
  asked: {
    readonly workspace: string
    readonly kind?: 'rules' | 'spares'
    readonly snapshot?: string
    readonly isRemoved?: boolean
  },
  page: PageAsked,
): Promise<ToldPage<Analysis>> {
  return database.asMember(asker, async (acts) => {
    const { rows, next } = await list(acts, asked, page)
    return { items: await describe(acts, asked.workspace, rows), ...(next === undefined ? {} : { next }) }
  })
}

export async function getAnalysis({ database }: Application, asker: Asker, id: string): Promise<Analysis> {
  return database.asMember(asker, async (acts) => {
    const analysis = await get(acts, id)
    return (await describe(acts, analysis.workspace, [analysis]))[0]!
  })
}

/** Takes the answer of a question away, for whoever asked it, and for approvers; that it was asked stays in the list. */
export async function removeAnalysis({ database, clearFiles }: Application, asker: Asker, id: string): Promise<void> {
  await database.asMember(asker, async (acts) => {
    const { createdBy, state } = await get(acts, id)
    if (createdBy !== asker.person && ROLES.indexOf(asker.role) < ROLES.indexOf('approver'))
      throw new Refusal('not-allowed', 'somebody else asked it: an approver may take it away')
    if (state === 'queued' || state === 'running')
      throw new Refusal('wrong-state', 'it is being worked out: cancel it first, then take it away')
    await remove(acts, id)
  })
  clearFiles(asker.organisation)
}

/** The result of one that is done, by its digest: the same digest, the same bytes. */
export async function findResult({ database }: Application, asker: Asker, id: string) {
  const { resultDigest, state, kind, snapshot } = await database.asMember(asker, (acts) => get(acts, id))
  if (resultDigest === null) throw new Refusal('not-ready', `the analysis is ${state}`)
  return { digest: resultDigest, kind, snapshot }
}

/** As JSON, compressed by gzip. */
export function openResult({ folders }: Application, { organisation }: Asker, digest: string): Readable {
  return openCompressedResult(folders.results(organisation), digest)
}

export function readResultText({ folders }: Application, { organisation }: Asker, digest: string): Promise<string> {
  return readResult(folders.results(organisation), digest)
}

async function describe(acts: MemberActs, workspace: string, rows: readonly AnalysisRow[]): Promise<Analysis[]> {
  const { head } = await getWorkspace(acts, workspace)
  const names = await namesOf(
    acts,
    rows.flatMap(({ createdBy, removedBy }) => [createdBy, ...(removedBy === null ? [] : [removedBy])]),
  )
  const numbers = new Map<string, number>()
  for (const { snapshot } of rows)
    if (!numbers.has(snapshot)) numbers.set(snapshot, (await readSnapshot(acts, workspace, snapshot)).number)
  return rows.map((row) => ({
    id: row.id,
    workspace,
    snapshot: row.snapshot,
    snapshotNumber: numbers.get(row.snapshot)!,
    isOfHead: row.snapshot === head,
    ...readAsked(row),
    state: row.state,
    inputs: row.inputs.map(({ name, sha256 }) => ({ name, sha256 })),
    productVersion: row.productVersion,
    createdAt: row.createdAt.toISOString(),
    createdBy: names.get(row.createdBy) ?? '',
    ...(row.removedAt === null ? {} : { removedAt: row.removedAt.toISOString() }),
    ...(row.removedBy === null ? {} : { removedBy: names.get(row.removedBy) ?? '' }),
    ...(row.job === null ? {} : { job: row.job }),
    ...(row.resultDigest === null ? {} : { result: row.resultDigest }),
    ...(row.headline === null ? {} : { headline: row.headline }),
    ...(row.state !== 'failed' || row.error === null ? {} : { problem: problemIn(row.error, acts.member) }),
  }))
}
