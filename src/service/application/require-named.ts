// Whether a question names only what there is to be asked of: packs and scenarios of its snapshot, and no file.

import { join } from 'node:path'
import { nearestName } from '#base/near-name.ts'
import type { Question } from '#contract/application/analysis.ts'
import { describeFault, type Fault, quoteForFault } from '#model/fault.ts'
import type { Application, Asker } from './application.ts'
import { readBrokenPacks } from './describe-inputs.ts'
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
  const { packs, scenarios, snapshot: asked } = await getWorkspaceFacts(application, asker, workspace, snapshot)
  const known = packs.map(({ pack }) => pack)
  const isMissing = (pack: string): boolean => !known.includes(pack)
  if (namedPacks.some(isMissing)) {
    const folder = join(application.folders.snapshots(asker.organisation), asked.digest, 'inputs')
    refuseBroken(await readBrokenPacks(folder), namedPacks.filter(isMissing))
  }
  const unknown = [...sayUnknown('rule pack', namedPacks, known), ...sayUnknown('scenario', namedScenarios, scenarios)]
  if (unknown.length > 0)
    throw new Refusal('faulty-input', `the snapshot that is asked has no ${unknown.join(', and no ')}`)
}

/** A pack that is there, and cannot be used for its faults, is not told as one there is not. */
function refuseBroken(broken: ReadonlyMap<string, readonly Fault[]>, named: readonly string[]): void {
  const found = [...new Set(named)].filter((name) => broken.has(name))
  if (found.length === 0) return
  const faults = found.flatMap((name) => broken.get(name)!)
  const names = found.map((name) => `\`${quoteForFault(name)}\``).join(', ')
  const said = found.length === 1 ? `rule pack ${names} has faults` : `rule packs ${names} have faults`
  const first = faults[0] === undefined ? '' : `; the first: ${describeFault(faults[0])}`
  throw new Refusal('faulty-input', `the ${said}, and cannot be judged by until they are mended${first}`, faults)
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
