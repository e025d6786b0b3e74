// The first page: the latest answers about a workspace, and what was not asked yet.

import type { Question } from '#contract/application/analysis.ts'
import type { Overview, RulesOverview, SparesOverview } from '#contract/application/overview.ts'
import { listAnalyses, type Analysis as AnalysisRow } from '#store/database/analyses.ts'
import type { Application, Asker } from './application.ts'
import { isPlain } from './plain-questions.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'
import type { AnalysisSummary } from './tasks/task.ts'

/** Looked back so far for the latest answer of each kind. */
const ANALYSES_LOOKED_AT = 200

export async function getOverview(application: Application, asker: Asker, workspace: string): Promise<Overview> {
  const { snapshot, scenarios } = await getWorkspaceFacts(application, asker, workspace)
  const { rows } = await application.database.asMember(asker, (acts) =>
    listAnalyses(acts, { workspace }, { limit: ANALYSES_LOOKED_AT }),
  )
  const plain = rows.filter(({ parameters }) => isPlain(parameters as unknown as Question))
  const answers = plain.filter(({ state }) => state === 'done')
  const rules = answers.find(({ kind }) => kind === 'rules')
  const spares = latestByScenario(answers.filter(({ kind }) => kind === 'spares'))
  const pending = plain.filter(({ state }) => state === 'queued' || state === 'running')
  const isAsked = (kind: string, scenario?: string): boolean =>
    pending.some((row) => row.kind === kind && (scenario === undefined || scenarioOf(row) === scenario))
  return {
    snapshot: snapshot.digest,
    tables: snapshot.tables,
    ...(rules && { rules: tellAnswer(rules, snapshot.digest) as RulesOverview }),
    spares: spares.map((row) => tellAnswer(row, snapshot.digest) as SparesOverview),
    pending: pending.map((row) => {
      const scenario = scenarioOf(row)
      return {
        analysis: row.id,
        kind: row.kind,
        ...(scenario === undefined ? {} : { scenario }),
        ...(row.job === null ? {} : { job: row.job }),
      }
    }),
    notAsked: [
      ...(rules || isAsked('rules') ? [] : [{ what: 'rules' }]),
      ...scenarios
        .filter((scenario) => !isAsked('spares', scenario) && !spares.some((row) => scenarioOf(row) === scenario))
        .map((scenario) => ({ what: 'spares', scenario })),
    ],
  }
}

function scenarioOf({ parameters }: AnalysisRow): string | undefined {
  return (parameters as { scenario?: string }).scenario
}

/** Newest first, each scenario once. */
function latestByScenario(rows: readonly AnalysisRow[]): AnalysisRow[] {
  const seen = new Set<string | undefined>()
  return rows.filter((row) => {
    const scenario = scenarioOf(row)
    if (seen.has(scenario)) return false
    seen.add(scenario)
    return true
  })
}

function tellAnswer({ id, snapshot, headline, summary }: AnalysisRow, head: string): RulesOverview | SparesOverview {
  const { kind: _kind, ...told } = summary as unknown as AnalysisSummary
  return { analysis: id, snapshot, isOfHead: snapshot === head, headline: headline ?? '', ...told } as
    | RulesOverview
    | SparesOverview
}
