// Does a task in a folder of its own, which goes when it ends.

import { mkdir } from 'node:fs/promises'
import { beginMaking, endMaking } from '#store/abandoned.ts'
import { hidePathsOfFault } from '../hide-paths.ts'
import { acceptArrival } from './accept-arrival.ts'
import { analyseRules } from './analyse-rules.ts'
import { analyseSpares } from './analyse-spares.ts'
import { createWorkspaceFiles } from './create-workspace.ts'
import { findMatter } from './find-matter.ts'
import { packJudgingKit } from './pack-judging-kit.ts'
import { previewArrival } from './preview-arrival.ts'
import { suggestMapping } from './suggest-mapping.ts'
import {
  type AnalysisTask,
  type PrintTask,
  rootOf,
  type TaskOutcome,
  type TaskRequest,
  type TaskWatch,
} from './task.ts'

export async function runTask(request: TaskRequest, watch: TaskWatch): Promise<TaskOutcome> {
  const scratch = beginMaking(request.task.scratch)
  try {
    await mkdir(scratch)
    return hidePathsOf(await doTask(request, scratch, watch), rootOf(request))
  } finally {
    await endMaking(scratch)
  }
}

function doTask(request: TaskRequest, scratch: string, watch: TaskWatch): Promise<TaskOutcome> {
  switch (request.kind) {
    case 'create-workspace':
      return createWorkspaceFiles({ ...request.task, scratch }, watch)
    case 'preview-arrival':
      return previewArrival({ ...request.task, scratch }, watch)
    case 'accept-arrival':
      return acceptArrival({ ...request.task, scratch }, watch)
    case 'suggest-mapping':
      return suggestMapping({ ...request.task, scratch })
    case 'analyse-rules':
    case 'analyse-spares':
      return analyse({ ...request.task, scratch }, watch)
    case 'pack-kit':
      return packJudgingKit({ ...request.task, scratch }, watch)
    case 'find-matter':
      return findMatter({ ...request.task, scratch }, watch)
    case 'print-report':
      return print({ ...request.task, scratch }, watch)
  }
}

/** What drives a browser takes as long to load as a third of all the rest: it is loaded for this alone. */
async function print(task: PrintTask, watch: TaskWatch): Promise<TaskOutcome> {
  const { printReport } = await import('./print-report.ts')
  return printReport(task, watch)
}

function hidePathsOf(outcome: TaskOutcome, root: string): TaskOutcome {
  if (outcome.kind !== 'faulty') return outcome
  const faults = outcome.faulty.faults.map((fault) => hidePathsOfFault(fault, root))
  return { ...outcome, faulty: { ...outcome.faulty, faults } }
}

function analyse(task: AnalysisTask, watch: TaskWatch): Promise<TaskOutcome> {
  const { question } = task
  return question.kind === 'rules'
    ? analyseRules({ ...task, question }, watch)
    : analyseSpares({ ...task, question }, watch)
}
