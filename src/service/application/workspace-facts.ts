// What can be asked of a snapshot: its packs, its scenarios, and the files all is computed from.

import { join } from 'node:path'
import type { WorkspaceFacts } from '#contract/application/workspace.ts'
import { readSealed } from '#store/snapshot/index.ts'
import type { Application, Asker } from './application.ts'
import { describeInputs } from './describe-inputs.ts'
import { Remembered } from './remembered.ts'
import { findSnapshotOf } from './workspaces.ts'

const remembered = new Remembered<Omit<WorkspaceFacts, 'snapshot'>>(32)

export async function getWorkspaceFacts(
  application: Application,
  asker: Asker,
  workspace: string,
  digest?: string,
): Promise<WorkspaceFacts> {
  const snapshot = await findSnapshotOf(application, asker, workspace, digest)
  const folder = join(application.folders.snapshots(asker.organisation), snapshot.digest)
  const facts = await remembered.get(folder, async () => ({
    ...(await describeInputs(join(folder, 'inputs'))),
    inputs: (await readSealed(folder)).inputs.map(({ name, sha256 }) => ({ name, sha256 })),
  }))
  return { snapshot, ...facts }
}
