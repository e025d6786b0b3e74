// Spares asked about without a scenario, where the snapshot has just one: that is asked of by its name, so that it is one question.

import type { Question } from '#contract/application/analysis.ts'
import type { Application, Asker } from './application.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'

/** As it is where it names a scenario or a draft, or there is not just one: then the answer says what is there. */
export async function nameOnlyScenario(
  application: Application,
  asker: Asker,
  workspace: string,
  { snapshot, question }: { readonly snapshot?: string | undefined; readonly question: Question },
): Promise<Question> {
  if (question.kind !== 'spares' || question.scenario !== undefined || question.draft !== undefined) return question
  const { scenarios } = await getWorkspaceFacts(application, asker, workspace, snapshot)
  const [only, ...others] = scenarios
  return only === undefined || others.length > 0 ? question : { ...question, scenario: only }
}
