// The first snapshot of a workspace: of an example, or of an empty inventory to import into.

import { join } from 'node:path'
import { parseDay } from '#base/calendar.ts'
import { initWorkspace } from '../../init-workspace.ts'
import { makeExample } from '../../make-example.ts'
import { sealWorkspace } from './seal-workspace.ts'
import type { CreateTask, TaskOutcome, TaskWatch } from './task.ts'

export async function createWorkspaceFiles(task: CreateTask, watch: TaskWatch): Promise<TaskOutcome> {
  const { name, from, scratch, today } = task
  const folder = join(scratch, 'workspace')
  if (from.kind === 'example') await makeExample(from.example, folder, watch.progress)
  else await initWorkspace(folder, parseDay(today)!, { title: name, ...from })
  watch.signal.throwIfAborted()
  return sealWorkspace(folder, task, undefined, watch)
}
