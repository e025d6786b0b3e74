// Whether a question names only what there is to be asked of: packs and scenarios of its snapshot, and no file.

import { nearestName } from '#base/near-name.ts'
import type { Question } from '#contract/application/analysis.ts'
import { quoteForFault } from '#model/fault.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'

/**
 * Throws a `Refusal` that names all there is not. On the command line the path of a file is the name of a pack or scenario as well:
 * here that would be any file the server can read.
 */
export async function requireNamed(
  application: Application,
  asker: Asker,
  workspace: string,
  { snapshot, question }: { readonly snapshot?: string | undefined; readonly question: Question },
): Promise<void> {
  const { packs: namedPacks, scenarios: namedScenarios } = namesIn(question)
  if (namedPacks.length + namedScenarios.length === 0) return
  const { packs, scenarios } = await getWorkspaceFacts(application, asker, workspace, snapshot)
  const unknown = [
    ...sayUnknown(
      'rule pack',
      namedPacks,
      packs.map(({ pack }) => pack),
    ),
    ...sayUnknown('scenario', namedScenarios, scenarios),
  ]
  if (unknown.length > 0)
    throw new Refusal('faulty-input', `the snapshot that is asked has no ${unknown.join(', and no ')}`)
}

function namesIn(question: Question): { readonly packs: readonly string[]; readonly scenarios: readonly string[] } {
  if (question.kind === 'rules')
    return { packs: [...(question.packs ?? []), ...(question.withProposed ?? [])], scenarios: [] }
  return { packs: [], scenarios: question.scenario === undefined ? [] : [question.scenario] }
}

function sayUnknown(what: string, named: readonly string[], known: readonly string[]): string[] {
  const unknown = [...new Set(named)].filter((name) => !known.includes(name))
  return unknown.map((name) => {
    const near = nearestName(name, known)
    return `${what} \`${quoteForFault(name)}\`${near === undefined ? '' : ` (did you mean \`${near}\`?)`}`
  })
}
