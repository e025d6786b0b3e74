// Where the text of a rule pack lies: in the workspace, or among those shipped.

import { join } from 'node:path'
import { listYamlFiles } from '#store/workspace-folder.ts'
import { shippedFolder } from './product.ts'

/** The path of its file; a pack is named like its file. Undefined where there is none. */
export async function findPackText(workspace: string, pack: string): Promise<string | undefined> {
  const untold = (): void => undefined
  const own = await listYamlFiles(join(workspace, 'rules'), 'rules', untold)
  const shipped = await listYamlFiles(shippedFolder('rules'), 'rules', untold)
  return [...own, ...shipped].find(({ name }) => name === `rules/${pack}.yaml` || name === `rules/${pack}.yml`)?.path
}
