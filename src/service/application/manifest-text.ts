// mainstay.yaml of a snapshot as it was written, to be changed and brought in again.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ManifestText } from '#contract/application/workspace.ts'
import { MANIFEST_FILE } from '#model/workspace-path.ts'
import type { Application, Asker } from './application.ts'
import { findSnapshotOf } from './workspaces.ts'

export async function getManifestText(
  application: Application,
  asker: Asker,
  workspace: string,
  digest?: string,
): Promise<ManifestText> {
  const { digest: snapshot } = await findSnapshotOf(application, asker, workspace, digest)
  const inputs = join(application.folders.snapshots(asker.organisation), snapshot, 'inputs')
  return { snapshot, text: await readFile(join(inputs, MANIFEST_FILE), 'utf8') }
}
