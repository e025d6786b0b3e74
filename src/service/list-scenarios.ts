// Which scenarios a workspace has.

import { basename, join } from 'node:path'
import { compareIdentifiers } from '#base/identifier-order.ts'
import type { Fault } from '#model/fault.ts'
import { listYamlFiles } from '#store/workspace-folder.ts'
import type { PackOrigin } from './load-packs.ts'

export interface ScenarioFile {
  readonly name: string
  /** As messages call it. */
  readonly file: string
  readonly path: string
  readonly origin: PackOrigin
}

/** Those of the workspace, in order of their names. */
export async function listScenarios(folder: string, report: (fault: Fault) => void): Promise<readonly ScenarioFile[]> {
  const files = await listYamlFiles(join(folder, 'scenarios'), 'scenarios', report)
  return files
    .map(({ path, name: file }): ScenarioFile => ({ name: nameOfScenario(file), file, path, origin: 'workspace' }))
    .sort((left, right) => compareIdentifiers(left.name, right.name))
}

export function nameOfScenario(path: string): string {
  return basename(path).replace(/\.ya?ml$/, '')
}
