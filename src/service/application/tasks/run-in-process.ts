// Does a task in a process of its own, and tells what came of it, whatever becomes of that process.

import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { clearAbandoned } from '#store/abandoned.ts'
import { BROWSER_SETTING } from '../../find-browser.ts'
import { builtFile } from '../../product.ts'
import type { TaskOutcome, TaskRequest, TaskWatch } from './task.ts'
import type { TaskFailure } from './task-failure.ts'
import type { WorkMessage } from './work-process.ts'

const PROGRAM = fileURLToPath(builtFile('programs/work-process.js'))

/** What a task reads of the environment. */
const PASSED_ON = ['PATH', 'TZ', 'NODE_ENV', 'TMPDIR', BROWSER_SETTING]

/** Granted to a process that is asked to stop, before it is made to. */
const GRACE_MS = 4000

/** Why a task has no outcome. */
export class TaskFailed extends Error {
  readonly kind: TaskFailure['kind'] | 'process-died'

  /** `log`: what only the log is told. */
  constructor(kind: TaskFailed['kind'], message: string, log?: string) {
    super(message)
    this.kind = kind
    // As the platform names what was given up because its signal said so.
    if (kind === 'cancelled') this.name = 'AbortError'
    if (log !== undefined) this.stack = log
  }
}

export interface WorkSettings {
  /** Megabytes its heap may grow to. */
  readonly heapMegabytes?: number
}

/** Rejects with {@link TaskFailed}; whatever came of it, its folder is gone by then. */
export async function runInProcess(
  request: TaskRequest,
  watch: TaskWatch,
  settings: WorkSettings = {},
): Promise<TaskOutcome> {
  try {
    return await run(request, watch, settings)
  } finally {
    // One that was killed could not tidy up.
    await clearAbandoned(request.task.scratch)
  }
}

function run(
  request: TaskRequest,
  { progress, signal }: TaskWatch,
  { heapMegabytes }: WorkSettings,
): Promise<TaskOutcome> {
  return new Promise((resolve, reject) => {
    const child = fork(PROGRAM, {
      execArgv: heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`],
      // What it prints is of nobody's network but ours to read in the log of the server.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Texts of a network are in memory already; the environment may hold secrets it has no need of.
      env: Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
    })
    let failure: TaskFailed | undefined
    let outcome: TaskOutcome | undefined
    let killing: NodeJS.Timeout | undefined
    const stop = (): void => {
      child.kill('SIGTERM')
      killing ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    }
    child.on('message', (message: WorkMessage) => {
      if (message.tell === 'progress') progress(message.what, message.done, message.total)
      else if (message.tell === 'outcome') outcome = message.outcome
      else failure = new TaskFailed(message.failure.kind, message.failure.message, message.failure.log)
    })
    // More than one may come: one that died early cannot be sent its task either.
    child.on('error', (error) => {
      failure ??= new TaskFailed('process-died', error.message)
    })
    child.once('close', (code, name) => {
      clearTimeout(killing)
      signal.removeEventListener('abort', stop)
      if (outcome) resolve(outcome)
      else if (signal.aborted) reject(new TaskFailed('cancelled', 'cancelled'))
      else reject(failure ?? new TaskFailed('process-died', describeDeath(code, name)))
    })
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    else child.send(request)
  })
}

function describeDeath(code: number | null, signal: NodeJS.Signals | null): string {
  // V8 aborts where the heap is full, and the system kills whoever takes the last of the memory.
  if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134)
    return 'the process that did the work was ended, most often because memory ran out'
  return `the process that did the work ended by itself (${signal ?? `code ${code}`})`
}
