// Makes a snapshot of a workspace folder as it stands.

import { FaultLog } from '#model/fault-log.ts'
import { sealSnapshot } from '#store/snapshot/index.ts'
import { loadWorkspace } from '../../load-workspace.ts'
import { PRODUCT } from '../../product.ts'
import { faultyOutcome } from './faulty.ts'
import type { SealingPlace, TaskOutcome, TaskWatch } from './task.ts'

/** Whatever faults its rows have are told by every analysis of it: only what cannot be read at all is refused. */
export async function sealWorkspace(
  workspace: string,
  { snapshots, maker }: SealingPlace,
  previous: string | undefined,
  { progress, signal }: TaskWatch,
): Promise<TaskOutcome> {
  const log = new FaultLog()
  const loaded = await loadWorkspace(workspace, log, progress)
  if (!loaded) return faultyOutcome(log)
  signal.throwIfAborted()
  const { digest, sealed } = await sealSnapshot({
    workspace,
    facts: loaded.facts,
    loaded: loaded.inputs,
    snapshots,
    maker,
    product: PRODUCT.version,
    ...(previous === undefined ? {} : { previous }),
    signal,
    progress,
  })
  return { kind: 'sealed', sealed: { digest, tables: sealed.tables.map(({ name, rows }) => ({ table: name, rows })) } }
}
