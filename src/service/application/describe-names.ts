// What the rules and scenarios of a snapshot are called.

import type { FoundRule, FoundScenario } from '#contract/application/table.ts'
import { readScenario } from '#intake/scenario/read.ts'
import { readTextFile } from '#intake/text-file.ts'
import { loadEstateSetting } from '../check-estate.ts'
import { listScenarios, type ScenarioFile } from '../list-scenarios.ts'
import { packsOf } from '../load-workspace.ts'

export interface NamesOfSnapshot {
  readonly rules: readonly FoundRule[]
  readonly scenarios: readonly FoundScenario[]
}

/** Their faults are told by every analysis. */
const untold = (): void => undefined

/** `folder`: of a workspace. Rules are those of the packs that it is judged by where none are named. */
export async function describeNames(folder: string): Promise<NamesOfSnapshot> {
  const scenarios = await listScenarios(folder, untold)
  return { rules: await rulesOf(folder), scenarios: await Promise.all(scenarios.map(describeScenario)) }
}

async function rulesOf(folder: string): Promise<FoundRule[]> {
  const setting = await loadEstateSetting(folder)
  if (!setting) return []
  const chosen = packsOf(setting.manifest, setting, () => ({ file: 'mainstay.yaml', line: 1, column: '' }), untold)
  return chosen.flatMap(({ pack: { pack, rules } }) => {
    // One that is stated for several editions is told once, as the latest has it.
    const titles = new Map(rules.map(({ id, title }) => [id, title]))
    return [...titles].map(([rule, title]) => ({ pack, rule, title }))
  })
}

async function describeScenario({ name: scenario, path, file }: ScenarioFile): Promise<FoundScenario> {
  const text = await readTextFile(path, file, untold)
  const read = text === undefined ? undefined : readScenario(file, text).scenario
  return { scenario, title: read?.title ?? '' }
}
