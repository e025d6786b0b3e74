// Takes an arrival in: the snapshot it is held against, with its rows in the place of those of its source.

import { FaultLog } from '#model/fault-log.ts'
import { faultyOutcome } from './faulty.ts'
import { readArrival } from './read-arrival.ts'
import { sealWorkspace } from './seal-workspace.ts'
import type { ArrivalTask, TaskOutcome, TaskWatch } from './task.ts'

export async function acceptArrival(task: ArrivalTask, watch: TaskWatch): Promise<TaskOutcome> {
  const log = new FaultLog()
  const { workspace, result } = await readArrival(task, false, log, watch)
  if (result === undefined || result.outcome === 'refused') return faultyOutcome(log, { files: task.files, workspace })
  return sealWorkspace(workspace, task, task.base, watch)
}
