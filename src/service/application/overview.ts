// The first page: the latest answers about a workspace as it stood with a snapshot, and what was not asked yet.

import { Compile } from 'typebox/schema'
import { type Overview, RulesOverview, SparesOverview } from '#contract/application/overview.ts'
import { listLatestOfDrafts, listLatestPlain, type Analysis as AnalysisRow } from '#store/database/analyses.ts'
import type { Application, Asker } from './application.ts'
import { problemIn } from './describe-job.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'

interface Told<Answer> {
  readonly row: AnalysisRow
  readonly answer: Answer
}

/** `digest`: of the snapshot it is told of; the head where not given. Later ones are as if they were not there yet. */
export async function getOverview(
  application: Application,
  asker: Asker,
  workspace: string,
  digest?: string,
): Promise<Overview> {
  const { snapshot, scenarios } = await getWorkspaceFacts(application, asker, workspace, digest)
  const { plain, drafts } = await application.database.asMember(asker, async (acts) => ({
    plain: await listLatestPlain(acts, { workspace, snapshot: snapshot.digest, upTo: snapshot.number }),
    drafts: await listLatestOfDrafts(acts, { workspace, snapshot: snapshot.digest }),
  }))
  const done = ownFirst(
    plain.filter(({ state }) => state === 'done'),
    snapshot.digest,
  )
  const rules = readAnswers(done, 'rules', RULES, snapshot.digest)[0]
  const spares = latestByScenario(readAnswers(done, 'spares', SPARES, snapshot.digest))
  const pending = plain.filter(({ state }) => state === 'queued' || state === 'running')
  const failed = plain.filter((row) => row.snapshot === snapshot.digest && isFailedLast(row, plain))
  const isAsked = (kind: string, scenario?: string): boolean => [...pending, ...failed].some(isOf(kind, scenario))
  const openQuestion = (what: AnalysisRow['kind'], scenario?: string) => ({
    what,
    ...(scenario === undefined ? {} : { scenario }),
    ...(done.some(isOf(what, scenario)) ? { isOutdated: true } : {}),
  })
  return {
    snapshot: snapshot.digest,
    tables: snapshot.tables,
    ...(rules && { rules: rules.answer }),
    spares: spares.map(({ answer }) => answer),
    // What a draft supposes is nobody's question but where there is no other.
    ofDrafts:
      spares.length > 0 ? [] : readAnswers(drafts, 'spares', SPARES, snapshot.digest).map(({ answer }) => answer),
    pending: pending.map((row) => ({ ...questionOf(row), ...(row.job === null ? {} : { job: row.job }) })),
    failed: failed.map((row) => ({
      ...questionOf(row),
      ...(row.error === null ? {} : { problem: problemIn(row.error, asker) }),
    })),
    notAsked: [
      ...(rules || isAsked('rules') ? [] : [openQuestion('rules')]),
      ...scenarios
        .filter((scenario) => !isAsked('spares', scenario) && !spares.some(({ row }) => scenarioOf(row) === scenario))
        .map((scenario) => openQuestion('spares', scenario)),
    ],
  }
}

const isOf =
  (kind: string, scenario?: string) =>
  (row: AnalysisRow): boolean =>
    row.kind === kind && (scenario === undefined || scenarioOf(row) === scenario)

/** Nothing that was asked later of the same snapshot waits, runs, or is answered. */
function isFailedLast(row: AnalysisRow, rows: readonly AnalysisRow[]): boolean {
  if (row.state !== 'failed') return false
  const same = rows.filter(
    (one) => one.kind === row.kind && scenarioOf(one) === scenarioOf(row) && one.snapshot === row.snapshot,
  )
  return !same.some(({ state, createdAt }) => state !== 'cancelled' && state !== 'failed' && createdAt > row.createdAt)
}

function questionOf(row: AnalysisRow): { analysis: string; kind: AnalysisRow['kind']; scenario?: string } {
  const scenario = scenarioOf(row)
  return { analysis: row.id, kind: row.kind, ...(scenario === undefined ? {} : { scenario }) }
}

/** An answer to a question that named none, as it could be asked once where there was one alone, says of which it is. */
function scenarioOf({ parameters, summary }: AnalysisRow): string | undefined {
  return (parameters as { scenario?: string }).scenario ?? (summary as { scenario?: string } | null)?.scenario
}

/** Those of the snapshot itself before those of earlier ones; each newest first, as they come. */
function ownFirst(rows: readonly AnalysisRow[], digest: string): AnalysisRow[] {
  return [...rows.filter(({ snapshot }) => snapshot === digest), ...rows.filter(({ snapshot }) => snapshot !== digest)]
}

/** The first of each scenario. */
function latestByScenario<Answer>(told: readonly Told<Answer>[]): Told<Answer>[] {
  const seen = new Set<string | undefined>()
  return told.filter(({ row }) => {
    const scenario = scenarioOf(row)
    if (seen.has(scenario)) return false
    seen.add(scenario)
    return true
  })
}

const RULES = Compile(RulesOverview)
const SPARES = Compile(SparesOverview)

/** What an earlier version of the product has kept may have another shape: such an answer is to be reckoned anew. */
function readAnswers<Answer>(
  rows: readonly AnalysisRow[],
  of: AnalysisRow['kind'],
  schema: { readonly Check: (value: unknown) => value is Answer },
  digest: string,
): Told<Answer>[] {
  return rows.flatMap((row) => {
    if (row.kind !== of) return []
    const { kind: _kind, ...kept } = (row.summary ?? {}) as Readonly<Record<string, unknown>>
    const { id: analysis, snapshot, headline } = row
    const answer: unknown = { analysis, snapshot, isOfHead: snapshot === digest, headline: headline ?? '', ...kept }
    return schema.Check(answer) ? [{ row, answer }] : []
  })
}
